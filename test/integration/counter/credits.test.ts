import { describe, expect, it, onTestFinished } from 'vitest';
import { demoPin } from '../../../src/main/desk/demo.ts';
import { realRandom } from '../../../src/main/ports/real.ts';
import { makeMatchCode } from '../../../src/shared/vietqr/index.ts';
import { journalOf, typesOf } from '../../support/rows-of.ts';
import { runCounter, succeeded, temporaryFolder, untilTopic } from '../../support/running-counter.ts';
import { BankSimulator } from './bank-simulator.ts';
import { deskWithBank } from './codes-rig.ts';
import { unwritten, whole } from './desk-rig.ts';

const timeoutMs = 60_000;

/** Waits until the bank's credits are all taken up: a further credit, which is ours, comes after them. */
async function settled({ desk, bank, codes }: Awaited<ReturnType<typeof deskWithBank>>): Promise<void> {
  const probe = await codes.waiting();
  await bank.pay(probe.code.payload);
  await codes.front(({ collection, canIssue }) => collection === probe.collection && canIssue);
  await codes.issue(probe.collection);
  await desk.workplace(({ front }) => front === null);
}

describe('a credit', () => {
  it(
    'that is short leaves the rest to be paid in cash; part by code and part in cash, either first',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const { collection, code, payer, lines, total } = await codes.waiting();
      await bank.pay(code.payload, { amount: total - 5_000, mangle: 'lower' });
      const front = await codes.front(({ received }) => received > 0);
      expect(front).toMatchObject({ received: total - 5_000, left: 5_000, canIssue: false });
      expect(await codes.display('not-confirmed')).toMatchObject({ amount: total, received: total - 5_000 });
      expect(await unwritten(desk, () => desk.code('collect.issue', { collection }))).toBe('not-covered');
      const tender = desk.id();
      const rest = { collection, tender, payer: payer.payer, payerName: 'A', lines: whole(lines) };
      expect(succeeded(await desk.client.call('collect.cashBegin', rest)).total).toBe(5_000);
      const { receipts } = await desk.receive(tender);
      expect(receipts[0]?.tenders.toSorted((a, b) => a.amount - b.amount)).toEqual([
        { method: 'cash', amount: 5_000 },
        { method: 'qr', amount: total - 5_000 },
      ]);

      // Part by code, the rest in cash while the code waits; then cash first.
      for (const first of ['code', 'cash'] as const) {
        const { payer, lines } = await desk.owing((owed) => owed.every((line) => line.owed > 20_000));
        const chosen = whole(lines);
        const ids = { collection: desk.id(), tender: desk.id() };
        const cash = { ...ids, payer: payer.payer, payerName: 'A', lines: chosen };
        const byCode = first === 'code' ? await codes.ask(payer, chosen, { ...ids, amount: 11_000 }) : null;
        const part = first === 'cash' ? { ...cash, amount: 11_000 } : cash;
        succeeded(await desk.client.call('collect.cashBegin', part));
        const none = succeeded(
          await desk.client.call('collect.cashReceive', { tender: ids.tender, given: 0 }),
        );
        expect(none.receipts).toEqual([]);
        const asked = byCode ?? (await codes.ask(payer, null, ids));
        await bank.pay(asked.code.payload);
        await codes.front(({ canIssue }) => canIssue);
        const done = await codes.issue(ids.collection);
        expect(done.receipts[0]?.tenders.map(({ method }) => method).toSorted()).toEqual(['cash', 'qr']);
      }
    },
    timeoutMs,
  );

  it(
    'that is short may be made up with the same code',
    async () => {
      const { bank, codes } = await deskWithBank();
      const { collection, code, total } = await codes.waiting();
      await bank.pay(code.payload, { amount: total - 7_000 });
      await codes.front(({ left }) => left === 7_000);
      await bank.pay(code.payload, { amount: 7_000 });
      await codes.front(({ canIssue }) => canIssue);
      const { receipts } = await codes.issue(collection);
      expect(receipts[0]?.tenders.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
    },
    timeoutMs,
  );

  it(
    'that is over pays the bill; what is too much stays visible with its age',
    async () => {
      const { bank, codes } = await deskWithBank();
      const { collection, tender, code, total, payer } = await codes.waiting();
      await bank.pay(code.payload, { amount: total + 3_000 });
      expect(await codes.front(({ canIssue }) => canIssue)).toMatchObject({ received: total + 3_000 });
      expect((await codes.issue(collection)).receipts[0]?.total).toBe(total);
      expect(await codes.unfinished(tender)).toMatchObject({
        ...{ kind: 'received-no-receipt', cause: 'over', amount: 3_000, collection: null, canIssue: false },
        name: payer.payerName === null ? expect.any(String) : 'Trần Quốc Ưởng',
      });
    },
    timeoutMs,
  );

  it(
    'after the code was taken off is late: a receipt while the bill is open, visible when it was given up',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const kept = await codes.waiting();
      succeeded(await desk.client.call('collect.qrCancel', { tender: kept.tender, undo: false }));
      expect(await codes.display('bill')).toMatchObject({ total: kept.total, received: 0 });
      await bank.pay(kept.code.payload);
      await codes.front(({ canIssue }) => canIssue);
      expect((await codes.issue(kept.collection)).receipts).toHaveLength(1);

      const gone = await codes.waiting();
      succeeded(await desk.client.call('collect.qrCancel', { tender: gone.tender, undo: true }));
      await codes.display('cancelled');
      expect(codes.row('collection', gone.collection).state).toBe('undone');
      await bank.pay(gone.code.payload);
      const row = await codes.unfinished(gone.tender);
      expect(row).toMatchObject({ kind: 'received-no-receipt', cause: 'late', amount: gone.total });
      expect(codes.row('tender', gone.tender)).toMatchObject({ state: 'credited', kept: gone.total });
    },
    timeoutMs,
  );

  it(
    'that comes twice is money of its own; the same one delivered twice has one effect',
    async () => {
      const rig = await deskWithBank();
      const { desk, bank, codes } = rig;
      const { collection, code, total } = await codes.waiting();
      const [first, second] = await bank.pay(code.payload, { times: 2 });
      await codes.front(({ canIssue }) => canIssue);
      await codes.issue(collection);
      const { unfinished } = await desk.workplace(({ unfinished }) =>
        unfinished.some(({ cause }) => cause === 'duplicate'),
      );
      expect(unfinished.find(({ cause }) => cause === 'duplicate')).toMatchObject({ amount: total });
      const credits = () => typesOf(desk.counter.folder).filter((type) => type === 'credit.seen').length;
      expect(credits()).toBe(2);
      await bank.repeat(first ?? '');
      await bank.repeat(second ?? '');
      // The bank's reference with another amount: not believed, nothing written.
      const contradiction = { amount: total + 1, content: code.matchCode };
      await bank.credit({ ...contradiction, reference: first ?? '' });
      await settled(rig);
      expect(credits()).toBe(3);
    },
    timeoutMs,
  );

  it(
    'without a code of this counter leaves no trace; with two of them a person must say whose it is',
    async () => {
      const rig = await deskWithBank();
      const { desk, bank, codes } = rig;
      const foreign = makeMatchCode(realRandom());
      const before = journalOf(desk.counter.folder);
      await bank.credit({ amount: 500_000, content: 'CK VIEN PHI' });
      await bank.credit({ amount: 500_000, content: `${foreign} VIEN PHI` });
      await desk.workplace();
      expect(journalOf(desk.counter.folder)).toEqual(before);
      const one = await codes.waiting();
      await codes.park(one.collection);
      const other = await codes.waiting();
      await bank.pay(one.code.payload, { mangle: 'cut' });
      await bank.pay(one.code.payload, { mangle: 'lost' });
      await bank.credit({ amount: one.total, content: `${one.code.matchCode} ${other.code.matchCode}` });
      const { unfinished } = await desk.workplace(
        ({ unfinished }) => unfinished.filter(({ kind }) => kind === 'unmatched-credit').length === 4,
      );
      // Three of them are in sight only; the one with another counter's code is that counter's.
      const waiting = unfinished.filter(({ kind }) => kind === 'unmatched-credit');
      expect(waiting.filter(({ ref }) => ref.includes('|'))).toHaveLength(3);
      expect(waiting.map(({ name }) => name)).not.toContain(`${foreign} VIEN PHI`);
      expect(typesOf(desk.counter.folder).filter((type) => type === 'credit.seen')).toHaveLength(1);
      expect(codes.row('tender', one.tender).state).toBe('shown');
      expect(codes.row('tender', other.tender).state).toBe('shown');
    },
    timeoutMs,
  );

  it(
    'and a claim end the same in either order',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const ends = [];
      for (const first of ['claim', 'credit']) {
        const { collection, tender, code, total } = await codes.waiting();
        const claim = async () =>
          succeeded(await desk.client.call('collect.qrClaim', { tender, by: 'payer' })).state;
        if (first === 'claim') {
          expect(await claim()).toBe('claimed');
          expect(await codes.display('waiting')).toMatchObject({ amount: total });
          expect(await unwritten(desk, claim)).toBe('claimed');
          expect(await unwritten(desk, () => desk.code('collect.issue', { collection }))).toBe('not-covered');
        }
        await bank.pay(code.payload);
        await codes.front(({ canIssue }) => canIssue);
        if (first === 'credit') expect(await unwritten(desk, claim)).toBe('credited');
        const { receipts } = await codes.issue(collection);
        const { state, kept, allocated, amount } = codes.row('tender', tender);
        ends.push({ state, whole: kept === amount && allocated === amount && receipts[0]?.total === amount });
      }
      expect(ends).toEqual(Array(2).fill({ state: 'credited', whole: true }));
    },
    timeoutMs,
  );

  it(
    'of a claimed code comes the next day, after the shift was closed and the counter restarted',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const { collection, tender, code, total } = await codes.waiting();
      succeeded(await desk.client.call('collect.qrClaim', { tender, by: 'payer' }));
      await codes.park(collection);
      const count = await desk.count('close', 2_000_000);
      const close = { count: count.count, reason: null, nextFloat: 2_000_000, approval: null };
      expect(succeeded(await desk.client.call('shift.close', close)).figures.receiptTotal).toBe(0);
      await desk.restart(async () => {
        desk.counter.clock.jump(24 * 60 * 60_000);
        await bank.pay(code.payload);
      });
      await desk.signIn('cashier');
      const row = await codes.unfinished(collection, ({ canIssue }) => canIssue);
      expect(row).toMatchObject({ kind: 'received-no-receipt', amount: total, tender });
      expect(await unwritten(desk, () => desk.code('collect.issue', { collection }))).toBe('no-shift');
      await desk.openShift();
      expect((await codes.issue(collection)).receipts[0]?.total).toBe(total);
    },
    timeoutMs,
  );
});

