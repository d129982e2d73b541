/** What a facility's machines have together: keys by the recovery sheet, figures of all, cases, proposals (design §6). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealerOf } from '../../../src/main/ports/sealing.ts';
import { facilityKeysOf } from '../../support/backend/real-counter.ts';
import { recountShare } from '../../support/backend/recount-share.ts';
import { type Facility, names, patients, pin, startFacility } from '../../support/e2e/facility.ts';
import {
  type RunningCounter,
  runCounter,
  signIn,
  succeeded,
  temporaryFolder,
  untilTopic,
} from '../../support/running-counter.ts';
import { Till } from './money-elsewhere.ts';

let facility: Facility;
let first: RunningCounter;
let second: RunningCounter;
let desk: RunningCounter;
/** The second counter's receipt for a bill that the first took too. */
let twice = '';

beforeAll(async () => {
  facility = await startFacility();
  [first, second, desk] = (await Promise.all(
    facility.folders.map((folder) => runCounter(folder, { ledgerKind: 'real' })),
  )) as [RunningCounter, RunningCounter, RunningCounter];
}, 90_000);

afterAll(async () => {
  await Promise.all([first, second, desk].map((counter) => counter?.stop()));
  await facility?.close();
});

const waiting = { timeout: 30_000, interval: 50 };
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

async function as<T>({ client }: RunningCounter, role: string, run: () => Promise<T>): Promise<T> {
  await signIn(client, role, pin);
  try {
    return await run();
  } finally {
    succeeded(await client.call('staff.signOut', {}));
  }
}

async function personOf({ client }: RunningCounter, name: string): Promise<string> {
  const { people } = await untilTopic(client, 'gate', (view) => view.people.length > 0);
  return people.find((one) => one.name === name)?.person ?? '';
}

async function payCash({ client, ids }: RunningCounter, at: number): Promise<string> {
  const wanted = patients[at];
  const found = succeeded(await client.call('payer.find', { text: wanted?.code ?? '', limit: 5 })).rows[0];
  const payer = found?.payer ?? '';
  const { lines } = succeeded(await client.call('payer.open', { payer }));
  const tender = ids.next();
  const chosen = lines.map(({ bill, owed }) => ({ bill, amount: owed }));
  const who = { payer, payerName: wanted?.name ?? '', lines: chosen };
  succeeded(await client.call('collect.cashBegin', { collection: ids.next(), tender, ...who }));
  return succeeded(await client.call('collect.cashReceive', { tender, given: 0 })).receipts[0]?.receipt ?? '';
}

const casesOf = async ({ client }: RunningCounter) => succeeded(await client.call('case.list', {})).cases;

describe('the recovery sheet', () => {
  it('gives every machine of the facility the same keys, and is read before the book is opened', async () => {
    const prints = await Promise.all(
      [first, second, desk].map(async ({ client }) => succeeded(await client.call('keys.view', {}))),
    );
    expect(new Set(prints.map(({ facility: print }) => print)).size).toBe(1);
    expect(prints[0]?.facility).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    await as(first, 'administrator', async () => {
      const ask = async (name: string) =>
        first.client.call('keys.sheet', { approval: { person: await personOf(first, name), pin } });
      expect(await ask(names.administrator)).toMatchObject({ reason: { code: 'self-approval' } });
      expect(await ask(names.first)).toMatchObject({ reason: { code: 'wrong-role' } });
      const sheet = succeeded(await ask(names.chief));
      const late = await second.client.call('keys.read', { text: sheet.code });
      expect(late).toMatchObject({ reason: { code: 'already-set-up' } });
      const folder = temporaryFolder();
      const fresh = await runCounter(folder, { ledgerKind: 'real' });
      const own = succeeded(await fresh.client.call('keys.view', {}));
      const read = (text: string) => fresh.client.call('keys.read', { text });
      const wrong = [...sheet.lines.slice(0, 2), 'AAAAA-AAAAA-AAAAA', ...sheet.lines.slice(3)];
      expect(await read(wrong.join('\n'))).toMatchObject({
        reason: { code: 'sheet-line', moneyMoved: 'no', detail: { line: 3 } },
      });
      expect(await read('')).toMatchObject({ reason: { code: 'sheet-empty' } });
      expect(await read(sheet.lines[0] ?? '')).toMatchObject({ reason: { code: 'sheet-lines' } });
      expect(succeeded(await fresh.client.call('keys.view', {}))).toEqual(own);
      expect(succeeded(await read(sheet.lines.join('\n')))).toEqual(prints[0]);
      await fresh.stop();
      // They are on disk, and the counter that starts again has them.
      const again = await runCounter(folder, { ledgerKind: 'real' });
      expect(succeeded(await again.client.call('keys.view', {}))).toEqual(prints[0]);
      await again.remove();
    });
  }, 60_000);
});

