/**
 * Every report worked out a second time, straight from the journal: entries with their bodies, in order, and nothing
 * else. Written from the words of design §4, §7 and product.md; calls none of the product's postings, sums or reports.
 */
import type { DeskCounter } from '../desk-counter.ts';

interface Entry {
  readonly id: string;
  readonly at: number;
  readonly day: string;
  readonly shift: string | null;
  readonly actor: string;
  readonly type: string;
  readonly body: Record<string, unknown>;
  readonly content: Record<string, unknown> | null;
}

interface Tender {
  readonly method: string;
  readonly machine: string;
  readonly kind: string;
  readonly due: number;
  readonly collection: string | null;
  kept: number;
  /** What it brought when it began to count, and the day; null while it does not count. */
  counted: { day: string; amount: number } | null;
  /** Paid out of it as refunds on its own day. */
  backToday: number;
  /** Of cash: on no paper and never was; stood on a paper that is void. */
  unlisted: number;
  freed: number;
}

interface Row {
  readonly line: string;
  readonly source: string;
  readonly id: string;
  readonly amount: number;
}

interface Receipt {
  readonly total: number;
  readonly rounding: number;
  readonly roundingTender: string | null;
  readonly onBehalf: boolean;
  readonly rows: readonly Row[];
  readonly sources: readonly { source: string; id: string; amount: number }[];
  readonly refunded: Map<string, number>;
}

export interface Cut {
  issued: number;
  issuedCount: number;
  voided: number;
  voidedCount: number;
  refunded: number;
}

export interface DayShare {
  count: number;
  cashlessCount: number;
  amount: number;
  cashlessAmount: number;
}

/** Terms of (a) and the pieces of (b) and (c). */
export interface Terms {
  [name: string]: number;
}

export interface Recount {
  /** By day, then by cut (`method|cash`, `unit|3A` …). */
  readonly cuts: Map<string, Map<string, Cut>>;
  readonly shares: Map<string, DayShare>;
  readonly later: { count: number; amount: number };
  readonly days: Map<string, Terms>;
  readonly shifts: Map<string, Terms>;
  /** By shift: cash of each paper. */
  readonly listed: Map<string, Map<string, number>>;
  readonly numbers: Map<string, number[]>;
}

function dayOf(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
}

function entriesOf(desk: DeskCounter): Entry[] {
  const rows = desk.money.connection
    .prepare(
      `SELECT j.id, j.at, j.business_date AS day, j.shift, j.actor, j.type, j.body, p.content
       FROM journal j LEFT JOIN private_parts p ON p.entry = j.id ORDER BY j.epoch, j.seq`,
    )
    .all() as (Omit<Entry, 'body' | 'content'> & { body: string; content: string | null })[];
  return rows.map((row) => ({
    ...row,
    body: JSON.parse(row.body) as Record<string, unknown>,
    content: row.content === null ? null : (JSON.parse(row.content) as Record<string, unknown>),
  }));
}

const starts = ['cash.intended', 'card.intended', 'manual.intended', 'vietqr.shown', 'ussd.asked'];
/** Money that counts at once when a tender reaches this state. */
const counting = ['received', 'approved', 'decided-paid', 'keyed', 'matched'];

class Recounter {
  readonly out: Recount = {
    cuts: new Map(),
    shares: new Map(),
    later: { count: 0, amount: 0 },
    days: new Map(),
    shifts: new Map(),
    listed: new Map(),
    numbers: new Map(),
  };
  readonly #tenders = new Map<string, Tender>();
  readonly #receipts = new Map<string, Receipt>();
  readonly #allocations = new Map<string, readonly (Row & { receipt: string })[]>();
  readonly #lines = new Map<string, { group: string; unit: string; onBehalf: boolean }>();
  readonly #papers = new Map<string, { day: string; series: string }>();
  readonly #refunds = new Map<string, Record<string, unknown>>();

