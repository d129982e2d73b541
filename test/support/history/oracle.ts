/**
 * The equations of design §4 worked out a second time, from the entries and by the words of the text alone: nothing
 * here calls the postings, the figures or the machines that are under test. Held and claims come from the tender rows.
 */
import type { Body, EntryType } from '../../../src/shared/journal/index.ts';
import type { MoveEntry } from '../../../src/shared/payment/index.ts';
import { claimOf, heldOf, statesWithMoney } from '../design-table.ts';
import type { MemoryWorld } from '../memory-world.ts';

/** Sums of one shift, or of everything. */
export interface Sums {
  moneyIn: number;
  moneyBack: number;
  issued: number;
  voided: number;
  refundedStanding: number;
  deposits: number;
  balances: number;
  rounding: number;
  held: number;
  claims: number;
  /** (b) */
  float: number;
  cashIn: number;
  cashOut: number;
  payIn: number;
  payOut: number;
  drops: number;
  /** (c): cash of receipts and slips, once; cash on no paper yet; cash that went back though it had stood on one. */
  listed: number;
  unlisted: number;
  cashRefunds: number;
}

function noSums(): Sums {
  return {
    ...{ moneyIn: 0, moneyBack: 0, issued: 0, voided: 0, refundedStanding: 0, deposits: 0, balances: 0 },
    ...{ rounding: 0, held: 0, claims: 0, float: 0, cashIn: 0, cashOut: 0, payIn: 0, payOut: 0, drops: 0 },
    ...{ listed: 0, unlisted: 0, cashRefunds: 0 },
  };
}

interface OwnTender {
  readonly machine: string;
  readonly due: number;
  kept: number;
  /** Of cash: kept and never on a paper. */
  unlisted: number;
  /** Of cash: was on a paper that is void. */
  freed: number;
}

/** Left side less right side of (a); 0 when it holds. */
export function gapOf(s: Sums): number {
  const documents = s.issued - s.voided - s.refundedStanding;
  return s.moneyIn - s.moneyBack - (documents + s.deposits + s.balances + s.rounding + s.held - s.claims);
}

/** (b) */
export function expectedCash(s: Sums): number {
  return s.float + s.cashIn - s.cashOut + s.payIn - s.payOut - s.drops;
}

export class Oracle {
  readonly total = noSums();
  readonly #shifts = new Map<string | null, Sums>();
  readonly #tenders = new Map<string, OwnTender>();
  readonly #credits = new Map<string, number>();
  readonly #receipts = new Map<string, Body<'receipt.issued'>>();
  readonly #refunds = new Map<string, Body<'refund.requested'>>();
  #held = 0;
  #claims = 0;

  sumsOf(shift: string | null): Sums {
    const known = this.#shifts.get(shift) ?? noSums();
    this.#shifts.set(shift, known);
    return known;
  }

  /** Cash on no paper may not be less than none. */
  get cashTenders(): readonly OwnTender[] {
    return [...this.#tenders.values()].filter((tender) => tender.machine === 'cash');
  }

  keptOf(tender: string): number {
    return this.#tenders.get(tender)?.kept ?? 0;
  }

  /** Takes in one entry, after its rows were written. */
  take(entry: MoveEntry<EntryType>, world: MemoryWorld): void {
    const change = noSums();
    this.#read(entry, change);
    let held = 0;
    let claims = 0;
    for (const row of world.all('tender')) {
      held += heldOf(row);
      claims += claimOf(row);
    }
    change.held = held - this.#held;
    change.claims = claims - this.#claims;
    this.#held = held;
    this.#claims = claims;
    for (const sums of [this.total, this.sumsOf(entry.shift)]) {
      for (const key of Object.keys(sums) as (keyof Sums)[]) sums[key] += change[key];
    }
  }

  #tender(id: string): OwnTender {
    const tender = this.#tenders.get(id);
    if (tender === undefined) throw new Error(`oracle: no tender ${id}`);
    return tender;
  }