describe('the accountant’s desk', () => {
  it('takes no money, and sees what both counters took, to the đồng', async () => {
    for (const counter of [first, second]) {
      await signIn(counter.client, 'cashier', pin);
      succeeded(await counter.client.call('shift.open', { float: 0, name: 'Ca sáng' }));
    }
    const denied = await as(desk, 'administrator', () => desk.client.call('series.openYear', { year: 2026 }));
    expect(denied).toMatchObject({ reason: { code: 'desk-takes-no-money' } });
    facility.line.cut();
    await payCash(first, 0);
    await payCash(first, 4);
    await payCash(second, 2);
    twice = await payCash(second, 4);
    facility.line.heal();
    await signIn(desk.client, 'chief-accountant', pin);
    const sums = { count: 0, amount: 0 };
    for (const { count, amount } of recountShare(facility.folders.flatMap(facility.journal)).values()) {
      sums.count += count;
      sums.amount += amount;
    }
    expect(sums.count).toBe(4);
    const day = { from: today(), to: today() };
    const view = async () => succeeded(await desk.client.call('facility.view', day));
    await expect.poll(async () => (await view()).total.share, waiting).toMatchObject(sums);
    const { counters, total, byMethod } = await view();
    expect(total.collected.net).toBe(sums.amount);
    expect(byMethod).toEqual([{ method: 'cash', ...sums }]);
    expect(counters.map(({ name, machine, own }) => ({ name, machine, own }))).toEqual(
      expect.arrayContaining([
        { name: 'Quầy 1', machine: 'counter', own: false },
        { name: 'Quầy 2', machine: 'counter', own: false },
        { name: 'Bàn kế toán', machine: 'accountant-desk', own: true },
      ]),
    );
  }, 60_000);
});

