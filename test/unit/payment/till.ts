/** A counter with one open shift and short words for what a test needs of it. */
import type { Body, EntryType, Private } from '../../../src/shared/journal/index.ts';
import type { Row } from '../../../src/shared/payment/index.ts';
import { makeChance } from '../../support/chance.ts';
import { openWith } from '../../support/history/collections.ts';
import { Play } from '../../support/history/play.ts';
import { freeze, issueOne, type Money, plan } from '../../support/history/receipts.ts';
import { begin } from '../../support/history/shifts.ts';

export interface IssueOptions {
  readonly up?: { readonly tender: string; readonly amount: number };
  readonly replaces?: string;
  readonly receipt?: string;
}

export class Till {
  readonly play = new Play();
  readonly world = this.play.world;

  constructor() {
    this.play.chance = makeChance(1);
    begin(this.play);
    const shift = this.play.id();
    const cashier = this.play.cashier;
    const body = { shift, cashier, name: 'Ca', float: 0, floatLeft: null, businessDate: '2026-10-05' };
    this.play.put({ type: 'shift.opened', actor: cashier, body });
  }

  put<T extends EntryType>(type: T, body: Body<T>, content?: Private<T>): void {
    const step = { type, body, actor: this.play.cashier };
    this.play.put(content === undefined ? step : { ...step, content });
  }

  collect(amounts: readonly number[], purpose: 'bills' | 'deposit' = 'bills', bill = 'B'): string {
    const lines = amounts.map((amount, index) => ({ bill: `${bill}${index}`, amount, onBehalf: false }));
    return openWith(this.play, 'P1', purpose, lines).id;
  }

  /** Cash in the drawer. */
  cash(collection: string, amount: number, due = amount): string {
    const tender = this.play.id();
    this.put('cash.intended', { tender, collection, amount, due, rounding: due - amount });
    this.move(tender, 'received', { given: due, change: 0 }, due);
    return tender;
  }

  qr(collection: string, amount: number): string {
    const tender = this.play.id();
    this.put('vietqr.shown', {
      ...{ tender, collection, amount, account: 'hp', matchKey: 'code', matchCode: 'ABCD1234' },
      ...{ serviceCode: 'QRIBFTTA', wallet: false, expiresAt: this.world.at + 1 },
      ...{ payload: 'x'.repeat(40), holder: 'DON VI MAU', bank: 'NH MAU', accountNumber: '0001234' },
    });
    return tender;
  }

  card(collection: string, amount: number): string {
    const tender = this.play.id();
    this.put('card.intended', { tender, collection, amount, terminal: 'T1', reference: 'R1' });
    this.move(tender, 'sent', {}, 0);
    return tender;
  }

  /** A move after which the tender keeps `kept`. */
  move(tender: string, to: string, extra: Record<string, unknown> = {}, kept = 0): void {
    const row = this.tender(tender);
    const claim = (amount: number) => Math.max(0, row.allocated - amount);
    const body = {
      ...{ tender, method: row.method, from: row.state },
      ...{ moved: kept - row.kept, claim: claim(kept) - claim(row.kept), ...extra },
    };
    this.put(`${row.machine}.${to}` as 'card.sent', body);
  }

  accept(tender: string): void {
    const acceptance = this.play.id();
    const { due } = this.tender(tender);
    const approval = this.play.approve('accept-transfer', tender);
    const used = this.world.all('acceptance').reduce((sum, one) => sum + one.amount, 0);
    this.put(
      'acceptance.given',
      {
        acceptance,
        tender,
        amount: due,
        approval,
        evidence: 'bank-sms',
        shiftLimit: 10 ** 9,
        usedBefore: used,
      },
      { text: 'tin nhắn' },
    );
    this.move(tender, 'accepted', { acceptance }, due);
  }

  seen(amount: number): string {
    const credit = this.play.id();
    const body = {
      credit,
      account: 'hp',
      bankReference: credit,
      amount,
      paidAt: 1,
      origin: 'feed',
      found: null,
    } as const;
    this.put('credit.seen', body, { content: 'ND', otherName: null });
    return credit;
  }

  credit(tender: string, amount: number, how: 'exact' | 'short' | 'over' | 'late' = 'late'): void {
    const credit = this.seen(amount);
    this.put('credit.matched', { credit, tender, how, by: 'code' });
    this.move(tender, 'credited', { credit, paidAt: 1 }, amount);
  }

