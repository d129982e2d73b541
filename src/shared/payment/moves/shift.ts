import { canonical } from '../../journal/index.ts';
import type { shiftTypes } from '../../journal/types/shift.ts';
import { figuresOf } from '../figures.ts';
import type { Row } from '../tables.ts';
import { type Draft, demand, type MoveEntry, type MovesOf, needApproval } from '../world.ts';

/** The open shift this entry belongs to; refused with `no-shift` when there is none. */
export function openShift(draft: Draft, entry: { readonly shift: string | null }): Row<'shift'> {
  demand(entry.shift !== null, 'no-shift');
  const shift = draft.need('shift', entry.shift);
  demand(shift.state === 'open', 'no-shift');
  return shift;
}

/** The open shift, which must be the actor's own. */
export function ownShift(
  draft: Draft,
  entry: { readonly shift: string | null; readonly actor: string },
): Row<'shift'> {
  const shift = openShift(draft, entry);
  demand(shift.cashier === entry.actor, 'shift-of-another');
  return shift;
}

interface FundLine {
  readonly id: string;
  readonly kind: Row<'fund'>['kind'];
  readonly amount: number;
  readonly at: number;
  readonly entry: string;
  readonly reference?: string;
  readonly text?: string | null;
}

/** Balance of the treasurer's cash book. */
export function fundBalance(draft: Draft): number {
  return draft.get('fund', 'fund')?.balance ?? 0;
}

/** Writes a line of the treasurer's cash book; the fund never falls below nothing. */
export function intoFund(draft: Draft, line: FundLine): void {
  const balance = fundBalance(draft) + line.amount;
  demand(balance >= 0, 'fund-too-small');
  const row = { ...line, balance, reference: line.reference ?? null, text: line.text ?? null };
  draft.create('fund', row);
  draft.put('fund', {
    ...row,
    id: 'fund',
    kind: 'balance',
    amount: 0,
    reference: null,
    text: null,
    entry: '',
  });
}

type CashMove = 'drawer.paid-in' | 'drawer.paid-out' | 'drawer.dropped';

function cashMove(draft: Draft, entry: MoveEntry<CashMove>): void {
  const shift = ownShift(draft, entry);
  draft.create('drawer', {
    id: entry.body.move,
    shift: shift.id,
    at: entry.at,
    kind: entry.type,
    amount: entry.body.amount,
    text: entry.content?.text ?? null,
    entry: entry.id,
  });
}

