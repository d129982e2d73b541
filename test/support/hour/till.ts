/** A cashier for an hour: cash, codes and cards, with trouble now and then; she keeps her own notes. */
import type { CardView } from '../../../src/shared/rpc/card.ts';
import type { Chance } from '../chance.ts';
import { succeeded } from '../running-counter.ts';
import type { Hand } from './books.ts';
import { type HourLine, ids, pause, until } from './line.ts';
import { HourPaper, type PaperFault } from './paper.ts';
import type { HourPeers } from './peers.ts';

export type Way = 'cash' | 'qr' | 'card';
export type Fault =
  | 'none'
  | 'counter killed'
  | 'cable pulled'
  | 'reply lost'
  | 'declined'
  | 'bank late'
  | 'bank silent'
  | PaperFault;

export const faultsOf: Readonly<Record<Way, readonly Fault[]>> = {
  cash: ['counter killed', 'paper out', 'printer off'],
  qr: ['counter killed', 'bank late', 'bank silent', 'paper out', 'printer off'],
  card: ['counter killed', 'cable pulled', 'reply lost', 'declined', 'paper out', 'printer off'],
};

interface Request {
  readonly collection: string;
  readonly tender: string;
  readonly payer: string;
  readonly payerName: string;
  readonly lines: readonly { readonly bill: string; readonly amount: number }[];
}

/** A payer whose bank takes its time: set aside, and gone on with later. */
interface Late {
  readonly request: Request;
  readonly amount: number;
}

/** The most bytes of an exchange with the terminal, both ways. */
const exchangeBytes = 160;
const finalStates = ['approved', 'declined', 'cancelled'];

export class HourTill {
  readonly #line: HourLine;
  readonly #peers: HourPeers;
  readonly #chance: Chance;
  readonly #paper: HourPaper;
  #bills: Omit<Request, 'collection' | 'tender' | 'lines'>[] = [];
  #billIds: string[] = [];
  #late: Late[] = [];
  #hand = { cash: 0, cashCount: 0, paid: 0, paidTotal: 0 };
  readonly #heard = new Set<string>();

  constructor(line: HourLine, peers: HourPeers, chance: Chance) {
    this.#line = line;
    this.#peers = peers;
    this.#chance = chance;
    this.#paper = new HourPaper(line, peers);
  }

  /** Her notes; with `heard` only what the window said before anybody asked the terminal. */
  hand(heardOnly: boolean): Hand {
    return { ...this.#hand, wholeRows: this.#paper.wholeRows, heard: heardOnly ? this.#heard : null };
  }

  get #client() {
    return this.#line.client;
  }

