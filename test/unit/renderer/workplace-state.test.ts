import { describe, expect, it } from 'vitest';
import { choicesAsTyped, editsTooMuch } from '../../../src/renderer/cashier/workplace/billState.ts';
import { makeController } from '../../../src/renderer/cashier/workplace/controller.ts';
import { totalOf } from '../../../src/renderer/cashier/workplace/figures.ts';
import { finding, wantedOf } from '../../../src/renderer/cashier/workplace/findState.ts';
import {
  type Billing,
  changeOf,
  type Finding,
  givenOf,
  reduceWorkplace,
  type Workplace,
  type WorkplaceEvent,
} from '../../../src/renderer/cashier/workplace/state.ts';
import { windowIds } from '../../../src/renderer/ui/ids.ts';
import { makeStore } from '../../../src/renderer/ui/store.ts';
import type { CounterClient } from '../../../src/shared/rpc/client.ts';
import { dueOf, idOf, lineOf, payerOf, rowOf } from './fixtures.ts';

function play(start: Workplace, ...events: readonly WorkplaceEvent[]): Workplace {
  return events.reduce(reduceWorkplace, start);
}

function found(question: number, ...payers: readonly string[]): WorkplaceEvent {
  const rows = payers.map((payer) => rowOf(payer));
  return { is: 'found', question, answer: { rows, count: rows.length, atLeast: false } };
}

function billing(state: Workplace): Billing {
  expect(state.at).toBe('bill');
  return state as Billing;
}

const payer = payerOf([lineOf('a', 50_000), lineOf('b', 0, { amount: 10_000 }), lineOf('c', 30_000)]);
const opened = play(finding(), { is: 'typed', text: 'le' }, { is: 'opened', payer });

describe('finding', () => {
  it('drops the answer to an older question', () => {
    const state = play(
      finding(),
      { is: 'typed', text: 'l' },
      { is: 'typed', text: 'le' },
      found(2, 'P2'),
      found(1, 'P1', 'P9'),
    ) as Finding;
    expect(state.rows.map((row) => row.payer)).toEqual(['P2']);
  });

  it('moves within the found people only', () => {
    const state = play(finding(), { is: 'typed', text: 'l' }, found(1, 'P1', 'P2'));
    expect(play(state, { is: 'moved', by: -1 })).toMatchObject({ selected: 0 });
    expect(play(state, { is: 'moved', by: 1 }, { is: 'moved', by: 1 })).toMatchObject({ selected: 1 });
  });

  it('keeps whom the arrows chose when the same people come again', () => {
    const state = play(finding(), { is: 'typed', text: 'l' }, found(1, 'P1', 'P2'), { is: 'moved', by: 1 });
    expect(play(state, found(1, 'P3', 'P2'))).toMatchObject({ selected: 1 });
  });

  it('opens after an early Enter only when it is certain who is meant', () => {
    const early = play(finding(), { is: 'typed', text: 'l' }, found(1, 'P1', 'P2'), {
      is: 'typed',
      text: 'le',
    });
    const waiting = play(early, { is: 'open-when-found' }) as Finding;
    expect(wantedOf(waiting, [rowOf('P7')])?.payer).toBe('P7');
    expect(wantedOf(waiting, [rowOf('P3'), rowOf('P1')])?.payer).toBe('P1');
    expect(wantedOf(waiting, [rowOf('P3'), rowOf('P4')])).toBeNull();
    expect(wantedOf(early as Finding, [rowOf('P7')])).toBeNull();
  });

  it('forgets an early Enter when more is typed', () => {
    const state = play(
      finding(),
      { is: 'typed', text: 'l' },
      { is: 'open-when-found' },
      { is: 'typed', text: 'le' },
    );
    expect(state).toMatchObject({ openOnAnswer: null });
  });
});