  take(entry: Entry): void {
    const { type, body } = entry;
    if (starts.includes(type)) this.#start(type, body);
    else if (type === 'incoming.credited') {
      this.#tenders.set(String(body.tender), {
        ...{
          method: String(body.method),
          machine: 'incoming',
          kind: String(body.kind),
          due: Number(body.amount),
        },
        ...{ collection: (body.collection as string | null) ?? null, kept: 0, counted: null, backToday: 0 },
        ...{ unlisted: 0, freed: 0 },
      });
    }
    if (typeof body.moved === 'number') this.#money(entry);
    else this.#other(entry);
  }

  #start(type: string, body: Record<string, unknown>): void {
    const machine = type.split('.')[0] ?? '';
    const method =
      machine === 'cash'
        ? 'cash'
        : machine === 'vietqr'
          ? body.wallet === true
            ? 'mobile-money'
            : 'qr'
          : machine === 'ussd'
            ? 'mobile-money'
            : 'card';
    const due = Number(body.due ?? body.amount);
    this.#tenders.set(String(body.tender), {
      ...{ method, machine, kind: '', due, collection: String(body.collection), kept: 0, counted: null },
      ...{ backToday: 0, unlisted: 0, freed: 0 },
    });
  }

  #tender(id: unknown): Tender {
    const tender = this.#tenders.get(String(id));
    if (tender === undefined) throw new Error(`recount: no tender ${String(id)}`);
    return tender;
  }

  #add(entry: Entry, name: string, amount: number, day = entry.day): void {
    const places = [
      [this.out.days, day],
      [this.out.shifts, entry.shift ?? '-'],
    ] as const;
    for (const [map, key] of places) {
      const terms = map.get(key) ?? {};
      terms[name] = (terms[name] ?? 0) + amount;
      map.set(key, terms);
    }
  }

  #share(day: string, method: string, count: number, amount: number): void {
    const share = this.out.shares.get(day) ?? { count: 0, cashlessCount: 0, amount: 0, cashlessAmount: 0 };
    share.count += count;
    share.amount += amount;
    if (method !== 'cash') {
      share.cashlessCount += count;
      share.cashlessAmount += amount;
    }
    this.out.shares.set(day, share);
  }

  #paperDay(collection: string | null): string | undefined {
    return collection === null ? undefined : this.#papers.get(collection)?.day;
  }

  #money(entry: Entry): void {
    const { body, type } = entry;
    const tender = this.#tender(body.tender);
    const [, state = ''] = type.split('.');
    const moved = Number(body.moved);
    const day = type === 'cash.received' ? (this.#paperDay(tender.collection) ?? entry.day) : entry.day;
    if (moved > 0) this.#add(entry, `in|${tender.method}`, moved, day);
    if (moved < 0) this.#add(entry, `back|${tender.method}`, -moved);
    tender.kept += moved;
    const paid = state === 'credited' ? dayOf(Number(body.paidAt)) : day;
    const counts = counting.includes(state) || state === 'credited';
    if (counts && tender.counted === null && tender.kept > 0) {
      tender.counted = { day: paid, amount: tender.kept };
      this.#share(paid, tender.method, 1, tender.kept);
    } else if (moved < 0 && tender.counted !== null) {
      const gone = state === 'returned' || state === 'voided';
      if (gone && tender.counted.day !== entry.day) {
        this.out.later.count += 1;
        this.out.later.amount -= moved;
      } else this.#share(tender.counted.day, tender.method, -1, moved);
      tender.counted = null;
    }
    if (tender.machine !== 'cash') return;
    if (moved > 0) {
      tender.unlisted += moved;
      this.#add(entry, 'unlisted', moved, day);
    } else if (moved < 0) this.#leave(entry, tender, -moved, true);
  }

  #leave(entry: Entry, tender: Tender, amount: number, asCash: boolean): void {
    const freed = Math.min(amount, tender.freed);
    tender.freed -= freed;
    tender.unlisted -= amount - freed;
    if (!asCash) return;
    this.#add(entry, 'unlisted', -(amount - freed));
    this.#add(entry, 'cash-refunds', freed);
  }

  #list(entry: Entry, document: string, id: string, amount: number): void {
    const tender = this.#tender(id);
    if (tender.machine !== 'cash') return;
    const freed = Math.min(amount, tender.freed);
    tender.freed -= freed;
    tender.unlisted -= amount - freed;
    this.#add(entry, 'unlisted', -(amount - freed));
    const shift = entry.shift ?? '-';
    const listed = this.out.listed.get(shift) ?? new Map<string, number>();
    listed.set(document, (listed.get(document) ?? 0) + amount - freed);
    this.out.listed.set(shift, listed);
  }

  #other(entry: Entry): void {
    const { body } = entry;
    const amount = Number(body.amount);
    switch (entry.type) {
      case 'collection.opened':
      case 'collection.changed':
        this.#opened(entry);
        return;
      case 'paper.entered':
        if (body.collection !== null)
          this.#papers.set(String(body.collection), {
            day: String(body.paperDate),
            series: String(body.series),
          });
        return;
      case 'allocation.frozen':
        for (const row of body.rows as (Row & { receipt: string })[]) {
          this.#allocations.set(row.receipt, [...(this.#allocations.get(row.receipt) ?? []), row]);
        }
        return;
      case 'receipt.issued':
        this.#issued(entry);
        return;
      case 'receipt.voided':
        this.#voided(entry);
        return;
      case 'refund.requested':
        this.#refunds.set(String(body.refund), body);
        return;
      case 'refund.paid':
        this.#refunded(entry);
        return;
      case 'deposit.taken':
        this.#add(entry, 'deposits', amount);
        this.#number(body);
        for (const one of body.sources as { id: string; amount: number }[])
          this.#list(entry, String(body.deposit), one.id, one.amount);
        return;
      case 'balance.created':
        this.#add(entry, 'balances', amount);
        if (this.#tender(body.tender).machine === 'cash')
          this.#leave(entry, this.#tender(body.tender), amount, false);
        return;
      case 'shift.opened':
        this.#add(entry, 'float', Number(body.float));
        return;
      case 'drawer.paid-in':
        this.#add(entry, 'pay-in', amount);
        return;
      case 'drawer.paid-out':
        this.#add(entry, 'pay-out', amount);
        return;
      case 'drawer.dropped':
        this.#add(entry, 'drops', amount);
        return;
      case 'shift.closed':
        this.#add(entry, 'difference', Number(body.difference));
        return;
      default:
        return;
    }
  }

  #number(body: Record<string, unknown>): void {
    const series = String(body.series);
    this.out.numbers.set(series, [...(this.out.numbers.get(series) ?? []), Number(body.number)]);
  }

  #opened({ body, content }: Entry): void {
    const names = (content?.lines ?? []) as { unit?: string | null }[];
    (body.lines as { line: string; group: string; onBehalf: boolean }[]).forEach((line, index) => {
      const unit = names[index]?.unit ?? '';
      this.#lines.set(line.line, { group: line.group, unit, onBehalf: line.onBehalf });
    });
  }

  #cells(
    day: string,
    entry: Entry,
    receipt: Receipt,
    rows: readonly Row[],
    add: (cut: Cut, row: Row, first: boolean) => void,
  ): void {
    const cuts = this.out.cuts.get(day) ?? new Map<string, Cut>();
    this.out.cuts.set(day, cuts);
    rows.forEach((row, index) => {
      const line = this.#lines.get(row.line);
      const method = row.source === 'tender' ? this.#tender(row.id).method : row.source;
      const keys = [
        'total|',
        `method|${method}`,
        `cashier|${entry.actor}`,
        `shift|${entry.shift ?? ''}`,
        `group|${line?.group ?? ''}`,
        `unit|${line?.unit ?? ''}`,
        `onBehalf|${receipt.onBehalf ? 'on-behalf' : 'own'}`,
      ];
      for (const key of keys) {
        const cut = cuts.get(key) ?? { issued: 0, issuedCount: 0, voided: 0, voidedCount: 0, refunded: 0 };
        cuts.set(key, cut);
        add(cut, row, index === 0);
      }
    });
  }

  #issued(entry: Entry): void {
    const { body } = entry;
    const id = String(body.receipt);
    const receipt: Receipt = {
      total: Number(body.total),
      rounding: Number(body.rounding),
      roundingTender: body.roundingTender as string | null,
      onBehalf: body.onBehalf === true,
      rows: this.#allocations.get(id) ?? [],
      sources: body.sources as Receipt['sources'],
      refunded: new Map(),
    };
    this.#receipts.set(id, receipt);
    this.#number(body);
    const leaf = this.#papers.get(String(body.collection));
    const day = leaf !== undefined && leaf.series === body.series ? leaf.day : entry.day;
    this.#add(entry, 'issued', receipt.total, day);
    this.#add(entry, 'rounding', receipt.rounding, day);
    this.#fromFunds(entry, receipt, -1, day);
    for (const { source, id: from, amount } of receipt.sources) {
      if (source === 'tender') this.#list(entry, id, from, amount);
    }
    if (receipt.roundingTender !== null && receipt.rounding > 0)
      this.#list(entry, id, receipt.roundingTender, receipt.rounding);
    this.#cells(day, entry, receipt, receipt.rows, (cut, row, first) => {
      cut.issued += row.amount;
      if (first) cut.issuedCount += 1;
    });
  }

  #fromFunds(entry: Entry, receipt: Receipt, sign: 1 | -1, day: string): void {
    for (const { source, amount } of receipt.sources) {
      if (source === 'deposit') this.#add(entry, 'deposits', sign * amount, day);
      if (source === 'balance') this.#add(entry, 'balances', sign * amount, day);
    }
  }

  #voided(entry: Entry): void {
    const receipt = this.#receipts.get(String(entry.body.receipt));
    if (receipt === undefined) throw new Error('recount: void of no receipt');
    this.#add(entry, 'voided', receipt.total);
    this.#add(entry, 'rounding', -receipt.rounding);
    this.#fromFunds(entry, receipt, 1, entry.day);
    for (const { source, id, amount } of receipt.sources) {
      if (source === 'tender') this.#tender(id).freed += amount;
    }
    if (receipt.roundingTender !== null && receipt.rounding > 0)
      this.#tender(receipt.roundingTender).freed += receipt.rounding;
    this.#cells(entry.day, entry, receipt, receipt.rows, (cut, row, first) => {
      cut.voided += row.amount;
      if (first) cut.voidedCount += 1;
    });
  }

  #refunded(entry: Entry): void {
    const asked = this.#refunds.get(String(entry.body.refund));
    if (asked === undefined) throw new Error('recount: refund never asked for');
    const amount = Number(asked.amount);
    const cash = asked.way === 'cash';
    this.#add(entry, `back|${String(asked.way)}`, amount);
    const voucher = entry.body.voucher as Record<string, unknown> | null;
    if (voucher !== null) this.#number(voucher);
    const tender = asked.source === 'tender' ? this.#tender(asked.id) : undefined;
    if (tender === undefined || tender.counted?.day !== entry.day) {
      this.out.later.count += 1;
      this.out.later.amount += amount;
    } else {
      tender.backToday += amount;
      this.#share(entry.day, tender.method, tender.backToday === tender.counted.amount ? -1 : 0, -amount);
    }
    if (tender !== undefined) tender.kept -= amount;
    if (asked.receipt !== null) this.#refundedOn(entry, asked, amount);
    else if (asked.source === 'deposit') this.#add(entry, 'deposits', -amount);
    else if (asked.source === 'balance') this.#add(entry, 'balances', -amount);
    if (tender?.machine === 'cash' && asked.receipt === null) this.#leave(entry, tender, amount, cash);
    else if (cash) this.#add(entry, 'cash-refunds', amount);
  }

  #refundedOn(entry: Entry, asked: Record<string, unknown>, amount: number): void {
    this.#add(entry, 'refunded-standing', amount);
    const receipt = this.#receipts.get(String(asked.receipt));
    if (receipt === undefined) return;
    const key = `${String(asked.source)}|${String(asked.id)}`;
    const before = receipt.refunded.get(key) ?? 0;
    receipt.refunded.set(key, before + amount);
    // Đồng by đồng from the end of the rows of that source.
    const own = receipt.rows.filter((row) => `${row.source}|${row.id}` === key);
    const whole = own.reduce((sum, row) => sum + row.amount, 0);
    let end = whole;
    for (const row of [...own].reverse()) {
      const [from, to] = [end - row.amount, end];
      const back = Math.max(0, Math.min(to, whole - before) - Math.max(from, whole - before - amount));
      if (back > 0)
        this.#cells(entry.day, entry, receipt, [row], (cut) => {
          cut.refunded += back;
        });
      end = from;
    }
  }
}

/** The whole journal of a counter, worked out from its entries. */
export function recount(desk: DeskCounter): Recount {
  const counter = new Recounter();
  for (const entry of entriesOf(desk)) counter.take(entry);
  return counter.out;
}

/** Sums of terms whose name begins so. */
export function term(terms: Terms | undefined, name: string): number {
  return Object.entries(terms ?? {}).reduce(
    (sum, [key, amount]) => sum + (key === name || key.startsWith(`${name}|`) ? amount : 0),
    0,
  );
}
