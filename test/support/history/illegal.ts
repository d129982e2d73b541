/** Acts that the rules must refuse, made of legal ones that are about to happen or have happened. */
import { type EntryType, entryTypes } from '../../../src/shared/journal/index.ts';
import { applyEntry, type MoveEntry } from '../../../src/shared/payment/index.ts';
import { designMoves, freeOf, leftOf, statesNotProven, statesWithMoney } from '../design-table.ts';
import { entryOfStep, type StepOf } from '../memory-world.ts';
import { actors, codeOf, type Play, type Watcher } from './play.ts';
import { tendersOf } from './refunds.ts';

/** Numbers in a body that the rules know already: one đồng or one number beside them is refused. */
const known: Partial<Record<EntryType, readonly string[]>> = {
  'cash.intended': ['due', 'rounding'],
  'cash.received': ['given', 'change'],
  'incoming.credited': ['amount', 'moved'],
  'allocation.frozen': ['rows.0.amount'],
  'receipt.issued': ['total', 'number', 'rounding', 'lines.0.amount', 'sources.0.amount'],
  'receipt.voided': ['total', 'rounding', 'fates.0.amount'],
  'refund.paid': ['amount'],
  'deposit.taken': ['amount', 'number', 'sources.0.amount'],
  'shift.opened': ['floatLeft'],
  'shift.closed': [
    ...['counted', 'expected', 'difference', 'nextFloat', 'handedIn', 'zNumber'],
    ...['figures.moneyIn', 'figures.heldChange', 'figures.claimsChange'],
  ],
  'count.taken': ['total', 'attempt'],
  'hand-in.counted': ['total', 'attempt'],
  'batch.credited': ['parts.0.amount'],
  'batch.rest-accepted': ['rest'],
  'hand-in.made': ['amount'],
  'acceptance.given': ['amount', 'usedBefore'],
  'meal-days.recorded': ['amount', 'days'],
  'stay.settled': ['gross', 'insurance', 'due', 'back'],
  'fund.counted': ['total', 'book'],
};

/** Written down twice these are harmless, or a later one may be the same by right. */
const repeatable: readonly EntryType[] = [
  'drawer.opened',
  'person.saved',
  'collection.parked',
  'collection.resumed',
  'collection.changed',
  'shift.taken-over',
  'collection.funded',
  'dispute.tied',
  'batch.rest-accepted',
];

const ownShift: readonly EntryType[] = [
  ...(['collection.opened', 'collection.changed', 'receipt.issued', 'deposit.taken'] as const),
  ...(['cash.intended', 'cash.received', 'cash.returned', 'card.intended', 'manual.intended'] as const),
  ...(['paper.entered', 'collection.funded', 'stay.settled'] as const),
  ...(['manual.keyed', 'vietqr.shown', 'ussd.asked'] as const),
  ...(['drawer.paid-in', 'drawer.paid-out', 'drawer.dropped'] as const),
];

type Loose = Record<string, unknown>;

/** The body with what stands at the path changed; null when nothing stands there. */
function changed(body: unknown, path: string, change: (value: unknown) => unknown): unknown {
  const copy = structuredClone(body) as Loose;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let place: Loose | undefined = copy;
  for (const key of keys) place = place?.[key] as Loose | undefined;
  if (place === undefined || !(last in place)) return null;
  place[last] = change(place[last]);
  return copy;
}

/** A credit that was tied to batches and untied may be tied to them again. */
function wasUntied(play: Play, { type, body }: Pick<MoveEntry<EntryType>, 'type' | 'body'>): boolean {
  return (
    type === 'batch.credited' &&
    'credit' in body &&
    play.world.get('credit', String(body.credit))?.state !== 'matched'
  );
}

/** Tries what must be refused before every entry of a history. */
export class Trespasser implements Watcher {
  readonly refused = new Map<string, number>();
  /** Legal entries in whose place something else was tried. */
  tried = 0;

  before(play: Play, what: StepOf<EntryType>): void {
    const attempts = this.#attempts(play, what);
    if (attempts.length === 0) return;
    const before = play.world.snapshot();
    for (const attempt of attempts) this.#mustRefuse(play, attempt);
    if (play.world.snapshot() !== before) throw new Error(`a refused ${what.type} changed rows`);
  }

  after(): void {}

