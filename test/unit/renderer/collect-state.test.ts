import { describe, expect, it } from 'vitest';
import { missingOf, slipText } from '../../../src/renderer/cashier/workplace/cardState.ts';
import { chosenLines, totalOf } from '../../../src/renderer/cashier/workplace/figures.ts';
import { finding } from '../../../src/renderer/cashier/workplace/findState.ts';
import { mobileWays } from '../../../src/renderer/cashier/workplace/mobileState.ts';
import { relativesLeft } from '../../../src/renderer/cashier/workplace/people.ts';
import {
  type Billing,
  reduceWorkplace,
  type Workplace,
  type WorkplaceEvent,
} from '../../../src/renderer/cashier/workplace/state.ts';
import type { CreditView, PriceView } from '../../../src/shared/rpc/contract.ts';
import { dueOf, idOf, lineOf, payerOf } from './fixtures.ts';

function play(from: Workplace, ...events: readonly WorkplaceEvent[]): Workplace {
  return events.reduce(reduceWorkplace, from);
}

function bill(state: Workplace): Billing {
  if (state.at !== 'bill') throw new Error(`at ${state.at}`);
  return state;
}

const elder = payerOf([lineOf('a', 10_000, { beneficiary: 'P1' })]);
const younger = {
  ...payerOf([lineOf('b', 20_000, { beneficiary: 'P2', beneficiaryName: 'Lê Thị Em' })]),
  ...{ payer: 'P2', name: 'Lê Thị Em' },
};
const opened = play(finding(), { is: 'opened', payer: elder });
const fee: PriceView = {
  price: 'phu-hieu',
  name: 'Phù hiệu',
  group: 'other',
  amount: 12_000,
  onBehalf: false,
};

describe('several pupils of one parent', () => {
  it('are put on one bill, each line with whose it is', () => {
    const adding = play(opened, { is: 'add-person' });
    expect(adding).toMatchObject({ at: 'find', text: '' });
    const both = bill(play(adding, { is: 'typed', text: 'em' }, { is: 'opened', payer: younger }));
    expect(chosenLines(both.choices)).toEqual([
      { bill: 'a', amount: 10_000 },
      { bill: 'b', amount: 20_000, payer: 'P2' },
    ]);
    expect(both.payerName).toBe('Trần Văn Mẫu');
    // Somebody who is on the bill already is not added twice.
    expect(bill(play(both, { is: 'add-person' }, { is: 'opened', payer: younger })).choices).toHaveLength(2);
  });

  it('come at once when their names are known, and each only once', () => {
    const relative = { payer: 'P2', name: 'Em', className: null, owed: 20_000, sure: true };
    const one = bill(opened);
    const known: Billing = { ...one, payer: { ...one.payer, relatives: [relative] } };
    expect(relativesLeft(known.payer)).toEqual([relative]);
    const both = bill(play({ ...known, busy: 'opening' }, { is: 'people-added', people: [younger] }));
    expect(both).toMatchObject({ busy: null, payerName: 'Trần Văn Mẫu' });
    expect(chosenLines(both.choices).map(({ payer }) => payer)).toEqual([undefined, 'P2']);
    expect(relativesLeft(both.payer)).toEqual([]);
  });

  it('keep the bill as it was when nobody is added', () => {
    const part = play(opened, { is: 'edit', digits: '4000' }, { is: 'edit-accepted' });
    const back = bill(play(part, { is: 'add-person' }, { is: 'typed', text: 'x' }, { is: 'back-to-bill' }));
    expect(totalOf(back.choices)).toBe(4_000);
  });

  it('are all there again after the counter was asked what it is in the middle of', () => {
    const lines = [
      { bill: 'a', amount: 10_000, payer: 'P1' },
      { bill: 'b', amount: 5_000, payer: 'P2' },
    ];
    const payer = {
      ...elder,
      lines: [...elder.lines, ...younger.lines].map((line) => ({ ...line, owed: 0 })),
    };
    const front = {
      collection: idOf(1),
      payerName: 'Mẹ',
      qr: null,
      received: 0,
      manualCard: null,
      card: null,
      lines,
      added: [],
    };
    const state = bill(play(finding(), { is: 'resumed', payer, front: { ...front, cash: null } }));
    expect(chosenLines(state.choices)).toEqual([
      { bill: 'a', amount: 10_000 },
      { bill: 'b', amount: 5_000, payer: 'P2' },
    ]);
    // What the collection holds is still what is to be paid here.
    expect(state.payer.lines.map(({ owed }) => owed)).toEqual([10_000, 5_000]);
  });
});

