import type { Clock } from '../../shared/kernel/clock.ts';
import type { PrinterPort } from './ports.ts';

/**
 * Asks the printer for its state now and then again and again, `everyMs` after each answer, so that the status rail
 * knows of missing paper before a payer stands there. Changes come through `printer.onState`.
 * @returns the way to stop
 */
export function supervisePrinter(printer: PrinterPort, clock: Clock, everyMs: number): () => void {
  let stopped = false;
  let stopTimer: () => void = () => {};
  const ask = async (): Promise<void> => {
    await printer.status();
    if (!stopped) stopTimer = clock.after(everyMs, () => void ask());
  };
  void ask();
  return () => {
    stopped = true;
    stopTimer();
  };
}
