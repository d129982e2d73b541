import { stxTerminal } from '../../../src/main/devices/terminal/stx/driver.ts';
import type { VirtualClock } from '../../../src/main/ports/virtual.ts';
import { usualScript } from '../../../src/simulators/stx-terminal/contract.ts';
import { Terminal } from '../../../src/simulators/stx-terminal/terminal.ts';
import type { Bench } from '../terminal/bench.ts';
import { MemoryCable } from '../terminal/cable.ts';
import { checkedProfile } from './profile.ts';

const factor = 100;
/** The production deadlines of the usual profile. */
const profile = checkedProfile({}, factor);

export interface StxBench extends Bench {
  readonly simulator: Terminal;
}

/** STX/LRC on a serial line. */
export function stxBench(clock: VirtualClock): StxBench {
  const simulator = new Terminal(clock, factor);
  simulator.change(usualScript);
  const cable = new MemoryCable(simulator, clock, 'serial');
  return {
    name: 'stx serial',
    simulator,
    cable,
    queryLog: '> request 74',
    port: (unresolved, log) => stxTerminal({ profile, transport: cable.transport, clock, unresolved, log }),
    script: (change) => simulator.change(change),
    bookings: () => simulator.books.bookings.map((one) => ({ ...one, number: one.stan })),
    settlements: () => simulator.books.settlements,
  };
}
