import type { Clock } from '../../../shared/kernel/clock.ts';
import type { LinkState, PolePort } from '../ports.ts';
import type { HeldLine } from '../transport/held.ts';
import { poleFrame, poleInit, poleNoCursor, poleText } from './cd5220.ts';

const openTimeoutMs = 2_000;
/** 50 bytes take 55 ms at 9600 baud. */
const writeTimeoutMs = 1_000;

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/**
 * A CD5220 display on a line that is kept open. Only the newest text counts: while one is being written the next waits,
 * and one that came in between is dropped. After the line was down the display is set up and shows the newest again.
 */
export function cd5220Display(name: string, line: HeldLine, clock: Clock): PolePort {
  const listeners = new Set<(state: LinkState) => void>();
  let state: LinkState = 'unknown';
  let wanted: readonly [string, string] = ['', ''];
  /** What stands on the display as far as we know; null = anything. */
  let shown: string | null = null;
  let working = false;

  const become = (next: LinkState): void => {
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener(next);
  };
  const write = async (bytes: Uint8Array): Promise<boolean> => {
    const opened = await line.open(openTimeoutMs);
    if (!opened.ok) return false;
    const { failure } = await opened.value.write(bytes, writeTimeoutMs);
    opened.value.close();
    return failure === null;
  };
  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    while (line.connected && shown !== wanted.join('')) {
      const next = wanted;
      const frame = poleFrame(next);
      const done = await write(shown === null ? joined(poleInit, poleNoCursor, frame) : frame);
      shown = done ? next.join('') : null;
      if (!done) break;
    }
    working = false;
  };
  line.onLine((connected) => {
    shown = null;
    become(connected ? 'ready' : 'offline');
    if (connected) clock.after(0, () => void work());
  });

  return {
    name,
    get state() {
      return state;
    },
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show([upper, lower]) {
      wanted = [poleText(upper), poleText(lower)];
      void work();
    },
  };
}
