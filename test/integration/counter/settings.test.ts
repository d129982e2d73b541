/** Settings by an administrator, agreed to by the chief accountant, over RPC as the window does it. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MethodRequest } from '../../../src/shared/rpc/contract.ts';
import { succeeded } from '../../support/running-counter.ts';
import { codeOf, Desk, demoPin, unwritten, whole } from './desk-rig.ts';

type Changes = MethodRequest<'settings.save'>['changes'];

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open('school');
  await desk.signIn('administrator');
});

afterAll(() => desk.remove());

const get = async () => succeeded(await desk.client.call('settings.get', {}));
const save = async (changes: Changes, agreed = true) =>
  codeOf(
    await desk.client.call('settings.save', {
      changes,
      approval: agreed ? await desk.approval('chief-accountant') : null,
    }),
  );

describe('settings', () => {
  it('need nobody else where no money and no paper depends on them', async () => {
    expect(await save([{ key: 'auto-lock', value: { minutes: 3 } }], false)).toBe('ok');
    expect(await save([{ key: 'support', value: { office: 'Phòng CNTT', phone: 'máy lẻ 12' } }], false)).toBe(
      'ok',
    );
    expect((await get()).autoLockMinutes).toBe(3);
    expect((await get()).support.office).toBe('Phòng CNTT');
  });

  it('that move money or change paper need the chief accountant; all of a change or nothing', async () => {
    const changes: Changes = [
      { key: 'cash-rounding', value: { unit: 500 } },
      { key: 'auto-lock', value: { minutes: 9 } },
    ];
    expect(await unwritten(desk, () => save(changes, false))).toBe('approval-needed');
    const self = (await desk.people('administrator'))[0]?.person ?? '';
    const own = { changes, approval: { person: self, pin: demoPin } };
    const refused = await unwritten(desk, async () => codeOf(await desk.client.call('settings.save', own)));
    expect(['self-approval', 'wrong-role']).toContain(refused);
    expect((await get()).autoLockMinutes).toBe(3);
    expect(await save(changes)).toBe('ok');
    expect(await get()).toMatchObject({ cashRounding: 500, autoLockMinutes: 9 });
  });

  it('of the light: each method with its day', async () => {
    const { today } = await get();
    expect(await save([{ key: 'method.card', value: { on: true, since: null } }])).toBe(
      'setting-day-missing',
    );
    expect(await save([{ key: 'method.website', value: { on: true, since: today } }])).toBe('ok');
    const website = (await get()).methods.find(({ method }) => method === 'website');
    expect(website).toEqual({ method: 'website', use: { on: true, since: today }, off: null });
    expect(await save([{ key: 'method.qr', value: { on: false, since: today } }])).toBe('ok');
    expect((await get()).methods.find(({ method }) => method === 'qr')?.off).toBe('not-in-use');
    const view = await desk.workplace(({ methods }) => methods.some(({ reason }) => reason === 'not-in-use'));
    expect(view.methods.find(({ method }) => method === 'qr')?.ready).toBe(false);
    expect(await save([{ key: 'method.qr', value: { on: true, since: today } }])).toBe('ok');
  });

  it('with a day never change what was', async () => {
    const { today, forms } = await get();
    expect(
      await save([{ key: 'targets', value: { list: [{ from: '2026-01-01', low: 50, high: 60 }] } }]),
    ).toBe('setting-day-past');
    const past = (await get()).targets;
    const list = [...past, { from: today, low: 55, high: 65 }];
    expect(await save([{ key: 'targets', value: { list } }])).toBe('ok');
    expect((await get()).targets).toEqual(list);
    expect(
      await save([{ key: 'targets', value: { list: [...past, { from: today, low: 70, high: 60 }] } }]),
    ).toBe('setting-band-empty');
    const [first] = forms;
    if (first === undefined) throw new Error('no form');
    expect(await save([{ key: 'receipt-forms', value: { list: [{ ...first, title: 'PHIẾU THU' }] } }])).toBe(
      'setting-day-past',
    );
    const newer = { ...first, from: today, title: 'PHIẾU THU', code: 'C40-BB' };
    expect(await save([{ key: 'receipt-forms', value: { list: [first, newer] } }])).toBe('ok');
    expect(await save([{ key: 'receipt-forms', value: { list: [first, newer, newer] } }])).toBe(
      'setting-day-twice',
    );
  });

  it('of the price list give a fee a new price from a day on, and end it', async () => {
    const { today, prices } = await get();
    const [first, ...rest] = prices;
    if (first === undefined) throw new Error('no price');
    const list = (...all: typeof prices) => [{ key: 'prices' as const, value: { list: all } }];
    expect(await save(list({ ...first, amount: 1 }, ...rest))).toBe('setting-day-past');
    expect(await save(list(...rest))).toBe('setting-day-past');
    expect(await save(list({ ...first, until: '2025-01-01' }, ...rest))).toBe('setting-ends-before');
    const dearer = { ...first, amount: first.amount + 1_000, from: today };
    expect(await save(list(...prices, dearer, dearer))).toBe('setting-price-twice');
    expect(await unwritten(desk, () => save(list(...prices, dearer), false))).toBe('approval-needed');
    const later = { ...first, price: 'gia-1', name: 'Phí gửi xe', from: '2199-01-01' };
    expect(await save(list(first, dearer, ...rest, later))).toBe('ok');
    const now = (await desk.workplace(({ prices }) => prices[0]?.amount === dearer.amount)).prices;
    expect(now).toHaveLength(prices.length);
    expect(await save(list(first, { ...dearer, until: today }, ...rest, later))).toBe('ok');
    expect((await get()).prices[1]).toEqual({ ...dearer, until: today });
  });

  it('of Mobile Money are the same: who is no longer used gets a last day', async () => {
    const { today, operators } = await get();
    const [first, second] = operators;
    if (first === undefined || second === undefined) throw new Error('no operators');
    const list = (...operators: (typeof first)[]) => [{ key: 'mobile-money' as const, value: { operators } }];
    expect(await save(list(first))).toBe('setting-day-past');
    expect(await save(list(first, first, second))).toBe('setting-operator-twice');
    const third = { operator: 'nha-mang-1', name: 'Mới', dial: '', payTo: '000099', from: '2199-01-01' };
    expect(await save(list(first, { ...second, until: today }, third))).toBe('ok');
    const view = await desk.workplace(({ operators }) => operators.length === 2);
    expect(view.operators).toEqual([first, second]);
  });

  it('of a school always name the pupil; receiving accounts have their own method', async () => {
    expect(await save([{ key: 'payer-fields', value: { beneficiary: 'optional', address: 'off' } }])).toBe(
      'setting-beneficiary-needed',
    );
    expect(await save([{ key: 'accounts', value: { list: [] } }])).toBe('setting-not-editable');
  });

  it('are listed with who and who agreed, the newest first', async () => {
    const { changes } = succeeded(await desk.client.call('settings.changes', { limit: 50 }));
    const administrator = (await desk.people('administrator'))[0]?.name;
    const chief = (await desk.people('chief-accountant'))[0]?.name;
    const [operators] = changes;
    expect(operators).toMatchObject({ key: 'mobile-money', by: administrator, agreedBy: chief });
    const rounding = changes.find(({ key }) => key === 'cash-rounding');
    expect(rounding).toMatchObject({ value: { unit: 500 }, before: { unit: 1000 }, agreedBy: chief });
    expect(changes.find(({ key, agreedBy }) => key === 'support' && agreedBy === null)).toBeDefined();
    const times = changes.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(changes.filter(({ by }) => by === '').length).toBeGreaterThan(0);
  });

  it('are for administrators; others look', async () => {
    await desk.signIn('chief-accountant');
    expect(await desk.code('settings.get', {})).toBe('ok');
    expect(await save([{ key: 'auto-lock', value: { minutes: 1 } }], false)).toBe('wrong-role');
    await desk.signIn('cashier');
    expect(await desk.code('settings.changes', { limit: 1 })).toBe('wrong-role');
    await desk.signIn('administrator');
  });
});

describe('what is asked of a payer', () => {
  const ask = (address: 'required' | 'optional' | 'off') =>
    save([{ key: 'payer-fields', value: { beneficiary: 'required', address } }]);

  const addressOn = (receipt: string | undefined): unknown => {
    const money = new BetterSqlite3(join(desk.counter.folder, 'money.db'), { readonly: true });
    try {
      return money.prepare('SELECT "payerAddress" FROM receipt WHERE id = ?').pluck().get(receipt);
    } finally {
      money.close();
    }
  };

  it('is asked for in every way before money moves, and stands on the receipt', async () => {
    expect(await ask('required')).toBe('ok');
    await desk.signIn('cashier');
    await desk.openShift();
    const { payer, lines } = await desk.owing();
    const [line] = whole(lines);
    if (line === undefined) throw new Error('nothing owed');
    expect((await desk.workplace()).payerFields.address).toBe('required');
    const said = () => ({
      ...{ collection: desk.id(), tender: desk.id(), payer: payer.payer, payerName: 'Trần Quốc Ưởng' },
      lines: [line],
    });
    const nowhere = () => ({ ...said(), payerAddress: ' ' });
    const amount = null;
    for (const ask of [
      () => desk.code('collect.cashBegin', nowhere()),
      () => desk.code('collect.qrBegin', { ...nowhere(), amount, wallet: false }),
      () => desk.code('collect.manualBegin', { ...nowhere(), amount }),
    ]) {
      expect(await unwritten(desk, ask)).toBe('payer-address-needed');
    }
    const request = { ...said(), payerAddress: 'tổ 4, phường Mẫu Sơn' };
    succeeded(await desk.client.call('collect.cashBegin', request));
    const { receipts } = await desk.receive(request.tender);
    expect(receipts).toHaveLength(1);
    expect(addressOn(receipts[0]?.receipt)).toBe('tổ 4, phường Mẫu Sơn');
    await desk.signIn('administrator');
  });

  it('is left out where the facility writes none', async () => {
    expect(await ask('off')).toBe('ok');
    await desk.signIn('cashier');
    const { payer, lines } = await desk.owing();
    const begun = await desk.begin(payer, whole(lines).slice(0, 1));
    const request = { ...begun.request, payerAddress: 'tổ 9, xã Không Ghi', collection: desk.id() };
    succeeded(begun.answer);
    succeeded(await desk.client.call('collect.cashCancel', { tender: begun.tender }));
    const tender = desk.id();
    succeeded(await desk.client.call('collect.cashBegin', { ...request, tender }));
    const { receipts } = await desk.receive(tender);
    expect(addressOn(receipts[0]?.receipt)).toBeNull();
    await desk.signIn('administrator');
  });
});

describe('people', () => {
  const somebody = {
    person: null,
    name: 'Người Thử Mới',
    roles: ['cashier'],
    active: true,
    pin: '614073',
  } as const;

  it('are changed with a second PIN while somebody else could give it', async () => {
    const request = { ...somebody, roles: ['cashier' as const] };
    expect(await unwritten(desk, () => desk.code('staff.savePerson', request))).toBe('approval-needed');
    const approval = await desk.approval('chief-accountant');
    expect(await desk.code('staff.savePerson', { ...request, approval })).toBe('ok');
    const { changes } = succeeded(await desk.client.call('settings.changes', { limit: 1 }));
    expect(changes[0]).toMatchObject({
      key: 'person',
      value: { name: 'Người Thử Mới', pinSet: true },
      agreedBy: (await desk.people('chief-accountant'))[0]?.name,
    });
  });

  it('who would have to agree to their own change are changed by the administrator alone', async () => {
    const [chief] = await desk.people('chief-accountant');
    if (chief === undefined) throw new Error('no chief accountant');
    const request = { ...chief, roles: ['chief-accountant' as const], active: true, pin: '730258' };
    expect(await desk.code('staff.savePerson', request)).toBe('ok');
  });
});
