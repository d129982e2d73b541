import { describe, expect, it } from 'vitest';
import { finding } from '../../../src/renderer/cashier/workplace/findState.ts';
import { isOlder } from '../../../src/renderer/cashier/workplace/frontState.ts';
import { slipCollection, slipMoney, slipsShown } from '../../../src/renderer/cashier/workplace/slipState.ts';
import { reduceWorkplace, type Workplace } from '../../../src/renderer/cashier/workplace/state.ts';
import type { CardView } from '../../../src/shared/rpc/card.ts';
import type { QrView, SlipView, WorkplaceView } from '../../../src/shared/rpc/contract.ts';
import { dueOf, idOf, lineOf, payerOf } from './fixtures.ts';

type Front = NonNullable<WorkplaceView['front']>;

const slip: SlipView = {
  ...{ tender: idOf(5), amount: 300_000, approvalCode: '123456', lastFour: '4242' },
  ...{ terminal: 'T1', batch: '7' },
};

function frontOf(more: Partial<Front> = {}): Front {
  return {
    ...{ collection: idOf(1), payer: 'P1', payerName: 'Ai đó', total: 500_000, cash: null, qr: null },
    ...{ received: 300_000, left: 200_000, canIssue: false, manualCard: null, card: null, added: [] },
    ...{ slips: [slip], lines: [{ bill: 'a', amount: 500_000 }] },
    ...more,
  };
}

function codeOf(state: QrView['state']): QrView {
  return {
    ...{ collection: idOf(1), tender: idOf(2), state, payload: 'x', amount: 200_000, received: 0 },
    ...{ holder: 'TRUONG MAU', bank: 'Ngân hàng Mẫu', accountNumber: '0000012345678', lastFour: '5678' },
    ...{ matchCode: 'QT7K2M', shownAt: 1_000, expiresAt: 901_000, wallet: false, ussd: null },
  };
}

function cardOf(state: CardView['state']): CardView {
  return {
    ...{ collection: idOf(1), tender: idOf(3), amount: 200_000, terminal: 'POS-1', by: 'card', state },
    ...{ reference: 'Q1', step: null, cause: null, responseCode: null, approvalCode: null, lastFour: null },
    ...{ scheme: null, stan: null, tid: null, batch: null, asked: null, startedAt: 1_000, changedAt: 2_000 },
  };
}

const payer = payerOf([lineOf('a', 0, { amount: 500_000 })]);

function resumed(front: Front): Workplace {
  return reduceWorkplace(finding(), { is: 'resumed', payer, front });
}

/** What the screen of this collection shows of its slips. */
function shown(front: Front): readonly SlipView[] {
  return slipsShown(resumed(front), front);
}

describe('keyed slips of the collection in front', () => {
  it('stand on its bill, and on no bill of somebody else', () => {
    const front = frontOf();
    expect(resumed(front)).toMatchObject({ at: 'bill', held: idOf(1) });
    expect(shown(front)).toEqual([slip]);
    expect(slipsShown(resumed(front), frontOf({ collection: idOf(9) }))).toEqual([]);
    expect(slipsShown(resumed(front), null)).toEqual([]);
    const free = reduceWorkplace(finding(), { is: 'opened', payer });
    expect(slipsShown(free, front)).toEqual([]);
    expect(slipCollection(finding(), front)).toBeNull();
  });

  it('leave the screen to a code that waits and to a terminal that works, and come back after them', () => {
    expect(shown(frontOf({ qr: codeOf('shown') }))).toEqual([]);
    expect(shown(frontOf({ qr: codeOf('claimed') }))).toEqual([]);
    expect(shown(frontOf({ qr: codeOf('cancelled') }))).toEqual([slip]);
    expect(shown(frontOf({ qr: codeOf('expired') }))).toEqual([slip]);
    expect(shown(frontOf({ card: cardOf('sent') }))).toEqual([]);
    expect(shown(frontOf({ card: cardOf('unknown') }))).toEqual([]);
    expect(shown(frontOf({ card: cardOf('declined') }))).toEqual([slip]);
  });

  it('add up', () => {
    expect(slipMoney([])).toBe(0);
    expect(slipMoney([slip, { ...slip, tender: idOf(6), amount: 5_000 }])).toBe(305_000);
  });
});

describe('a view that is older than what was done here', () => {
  const manualCard = { collection: idOf(1), tender: idOf(5), amount: 300_000 };
  const after = reduceWorkplace(finding(), { is: 'to-find', settled: '', ended: idOf(5) });

  it('still asks for the slip or the cash that has just been taken', () => {
    expect(isOlder(frontOf({ manualCard }), after)).toBe(true);
    expect(isOlder(frontOf({ cash: { ...dueOf(10_000), tender: idOf(5) } }), after)).toBe(true);
  });

  it('is told from one that asks for something else, or for nothing', () => {
    expect(isOlder(frontOf(), after)).toBe(false);
    expect(isOlder(frontOf({ manualCard: { ...manualCard, tender: idOf(6) } }), after)).toBe(false);
    expect(isOlder(frontOf({ manualCard }), finding(''))).toBe(false);
  });
});