describe('an acceptance', () => {
  it(
    'takes a second person and stays within the limit of the shift',
    async () => {
      const { desk, codes } = await deskWithBank();
      const { collection, tender, total } = await codes.waiting();
      const given = { tender, evidence: 'facility-phone' as const, text: 'Xem trên máy của viện' };
      const refused = (approval: { person: string; pin: string }) =>
        unwritten(desk, () => desk.code('collect.qrAccept', { ...given, approval }));
      const [cashier] = await desk.people('cashier');
      expect(await refused({ person: cashier?.person ?? '', pin: demoPin })).toBe('self-approval');
      expect(await refused(await desk.approval('treasurer'))).toBe('wrong-role');
      const approval = await desk.approval('chief-accountant');
      const accepted = succeeded(await desk.client.call('collect.qrAccept', { ...given, approval }));
      expect(accepted).toMatchObject({ state: 'accepted', received: total });
      const { acceptance } = await desk.workplace(({ acceptance }) => acceptance.used > 0);
      expect(acceptance).toEqual({ limit: 20_000_000, used: total });
      expect(await codes.display('waiting')).toMatchObject({ amount: total });
      await codes.issue(collection);
      expect(await codes.unfinished(tender)).toMatchObject({ kind: 'qr-waiting', cause: 'accepted' });

      await desk.signOut();
      await desk.signIn('administrator');
      const { accounts } = succeeded(await desk.client.call('accounts.list', {}));
      const set = { accounts, acceptanceLimit: total, approval };
      expect(await desk.code('accounts.set', set)).toBe('ok');
      await desk.signOut();
      await desk.signIn('cashier');
      const more = await codes.waiting();
      const above = { ...given, tender: more.tender, approval };
      expect(await unwritten(desk, () => desk.code('collect.qrAccept', above))).toBe(
        'acceptance-above-limit',
      );
    },
    timeoutMs,
  );

  it(
    'is made good by the credit, exact or short, or becomes a claim on the payer',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const approval = await desk.approval('chief-accountant');
      const accept = async () => {
        const one = await codes.waiting();
        const { tender, collection } = one;
        const given = { tender, evidence: 'bank-sms' as const, text: 'Tin nhắn của ngân hàng', approval };
        succeeded(await desk.client.call('collect.qrAccept', given));
        await codes.issue(collection);
        return one;
      };
      const exact = await accept();
      await bank.pay(exact.code.payload);
      await expect.poll(() => codes.row('tender', exact.tender).state).toBe('credited');
      const short = await accept();
      await bank.pay(short.code.payload, { amount: short.total - 1_000 });
      await expect.poll(() => codes.row('tender', short.tender).kept).toBe(short.total - 1_000);

      const never = await accept();
      const ground = { tender: never.tender, ground: 'not-in-statement' as const, approval };
      expect(succeeded(await desk.client.call('collect.qrNeverCame', ground))).toMatchObject({
        ...{ state: 'never-came', received: 0 },
      });
      expect(await codes.unfinished(never.tender, ({ cause }) => cause === 'never-came')).toMatchObject({
        amount: never.total,
      });
      // And then it came after all.
      await bank.pay(never.code.payload);
      await expect.poll(() => codes.row('tender', never.tender).kept).toBe(never.total);
      const { unfinished } = await desk.workplace(({ unfinished }) =>
        unfinished.every(({ kind }) => kind === 'not-printed'),
      );
      expect(unfinished.some(({ kind }) => kind !== 'not-printed')).toBe(false);
    },
    timeoutMs,
  );
});

