import type { Clock } from '../../../shared/kernel/clock.ts';
import type { LinkState, ScannerPort } from '../ports.ts';
import type { HeldLine } from '../transport/held.ts';
import { freshScanLine, readScanLine, restOfScan, type ScanLine } from './lines.ts';

/** A scanner without a suffix: so long after the last byte the code is over. */
const quietMs = 200;
/** A thread that was busy runs its timers before it reads what has come meanwhile; that is read first. */
const readFirstMs = 1;

/** A scanner that sends what it reads over a line of its own (USB-COM). Bytes are UTF-8. */
export function lineScanner(name: string, line: HeldLine, clock: Clock): ScannerPort {
  const stateListeners = new Set<(state: LinkState) => void>();
  const scanListeners = new Set<(text: string) => void>();
  let state: LinkState = 'unknown';
  let reading: ScanLine = freshScanLine;
  let stopTimer: () => void = () => undefined;

  const tell = (texts: readonly string[]): void => {
    for (const text of texts) for (const listener of [...scanListeners]) listener(text);
  };
  const end = (): void => {
    const rest = restOfScan(reading);
    reading = freshScanLine;
    tell(rest);
  };
  line.onBytes((bytes) => {
    stopTimer();
    const read = readScanLine(reading, bytes);
    reading = read.line;
    tell(read.texts);
    stopTimer = clock.after(quietMs, () => {
      stopTimer = clock.after(readFirstMs, end);
    });
  });
  line.onLine((connected) => {
    stopTimer();
    reading = freshScanLine;
    const next = connected ? 'ready' : 'offline';
    if (next === state) return;
    state = next;
    for (const listener of [...stateListeners]) listener(next);
  });
  return {
    name,
    get state() {
      return state;
    },
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    onScan(listener) {
      scanListeners.add(listener);
      return () => scanListeners.delete(listener);
    },
  };
}