describe('a listed fee', () => {
  it('is a line of its own, taken once more when it is chosen again, and never in part', () => {
    const once = bill(play(opened, { is: 'fee-added', price: fee, bill: 'fee-1' }));
    expect(chosenLines(once.choices).at(-1)).toEqual({ bill: 'fee-1', amount: 12_000, price: 'phu-hieu' });
    const twice = bill(play(once, { is: 'fee-added', price: fee, bill: 'fee-2' }));
    expect(chosenLines(twice.choices).at(-1)).toEqual({ bill: 'fee-1', amount: 24_000, price: 'phu-hieu' });
    const at = twice.payer.lines.findIndex((line) => line.bill === 'fee-1');
    const edited = bill(play(twice, { is: 'cursor', to: at }, { is: 'edit', digits: '1' }));
    expect(edited.edit).toBeNull();
  });
});

describe('a slip of a terminal that is not connected', () => {
  const card = { collection: idOf(1), tender: idOf(2), amount: 10_000 };
  const known = { terminal: 'T1', batch: '7' };

  it('never holds more of a card number than four digits', () => {
    expect(slipText('lastFour', '4111 1111 1111 1234')).toBe('4111');
    expect(slipText('approvalCode', 'ab 12-3456')).toBe('AB12-3456');
  });

  it('is complete only with every field, and begins with the terminal of the last one', () => {
    const state = play(opened, { is: 'card-begun', card, known });
    if (state.at !== 'card') throw new Error(state.at);
    expect(missingOf(state.slip)).toBe('approvalCode');
    const typed = play(
      state,
      { is: 'slip', field: 'approvalCode', text: '845301' },
      { is: 'slip', field: 'lastFour', text: '12' },
    );
    expect(typed.at === 'card' && missingOf(typed.slip)).toBe('lastFour');
    const whole = play(typed, { is: 'slip', field: 'lastFour', text: '1234' });
    expect(whole.at === 'card' && missingOf(whole.slip)).toBeNull();
    expect(bill(play(state, { is: 'cancelled' })).choices).toEqual(bill(opened).choices);
  });
});

describe('notes that are not enough', () => {
  it('leave the cash screen for the code that asks for the rest', () => {
    const cash = play(opened, { is: 'begun', due: dueOf(10_000) }, { is: 'given', digits: '4000' });
    const next = play(cash, {
      is: 'card-begun',
      card: { collection: idOf(1), tender: idOf(3), amount: 6_000 },
      known: { terminal: '', batch: '' },
    });
    expect(next).toMatchObject({ at: 'card', card: { amount: 6_000 } });
  });
});

describe('Mobile Money', () => {
  const operators = [{ operator: 'm1', name: 'Mẫu 1', dial: '*000#', payTo: '12' }];

  it('offers a code only where an account takes wallets', () => {
    expect(mobileWays({ operators, walletCode: false }).map(({ way }) => way)).toEqual(['ussd']);
    expect(mobileWays({ operators, walletCode: true }).map(({ way }) => way)).toEqual(['code', 'ussd']);
  });

  it('is a form over the bill, which stays as it was', () => {
    const ids = { collection: idOf(1), tender: idOf(2) };
    const form = play(opened, { is: 'mobile-opened', ids, amount: 10_000 });
    const typed = play(form, { is: 'mobile-text', field: 'phone', text: '09 00-000 001' });
    expect(typed).toMatchObject({ at: 'mobile', phone: '0900000001' });
    expect(bill(play(typed, { is: 'mobile-left' })).choices).toEqual(bill(opened).choices);
  });
});

describe('money that came without our code', () => {
  const credit: CreditView = {
    ...{ credit: 'x', amount: 10_000, paidAt: 1, content: 'CK', senderName: null, account: null, sinceMs: 1 },
  };

  it('goes with the person who is found for it', () => {
    const judged = play(finding(), { is: 'credit-opened', credit, candidates: [] });
    expect(judged.at).toBe('credit');
    const found = play(judged, { is: 'find-for-credit', credit }, { is: 'opened', payer: elder });
    expect(bill(found).credit).toEqual(credit);
    expect(bill(play(found, { is: 'credit-in-hand', credit: null })).credit).toBeNull();
  });
});