describe('receiving accounts', () => {
  it(
    'are changed by an administrator with the chief accountant; a code shown before keeps what it was shown with',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const before = await codes.waiting();
      const { accounts } = succeeded(await desk.client.call('accounts.list', {}));
      const [first] = accounts;
      if (first === undefined) throw new Error('no account');
      const approval = await desk.approval('chief-accountant');
      const set = { accounts, acceptanceLimit: null, approval };
      const refused = (request: typeof set) => unwritten(desk, () => desk.code('accounts.set', request));
      expect(await refused(set)).toBe('wrong-role');
      await codes.park(before.collection);
      await desk.signOut();
      await desk.signIn('administrator');
      expect(await refused({ ...set, approval: await desk.approval('treasurer') })).toBe('wrong-role');
      expect(await refused({ ...set, accounts: [first, { ...first, account: 'khac' }] })).toBe(
        'account-twice',
      );
      const other = { ...first, account: 'khac', number: '0000099998765' };
      expect(await refused({ ...set, accounts: [first, other] })).toBe('account-serves-twice');
      const push = { ...first, serviceCode: 'QRPUSH' as const };
      expect(await refused({ ...set, accounts: [push] })).toBe('account-malformed');
      expect(await desk.code('accounts.set', { ...set, accounts: [other] })).toBe('ok');
      await desk.signOut();
      await desk.signIn('cashier');
      const after = await codes.waiting();
      expect(after.code.lastFour).toBe('8765');
      await codes.park(after.collection);
      succeeded(await desk.client.call('collect.resume', { collection: before.collection }));
      expect(await codes.display('qr')).toMatchObject({ payload: before.code.payload, lastFour: '5678' });
      await bank.pay(before.code.payload);
      await codes.front(({ canIssue }) => canIssue);
      await codes.issue(before.collection);
    },
    timeoutMs,
  );

  it(
    'are missing: no code, and the method says so',
    async () => {
      const { desk, codes } = await deskWithBank();
      await desk.signOut();
      await desk.signIn('administrator');
      const approval = await desk.approval('chief-accountant');
      expect(await desk.code('accounts.set', { accounts: [], acceptanceLimit: null, approval })).toBe('ok');
      await desk.signOut();
      await desk.signIn('cashier');
      const { methods } = await desk.workplace();
      expect(methods.find(({ method }) => method === 'qr')).toEqual({
        ...{ method: 'qr', ready: false, reason: 'not-set-up', note: null },
      });
      const { payer, lines } = await desk.owing();
      const request = codes.request(payer, whole(lines), {});
      expect(await unwritten(desk, () => desk.code('collect.qrBegin', request))).toBe('account-missing');
    },
    timeoutMs,
  );
});

