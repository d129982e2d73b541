import { canonical, type Json } from '../../journal/index.ts';
import type { tenderTypes } from '../../journal/types/tenders.ts';
import { isPending, keepsMoney, machines, methodOf, moneyEffect } from '../machines.ts';
import type { Machine, Row } from '../tables.ts';
import { type Draft, demand, type Move, type MoveEntry, type MovesOf, needApproval } from '../world.ts';
import { openCollection, patchBill } from './collection.ts';
import { openShift, ownShift } from './shift.ts';

type Types = typeof tenderTypes;
type StartType = 'cash.intended' | 'card.intended' | 'manual.intended' | 'vietqr.shown' | 'ussd.asked';
type MoveType = Exclude<keyof Types, StartType | 'incoming.credited'>;

/** What a tender settles of its bill now: rounded cash settles the exact sum, everything else what it keeps. */
export function settles(tender: Pick<Row<'tender'>, 'machine' | 'kept' | 'amount'>): number {
  if (tender.machine === 'cash') return tender.kept > 0 ? tender.amount : 0;
  return tender.kept;
}

/** Refuses a second charge while one is unknown or under way (design §4), and one above what is still due. */
function mayAskFor(draft: Draft, collection: Row<'collection'>, amount: number): void {
  for (const line of draft.list('line', 'collection', collection.id)) {
    demand((draft.get('bill', line.bill)?.unknown ?? 0) === 0, 'bill-blocked', line.bill);
  }
  let taken = 0;
  for (const tender of draft.list('tender', 'collection', collection.id)) {
    demand(!(tender.machine === 'card' && tender.state === 'sent'), 'card-under-way');
    taken += isPending(tender.machine, tender.state) ? tender.amount : settles(tender);
  }
  for (const fund of draft.list('funding', 'collection', collection.id)) taken += fund.amount;
  demand(taken + amount <= collection.total, 'tender-exceeds-due');
}

function start<T extends StartType>(
  machine: Exclude<Machine, 'incoming'>,
  describe: (entry: MoveEntry<T>, draft: Draft) => Partial<Row<'tender'>>,
): Move<T> {
  return (draft, entry) => {
    const body = entry.body as { tender: string; collection: string; amount: number };
    ownShift(draft, entry);
    const collection = openCollection(draft, body.collection);
    mayAskFor(draft, collection, body.amount);
    const described = describe(entry, draft);
    draft.create('tender', {
      id: body.tender,
      collection: body.collection,
      machine,
      method: methodOf(machine, false),
      kind: 'transfer',
      state: machines[machine].start,
      amount: body.amount,
      due: body.amount,
      kept: 0,
      allocated: 0,
      refunding: 0,
      refunded: 0,
      given: 0,
      change: 0,
      startedAt: entry.at,
      changedAt: entry.at,
      paidAt: null,
      shift: entry.shift,
      through: null,
      reference: null,
      expiresAt: null,
      evidence: '{}',
      phone: null,
      entry: entry.id,
      ...described,
    });
  };
}

/**
 * Rounding belongs to one cash tender of a collection, so that a receipt has one rounding; a deposit slip has none.
 * Money that is not there and not awaited any more does not count.
 */
function mayRound(draft: Draft, collectionId: string): void {
  demand(draft.need('collection', collectionId).purpose === 'bills', 'rounding-not-allowed');
  for (const tender of draft.list('tender', 'collection', collectionId)) {
    const counts = tender.kept > 0 || isPending(tender.machine, tender.state);
    demand(!counts || tender.due === tender.amount, 'rounding-twice');
  }
}

/** The credit that a tender becomes credited by: matched to it, and of the amount that it then keeps. */
function needCredit(draft: Draft, credit: string, tender: string, kept: number): void {
  const row = draft.need('credit', credit);
  demand(row.state === 'matched' && row.tender === tender, 'credit-of-another');
  demand(row.amount === kept, 'tender-amount-differs');
}

/** What a tender keeps after a move: what the entry says came, checked against what the state allows. */
function keptAfter(tender: Row<'tender'>, to: string, moved: number): number {
  if (!keepsMoney(tender.machine, to)) return 0;
  const kept = tender.kept + moved;
  demand(kept > 0, 'tender-without-money');
  const exact =
    tender.machine === 'cash' ||
    tender.machine === 'card' ||
    tender.machine === 'manual' ||
    to === 'accepted';
  demand(!exact || kept === tender.due, 'tender-amount-differs');
  return kept;
}