describe('bill', () => {
  it('opens with every chargeable line taken and the payer of the list', () => {
    const state = billing(opened);
    expect(state.choices.map((choice) => choice.taken)).toEqual([true, false, true]);
    expect(totalOf(state.choices)).toBe(80_000);
    expect(state.payerName).toBe('Trần Văn Mẫu');
  });

  it('drops and takes lines, but never one that cannot be charged', () => {
    const dropped = billing(play(opened, { is: 'take', taken: false }));
    expect(totalOf(dropped.choices)).toBe(30_000);
    expect(play(opened, { is: 'cursor', to: 1 }, { is: 'take', taken: true })).toMatchObject({
      choices: billing(opened).choices,
    });
    const blocked = play(finding(), { is: 'opened', payer: payerOf([lineOf('a', 9, { blocked: 'x' })]) });
    expect(totalOf(billing(play(blocked, { is: 'take', taken: true })).choices)).toBe(0);
  });

  it('takes a part amount, refuses more than is owed, drops the line for nothing', () => {
    const edited = (digits: string) => billing(play(opened, { is: 'edit', digits }, { is: 'edit-accepted' }));
    expect(edited('20000')).toMatchObject({ edit: null });
    expect(totalOf(edited('20000').choices)).toBe(50_000);
    expect(edited('50001').edit).toBe('50001');
    expect(totalOf(edited('50001').choices)).toBe(80_000);
    expect(edited('').choices[0]).toEqual({ bill: 'a', taken: false, amount: 50_000 });
  });

  it('keeps the ids of an attempt that failed, and drops them when the choice changes', () => {
    const ids = { collection: idOf(1), tender: idOf(2) };
    const failure = { code: 'timeout', moneyMoved: 'unknown' } as const;
    const failed = play(opened, { is: 'beginning', ids }, { is: 'failed', failure });
    expect(failed).toMatchObject({ ids, failure, busy: null });
    expect(play(failed, { is: 'take', taken: false })).toMatchObject({ ids: null });
    expect(play(failed, { is: 'filled', field: 'payerName', text: 'Ai khác' })).toMatchObject({ ids: null });
  });
});

describe('cash', () => {
  const cash = play(opened, { is: 'begun', due: dueOf(80_118, 80_000) });

  it('takes an empty field for exactly what is due', () => {
    if (cash.at !== 'cash') throw new Error('not cash');
    expect(givenOf(cash)).toBe(80_000);
    expect(changeOf(cash)).toBe(0);
  });

  it('works out change and what is missing', () => {
    const given = (digits: string) => {
      const state = play(cash, { is: 'given', digits });
      if (state.at !== 'cash') throw new Error('not cash');
      return changeOf(state);
    };
    expect(given('100.000')).toBe(20_000);
    expect(given('50000')).toBe(-30_000);
    expect(given('0')).toBe(-80_000);
  });

  it('asks once more before so much goes back that a zero too many was typed', async () => {
    const asked: unknown[] = [];
    const call = (_: string, request: { given: number }) => {
      asked.push(request.given);
      return Promise.resolve({ ok: false, reason: { code: 'not-ready', moneyMoved: 'no' } });
    };
    const counter = { call } as unknown as CounterClient;
    const store = makeStore(reduceWorkplace, play(cash, { is: 'given', digits: '5000000' }));
    const { receive } = makeController(counter, store, windowIds);
    await receive();
    expect(asked).toEqual([]);
    expect(store.get()).toMatchObject({ doubted: true, busy: null });
    // Another sum is another question.
    store.send({ is: 'given', digits: '580000' });
    await receive();
    expect(asked).toEqual([]);
    await receive();
    expect(asked).toEqual([580_000]);
    store.send({ is: 'given', digits: '579999' });
    await receive();
    expect(asked).toEqual([580_000, 579_999]);
  });

  it('steps back to the same bill with fresh ids', () => {
    const back = billing(play(cash, { is: 'cancelled' }));
    expect(back.ids).toBeNull();
    expect(totalOf(back.choices)).toBe(80_000);
    expect(back.settled).toBe(idOf(1));
  });

  it('keeps the given amount when receiving fails', () => {
    const failed = play(
      cash,
      { is: 'given', digits: '100000' },
      { is: 'busy', with: 'receiving' },
      { is: 'failed', failure: { code: 'timeout', moneyMoved: 'unknown' } },
    );
    expect(failed).toMatchObject({ at: 'cash', given: '100000', busy: null });
  });

  it('keeps what was typed when a scan came to the amount, and says so', () => {
    expect(play(cash, { is: 'given', digits: '1' }, { is: 'scanned' })).toMatchObject({
      given: '1',
      scanned: true,
    });
  });

  it('ends in done, and typing begins the next person', () => {
    const collected = { collection: idOf(1), receipts: [], given: 80_000, change: 0 };
    const done = play(cash, { is: 'received', collected });
    expect(done).toMatchObject({ at: 'done', settled: idOf(1) });
    expect(play(done, { is: 'typed', text: 'n' })).toMatchObject({
      at: 'find',
      text: 'n',
      settled: idOf(1),
    });
  });

  it('does not take typed text for a search', () => {
    expect(play(cash, { is: 'typed', text: 'x' })).toBe(cash);
  });
});