describe('cases', () => {
  it('a bill taken at two counters while neither knew is one case everywhere, until somebody judges it', async () => {
    const views = [];
    for (const counter of [first, second, desk]) {
      const name = (await untilTopic(counter.client, 'gate', () => true)).counterName;
      await expect.poll(async () => [name, (await casesOf(counter)).length], waiting).toEqual([name, 1]);
      views.push((await casesOf(counter))[0]);
    }
    const owed = patients[4]?.owed ?? 0;
    for (const view of views) {
      expect(view).toMatchObject({ kind: 'bill-twice', amount: 2 * owed, owed });
      expect(
        view?.receipts.map(({ counterName, amount }) => ({ counterName, amount })).toSorted(),
      ).toHaveLength(2);
      expect(new Set(view?.receipts.map(({ counterName }) => counterName))).toEqual(
        new Set(['Quầy 1', 'Quầy 2']),
      );
    }
    expect(new Set(views.map((view) => view?.case)).size).toBe(1);
    expect(views[0]?.about).toContain(patients[4]?.name);
    const one = views[0]?.case ?? '';
    const cashier = await first.client.call('case.settle', { case: one, text: 'Đã hỏi' });
    expect(cashier).toMatchObject({ reason: { code: 'wrong-role' } });
    const settled = { case: one, text: 'Người nộp đồng ý giữ cho kỳ sau' };
    succeeded(await desk.client.call('case.settle', settled));
    expect(await casesOf(desk)).toEqual([]);
    expect(await desk.client.call('case.settle', settled)).toMatchObject({
      reason: { code: 'case-not-open' },
    });
    expect(facility.journal(desk.folder).map(({ type }) => type)).toContain('case.settled');
    expect(await casesOf(first)).toHaveLength(1);
    // One of the two receipts is voided where it was issued: nothing is left to judge, there or elsewhere.
    const { tenders } = succeeded(await second.client.call('void.choices', { receipt: twice }));
    succeeded(
      await second.client.call('void.make', {
        ...{ receipt: twice, reason: 'not-provided', text: 'Quầy 1 đã thu', copyRecalled: true },
        ...{ fates: tenders.map(({ tender }) => ({ tender, fate: 'balance' as const })), replacement: null },
        approval: { person: await personOf(second, names.chief), pin },
      }),
    );
    expect(await casesOf(second)).toEqual([]);
    await expect.poll(() => casesOf(first), waiting).toEqual([]);
  }, 60_000);

  it('a proposal changes nothing until an administrator and the chief accountant agree', async () => {
    succeeded(await desk.client.call('staff.signOut', {}));
    succeeded(await first.client.call('staff.signOut', {}));
    const [account] = succeeded(
      await as(first, 'administrator', () => first.client.call('accounts.list', {})),
    ).accounts;
    const list = [{ ...account, number: '000099998888', holder: 'KE GIAN' }];
    const body = (key: string, value: unknown) => ({
      ...{ proposal: first.ids.next(), subject: 'account', needs: ['cashier'], sealed: null },
      change: JSON.stringify({ key, value }),
    });
    await facility.publish('proposal', body('accounts', { list }));
    // What names somebody is sealed to the facility; one sealed for another proposal is opened by nobody.
    const seal = sealerOf([facilityKeysOf(facility.folders[0]).sealing]).begin();
    const sealed = (subject: string, key: string, value: unknown) => {
      const plain = body(key, value);
      return { ...plain, proposal: subject, change: null, sealed: seal(subject, plain.change) };
    };
    const office = { office: 'Sở Y tế', phone: '0000 111 222' };
    await facility.publish('proposal', sealed(first.ids.next(), 'support', office));
    await facility.publish('proposal', body('no-such-setting', {}));
    const moved = sealed(first.ids.next(), 'support', { ...office, phone: '9999' });
    await facility.publish('proposal', { ...moved, proposal: first.ids.next() });
    await as(first, 'administrator', async () => {
      const { client } = first;
      const proposals = async () => (await casesOf(first)).filter(({ kind }) => kind === 'proposal');
      await expect.poll(async () => (await proposals()).length, waiting).toBe(4);
      const [money, support, strange, unread] = await proposals();
      expect(money?.proposal).toMatchObject({
        key: 'accounts',
        value: { list },
        before: { list: [account] },
      });
      expect(support?.proposal).toMatchObject({ key: 'support', value: office });
      expect(strange?.proposal).toBeNull();
      expect(unread?.proposal).toBeNull();
      const accept = async (one: typeof money, name: string) => {
        const approval = { person: await personOf(first, name), pin };
        return client.call('proposal.accept', { case: one?.case ?? '', approval });
      };
      expect(await accept(money, names.administrator)).toMatchObject({ reason: { code: 'self-approval' } });
      expect(await accept(money, names.first)).toMatchObject({ reason: { code: 'wrong-role' } });
      expect(await accept(strange, names.chief)).toMatchObject({
        reason: { code: 'proposal-not-understood' },
      });
      const dismissed = await client.call('case.settle', { case: money?.case ?? '', text: 'bỏ' });
      expect(dismissed).toMatchObject({ reason: { code: 'case-is-proposal' } });
      expect(succeeded(await client.call('accounts.list', {})).accounts).toEqual([account]);
      const refuse = { text: 'Gọi lại số của tỉnh: không ai đề nghị' };
      succeeded(await client.call('proposal.refuse', { case: money?.case ?? '', ...refuse }));
      for (const one of [strange, unread])
        succeeded(await client.call('proposal.refuse', { case: one?.case ?? '', ...refuse }));
      expect(succeeded(await client.call('accounts.list', {})).accounts).toEqual([account]);
      succeeded(await accept(support, names.chief));
      expect(succeeded(await client.call('settings.get', {})).support.office).toBe('Sở Y tế');
      expect(await proposals()).toEqual([]);
      const types = facility.journal(first.folder).map(({ type }) => type);
      expect(types.slice(-6)).toEqual([
        ...['proposal.refused', 'proposal.made', 'proposal.accepted', 'proposal.accepted', 'approval.given'],
        'settings.set',
      ]);
    });
  }, 60_000);
});

