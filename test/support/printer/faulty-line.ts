/** A simulated printer at the end of a line in memory, on which one fault strikes at a byte of one sheet. */
import type { LinkFailure, Transport } from '../../../src/main/devices/ports.ts';
import { memoryTransport } from '../../../src/main/devices/transport/memory.ts';
import type { Clock } from '../../../src/shared/kernel/clock.ts';
import { usualScript } from '../../../src/simulators/escpos-printer/contract.ts';
import { Mechanism } from '../../../src/simulators/escpos-printer/mechanism.ts';

/**
 * `cable`: the line breaks. `power`: the printer also forgets all it holds. `stuck`: it takes nothing more until it is
 * freed, and the line stands. `paper`: the roll ends at the row of this byte. `cover`: somebody opens it. `killed`: the
 * counter's process ends.
 */
export const faultKinds = ['cable', 'power', 'stuck', 'paper', 'cover', 'killed'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface FaultyLine {
  readonly transport: Transport;
  readonly mechanism: Mechanism;
  /** The fault strikes when so many more bytes have come; null = never. */
  arm(kind: FaultKind, afterBytes: number): void;
  /** Bytes since `arm`. */
  readonly bytes: number;
  readonly struck: boolean;
  /** Puts everything right again: cable in, power on, paper loaded, cover closed. */
  repair(): void;
  /** Called when the counter is to be killed. */
  onKilled(kill: () => void): void;
}

/** Makes it with a printer of that width. */
export function faultyLine(widthDots: number, clock: Clock): FaultyLine {
  const mechanism = new Mechanism(widthDots);
  let armed: { readonly kind: FaultKind; readonly afterBytes: number } | null = null;
  let bytes = 0;
  let down: LinkFailure | null = null;
  let stuck = false;
  let struck = false;
  let kill: () => void = () => undefined;

  const strike = (kind: FaultKind, hangUp: (why: LinkFailure) => void): void => {
    armed = null;
    struck = true;
    switch (kind) {
      case 'cable':
        down = 'not-found';
        hangUp('disconnected');
        break;
      case 'power':
        down = 'refused';
        mechanism.change({ power: false });
        hangUp('disconnected');
        break;
      case 'stuck':
        stuck = true;
        break;
      case 'paper':
        mechanism.change({ paperRowsLeft: 0 });
        break;
      case 'cover':
        mechanism.change({ cover: 'open' });
        break;
      case 'killed':
        kill();
        hangUp('disconnected');
        break;
    }
  };

  const transport = memoryTransport(
    {
      onOpen() {
        if (down === null) mechanism.connected(() => undefined);
        return down;
      },
      onWrite(given, reply, hangUp) {
        if (stuck) return 0;
        mechanism.answersTo(reply);
        const left = armed === null ? Number.POSITIVE_INFINITY : armed.afterBytes - bytes;
        const taken = given.subarray(0, Math.min(given.length, left));
        bytes += taken.length;
        mechanism.receive(taken);
        if (armed === null || given.length < left) return taken.length;
        const { kind } = armed;
        strike(kind, hangUp);
        // Trouble inside the printer does not keep it from taking what comes.
        if (kind !== 'paper' && kind !== 'cover') return taken.length;
        mechanism.receive(given.subarray(taken.length));
        return given.length;
      },
    },
    clock,
  );

  return {
    transport,
    mechanism,
    arm(kind, afterBytes) {
      armed = { kind, afterBytes };
      bytes = 0;
      struck = false;
    },
    get bytes() {
      return bytes;
    },
    get struck() {
      return struck;
    },
    repair() {
      armed = null;
      down = null;
      stuck = false;
      mechanism.change(usualScript);
    },
    onKilled(run) {
      kill = run;
    },
  };
}
