/** The paper of one receipt, seen to the end: what the cashier does when the printer is out of paper or off. */
import { succeeded } from '../running-counter.ts';
import { type HourLine, pause, until } from './line.ts';
import type { HourPeers } from './peers.ts';

export type PaperFault = 'paper out' | 'printer off';

/** A sheet with fewer rows is what was left in the printer of one that was broken off. */
const wholeShare = 0.8;

export class HourPaper {
  readonly #line: HourLine;
  readonly #peers: HourPeers;
  /** Rows of the shortest sheet that was printed without any trouble. */
  #clean: number | null = null;
  #sheets = 0;

  constructor(line: HourLine, peers: HourPeers) {
    this.#line = line;
    this.#peers = peers;
  }

  get wholeRows(): number {
    return Math.floor((this.#clean ?? 0) * wholeShare);
  }

  /** Takes the paper out, or switches the printer off. */
  async strike(fault: PaperFault): Promise<void> {
    await this.#peers.printer.script(fault === 'paper out' ? { paperRowsLeft: 0 } : { power: false });
  }

  async mend(): Promise<void> {
    await this.#peers.printer.script({ paperRowsLeft: null, power: true });
  }

  async #whole(): Promise<number> {
    return (await this.#peers.printer.sheets()).filter(({ rows }) => rows >= this.wholeRows).length;
  }

  /** Before a receipt is issued: how many whole sheets lie there. */
  async count(): Promise<void> {
    this.#sheets = await this.#whole();
  }

  /** Until the receipt's paper is there: asks again, and says truly whether paper came where the counter asks. */
  async see(receipt: string, clean: boolean): Promise<void> {
    await until(`paper of ${receipt}`, async () => {
      const { papers } = succeeded(await this.#line.client.call('history.open', { receipt }));
      const paper = papers.at(-1);
      switch (paper?.state) {
        case 'printed':
        case 'sent':
          return true;
        case 'unknown':
          return paper.paperCame === null ? await this.#answer(receipt, paper.job) : paper.paperCame || null;
        case 'failed':
        case undefined:
          await this.#again(receipt);
          return null;
        default:
          return null;
      }
    });
    if (clean) await this.#learn();
  }

  async #answer(receipt: string, job: string): Promise<true | null> {
    const paperCame = (await this.#whole()) > this.#sheets;
    succeeded(await this.#line.client.call('print.answer', { job, paperCame }));
    if (paperCame) return true;
    await this.#again(receipt);
    return null;
  }

  async #again(receipt: string): Promise<void> {
    // Refused while the job is still being worked at; asked again then.
    await this.#line.client.call('receipt.print', { receipt });
    await pause(100);
  }

  async #learn(): Promise<void> {
    const sheet = (await this.#peers.printer.sheets()).at(-1);
    if (sheet !== undefined) this.#clean = Math.min(this.#clean ?? sheet.rows, sheet.rows);
  }
}