  /** Bills nobody has touched, `count` of them, and one plain receipt to know a whole sheet by. */
  async prepare(count: number): Promise<void> {
    for (const text of ['nguyen', 'tran', 'le', 'pham', 'vo', 'hoang', 'bui', 'do']) {
      if (this.#bills.length > count) break;
      const { rows } = succeeded(await this.#client.call('payer.find', { text, limit: 50 }));
      for (const { payer, name, owed } of rows) {
        if (owed >= 60_000) await this.#readBills(payer, name);
      }
    }
    if (this.#bills.length <= count) throw new RangeError(`only ${this.#bills.length} bills`);
    await this.pay('cash', 'none');
  }

  async #readBills(payer: string, payerName: string): Promise<void> {
    const { lines } = succeeded(await this.#client.call('payer.open', { payer }));
    for (const { bill, owed, onBehalf } of lines) {
      if (owed < 60_000 || onBehalf || this.#billIds.includes(bill)) continue;
      this.#bills.push({ payer, payerName });
      this.#billIds.push(bill);
    }
  }

  #next(): { request: Request; amount: number } {
    const [who, bill] = [this.#bills.shift(), this.#billIds.shift()];
    if (who === undefined || bill === undefined) throw new RangeError('no bill is left');
    const amount = 1_000 * (10 + this.#chance.below(50));
    return {
      request: { ...who, collection: ids.next(), tender: ids.next(), lines: [{ bill, amount }] },
      amount,
    };
  }

  /** One payment from the first key to the paper, with this trouble in it. */
  async pay(way: Way, fault: Fault): Promise<void> {
    const { request, amount } = this.#next();
    switch (way) {
      case 'cash':
        await this.#cash(request, amount, fault);
        break;
      case 'qr':
        if (!(await this.#qr(request, amount, fault))) return;
        break;
      case 'card':
        await this.#card(request, amount, fault);
        break;
    }
  }

  /** What was set aside for a late bank; returns once all of it is paid. */
  async finishLate(): Promise<void> {
    for (const { request, amount } of this.#late.splice(0)) {
      await this.#credited(request);
      succeeded(await this.#client.call('collect.resume', { collection: request.collection }));
      await this.#issue(request, amount, 'none');
    }
  }

  async #cash(request: Request, amount: number, fault: Fault): Promise<void> {
    await this.#paper.count();
    await this.#strike(fault);
    const begun = succeeded(
      await this.#client.call('collect.cashBegin', { ...request, lines: [...request.lines] }),
    );
    const given = { tender: request.tender, given: begun.due };
    if (fault === 'counter killed') {
      void this.#client.call('collect.cashReceive', given).catch(() => undefined);
      await pause(this.#chance.next() * 40);
      await this.#line.killAndStart();
    }
    const done = succeeded(await this.#client.call('collect.cashReceive', given));
    this.#hand.cash += begun.due;
    this.#hand.cashCount += 1;
    await this.#papers(done.receipts, amount, fault);
  }

  /** False when the bank is late and the payer was set aside. */
  async #qr(request: Request, amount: number, fault: Fault): Promise<boolean> {
    const asked = { ...request, lines: [...request.lines], amount: null, wallet: false };
    if (fault === 'bank silent') await this.#peers.bank.script({ feed: 'down' });
    const code = succeeded(await this.#client.call('collect.qrBegin', asked));
    const delayMs = fault === 'bank late' ? 1_500 : this.#chance.below(150);
    await this.#peers.bank.pay(code.payload, { delayMs });
    if (fault === 'bank late') {
      succeeded(await this.#client.call('collect.park', { collection: request.collection }));
      this.#late.push({ request, amount });
      return false;
    }
    if (fault === 'bank silent') {
      await pause(300);
      await this.#peers.bank.script({ feed: 'up' });
    }
    if (fault === 'counter killed') {
      await pause(this.#chance.below(250));
      await this.#line.killAndStart();
    }
    await this.#credited(request);
    await this.#issue(request, amount, fault);
    return true;
  }

  async #credited({ tender }: Request): Promise<void> {
    await until(`the money of ${tender}`, async () =>
      this.#line.tenderState(tender) === 'credited' ? true : null,
    );
  }

  async #card(request: Request, amount: number, fault: Fault): Promise<void> {
    const { terminal } = this.#peers;
    await this.#ready();
    await terminal.script({
      takesMs: 20 + this.#chance.below(80),
      host: fault === 'declined' ? 'decline' : 'approve',
      loseReplies: fault === 'reply lost' ? 1 : 0,
      ...this.#cable(fault),
    });
    succeeded(
      await this.#client.call('collect.cardBegin', { ...request, lines: [...request.lines], amount: null }),
    );
    if (fault === 'counter killed') {
      await pause(this.#chance.below(150));
      await this.#line.killAndStart();
    }
    if (fault === 'reply lost') {
      await pause(200);
      await terminal.script({ power: false });
    }
    const heard = await this.#settled(request.tender, true);
    if (heard?.state === 'approved') this.#heard.add(heard.reference);
    await terminal.script({ power: true, unplugAfterSent: null, unplugAfterReceived: null, loseReplies: 0 });
    const end = await this.#settled(request.tender, false);
    if (end?.state === 'approved') await this.#issue(request, amount, fault);
    else await this.#cash({ ...request, tender: ids.next() }, amount, 'none');
  }

  #cable(fault: Fault): { unplugAfterSent: number | null; unplugAfterReceived: number | null } {
    const at = this.#chance.below(exchangeBytes);
    const out = fault === 'cable pulled';
    const first = this.#chance.maybe(0.5);
    return { unplugAfterSent: out && first ? at : null, unplugAfterReceived: out && !first ? at % 80 : null };
  }

  /** Until the attempt is at rest; `unknown` rests only for somebody who does not ask. */
  async #settled(tender: string, unknownToo: boolean): Promise<CardView | null> {
    return await until(`the end of ${tender}`, async () => {
      const answer = await this.#client.call('collect.cardState', { tender });
      if (!answer.ok) return null;
      const { state, step } = answer.value;
      const rests = finalStates.includes(state) || (unknownToo && state === 'unknown' && step !== 'card');
      return rests ? answer.value : null;
    });
  }

  /** Until the terminal takes a charge. */
  async #ready(): Promise<void> {
    await until('the terminal', async () => {
      const { terminals } = succeeded(await this.#client.call('terminal.view', {}));
      return terminals[0]?.state === 'ready' && terminals[0].open === 0 ? true : null;
    });
  }

  async #issue({ collection }: Request, amount: number, fault: Fault): Promise<void> {
    await this.#paper.count();
    await this.#strike(fault);
    const { receipts } = succeeded(await this.#client.call('collect.issue', { collection }));
    await this.#papers(receipts, amount, fault);
  }

  async #strike(fault: Fault): Promise<void> {
    if (fault === 'paper out' || fault === 'printer off') await this.#paper.strike(fault);
  }

  async #papers(
    receipts: readonly { readonly receipt: string; readonly total: number }[],
    amount: number,
    fault: Fault,
  ) {
    if (fault === 'paper out' || fault === 'printer off') {
      await pause(100 + this.#chance.below(300));
      await this.#paper.mend();
    }
    for (const { receipt } of receipts) await this.#paper.see(receipt, fault === 'none');
    this.#hand.paid += receipts.length;
    this.#hand.paidTotal += amount;
  }

  /** The terminal is settled; how far its totals are from ours. */
  async settleTerminal(): Promise<number> {
    await this.#ready();
    const { terminals } = succeeded(await this.#client.call('terminal.view', {}));
    const terminal = terminals[0];
    if (terminal === undefined) return Number.NaN;
    if (terminal.ours.count === 0) return 0;
    const batch = succeeded(await this.#client.call('terminal.settle', { terminal: terminal.name }));
    if (batch.total === null || batch.count === null) return Number.NaN;
    return Math.abs(batch.total - batch.ours.total) + Math.abs(batch.count - batch.ours.count);
  }
}
