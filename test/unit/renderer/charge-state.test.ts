import { describe, expect, it } from 'vitest';
import { cardNow, screenOf } from '../../../src/renderer/cashier/workplace/chargeState.ts';
import { finding } from '../../../src/renderer/cashier/workplace/findState.ts';
import { changeOf, reduceWorkplace, type Workplace } from '../../../src/renderer/cashier/workplace/state.ts';
import type { CardView } from '../../../src/shared/rpc/card.ts';
import type { WorkplaceView } from '../../../src/shared/rpc/contract.ts';
import { dueOf, idOf, lineOf, payerOf } from './fixtures.ts';

function cardOf(more: Partial<CardView> = {}): CardView {
  return {
    ...{
      collection: idOf(1),
      tender: idOf(5),
      amount: 90_000,
      terminal: 'POS-1',
      by: 'card',
      reference: 'Q1',
    },
    ...{ state: 'sent', step: 'waiting', cause: null, responseCode: null, approvalCode: null },
    ...{ lastFour: null, scheme: null, stan: null, tid: null, batch: null, asked: null },
    ...{ startedAt: 1_000, changedAt: 2_000 },
    ...more,
  };
}

type Front = NonNullable<WorkplaceView['front']>;

function frontOf(card: CardView | null, more: Partial<Front> = {}): Front {
  return {
    ...{ collection: idOf(1), payer: 'P1', payerName: 'Ai đó', total: 90_000, cash: null, qr: null },
    ...{ received: 0, left: 0, canIssue: false, manualCard: null, slips: [], card, added: [] },
    ...{ lines: [{ bill: 'a', amount: 90_000 }] },
    ...more,
  };
}

const payer = payerOf([lineOf('a', 0, { amount: 90_000, blocked: 'card-unknown' })]);

function resumed(front: Front): Workplace {
  return reduceWorkplace(finding(), { is: 'resumed', payer, front });
}

describe('where a card on a connected terminal stands', () => {
  it('follows the counter and is covered only when the counter says so', () => {
    const own = cardOf();
    const approved = cardOf({ state: 'approved', changedAt: 3_000 });
    expect(cardNow(own, frontOf(own)).phase).toBe('running');
    expect(cardNow(approved, null)).toMatchObject({ phase: 'paid', covered: false });
    const money = { received: 90_000, canIssue: true };
    expect(cardNow(own, frontOf(approved, money))).toMatchObject({ phase: 'paid', covered: true });
    const unknown = cardOf({ state: 'unknown', changedAt: 3_000 });
    expect(cardNow(own, frontOf(unknown))).toMatchObject({ phase: 'unknown', left: 0 });
    for (const state of ['declined', 'cancelled', 'decided-unpaid', 'voided'] as const) {
      expect(cardNow(own, frontOf(cardOf({ state, changedAt: 3_000 }))).phase).toBe('unpaid');
    }
  });

  it('does not go back to an older word of the counter after an own answer', () => {
    const own = cardOf({ state: 'unknown', changedAt: 3_000 });
    expect(cardNow(own, frontOf(cardOf({ changedAt: 2_000 }))).phase).toBe('unknown');
    const again = cardOf({ tender: idOf(6), changedAt: 1_000 });
    expect(cardNow(again, frontOf(cardOf({ state: 'declined', changedAt: 9_000 }))).card).toBe(again);
  });

  it('takes it up again, also from another screen, and shows its lines as its own', () => {
    const state = resumed(frontOf(cardOf({ state: 'unknown' })));
    expect(state).toMatchObject({ at: 'charge', payer: { lines: [{ owed: 90_000, blocked: null }] } });
    expect(screenOf(frontOf(null))).toBe('bill');
    expect(screenOf(frontOf(cardOf(), { cash: dueOf(90_000) }))).toBe('cash');
  });
});

describe('after nothing was charged', () => {
  it('goes on in cash, and where other money is there stepping back asks the counter', () => {
    const state = resumed(frontOf(cardOf({ state: 'declined' }), { left: 90_000 }));
    const cash = reduceWorkplace(state, { is: 'begun', due: dueOf(40_000), again: true });
    if (cash.at !== 'cash') throw new Error(cash.at);
    expect(changeOf(cash)).toBe(0);
    expect(reduceWorkplace(cash, { is: 'cancelled' })).toMatchObject({ at: 'find', settled: '' });
    const alone = reduceWorkplace(state, { is: 'begun', due: dueOf(90_000), again: false });
    expect(reduceWorkplace(alone, { is: 'cancelled' })).toMatchObject({ at: 'bill', held: null });
  });

  it('comes back to the bill with the same choices', () => {
    const state = resumed(frontOf(cardOf({ state: 'declined' }), { left: 90_000 }));
    const bill = reduceWorkplace(state, { is: 'charge-undone', payer: payerOf([lineOf('a', 90_000)]) });
    expect(bill).toMatchObject({
      ...{ at: 'bill', held: null, settled: idOf(1) },
      choices: [{ bill: 'a', taken: true, amount: 90_000 }],
    });
  });
});