export const shiftMoves: MovesOf<typeof shiftTypes> = {
  'shift.opened': (draft, { body, at, actor, shift }) => {
    demand(shift === body.shift, 'no-shift');
    const counter = draft.need('counter', 'counter');
    demand(counter.openShift === null, 'shift-already-open');
    demand(body.cashier === actor, 'shift-of-another');
    demand(body.floatLeft === counter.floatLeft, 'float-left-differs');
    draft.create('shift', {
      id: body.shift,
      cashier: body.cashier,
      name: body.name,
      openedAt: at,
      businessDate: body.businessDate,
      float: body.float,
      state: 'open',
      z: null,
      closedAt: null,
      counts: 0,
    });
    draft.patch('counter', 'counter', { openShift: body.shift });
  },
  'shift.taken-over': (draft, entry) => {
    const shift = openShift(draft, entry);
    demand(shift.id === entry.body.shift && shift.cashier === entry.body.from, 'shift-of-another');
    demand(entry.body.to === entry.actor && entry.body.to !== entry.body.from, 'shift-of-another');
    needApproval(draft, entry.body.approval, shift.id);
    draft.patch('shift', shift.id, { cashier: entry.body.to });
  },
  'drawer.opened': (draft, entry) => {
    draft.create('drawer', {
      id: entry.id,
      shift: entry.shift,
      at: entry.at,
      kind: `opened-${entry.body.reason}`,
      amount: 0,
      text: entry.content?.text ?? null,
      entry: entry.id,
    });
  },
  'drawer.paid-in': cashMove,
  'drawer.paid-out': (draft, entry) => {
    if (entry.body.approval !== null) needApproval(draft, entry.body.approval, entry.body.move);
    cashMove(draft, entry);
  },
  'drawer.dropped': cashMove,
  'count.taken': (draft, entry) => {
    const { body } = entry;
    const shift = openShift(draft, entry);
    demand(shift.id === body.shift, 'no-shift');
    const counted = body.lines.reduce((sum, line) => sum + line.denomination * line.notes, body.torn);
    demand(counted === body.total, 'count-does-not-add-up');
    demand(body.attempt === shift.counts + 1, 'count-out-of-order');
    draft.create('count', {
      id: body.count,
      shift: body.shift,
      purpose: body.purpose,
      attempt: body.attempt,
      at: entry.at,
      total: body.total,
      lines: canonical(body.lines),
      torn: body.torn,
    });
    draft.patch('shift', shift.id, { counts: body.attempt });
  },
  'shift.closed': (draft, entry) => {
    const { body } = entry;
    const shift = openShift(draft, entry);
    const counter = draft.need('counter', 'counter');
    const count = draft.need('count', body.count);
    demand(shift.id === body.shift, 'no-shift');
    demand(count.shift === shift.id && count.purpose === 'close', 'count-needed');
    demand(shift.cashier === entry.actor || body.approval !== null, 'approval-needed');
    if (body.approval !== null) needApproval(draft, body.approval, shift.id);
    demand(body.zNumber === counter.zNumber + 1, 'z-out-of-order');
    const running = figuresOf(draft.list('figure', 'shift', shift.id));
    demand(canonical(running) === canonical(body.figures), 'z-differs-from-journal');
    demand(body.expected === running.expectedCash && body.counted === count.total, 'z-differs-from-journal');
    demand(body.difference === body.counted - body.expected, 'z-does-not-add-up');
    demand(body.counted === body.nextFloat + body.handedIn, 'hand-in-does-not-add-up');
    demand(body.difference === 0 || entry.content?.reason !== null, 'reason-needed');
    draft.create('z', {
      id: body.z,
      zNumber: body.zNumber,
      shift: shift.id,
      at: entry.at,
      counted: body.counted,
      expected: body.expected,
      difference: body.difference,
      nextFloat: body.nextFloat,
      handedIn: body.handedIn,
      figures: canonical(body.figures),
      reason: entry.content?.reason ?? null,
      entry: entry.id,
    });
    for (const receipt of draft.list('receipt', 'shift', shift.id)) {
      draft.patch('receipt', receipt.id, { z: body.z });
    }
    draft.patch('shift', shift.id, { state: 'closed', z: body.z, closedAt: entry.at });
    draft.patch('counter', 'counter', { openShift: null, zNumber: body.zNumber, floatLeft: body.nextFloat });
  },
  'hand-in.made': (draft, { body }) => {
    const z = draft.need('z', body.z);
    demand(z.handedIn === body.amount, 'hand-in-does-not-add-up');
    demand(draft.list('handIn', 'z', z.id).length === 0, 'hand-in-exists');
    draft.create('handIn', {
      id: body.handIn,
      z: body.z,
      amount: body.amount,
      state: 'made',
      receiver: null,
      counted: null,
    });
  },
  'hand-in.counted': (draft, { body, at }) => {
    const { handIn, attempt, lines, torn, total, receiver } = body;
    demand(draft.need('handIn', handIn).state === 'made', 'hand-in-finished');
    const counted = lines.reduce((sum, line) => sum + line.denomination * line.notes, torn);
    demand(counted === total, 'count-does-not-add-up');
    demand(attempt === draft.list('handInCount', 'handIn', handIn).length + 1, 'count-out-of-order');
    draft.create('handInCount', {
      id: `${handIn}/${String(attempt).padStart(3, '0')}`,
      ...{ handIn, attempt, receiver, at, total, torn, lines: canonical(lines) },
    });
  },
  'hand-in.confirmed': (draft, { body, at, id }) => {
    const handIn = draft.need('handIn', body.handIn);
    demand(handIn.state === 'made', 'hand-in-finished');
    draft.patch('handIn', body.handIn, {
      state: 'confirmed',
      receiver: body.receiver,
      counted: body.counted,
    });
    // What went into the safe during the shift reaches the treasurer's fund with the hand-in.
    const { safeDrops } = JSON.parse(draft.need('z', handIn.z).figures) as { safeDrops: number };
    const received = body.counted + safeDrops;
    intoFund(draft, { id: handIn.id, kind: 'hand-in', amount: received, at, entry: id });
  },
};