function blockBills(draft: Draft, tender: Row<'tender'>, to: string): void {
  if (tender.collection === null || tender.machine !== 'card') return;
  const change = (to === 'unknown' ? 1 : 0) - (tender.state === 'unknown' ? 1 : 0);
  if (change === 0) return;
  for (const line of draft.list('line', 'collection', tender.collection)) {
    patchBill(draft, line.bill, { unknown: change });
  }
}

function move<T extends MoveType>(
  machine: Machine,
  to: string,
  describe: (entry: MoveEntry<T>, tender: Row<'tender'>, draft: Draft) => Partial<Row<'tender'>> = () => ({}),
): Move<T> {
  return (draft, entry) => {
    const body = entry.body as { tender: string; method: string; from: string; moved: number; claim: number };
    const tender = draft.need('tender', body.tender);
    demand(tender.machine === machine, 'tender-not-found');
    demand(tender.state === body.from, 'tender-finished', `${machine}: is ${tender.state}, not ${body.from}`);
    demand(tender.method === body.method, 'tender-method-differs');
    const kept = keptAfter(tender, to, body.moved);
    const effect = moneyEffect(machine, tender.state, to, tender, kept);
    demand(effect.moved === body.moved && effect.claim === body.claim, 'tender-amount-differs');
    if (kept < tender.kept) demand(tender.refunding === 0, 'refund-under-way');
    blockBills(draft, tender, to);
    draft.patch('tender', tender.id, {
      state: to,
      kept,
      changedAt: entry.at,
      ...(effect.moved > 0 && tender.paidAt === null ? { paidAt: entry.at } : {}),
      ...describe(entry, tender, draft),
    });
  };
}

/** Evidence columns of an entry's body, for the row: everything but what every move has. */
function evidenceOf(entry: { readonly body: unknown }): Pick<Row<'tender'>, 'evidence'> {
  const {
    tender: _t,
    method: _m,
    from: _f,
    moved: _v,
    claim: _c,
    ...rest
  } = entry.body as Record<string, Json>;
  return { evidence: canonical(rest) };
}

/** The same added to what the row holds already: by it the attempt is known again until it has a result. */
function addedEvidence(
  entry: { readonly body: unknown },
  tender: Row<'tender'>,
): Pick<Row<'tender'>, 'evidence'> {
  const held = JSON.parse(tender.evidence) as Record<string, Json>;
  const added = JSON.parse(evidenceOf(entry).evidence) as Record<string, Json>;
  return { evidence: canonical({ ...held, ...added }) };
}

type QrMachine = 'vietqr' | 'ussd';

function credited<M extends QrMachine>(
  entry: MoveEntry<`${M}.credited`>,
  tender: Row<'tender'>,
  draft: Draft,
) {
  const body = entry.body as Types['vietqr.credited']['body']['_output'];
  needCredit(draft, body.credit, tender.id, tender.kept + body.moved);
  const asked = JSON.parse(tender.evidence) as Record<string, Json>;
  return {
    evidence: canonical({ ...asked, credit: body.credit, paidAt: body.paidAt }),
    paidAt: body.paidAt,
  };
}

function accepted<M extends QrMachine>(
  entry: MoveEntry<`${M}.accepted`>,
  tender: Row<'tender'>,
  draft: Draft,
) {
  const body = entry.body as Types['vietqr.accepted']['body']['_output'];
  const acceptance = draft.need('acceptance', body.acceptance);
  demand(acceptance.tender === tender.id && acceptance.amount === tender.due, 'acceptance-differs');
  return {};
}

function approvedBy(
  entry: MoveEntry<'card.decided-paid' | 'card.decided-unpaid'>,
  tender: Row<'tender'>,
  draft: Draft,
) {
  needApproval(draft, entry.body.approval, tender.id);
  return addedEvidence(entry, tender);
}

