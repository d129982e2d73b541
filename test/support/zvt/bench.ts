import { zvtTerminal } from '../../../src/main/devices/terminal/zvt/driver.ts';
import type { VirtualClock } from '../../../src/main/ports/virtual.ts';
import { type ScriptPatch, usualScript } from '../../../src/simulators/zvt-terminal/contract.ts';
import { Terminal } from '../../../src/simulators/zvt-terminal/terminal.ts';
import type { Bench } from '../terminal/bench.ts';
import { MemoryCable } from '../terminal/cable.ts';
import { checkedProfile } from './profile.ts';

const factor = 100;

export interface ZvtBench extends Bench {
  readonly simulator: Terminal;
}

/** ZVT on a serial line or over TCP, with what the terminal does beyond the usual. */
export function zvtBench(link: 'serial' | 'tcp', more: ScriptPatch = {}): (clock: VirtualClock) => ZvtBench {
  return (clock) => {
    const simulator = new Terminal(clock, factor, link);
    simulator.change({ ...usualScript, ...more });
    const cable = new MemoryCable(simulator, clock, link);
    // The production deadlines of the usual profile.
    const profile = checkedProfile({ link }, factor);
    return {
      name: `zvt ${link}${more.reversesUnanswered === true ? ', reverses' : ''}`,
      simulator,
      cable,
      queryLog: '> 0620',
      port: (unresolved, log) => zvtTerminal({ profile, transport: cable.transport, clock, unresolved, log }),
      script: (change) => simulator.change(change),
      bookings: () =>
        simulator.books.bookings.map((one) => ({
          ...one,
          // Undone: it never stood.
          result: one.undone ? ('declined' as const) : one.result,
          number: one.receipt,
          reference: null,
        })),
      settlements: () => simulator.books.settlements,
    };
  };
}