  /** Money that nobody asked for here. */
  incoming(amount: number): string {
    const tender = this.play.id();
    const credit = this.seen(amount);
    this.put('credit.matched', { credit, tender, how: 'late', by: 'person' });
    this.put('incoming.credited', {
      ...{
        tender,
        collection: null,
        method: 'transfer',
        kind: 'transfer',
        amount,
        moved: amount,
        claim: 0,
        credit,
      },
      paidAt: 1,
    });
    return tender;
  }

  /** One receipt over every line of the collection. */
  issue(collection: string, money: readonly Money[], options: IssueOptions = {}): string {
    const lines = this.world.list('line', 'collection', collection).map((line) => line.id);
    return this.issueLines(collection, lines, money, options);
  }

  /** One receipt over some lines of the collection. */
  issueLines(
    collection: string,
    some: readonly string[],
    money: readonly Money[],
    options: IssueOptions = {},
  ): string {
    const lines = this.world.list('line', 'collection', collection).filter((line) => some.includes(line.id));
    const receipt = options.receipt ?? this.play.id();
    const rows = plan(
      lines.map((line) => ({ line: line.id, receipt, amount: line.amount })),
      money,
    );
    if (rows === null) throw new Error('not covered');
    const allocation = freeze(this.play, collection, rows);
    const paper = { receipt, onBehalf: false, lines };
    issueOne(this.play, collection, allocation, paper, rows, options.up ?? null, options.replaces ?? null);
    return receipt;
  }

  voidIt(receipt: string, fates: Body<'receipt.voided'>['fates'], replacedBy: string | null = null): void {
    const row = this.receipt(receipt);
    const approval = this.play.approve('void', receipt);
    this.put(
      'receipt.voided',
      {
        ...{
          receipt,
          series: row.series,
          approval,
          reason: 'sai',
          total: row.total,
          rounding: row.rounding,
          fates,
        },
        ...{ replacedBy, copyRecalled: true, printed: true, afterZ: row.z !== null },
      },
      { text: 'sai' },
    );
  }

  askBack(
    source: 'tender' | 'deposit' | 'balance',
    id: string,
    amount: number,
    receipt: string | null = null,
  ): string {
    const refund = this.play.id();
    const cash = source === 'tender' && this.tender(id).method === 'cash';
    const body = {
      refund,
      source,
      id,
      receipt,
      amount,
      way: cash ? 'cash' : 'transfer',
      otherWay: false,
    } as const;
    this.put('refund.requested', body, { payeeName: 'Ai', payeeIdentity: null, text: 'trả' });
    return refund;
  }

  pay(refund: string): void {
    const row = this.world.get('refund', refund);
    if (row === undefined) throw new Error('no refund');
    this.put('refund.approved', { refund, approval: this.play.approve('refund', refund) });
    const standing = row.receipt !== null;
    this.put('refund.paid', {
      ...{ refund, source: row.source, standing, way: row.way as 'cash', amount: row.amount },
      ...{ reference: null, voucher: standing ? this.play.number('refund') : null },
    });
  }

  deposit(collection: string, tender: string): string {
    const deposit = this.play.id();
    const amount = this.world.get('collection', collection)?.total ?? 0;
    this.put(
      'deposit.taken',
      {
        ...{ deposit, collection, payer: 'P1', stay: 'S1', ...this.play.number('deposit'), amount },
        ...{ sources: [{ id: tender, amount }], words: 'chữ', issueDate: '2026-10-05' },
      },
      { payerName: 'Người', beneficiaryName: null, beneficiaryCode: null },
    );
    return deposit;
  }

  tender(id: string): Row<'tender'> {
    const row = this.world.get('tender', id);
    if (row === undefined) throw new Error('no tender');
    return row;
  }

  receipt(id: string): Row<'receipt'> {
    const row = this.world.get('receipt', id);
    if (row === undefined) throw new Error('no receipt');
    return row;
  }

  bill(id: string): Row<'bill'> | undefined {
    return this.world.get('bill', id);
  }
}

/** Money of a tender, as an allocation wants it. */
export function from(id: string, amount: number, source: Money['source'] = 'tender'): Money {
  return { source, id, amount };
}
