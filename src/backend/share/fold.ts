/**
 * What counts as a payment (design §7 "What counts", rule `cashless-1`), folded over the entries of a journal in their
 * order: one tender that came to be received, approved, decided-paid, keyed, matched or credited, dated by payment.
 * Pure; {@link PayRows} hold what earlier pages left.
 */
import { type Body, type EntryType, isEntryType } from '../../shared/journal/index.ts';
import { businessDateOf, type EpochMs } from '../../shared/kernel/clock.ts';
import type { WireEntry } from '../../shared/sync/index.ts';
import { readBody } from '../counters/read-entry.ts';
import type { PayDelta, PayRows, PayTender, Spoken } from './rows.ts';

/** Version of the rule; it stands on every report. */
export const cashlessRule = 'cashless-1';

type Entry = Pick<WireEntry, 'type' | 'v' | 'body' | 'at' | 'business_date'>;

const money = /^(cash|card|manual|vietqr|ussd|incoming)\./;
const starts = ['cash.intended', 'card.intended', 'manual.intended', 'vietqr.shown', 'ussd.asked'] as const;
const others = [
  'collection.opened',
  'collection.changed',
  'paper.entered',
  'refund.requested',
  'refund.paid',
];
/** Given back on purpose; other ways down mean that the money never came. */
const undone: readonly string[] = ['returned', 'voided'];

/** Whether an entry says anything about payments. */
function isAboutMoney(type: string): boolean {
  return money.test(type) || others.includes(type);
}

/** Ids of tenders, collections and refunds that the entries speak of. */
export function spokenOf(entries: readonly Entry[]): Spoken {
  const spoken = {
    tenders: new Set<string>(),
    collections: new Set<string>(),
    refunds: new Set<string>(),
  };
  const add = (to: Set<string>, id: unknown) => {
    if (typeof id === 'string' && uuid.test(id)) to.add(id);
  };
  for (const { type, body } of entries) {
    if (!isAboutMoney(type)) continue;
    const { tender, collection, refund } = body as Readonly<Record<string, unknown>>;
    add(spoken.tenders, tender);
    add(spoken.collections, collection);
    add(spoken.refunds, refund);
    // Asked for and paid within one page: the tender it goes back from may lie far before.
    if (type === 'refund.requested') add(spoken.tenders, (body as { readonly id?: unknown }).id);
  }
  return spoken;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Folds entries over the rows, which it changes; gives what is added to the months. */
export function foldPayments(rows: PayRows, entries: readonly Entry[]): readonly PayDelta[] {
  const sums = new Sums();
  for (const entry of entries) if (isAboutMoney(entry.type)) foldOne(rows, sums, entry);
  return sums.deltas();
}

type Cut = Pick<PayDelta, 'method' | 'kind' | 'cut'>;

class Sums {
  readonly #all = new Map<string, PayDelta>();

  #row(day: string, { method, kind, cut }: Cut): PayDelta {
    const month = day.slice(0, 7);
    const key = `${month}|${method}|${kind}|${cut}`;
    const row = this.#all.get(key) ?? {
      ...{ month, method, kind, cut, count: 0, amount: 0, laterCount: 0, laterAmount: 0, lastAt: null },
    };
    this.#all.set(key, row);
    return row;
  }

  pay(day: string, cut: Cut, count: number, amount: number, at: number | null = null): void {
    const row = this.#row(day, cut);
    row.count += count;
    row.amount += amount;
    if (at !== null) row.lastAt = Math.max(row.lastAt ?? at, at);
  }

  later(day: string, cut: Cut, amount: number): void {
    const row = this.#row(day, cut);
    row.laterCount += 1;
    row.laterAmount += amount;
  }

  deltas(): readonly PayDelta[] {
    return [...this.#all.values()];
  }
}

function foldOne(rows: PayRows, sums: Sums, entry: Entry): void {
  const opened = readBody(entry, 'collection.opened') ?? readBody(entry, 'collection.changed');
  if (opened !== null) foldCollection(rows, opened);
  const paper = readBody(entry, 'paper.entered');
  if (paper !== null) foldPaper(rows, paper);
  const requested = readBody(entry, 'refund.requested');
  if (requested !== null) {
    const { refund, source, id } = requested;
    rows.refunds.set(refund, { id: refund, source, source_id: id });
  }
  const paid = readBody(entry, 'refund.paid');
  if (paid !== null) foldRefund(rows, sums, entry, paid);
  for (const type of starts) {
    const body = readBody(entry, type);
    if (body !== null) foldStart(rows, type, body);
  }
  const incoming = readBody(entry, 'incoming.credited');
  if (incoming !== null) {
    const { tender: id, collection, method, kind, amount } = incoming;
    rows.tenders.set(id, blank({ id, collection, method, kind, due: amount }));
  }
  if (money.test(entry.type) && isEntryType(entry.type)) foldMove(rows, sums, entry, entry.type);
}