describe('the simulated bank', () => {
  it(
    'that does not answer is shown as paused, and read on when it does',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      await bank.script({ feed: 'down' });
      const { code } = await codes.waiting();
      await bank.pay(code.payload);
      await desk.workplace(({ rail }) => rail.bank.state === 'paused');
      await bank.script({ feed: 'up' });
      await codes.front(({ canIssue }) => canIssue);
    },
    timeoutMs,
  );

  it(
    'is nothing to a real ledger, takes no orders without its token and tells no page',
    async () => {
      const bank = await BankSimulator.start();
      const simulators = [{ peer: 'bank', ...bank.address }];
      const folder = temporaryFolder();
      const counter = await runCounter(folder, { ledgerKind: 'real', simulators });
      onTestFinished(async () => {
        bank.stop();
        await counter.remove();
      });
      const people = [
        { name: 'Quản trị Thử', roles: ['administrator' as const, 'cashier' as const], pin: demoPin },
      ];
      const names = { facilityName: 'Viện Thử', address: 'Ấp Thử', budgetCode: '', counterName: 'Quầy 1' };
      const setUp = { ...names, institution: 'hospital' as const, seriesPrefix: 'VP', people };
      succeeded(await counter.client.call('setup.create', setUp));
      const { people: known } = await untilTopic(counter.client, 'gate', ({ people }) => people.length > 0);
      const signIn = { person: known[0]?.person ?? '', pin: demoPin };
      succeeded(await counter.client.call('staff.signIn', signIn));
      const { view } = await untilTopic(counter.client, 'workplace', ({ view }) => view !== null);
      expect(view?.rail.bank).toEqual({ state: 'not-connected', sinceMs: null });
      expect((await bank.call('GET', '/credits', undefined, 'wrong')).status).toBe(401);
      const { host, port } = bank.address;
      const page = { headers: { origin: 'http://cashier.localhost' } };
      expect((await fetch(`http://${host}:${port}/feed`, page)).status).toBe(403);
      expect((await bank.call('POST', '/pay', { payload: `${'0'.repeat(40)}6304ABCD` })).status).toBe(409);
    },
    timeoutMs,
  );
});