  #mustRefuse(play: Play, attempt: StepOf<EntryType> & { readonly why: string }): void {
    this.tried += 1;
    let code: string | null = null;
    try {
      applyEntry(play.world, entryOfStep(play.world, attempt));
    } catch (error) {
      code = error instanceof Error && error.name === 'ZodError' ? 'schema' : codeOf(error);
      if (code === null) throw error;
    }
    if (code === null)
      throw new Error(`not refused (${attempt.why}): ${attempt.type} ${JSON.stringify(attempt.body)}`);
    this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
  }

  #attempts(play: Play, what: StepOf<EntryType>): (StepOf<EntryType> & { readonly why: string })[] {
    const all = [
      ...this.#wrongNumbers(play, what),
      ...this.#wrongPeople(play, what),
      ...this.#again(play),
      ...this.#wrongMoves(play),
      ...this.#greed(play),
    ];
    // A few of them each time: a snapshot on both sides costs more than the attempts.
    return play.chance.maybe(0.25) ? all : [];
  }

  #wrongNumbers(play: Play, what: StepOf<EntryType>): (StepOf<EntryType> & { why: string })[] {
    const paths = [
      ...(known[what.type] ?? []),
      ...('from' in what.body && 'moved' in what.body ? ['moved', 'claim'] : []),
    ];
    const by = play.chance.pick([-1, 1, 1_000_000]);
    const numbers = paths.map((path) => ({
      why: `${path} by ${by}`,
      body: changed(what.body, path, (value) => (typeof value === 'number' ? value + by : by)),
    }));
    const other = {
      why: 'from',
      body: changed(what.body, 'from', (from) => (typeof from === 'string' ? `${from}-` : 'x')),
    };
    const way = { why: 'otherWay', body: changed(what.body, 'otherWay', (value) => !value) };
    const extra = { why: 'unknown field', body: { ...what.body, more: 1 } };
    const isMove = what.type !== 'shift.taken-over' && 'from' in what.body;
    return [...numbers, extra, ...(isMove ? [other] : []), ...(what.type === 'refund.requested' ? [way] : [])]
      .filter(({ body }) => body !== null)
      .map(({ why, body }) => ({ ...what, body: body as never, why }));
  }

  #wrongPeople(play: Play, what: StepOf<EntryType>): (StepOf<EntryType> & { why: string })[] {
    const out: (StepOf<EntryType> & { why: string })[] = [];
    if (ownShift.includes(what.type)) {
      out.push(
        { ...what, actor: actors.chief, why: 'not the shift of the actor' },
        { ...what, shift: null, why: 'no shift' },
      );
      const closed = play.world.all('shift').find((shift) => shift.state === 'closed');
      if (closed !== undefined) out.push({ ...what, shift: closed.id, why: 'closed shift' });
    }
    if (what.type.endsWith('.credited')) {
      const credit = play.world.all('credit').find((one) => one.state === 'matched')?.id ?? play.id();
      const body = changed(what.body, 'credit', (own) => (own === credit ? play.id() : credit)) as never;
      out.push({ ...what, body, why: 'credit of another' });
    }
    const own = 'approval' in what.body && what.type !== 'approval.given' ? what.body.approval : null;
    if (own === null) return out;
    const subject = play.world.get('approval', own)?.subject;
    const approval = play.world.all('approval').find((one) => one.subject !== subject);
    out.push({
      ...what,
      body: changed(what.body, 'approval', () => play.id()) as never,
      why: 'approval never given',
    });
    if (approval !== undefined) {
      const body = changed(what.body, 'approval', () => approval.id) as never;
      out.push({ ...what, body, why: 'approval for another thing' });
    }
    return out;
  }

  /** Something that happened already. */
  #again(play: Play): (StepOf<EntryType> & { why: string })[] {
    const old = play.pickOrNone(
      play.world.entries.filter((entry) => !repeatable.includes(entry.type) && !wasUntied(play, entry)),
    );
    if (old === undefined) return [];
    const { type, body, content, actor } = old;
    const step: StepOf<EntryType> = { type, body, actor };
    const again = entryTypes[type].private === null ? step : { ...step, content: content as never };
    return [{ ...again, why: 'happened already' }];
  }

  /** A tender goes where the design knows no way. */
  #wrongMoves(play: Play): (StepOf<EntryType> & { why: string })[] {
    const tender = play.pickOrNone(play.world.all('tender').filter((one) => one.machine !== 'incoming'));
    if (tender === undefined) return [];
    const table = designMoves[tender.machine];
    const illegal = Object.keys(table).filter((to) => !(table[tender.state] ?? []).includes(to));
    const to = play.pickOrNone(illegal.filter((one) => `${tender.machine}.${one}` in entryTypes));
    const happened = play.world.entries.find(
      (entry) => entry.type === `${tender.machine}.${to}` && 'from' in entry.body,
    );
    if (happened === undefined) return [];
    const body = { ...happened.body, tender: tender.id, method: tender.method, from: tender.state } as never;
    return [{ type: happened.type, body, actor: play.cashier, why: `${tender.state} to ${to}` }];
  }

  /** More money out of a tender, deposit or balance than it has, or money that is not proven. */
  #greed(play: Play): (StepOf<EntryType> & { why: string })[] {
    const sources = (['tender', 'deposit', 'balance'] as const).flatMap((source) =>
      play.world.all(source).map((row) => ({ source, id: row.id })),
    );
    const chosen = play.pickOrNone(sources);
    if (chosen === undefined) return [];
    const tenders = tendersOf(play, chosen.source, chosen.id);
    const sure = tenders.every(
      (one) => statesWithMoney.includes(one.state) && !statesNotProven.includes(one.state),
    );
    const tender = play.world.get('tender', chosen.id);
    const fund = play.world.get('deposit', chosen.id) ?? play.world.get('balance', chosen.id);
    const there = tender !== undefined ? freeOf(tender) : fund !== undefined ? leftOf(fund) : 0;
    const amount = sure ? there + 1 : 1;
    const way = 'transfer' as const;
    const otherWay = tenders.every((one) => one.method === 'cash' || one.method === 'card');
    const body = { ...chosen, refund: play.id(), receipt: null, amount, way, otherWay };
    const content = { payeeName: 'Ai Đó', payeeIdentity: null, text: 'đòi' };
    const refund: StepOf<'refund.requested'> = { type: 'refund.requested', body, content };
    const out = [{ ...refund, why: 'refund above or unproven' }];
    if (chosen.source !== 'tender') return out as never;
    const balance: StepOf<'balance.created'> = {
      type: 'balance.created',
      body: { balance: play.id(), tender: chosen.id, payer: 'P1', amount },
    };
    return [...out, { ...balance, why: 'balance above or unproven' }] as never;
  }
}