export const tenderMoves: MovesOf<Types> = {
  'cash.intended': start('cash', ({ body }, draft) => {
    demand(body.due - body.amount === body.rounding, 'rounding-does-not-add-up');
    demand(Math.abs(body.rounding) <= 1000 && body.due > 0, 'rounding-too-large');
    if (body.rounding !== 0) mayRound(draft, body.collection);
    return { due: body.due };
  }),
  'cash.received': move('cash', 'received', ({ body, ...entry }, tender, draft) => {
    const shift = ownShift(draft, entry);
    demand(body.given - body.change === tender.due, 'given-short');
    return { given: body.given, change: body.change, shift: shift.id };
  }),
  'cash.cancelled': move('cash', 'cancelled'),
  'cash.returned': move('cash', 'returned', (entry, _, draft) => {
    ownShift(draft, entry);
    return {};
  }),

  'card.intended': start('card', ({ body }) => ({
    method: body.by === 'wallet' ? 'e-wallet' : 'card',
    kind: 'connected',
    through: body.terminal,
    reference: body.reference,
  })),
  'card.sent': move('card', 'sent', ({ body, at }) => ({
    evidence: canonical(body.before === undefined ? { sentAt: at } : { sentAt: at, before: body.before }),
  })),
  'card.cancelled': move('card', 'cancelled'),
  'card.approved': move('card', 'approved', evidenceOf),
  'card.declined': move('card', 'declined', evidenceOf),
  'card.unknown': move('card', 'unknown', addedEvidence),
  'card.decided-paid': move('card', 'decided-paid', approvedBy),
  'card.decided-unpaid': move('card', 'decided-unpaid', approvedBy),
  'card.voided': move('card', 'voided'),

  'manual.intended': start('manual', () => ({ kind: 'manual' })),
  'manual.keyed': move('manual', 'keyed', (entry, _, draft) => {
    ownShift(draft, entry);
    return evidenceOf(entry);
  }),
  'manual.cancelled': move('manual', 'cancelled'),
  'manual.matched': move('manual', 'matched', (entry, _, draft) => {
    if (entry.body.credit !== null) draft.need('credit', entry.body.credit);
    return {};
  }),
  'manual.not-found': move('manual', 'not-found'),
  'manual.voided': move('manual', 'voided'),

  'vietqr.shown': start('vietqr', ({ body }) => ({
    method: methodOf('vietqr', body.wallet),
    kind: body.serviceCode === 'QRPUSH' ? 'merchant' : 'transfer',
    through: body.account,
    reference: body.matchCode,
    expiresAt: body.expiresAt,
    evidence: canonical({
      payload: body.payload,
      holder: body.holder,
      bank: body.bank,
      accountNumber: body.accountNumber,
    }),
  })),
  'vietqr.claimed': move('vietqr', 'claimed'),
  'vietqr.credited': move('vietqr', 'credited', credited<'vietqr'>),
  'vietqr.accepted': move('vietqr', 'accepted', accepted<'vietqr'>),
  'vietqr.expired': move('vietqr', 'expired'),
  'vietqr.cancelled': move('vietqr', 'cancelled'),
  'vietqr.never-came': move('vietqr', 'never-came'),

  'ussd.asked': start('ussd', ({ body, content }) => ({
    method: 'mobile-money',
    through: body.operator,
    reference: body.operatorNumber,
    expiresAt: body.expiresAt,
    phone: content?.phone ?? null,
  })),
  'ussd.claimed': move('ussd', 'claimed'),
  'ussd.credited': move('ussd', 'credited', credited<'ussd'>),
  'ussd.accepted': move('ussd', 'accepted', accepted<'ussd'>),
  'ussd.expired': move('ussd', 'expired'),
  'ussd.cancelled': move('ussd', 'cancelled'),
  'ussd.never-came': move('ussd', 'never-came'),

  'incoming.credited': (draft, entry) => {
    const { body } = entry;
    demand(body.amount === body.moved, 'tender-amount-differs');
    needCredit(draft, body.credit, body.tender, body.amount);
    if (body.collection !== null) {
      openShift(draft, entry);
      openCollection(draft, body.collection);
    }
    draft.create('tender', {
      id: body.tender,
      collection: body.collection,
      machine: 'incoming',
      method: body.method,
      kind: body.kind,
      state: 'credited',
      amount: body.amount,
      due: body.amount,
      kept: body.amount,
      allocated: 0,
      refunding: 0,
      refunded: 0,
      given: 0,
      change: 0,
      startedAt: entry.at,
      changedAt: entry.at,
      paidAt: body.paidAt,
      shift: entry.shift,
      through: null,
      reference: null,
      expiresAt: null,
      evidence: canonical({ credit: body.credit }),
      phone: null,
      entry: entry.id,
    });
  },
};
