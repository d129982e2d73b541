/**
 * Days of a counter as entries: payments by every method, short ones, late ones, undone ones, refunds, deposits, paper
 * receipts of an outage. Bodies are written by hand from docs/protocol/journal.md.
 */
import type { Json } from '../../../src/shared/journal/index.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import { makeChance } from '../chance.ts';
import type { PaperCounter } from './paper-counter.ts';

type Fields = { readonly [key: string]: Json };

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const groups = ['Khám bệnh', 'Xét nghiệm', 'Học phí', 'Bảo hiểm y tế'];

export class PaperDays {
  readonly #counter: PaperCounter;
  readonly #roll: (below: number) => number;
  readonly #series: string;
  #at: number;
  #number = 0;
  #paper = 0;
  #bill: string | null = null;
  readonly #payer: string;

  constructor(counter: PaperCounter, seed: number, at: number, series = 'VP26-Q1') {
    this.#counter = counter;
    this.#roll = makeChance(seed).below;
    this.#at = at;
    this.#series = series;
    this.#payer = counter.ids.next();
    this.#write('series.opened', {
      ...{ series, purpose: 'receipt', year: 2026, firstNumber: 1, width: 6, confirmedBy: 'person' },
    });
  }

  #write(type: string, body: Fields): void {
    this.#counter.write(type, body, null, this.#at as EpochMs);
  }

  #id(): string {
    return this.#counter.ids.next();
  }

  /** Goes on to a later moment. */
  later(ms: number): this {
    this.#at += ms;
    return this;
  }

  /** Goes to a moment. */
  to(at: number): this {
    this.#at = at;
    return this;
  }

  /** What is taken from now on is for this bill. */
  forBill(bill: string): this {
    this.#bill = bill;
    return this;
  }

  set(key: string, value: Json): this {
    this.#write('settings.set', { key, value });
    return this;
  }

  #open(amount: number, purpose: 'bills' | 'deposit' = 'bills'): { collection: string; lines: Fields[] } {
    const collection = this.#id();
    const two = this.#roll(4) === 0 && amount > 1 && this.#bill === null;
    const first = two ? Math.floor(amount / 3) || 1 : amount;
    const line = (sum: number, onBehalf: boolean): Fields => ({
      ...{
        line: this.#id(),
        bill: this.#bill ?? this.#id(),
        group: groups[this.#roll(4)] ?? 'Khác',
        amount: sum,
      },
      ...{ onBehalf, beneficiary: this.#payer, account: null },
    });
    const behalf = this.#roll(5) === 0;
    const lines = two
      ? [line(first, behalf), line(amount - first, this.#roll(3) === 0)]
      : [line(amount, behalf)];
    this.#write('collection.opened', { collection, payer: this.#payer, purpose, lines });
    return { collection, lines };
  }

  #issue(collection: string, lines: readonly Fields[], tender: string, total: number): string {
    const receipt = this.#id();
    this.#number += 1;
    this.#write('receipt.issued', {
      ...{ receipt, collection, allocation: this.#id(), series: this.#series, number: this.#number },
      ...{ onBehalf: false, total, words: 'một nghìn đồng', rounding: 0, roundingTender: null },
      lines: lines.map(({ line, bill, group, amount }) => ({ line, bill, group, amount }) as Fields),
      sources: [{ source: 'tender', id: tender, amount: total }],
      ...{ paidAt: this.#at, issueDate: new Date(this.#at + 7 * 3_600_000).toISOString().slice(0, 10) },
      facility: { institution: 'school', name: 'Trường Mẫu', address: 'Phường Mẫu', budgetCode: '' },
      ...{ form: { title: 'BIÊN LAI', code: 'C45', issuedUnder: '' }, replaces: null },
    });
    return receipt;
  }

  #move(type: string, tender: string, method: string, from: string, moved: number, more: Fields = {}): void {
    this.#write(type, { tender, method, from, moved, claim: 0, ...more });
  }

  /** Cash, with rounding now and then; gives the tender and the receipt. */
  cash(amount: number): { tender: string; receipt: string; due: number } {
    const { collection, lines } = this.#open(amount);
    const tender = this.#id();
    const due = this.#roll(3) === 0 ? Math.max(1_000, Math.round(amount / 1_000) * 1_000) : amount;
    this.#write('cash.intended', { tender, collection, amount, due, rounding: due - amount });
    this.#move('cash.received', tender, 'cash', 'intended', due, { given: due, change: 0 });
    return { tender, receipt: this.#issue(collection, lines, tender, amount), due };
  }

  /** A code: credited as asked, short, over, by another day's bank time, or first accepted on an approver's word. */
  code(amount: number, wallet = false): { tender: string; receipt: string } {
    const { collection, lines } = this.#open(amount);
    const tender = this.#id();
    const method = wallet ? 'mobile-money' : 'qr';
    this.#write('vietqr.shown', {
      ...{
        tender,
        collection,
        amount,
        account: 'hoc-phi',
        matchKey: 'code',
        matchCode: `QT${this.#roll(1e8)}`,
      },
      ...{ serviceCode: this.#roll(3) === 0 ? 'QRPUSH' : 'QRIBFTTA', wallet, expiresAt: this.#at + dayMs },
      ...{ payload: '0'.repeat(40), holder: 'TRUONG MAU', bank: 'Mẫu', accountNumber: '000011112222' },
    });
    const paidAt = this.#at - (this.#roll(6) === 0 ? dayMs : 0);
    const credited = { credit: this.#id(), paidAt };
    if (this.#roll(4) === 0) {
      this.#move('vietqr.accepted', tender, method, 'shown', amount, { acceptance: this.#id() });
      if (this.#roll(3) === 0)
        this.#move('vietqr.never-came', tender, method, 'accepted', -amount, { ground: 'x' });
      else this.#move('vietqr.credited', tender, method, 'accepted', 0, credited);
    } else {
      const came = amount + (this.#roll(5) === 0 ? 5_000 : 0);
      this.#move('vietqr.credited', tender, method, 'shown', came, credited);
    }
    return { tender, receipt: this.#issue(collection, lines, tender, amount) };
  }

  /** A card: approved (`plain`), or connected (also unknown, decided, declined after all) or keyed by hand (also not found). */
  card(amount: number, plain = false): { tender: string } {
    const { collection } = this.#open(amount);
    const tender = this.#id();
    const none = { approvalCode: null, rrn: null, stan: null, terminal: null, merchant: null, batch: null };
    const slip = { ...none, scheme: null, lastFour: null };
    if (!plain && this.#roll(2) === 0) {
      this.#write('manual.intended', { tender, collection, amount });
      this.#move('manual.keyed', tender, 'card', 'intended', amount, slip);
      const fate = this.#roll(4);
      if (fate === 1) this.#move('manual.matched', tender, 'card', 'keyed', 0, { credit: null, batch: null });
      if (fate >= 2)
        this.later(dayMs).#move('manual.not-found', tender, 'card', 'keyed', -amount, { ground: 'x' });
      if (fate === 3) {
        this.#move('manual.matched', tender, 'card', 'not-found', amount, { credit: null, batch: null });
      }
      return { tender };
    }
    this.#write('card.intended', { tender, collection, amount, terminal: 'pos', reference: '0001' });
    this.#move('card.sent', tender, 'card', 'intended', 0);
    if (plain || this.#roll(3) !== 0) {
      this.#move('card.approved', tender, 'card', 'sent', amount, slip);
      return { tender };
    }
    this.#move('card.unknown', tender, 'card', 'sent', 0, { cause: 'timeout' });
    const decided = { approval: this.#id(), evidence: 'slip' };
    this.#move('card.decided-paid', tender, 'card', 'unknown', amount, decided);
    if (this.#roll(2) === 0) {
      this.#move('card.declined', tender, 'card', 'decided-paid', -amount, { responseCode: '51' });
    }
    return { tender };
  }

  /** Money that came by itself. */
  incoming(amount: number, method: 'website' | 'transfer' | 'e-wallet'): void {
    this.#write('incoming.credited', {
      ...{ tender: this.#id(), collection: null, method, kind: 'transfer', amount, moved: amount, claim: 0 },
      ...{ credit: this.#id(), paidAt: this.#at },
    });
  }

  /** Cash against a deposit slip. */
  deposit(amount: number): void {
    const { collection } = this.#open(amount, 'deposit');
    const tender = this.#id();
    this.#write('cash.intended', { tender, collection, amount, due: amount, rounding: 0 });
    this.#move('cash.received', tender, 'cash', 'intended', amount, { given: amount, change: 0 });
  }

  /** A paper receipt of an earlier day, entered now. */
  paper(amount: number, paperDate: string): void {
    const { collection } = this.#open(amount);
    this.#paper += 1;
    this.#write('paper.entered', {
      ...{ paper: this.#id(), series: 'SO-GIAY', number: this.#paper, collection, paperDate },
      ...{ writtenAt: this.#at - dayMs, approval: this.#id() },
    });
    const tender = this.#id();
    this.#write('cash.intended', { tender, collection, amount, due: amount, rounding: 0 });
    this.#move('cash.received', tender, 'cash', 'intended', amount, { given: amount, change: 0 });
  }

  /** Gives cash back: the same moment, or whenever it is called. */
  returned(tender: string, due: number): void {
    this.#move('cash.returned', tender, 'cash', 'received', -due, { reason: 'payer-left' });
  }

  /** A refund of a part or all. */
  refund(tender: string, amount: number, receipt: string | null): void {
    const refund = this.#id();
    this.#write('refund.requested', {
      ...{ refund, source: 'tender', id: tender, receipt, amount, way: 'cash', otherWay: false },
    });
    this.#write('refund.paid', {
      ...{ refund, source: 'tender', standing: receipt !== null, way: 'cash', amount, reference: null },
      voucher: null,
    });
  }

  /** Voids a receipt; the money stays where it is. */
  voided(receipt: string, total: number): void {
    this.#write('receipt.voided', {
      ...{ receipt, series: this.#series, approval: this.#id(), reason: 'wrong-payer', total, rounding: 0 },
      ...{ fates: [], replacedBy: null, copyRecalled: true, printed: true, afterZ: false },
    });
  }

  /** Anything, as a busy counter would. */
  anything(): void {
    const amount = 1_000 * (1 + this.#roll(900)) + this.#roll(2) * 500;
    this.later(minuteMs * (1 + this.#roll(400)));
    const act = this.#roll(10);
    if (act < 2) this.#cashWithFate(amount);
    else if (act === 2) this.cash(amount);
    else if (act < 6) this.code(amount, act === 5);
    else if (act === 6) this.card(amount);
    else if (act === 7) {
      this.incoming(amount, (['website', 'transfer', 'e-wallet'] as const)[this.#roll(3)] ?? 'website');
    } else if (act === 8) this.deposit(amount);
    else this.paper(amount, new Date(this.#at + 7 * 3_600_000 - 3 * dayMs).toISOString().slice(0, 10));
  }

  #cashWithFate(amount: number): void {
    const { tender, due } = this.cash(amount);
    const fate = this.#roll(6);
    if (fate === 0) this.returned(tender, due);
    if (fate === 1) this.refund(tender, due, null);
    if (fate === 2) this.later(2 * dayMs).refund(tender, Math.min(due, 1_000), null);
    if (fate === 3) this.later(dayMs).returned(tender, due);
  }
}
