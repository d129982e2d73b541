import { describe, expect, it } from 'vitest';
import { finding } from '../../../src/renderer/cashier/workplace/findState.ts';
import { canTakeOff, qrNow } from '../../../src/renderer/cashier/workplace/qrState.ts';
import { reduceWorkplace, type Workplace } from '../../../src/renderer/cashier/workplace/state.ts';
import type { QrView, ReceiptView, WorkplaceView } from '../../../src/shared/rpc/contract.ts';
import { dueOf, idOf, lineOf, payerOf } from './fixtures.ts';

function codeOf(more: Partial<QrView> = {}): QrView {
  return {
    collection: idOf(1),
    tender: idOf(2),
    state: 'shown',
    payload: 'x',
    amount: 720_000,
    received: 0,
    holder: 'BV MAU',
    bank: 'Ngân hàng Mẫu',
    accountNumber: '0000012345678',
    lastFour: '5678',
    matchCode: 'QT7K2M',
    shownAt: 1_000,
    expiresAt: 901_000,
    wallet: false,
    ussd: null,
    ...more,
  };
}

type Front = NonNullable<WorkplaceView['front']>;

function frontOf(qr: QrView, more: Partial<Front> = {}): Front {
  const lines = [{ bill: 'a', amount: 720_000 }];
  const money = { received: qr.received, left: 0, canIssue: false };
  return {
    ...{ collection: qr.collection, payer: 'P1', payerName: 'Ai đó', total: 720_000, cash: null, qr, lines },
    ...{ manualCard: null, slips: [], card: null, added: [] },
    ...money,
    ...more,
  };
}

const payer = payerOf([lineOf('a', 0, { amount: 720_000 })]);

function resumed(front: Front): Workplace {
  return reduceWorkplace(finding(), { is: 'resumed', payer, front });
}

describe('where a payment by code stands', () => {
  it('follows the counter: waiting, said to be sent, short, covered, expired', () => {
    const own = codeOf();
    expect(qrNow(own, frontOf(own)).phase).toBe('waiting');
    expect(qrNow(own, frontOf(codeOf({ state: 'claimed' }))).phase).toBe('claimed');
    const short = codeOf({ state: 'credited', received: 700_000 });
    expect(qrNow(own, frontOf(short, { left: 20_000 }))).toMatchObject({ phase: 'short', left: 20_000 });
    const full = codeOf({ state: 'credited', received: 720_000 });
    expect(qrNow(own, frontOf(full, { canIssue: true })).phase).toBe('covered');
    expect(qrNow(own, frontOf(codeOf({ state: 'expired' }), { left: 720_000 })).phase).toBe('expired');
  });

  it('never calls it covered from the code alone, without the counter saying so', () => {
    expect(qrNow(codeOf({ state: 'credited', received: 720_000 }), null).phase).not.toBe('covered');
  });

  it('does not take an older view, or one of another collection, for the code just shown', () => {
    const newer = codeOf({ tender: idOf(3), shownAt: 2_000 });
    const older = frontOf(codeOf({ state: 'expired' }), { canIssue: true, left: 5 });
    expect(qrNow(newer, older)).toMatchObject({ phase: 'waiting', left: 0, qr: { tender: idOf(3) } });
    const other = frontOf(codeOf({ collection: idOf(9) }), { canIssue: true });
    expect(qrNow(codeOf(), other).phase).toBe('waiting');
  });

  it('offers to take the code off only while no money is there', () => {
    const short = codeOf({ state: 'credited', received: 1 });
    expect(canTakeOff(qrNow(codeOf(), null))).toBe(true);
    expect(canTakeOff(qrNow(short, frontOf(short, { left: 5 })))).toBe(false);
  });
});

describe('the screen of a payment by code', () => {
  it('comes back after a reload, with what was owed before the collection held it', () => {
    const state = resumed(frontOf(codeOf()));
    expect(state).toMatchObject({ at: 'qr', payerName: 'Ai đó', payer: { lines: [{ owed: 720_000 }] } });
  });

  it('leads back to the bill with the same choice once the code is taken off', () => {
    const fresh = payerOf([lineOf('a', 720_000)]);
    const state = reduceWorkplace(resumed(frontOf(codeOf())), { is: 'code-undone', payer: fresh });
    expect(state).toMatchObject({ at: 'bill', held: null, settled: idOf(1), choices: [{ taken: true }] });
  });

  it('leads from the rest in cash back to the money that is there, not to the bill', () => {
    const short = codeOf({ state: 'credited', received: 700_000 });
    const waiting = resumed(frontOf(short, { left: 20_000 }));
    const cash = reduceWorkplace(waiting, { is: 'begun', due: dueOf(20_000), behind: short });
    expect(cash).toMatchObject({ at: 'cash', due: { due: 20_000 } });
    expect(reduceWorkplace(cash, { is: 'cancelled' })).toMatchObject({ at: 'qr', qr: short });
  });

  it('is done when the receipts are issued', () => {
    const receipts = [{ receipt: idOf(2) } as ReceiptView];
    const collected = { collection: idOf(1), receipts, given: 0, change: 0 };
    const state = reduceWorkplace(resumed(frontOf(codeOf())), { is: 'issued', collected });
    expect(state).toMatchObject({ at: 'done', settled: idOf(1), busy: null });
    // A deposit has a slip and no receipt: the find box is free at once, and the slip is told of.
    const deposited = { ...collected, receipts: [] };
    expect(reduceWorkplace(resumed(frontOf(codeOf())), { is: 'issued', collected: deposited })).toMatchObject(
      {
        ...{ at: 'find', settled: idOf(1), deposited: idOf(1) },
      },
    );
  });
});