describe('taking up what the counter is in the middle of', () => {
  const lines = [{ bill: 'c', amount: 10_000 }];
  const money = { qr: null, received: 0, manualCard: null, card: null };
  const front = { collection: idOf(1), payerName: 'Ai đó', ...money, lines, added: [] };

  it('shows the cash screen again', () => {
    const state = play(finding(), { is: 'resumed', payer, front: { ...front, cash: dueOf(10_000) } });
    expect(state).toMatchObject({ at: 'cash', payerName: 'Ai đó', given: '' });
  });

  it('fixes the lines of a collection that was parked', () => {
    const state = billing(play(finding(), { is: 'resumed', payer, front: { ...front, cash: null } }));
    expect(state.held).toBe(idOf(1));
    expect(totalOf(state.choices)).toBe(10_000);
    expect(play(state, { is: 'take', taken: false })).toBe(state);
    expect(play(state, { is: 'edit', digits: '1' })).toBe(state);
  });
});

describe('an amount while it is typed', () => {
  const edited = (digits: string) => billing(play(opened, { is: 'edit', digits }));

  it('is in the total before it is accepted', () => {
    expect(totalOf(choicesAsTyped(edited('20700')))).toBe(20_700 + 30_000);
    expect(totalOf(choicesAsTyped(edited('')))).toBe(30_000);
    expect(totalOf(edited('20700').choices)).toBe(80_000);
  });

  it('counts as all that is owed when it is too much, and cannot be accepted', () => {
    const state = edited('50001');
    expect(editsTooMuch(state)).toBe(true);
    expect(totalOf(choicesAsTyped(state))).toBe(80_000);
    expect(play(state, { is: 'edit-accepted' })).toBe(state);
    expect(editsTooMuch(edited('50000'))).toBe(false);
  });

  /** What F4 asks the counter for in this state. */
  async function begun(state: Workplace): Promise<unknown[]> {
    const asked: unknown[] = [];
    const call = (method: string, request: { lines: unknown }) => {
      asked.push([method, request.lines]);
      return Promise.resolve({ ok: false, reason: { code: 'no-shift', moneyMoved: 'no' } });
    };
    const counter = { call } as unknown as CounterClient;
    await makeController(counter, makeStore(reduceWorkplace, state), windowIds).begin();
    return asked;
  }

  it('is accepted by F4, which then asks for exactly that', async () => {
    const lines = [
      { bill: 'a', amount: 20_700 },
      { bill: 'c', amount: 30_000 },
    ];
    expect(await begun(edited('20700'))).toEqual([['collect.cashBegin', lines]]);
    expect(await begun(edited('0'))).toEqual([['collect.cashBegin', lines.slice(1)]]);
    expect(await begun(edited('50001'))).toEqual([]);
    expect(await begun(play(opened, { is: 'filling', field: 'payerName' }))).toHaveLength(1);
  });
});
