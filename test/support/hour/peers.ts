/** What stands at the counter for an hour: printer, bank and card terminal, each a program with books of its own. */
import { BankSimulator } from '../../integration/counter/bank-simulator.ts';
import { PrinterSimulator } from '../../integration/devices/printer-simulator.ts';
import { StxProgram } from '../terminal/programs.ts';

export interface HourPeers {
  readonly printer: PrinterSimulator;
  readonly bank: BankSimulator;
  readonly terminal: StxProgram;
  /** As the counter is told of them. */
  readonly simulators: readonly { readonly peer: string; readonly host: string; readonly port: number }[];
  stop(): void;
}

/** Starts the three programs. */
export async function startPeers(): Promise<HourPeers> {
  const [printer, bank, terminal] = await Promise.all([
    PrinterSimulator.start(),
    BankSimulator.start(),
    StxProgram.start(),
  ]);
  await terminal.script({ ackWaitMs: 300 });
  return {
    ...{ printer, bank, terminal },
    simulators: [
      { peer: 'escpos-printer', ...printer.address },
      { peer: 'bank', ...bank.address },
      { peer: 'stx-terminal', ...terminal.address },
    ],
    stop() {
      for (const one of [printer, bank, terminal]) one.stop();
    },
  };
}
