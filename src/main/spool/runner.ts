/** Takes jobs one by one, for each printer in its own line, and brings every one to an outcome. */
import { unreachable } from '../../shared/kernel/assert.ts';
import type { PrinterPort, PrintOutcome, Raster } from '../devices/ports.ts';
import type { JobRow } from './rows.ts';

/** What the runner is to write down. */
export interface RunResult {
  readonly outcome: 'printed' | 'sent' | 'failed' | 'unknown';
  /** Bytes the printer may have got. */
  readonly took: number;
  readonly why: string | null;
}

export interface RunnerParts {
  /** The next job of a printer, already written as being sent. */
  takeUp(printer: string): JobRow | undefined;
  draw(row: JobRow, widthDots: number): Promise<Raster>;
  /** The same in letters. */
  plain(row: JobRow, columns: number): readonly string[];
  printer(name: string): PrinterPort | undefined;
  record(row: JobRow, result: RunResult): void;
  /** A job could not be written down. What follows must not be printed either. */
  broken(error: unknown): void;
}

export class Runner {
  readonly #parts: RunnerParts;
  readonly #running = new Map<string, Promise<void>>();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Works off what is queued for a printer; a second call while it does changes nothing. */
  wake(printer: string): void {
    if (this.#running.has(printer)) return;
    const run = this.#work(printer).catch((error: unknown) => this.#parts.broken(error));
    this.#running.set(
      printer,
      run.finally(() => this.#running.delete(printer)),
    );
  }

  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async #work(printer: string): Promise<void> {
    let row = this.#parts.takeUp(printer);
    while (row !== undefined) {
      this.#parts.record(row, await this.#print(row));
      row = this.#parts.takeUp(printer);
    }
  }

  async #print(row: JobRow): Promise<RunResult> {
    const port = this.#parts.printer(row.printer);
    if (port === undefined) return { outcome: 'failed', took: 0, why: 'no-printer' };
    let give: () => Promise<PrintOutcome>;
    try {
      const sheet = await this.#parts.draw(row, port.widthDots);
      give = this.#wayOf(row, port, sheet);
    } catch {
      // Nothing was sent. A document that cannot be drawn must not hold up the others.
      return { outcome: 'failed', took: 0, why: 'not-drawn' };
    }
    return resultOf(await give());
  }

  /** As a picture, or as letters where the picture would hold a slow line too long. */
  #wayOf(row: JobRow, port: PrinterPort, sheet: Raster): () => Promise<PrintOutcome> {
    const { plain } = port;
    if (plain === undefined || !plain.insteadOf(sheet)) return () => port.print(sheet);
    const lines = this.#parts.plain(row, plain.columns);
    return () => plain.print(lines);
  }
}

function resultOf(outcome: PrintOutcome): RunResult {
  switch (outcome.kind) {
    case 'printed':
    case 'sent':
      return { outcome: outcome.kind, took: 0, why: null };
    case 'failed':
      return { outcome: 'failed', took: 0, why: outcome.why };
    case 'unknown':
      return { outcome: 'unknown', took: outcome.tookBytes, why: outcome.why };
    default:
      return unreachable(outcome);
  }
}