describe('a deposit of another counter', () => {
  const code = (at: number) => patients[at]?.code ?? '';
  const twiceCases = async (counter: RunningCounter) =>
    (await casesOf(counter)).filter(({ kind }) => kind === 'refund-twice');

  it('is given back here when its counter’s journal is here to the end, and then nowhere else', async () => {
    await signIn(first.client, 'cashier', pin);
    const [one, two] = [new Till(first), new Till(second)];
    const { deposit, series } = await one.takeDeposit(code(1), 60_000);
    const payer = await two.payerOf(code(1));
    await expect
      .poll(
        async () => (await two.elsewhere(code(1))).map(({ fund, current }) => ({ fund, current })),
        waiting,
      )
      .toEqual([{ fund: deposit, current: true }]);
    expect((await two.elsewhere(code(1)))[0]).toMatchObject({
      ...{ source: 'deposit', homeName: 'Quầy 1', slip: { series, number: 1 }, left: 60_000, way: 'cash' },
      ...{ payerName: 'Bà Nguyễn Thị Ngọc Ưởng', unproven: false },
    });
    expect(await two.askBack(deposit, 60_000)).toMatchObject({ reason: { code: 'deposit-not-found' } });
    const brought = succeeded(await two.bring(payer, deposit, {}));
    expect(succeeded(await two.bring(payer, deposit, {}))).toEqual(brought);
    expect(await two.elsewhere(code(1))).toEqual([]);
    expect(await two.deposits(code(1))).toMatchObject([
      { deposit, brought: true, left: 60_000, way: 'cash' },
    ]);
    // Its slip is printed where it was taken.
    expect(await two.client.call('voucher.paper', { document: deposit })).toMatchObject({
      reason: { code: 'voucher-not-found' },
    });
    await two.giveBack(deposit, 60_000, names.chief);
    await expect.poll(async () => (await one.deposits(code(1)))[0]?.left, waiting).toBe(0);
    expect(await one.askBack(deposit, 1)).toMatchObject({
      reason: { code: 'fund-gone-elsewhere', moneyMoved: 'no' },
    });
    expect(await twiceCases(first)).toEqual([]);
  }, 90_000);

  it('given back at both while neither knew is one case everywhere, with both vouchers as they are', async () => {
    const [one, two] = [new Till(first), new Till(second)];
    const { deposit } = await one.takeDeposit(code(3), 50_000);
    await expect.poll(async () => (await two.elsewhere(code(3))).length, waiting).toBe(1);
    facility.line.cut();
    await expect.poll(async () => (await two.elsewhere(code(3)))[0]?.current, waiting).toBe(false);
    const payer = await two.payerOf(code(3));
    expect(await two.bring(payer, deposit, {})).toMatchObject({ reason: { code: 'approval-needed' } });
    const cashier = await two.approval(names.second);
    expect(await two.bring(payer, deposit, { approval: cashier })).toMatchObject({
      reason: { code: 'self-approval' },
    });
    const chief = await two.approval(names.chief);
    succeeded(await two.bring(payer, deposit, { approval: chief }));
    const there = await two.giveBack(deposit, 50_000, names.chief);
    const here = await one.giveBack(deposit, 50_000, names.chief);
    // A slip of today that the other counter knows nothing of: by its number, and in cash only.
    const unknown = await one.takeDeposit(code(3), 30_000);
    const slip = { series: unknown.series, number: unknown.number, amount: 30_000 };
    const untidy = {
      ...slip,
      series: ` ${unknown.series.toLowerCase().replace('-', ' ').replace('q1', 'qi')} `,
    };
    expect(
      await two.bring(payer, null, { slip: { ...slip, series: 'ABC26-Q1' }, approval: chief }),
    ).toMatchObject({ reason: { code: 'slip-series-unknown', moneyMoved: 'no' } });
    expect(await one.bring(payer, null, { slip, approval: chief })).toMatchObject({
      reason: { code: 'slip-of-this-counter' },
    });
    const typed = succeeded(await two.bring(payer, null, { slip: untidy, approval: chief }));
    // Typed again it is the same, whoever types it how.
    expect(succeeded(await two.bring(payer, null, { slip, approval: chief }))).toEqual(typed);
    expect((await two.deposits(code(3))).find((row) => row.deposit === typed.fund)).toMatchObject({
      ...{ brought: true, left: 30_000, way: 'cash', number: unknown.number },
    });
    facility.line.heal();
    await signIn(desk.client, 'chief-accountant', pin);
    const views = [];
    for (const counter of [first, second, desk]) {
      await expect.poll(async () => (await twiceCases(counter)).length, waiting).toBe(1);
      views.push((await twiceCases(counter))[0]);
    }
    expect(new Set(views.map((view) => view?.case)).size).toBe(1);
    for (const view of views) {
      expect(view).toMatchObject({ amount: 100_000, owed: 50_000 });
      expect(view?.about).toContain(patients[3]?.name);
      expect(
        view?.receipts.map(({ kind, counterName, amount }) => [kind, counterName, amount]).toSorted(),
      ).toEqual([
        ['voucher', 'Quầy 1', 50_000],
        ['voucher', 'Quầy 2', 50_000],
      ]);
      for (const voucher of [here, there]) {
        const [series, number] = voucher.split(' ');
        expect(view?.receipts.map((row) => row.number)).toContain(`${series} · ${number}`);
      }
    }
    const settled = { case: views[0]?.case ?? '', text: 'Người nhà trả lại một lần, phiếu thu 12' };
    succeeded(await desk.client.call('case.settle', settled));
    expect(await twiceCases(desk)).toEqual([]);
    // The slip that was only brought has been given back by nobody: one counter more changes nothing.
    await expect
      .poll(
        async () => (await two.deposits(code(3))).find((row) => row.deposit === typed.fund)?.left,
        waiting,
      )
      .toBe(30_000);
    expect((await one.deposits(code(3))).find((row) => row.deposit === unknown.deposit)?.left).toBe(30_000);
    // Here it pays a bill like an own one, and at home that much less is left.
    const { lines } = succeeded(await two.client.call('payer.open', { payer }));
    const bill = lines[0]?.bill ?? '';
    const settlement = succeeded(
      await two.client.call('stay.settle', {
        ...{ settlement: two.id(), payer, payerName: patients[3]?.name ?? '', visit: null },
        ...{ insurance: 0, refundTo: null, lines: [{ bill, amount: 20_000, part: 'own' as const }] },
      }),
    );
    expect(settlement).toMatchObject({ due: 0, back: 10_000 });
    await expect
      .poll(
        async () => (await one.deposits(code(3))).find((row) => row.deposit === unknown.deposit)?.left,
        waiting,
      )
      .toBe(10_000);
  }, 90_000);

  it('and receipts of sisters are found, shown as theirs, and to look at only', async () => {
    const find = async ({ client }: RunningCounter, scope: 'counter' | 'facility') =>
      succeeded(
        await client.call('history.find', {
          ...{ text: '', period: 'all', method: null, before: null, limit: 50, scope },
        }),
      ).rows;
    const own = await find(first, 'counter');
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ sister }) => sister === null)).toBe(true);
    expect(await find(desk, 'counter')).toEqual([]);
    const all = await find(desk, 'facility');
    expect(new Set(all.map(({ sister }) => sister?.name))).toEqual(new Set(['Quầy 1', 'Quầy 2']));
    const hers = (await find(first, 'facility')).find(({ sister }) => sister?.name === 'Quầy 2');
    const ask = { receipt: hers?.receipt ?? '', counter: hers?.sister?.counter ?? null };
    const opened = succeeded(await first.client.call('history.open', ask));
    expect(opened).toMatchObject({ sister: { name: 'Quầy 2' }, papers: [], nextPaper: null });
    expect(opened.receipt).toMatchObject({ payerName: hers?.payerName, sentToBackend: true });
    const [mine] = own;
    const ours = succeeded(await first.client.call('history.open', { receipt: mine?.receipt ?? '' }));
    expect(ours).toMatchObject({ sister: null, receipt: { sentToBackend: true } });
    // Only where it was issued is it known as its own.
    expect(await first.client.call('history.open', { receipt: ask.receipt })).toMatchObject({
      reason: { code: 'receipt-not-found' },
    });
    expect(await first.client.call('void.choices', { receipt: ask.receipt })).toMatchObject({
      reason: { code: 'receipt-not-found' },
    });
  });
});