function foldCollection(
  { collections }: PayRows,
  body: Body<'collection.opened'> | Body<'collection.changed'>,
): void {
  const was = collections.get(body.collection);
  const kinds = new Set(body.lines.map((line) => line.onBehalf));
  const ofLines = kinds.size > 1 ? 'mixed' : kinds.has(true) ? 'on-behalf' : 'own';
  const deposit = 'purpose' in body ? body.purpose === 'deposit' : was?.cut === 'deposit';
  const cut = deposit ? 'deposit' : ofLines;
  collections.set(body.collection, { id: body.collection, cut, paper_day: was?.paper_day ?? null });
}

function foldPaper({ collections }: PayRows, { collection, paperDate }: Body<'paper.entered'>): void {
  if (collection === null) return;
  const was = collections.get(collection);
  if (was?.paper_day === null || was === undefined) {
    collections.set(collection, { id: collection, cut: was?.cut ?? 'own', paper_day: paperDate });
  }
}

function blank(tender: Pick<PayTender, 'id' | 'collection' | 'method' | 'kind' | 'due'>): PayTender {
  return { ...tender, paid_day: null, brought: 0, back_today: 0 };
}

function foldStart({ tenders }: PayRows, type: (typeof starts)[number], body: Body<typeof type>): void {
  const { tender: id, collection, amount } = body;
  const due = 'due' in body ? body.due : amount;
  tenders.set(id, blank({ id, collection, due, ...methodOf(type, body) }));
}

function methodOf(
  type: (typeof starts)[number],
  body: Body<typeof type>,
): Pick<PayTender, 'method' | 'kind'> {
  switch (type) {
    case 'cash.intended':
      return { method: 'cash', kind: 'transfer' };
    case 'card.intended': {
      const { by } = body as Partial<Body<'card.intended'>>;
      return { method: by === 'wallet' ? 'e-wallet' : 'card', kind: 'connected' };
    }
    case 'manual.intended':
      return { method: 'card', kind: 'manual' };
    case 'ussd.asked':
      return { method: 'mobile-money', kind: 'transfer' };
    case 'vietqr.shown': {
      const { wallet = false, serviceCode = '' } = body as Partial<Body<'vietqr.shown'>>;
      return {
        method: wallet ? 'mobile-money' : 'qr',
        kind: serviceCode === 'QRPUSH' ? 'merchant' : 'transfer',
      };
    }
  }
}

interface MoveBody {
  readonly tender: string;
  readonly method: string;
  readonly moved: number;
  readonly from?: string;
  readonly paidAt?: number;
}

function foldMove(rows: PayRows, sums: Sums, entry: Entry, type: EntryType): void {
  const body = readBody(entry, type);
  if (body === null || !('moved' in body)) return;
  const move = body as MoveBody;
  const state = type.slice(type.indexOf('.') + 1);
  // Its beginning may lie in a stretch that was lost: the money counts all the same.
  const tender =
    rows.tenders.get(move.tender) ??
    blank({ id: move.tender, collection: null, method: move.method, kind: 'transfer', due: move.moved });
  rows.tenders.set(tender.id, tender);
  const cut = cutOf(rows, tender);
  if (state === 'credited') {
    const amount = (move.from === 'accepted' ? tender.due : 0) + move.moved;
    tender.paid_day = businessDateOf((move.paidAt ?? entry.at) as EpochMs);
    tender.brought = amount;
    sums.pay(tender.paid_day, cut, 1, amount, move.paidAt ?? entry.at);
    return;
  }
  if (move.moved > 0) tender.paid_day ??= businessDateOf(entry.at as EpochMs);
  // Accepted on an approver's word: it counts once it is credited.
  if (move.moved === 0 || state === 'accepted' || move.from === 'accepted') return;
  const day = payDay(rows, tender) ?? entry.business_date;
  if (move.moved > 0) {
    tender.brought = move.moved;
    sums.pay(day, cut, 1, move.moved, entry.at);
  } else if (!undone.includes(state) || day === entry.business_date) sums.pay(day, cut, -1, move.moved);
  else sums.later(entry.business_date, cut, -move.moved);
}

/** The day on the paper where one was written, else the day of payment. */
function payDay({ collections }: PayRows, { collection, paid_day }: PayTender): string | null {
  const paper = collection === null ? undefined : collections.get(collection)?.paper_day;
  return paper ?? paid_day;
}

function cutOf({ collections }: PayRows, { collection, method, kind }: PayTender): Cut {
  return { method, kind, cut: (collection === null ? undefined : collections.get(collection)?.cut) ?? 'own' };
}

/** Given back on the day of payment it lowers what counts, later it stands apart. */
function foldRefund(rows: PayRows, sums: Sums, entry: Entry, paid: Body<'refund.paid'>): void {
  const of = rows.refunds.get(paid.refund);
  const tender = of?.source === 'tender' ? rows.tenders.get(of.source_id) : undefined;
  const today = entry.business_date;
  if (tender === undefined) {
    sums.later(today, { method: paid.way, kind: 'fund', cut: paid.source }, paid.amount);
    return;
  }
  const cut = cutOf(rows, tender);
  const day = payDay(rows, tender);
  if (day !== today) {
    sums.later(today, cut, paid.amount);
    return;
  }
  tender.back_today += paid.amount;
  sums.pay(day, cut, tender.back_today === tender.brought ? -1 : 0, -paid.amount);
}