  #read(entry: MoveEntry<EntryType>, s: Sums): void {
    const is = <T extends EntryType>(type: T): MoveEntry<T>['body'] | null =>
      entry.type === type ? (entry.body as MoveEntry<T>['body']) : null;
    s.float += is('shift.opened')?.float ?? 0;
    s.payIn += is('drawer.paid-in')?.amount ?? 0;
    s.payOut += is('drawer.paid-out')?.amount ?? 0;
    s.drops += is('drawer.dropped')?.amount ?? 0;
    const seen = is('credit.seen');
    if (seen !== null) this.#credits.set(seen.credit, seen.amount);
    const asked = is('refund.requested');
    if (asked !== null) this.#refunds.set(asked.refund, asked);
    this.#readTender(entry, s);
    this.#readDocument(entry, s);
  }

  #readTender(entry: MoveEntry<EntryType>, s: Sums): void {
    const [machine = '', state = ''] = entry.type.split('.');
    if (!['cash', 'card', 'manual', 'vietqr', 'ussd', 'incoming'].includes(machine)) return;
    const body = entry.body as {
      tender: string;
      amount?: number;
      due?: number;
      credit?: string;
      from?: string;
    };
    if (body.from === undefined) {
      const due = body.due ?? body.amount ?? 0;
      this.#tenders.set(body.tender, { machine, due, kept: 0, unlisted: 0, freed: 0 });
      if (machine !== 'incoming') return;
    }
    const tender = this.#tender(body.tender);
    const credited = state === 'credited' ? (this.#credits.get(body.credit ?? '') ?? 0) : tender.due;
    const kept = statesWithMoney.includes(state) ? credited : 0;
    const more = kept - tender.kept;
    if (more > 0) s.moneyIn += more;
    else s.moneyBack -= more;
    tender.kept = kept;
    if (machine !== 'cash') return;
    if (more > 0) {
      s.cashIn += more;
      s.unlisted += more;
      tender.unlisted += more;
    } else {
      s.cashOut -= more;
      this.#leave(tender, -more, s, true);
    }
  }

  /** Cash of a tender goes: first what had stood on a paper, then what never did. */
  #leave(tender: OwnTender, amount: number, s: Sums, asCash: boolean): void {
    const freed = Math.min(amount, tender.freed);
    tender.freed -= freed;
    tender.unlisted -= amount - freed;
    if (!asCash) return;
    s.cashRefunds += freed;
    s.unlisted -= amount - freed;
  }

  /** Cash of a tender goes onto a paper; only what never stood on one is listed. */
  #list(id: string, amount: number, s: Sums): void {
    const tender = this.#tender(id);
    if (tender.machine !== 'cash') return;
    const freed = Math.min(amount, tender.freed);
    tender.freed -= freed;
    tender.unlisted -= amount - freed;
    s.listed += amount - freed;
    s.unlisted -= amount - freed;
  }

  #readDocument(entry: MoveEntry<EntryType>, s: Sums): void {
    switch (entry.type) {
      case 'receipt.issued':
        this.#issued(entry.body as Body<'receipt.issued'>, s);
        return;
      case 'receipt.voided':
        this.#voided(entry.body as Body<'receipt.voided'>, s);
        return;
      case 'refund.paid':
        this.#paid(entry.body as Body<'refund.paid'>, s);
        return;
      case 'deposit.taken': {
        const body = entry.body as Body<'deposit.taken'>;
        s.deposits += body.amount;
        for (const source of body.sources) this.#list(source.id, source.amount, s);
        return;
      }
      case 'balance.created': {
        const body = entry.body as Body<'balance.created'>;
        s.balances += body.amount;
        // A balance is no paper of the hand-in: its cash stays among what is held without one.
        this.#leave(this.#tender(body.tender), body.amount, s, false);
        return;
      }
      default:
        return;
    }
  }

  #issued(body: Body<'receipt.issued'>, s: Sums): void {
    this.#receipts.set(body.receipt, body);
    s.issued += body.total;
    s.rounding += body.rounding;
    for (const { source, id, amount } of body.sources) {
      if (source === 'tender') this.#list(id, amount, s);
      if (source === 'deposit') s.deposits -= amount;
      if (source === 'balance') s.balances -= amount;
    }
    if (body.roundingTender !== null && body.rounding > 0) this.#list(body.roundingTender, body.rounding, s);
  }

  #voided(body: Body<'receipt.voided'>, s: Sums): void {
    const issued = this.#receipts.get(body.receipt);
    if (issued === undefined) throw new Error('oracle: void of no receipt');
    s.voided += issued.total;
    s.rounding -= issued.rounding;
    for (const { source, id, amount } of issued.sources) {
      if (source === 'tender') this.#tender(id).freed += amount;
      if (source === 'deposit') s.deposits += amount;
      if (source === 'balance') s.balances += amount;
    }
    if (issued.roundingTender !== null && issued.rounding > 0) {
      this.#tender(issued.roundingTender).freed += issued.rounding;
    }
  }

  #paid(body: Body<'refund.paid'>, s: Sums): void {
    const asked = this.#refunds.get(body.refund);
    if (asked === undefined) throw new Error('oracle: refund never asked for');
    const cash = asked.way === 'cash';
    s.moneyBack += asked.amount;
    if (cash) s.cashOut += asked.amount;
    if (asked.receipt !== null) s.refundedStanding += asked.amount;
    else if (asked.source === 'deposit') s.deposits -= asked.amount;
    else if (asked.source === 'balance') s.balances -= asked.amount;
    const tender = asked.source === 'tender' ? this.#tender(asked.id) : null;
    if (tender !== null) tender.kept -= asked.amount;
    if (tender?.machine === 'cash' && asked.receipt === null) this.#leave(tender, asked.amount, s, cash);
    else if (cash) s.cashRefunds += asked.amount;
  }
}
