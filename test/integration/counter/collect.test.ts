/** Collecting besides cash and codes: Mobile Money, keyed cards, listed fees, credits without our code, surplus. */
import { describe, expect, it } from 'vitest';
import { journalOf, typesOf } from '../../support/rows-of.ts';
import { succeeded } from '../../support/running-counter.ts';
import { deskWithBank } from './codes-rig.ts';
import { unwritten, whole } from './desk-rig.ts';

const timeoutMs = 60_000;
const slip = { approvalCode: '845301', lastFour: '4417', terminal: 'T0012345', batch: '000118' };

type Rig = Awaited<ReturnType<typeof deskWithBank>>;

/** A payer no test has used, and what a request about all their lines says. */
async function asked({ desk }: Rig) {
  const { payer, lines } = await desk.owing((owed) => owed.every(({ onBehalf }) => !onBehalf));
  const chosen = whole(lines);
  const total = chosen.reduce((sum, { amount }) => sum + amount, 0);
  const request = {
    ...{ collection: desk.id(), tender: desk.id(), payer: payer.payer, payerName: 'Trần Quốc Ưởng' },
    ...{ lines: chosen, amount: null },
  };
  return { payer, lines: chosen, total, request };
}

/** The row of unfinished business about a credit that carries no code of ours. */
async function loose({ desk, bank, codes }: Rig, amount: number, content: string, senderName: string | null) {
  const { code } = await codes.waiting();
  const { bin, accountNumber } = { bin: '999999', accountNumber: code.accountNumber };
  succeeded(await desk.client.call('collect.qrCancel', { tender: code.tender, undo: true }));
  await bank.credit({ bin, number: accountNumber, amount, content, senderName });
  const { unfinished } = await desk.workplace(({ unfinished }) =>
    unfinished.some((row) => row.kind === 'unmatched-credit' && row.amount === amount),
  );
  const row = unfinished.find(({ kind, amount: one }) => kind === 'unmatched-credit' && one === amount);
  if (row === undefined) throw new Error('no such credit');
  return row.ref;
}

describe('a card on a terminal that is not connected', () => {
  it(
    'is journalled before anybody keys it, and what its slip says issues the receipt',
    async () => {
      const rig = await deskWithBank();
      const { desk, codes } = rig;
      const { total, request } = await asked(rig);
      const card = succeeded(await desk.client.call('collect.manualBegin', request));
      expect(card).toEqual({ collection: request.collection, tender: request.tender, amount: total });
      expect(typesOf(desk.counter.folder).slice(-2)).toEqual(['collection.opened', 'manual.intended']);
      expect(await codes.display('card')).toMatchObject({ amount: total });
      const again = await unwritten(desk, async () =>
        JSON.stringify(succeeded(await desk.client.call('collect.manualBegin', request))),
      );
      expect(again).toBe(JSON.stringify(card));
      const keyed = { tender: request.tender, ...slip };
      const { receipts } = succeeded(await desk.client.call('collect.manualKey', keyed));
      expect(receipts.map((one) => one.total)).toEqual([total]);
      expect(receipts[0]?.tenders).toEqual([{ method: 'card', amount: total }]);
      expect(codes.row('tender', request.tender)).toMatchObject({ state: 'keyed', kept: total });
      const repeated = succeeded(await desk.client.call('collect.manualKey', keyed));
      expect(repeated.receipts.map(({ number }) => number)).toEqual(receipts.map(({ number }) => number));
      // It stands on a receipt: the slip cannot be voided before the receipt is.
      const voided = { tender: request.tender, reason: 'wrong-amount' } as const;
      expect(await unwritten(desk, () => desk.code('collect.manualVoid', voided))).toBe(
        'money-stands-against-document',
      );
      // The same slip pays one bill only.
      const other = await asked(rig);
      succeeded(await desk.client.call('collect.manualBegin', other.request));
      const twice = { tender: other.request.tender, ...slip };
      expect(await unwritten(desk, () => desk.code('collect.manualKey', twice))).toBe('slip-twice');
      succeeded(await desk.client.call('collect.manualCancel', { tender: other.request.tender }));
      expect(codes.row('collection', other.request.collection).state).toBe('undone');
    },
    timeoutMs,
  );

  it(
    'pays a part; voided on the terminal, its money is free of the collection again',
    async () => {
      const rig = await deskWithBank();
      const { desk, codes } = rig;
      const { request, total } = await asked(rig);
      const part = { ...request, amount: 10_000 };
      succeeded(await desk.client.call('collect.manualBegin', part));
      const none = succeeded(
        await desk.client.call('collect.manualKey', { tender: request.tender, ...slip }),
      );
      expect(none.receipts).toEqual([]);
      expect(await codes.front(({ received }) => received === 10_000)).toMatchObject({
        left: total - 10_000,
        slips: [{ tender: request.tender, amount: 10_000, ...slip }],
      });
      // Money of a card is not given back out of the drawer.
      const drop = { collection: request.collection, giveBack: 10_000 };
      expect(await unwritten(desk, () => desk.code('collect.undo', drop))).toBe('collection-has-money');
      const voided = { tender: request.tender, reason: 'payer-asks' } as const;
      succeeded(await desk.client.call('collect.manualVoid', voided));
      expect(await codes.front(({ received }) => received === 0)).toMatchObject({ left: total, slips: [] });
      succeeded(await desk.client.call('collect.undo', { collection: request.collection }));
    },
    timeoutMs,
  );

  it(
    'is told of while it stands on no receipt: not before it is typed, oldest first, not once receipts are issued',
    async () => {
      const rig = await deskWithBank();
      const { desk, codes } = rig;
      const { request, total, payer } = await asked(rig);
      const { collection, payerName } = request;
      const more = { collection, payer: payer.payer, payerName, lines: null };
      const first = { ...request, amount: 10_000 };
      const second = { ...more, tender: desk.id(), amount: 5_000 };
      succeeded(await desk.client.call('collect.manualBegin', first));
      expect((await codes.front(({ manualCard }) => manualCard !== null)).slips).toEqual([]);
      succeeded(await desk.client.call('collect.manualKey', { tender: first.tender, ...slip }));
      succeeded(await desk.client.call('collect.manualBegin', second));
      const other = { ...slip, approvalCode: 'AB9' };
      succeeded(await desk.client.call('collect.manualKey', { tender: second.tender, ...other }));
      const { slips } = await codes.front(({ received }) => received === 15_000);
      expect(slips.map(({ amount, approvalCode }) => [amount, approvalCode])).toEqual([
        [10_000, slip.approvalCode],
        [5_000, 'AB9'],
      ]);
      const cash = { ...request, tender: desk.id(), amount: null };
      const { due } = succeeded(await desk.client.call('collect.cashBegin', cash));
      const { receipts } = await desk.receive(cash.tender, due);
      expect(receipts.map((one) => one.total)).toEqual([total]);
      const { front } = await desk.workplace(({ front }) => front === null);
      expect(front).toBeNull();
      const voided = { tender: first.tender, reason: 'payer-asks' } as const;
      expect(await unwritten(desk, () => desk.code('collect.manualVoid', voided))).toBe(
        'money-stands-against-document',
      );
    },
    timeoutMs,
  );
});

describe('Mobile Money over USSD', () => {
  it(
    'is asked, claimed, and credited when a person says whose the money is',
    async () => {
      const rig = await deskWithBank();
      const { desk, codes } = rig;
      const { request, total } = await asked(rig);
      const ussd = { ...request, operator: 'mau-1', phone: '0900 000 001', operatorNumber: 'MM7788' };
      const code = succeeded(await desk.client.call('collect.ussdBegin', ussd));
      expect(code).toMatchObject({ state: 'shown', amount: total, payload: '', wallet: true });
      expect(code.ussd).toMatchObject({ dial: '*000#', payTo: '000012', phone: '0900000001' });
      expect(typesOf(desk.counter.folder).slice(-2)).toEqual(['collection.opened', 'ussd.asked']);
      expect(await codes.display('ussd')).toMatchObject({ amount: total, payTo: '000012' });
      const claim = { tender: request.tender, by: 'payer' } as const;
      expect(succeeded(await desk.client.call('collect.qrClaim', claim)).state).toBe('claimed');
      await codes.display('waiting');
      const noCode = { tender: request.tender, slip: 'code' } as const;
      expect(await unwritten(desk, () => desk.code('collect.slip', noCode))).toBe('no-code');
      succeeded(await desk.client.call('collect.slip', { tender: request.tender, slip: 'claim' }));
      await codes.park(request.collection);

      const ref = await loose(rig, total, 'MM7788 NOP VIEN PHI', null);
      const { candidates } = succeeded(await desk.client.call('credit.candidates', { credit: ref }));
      expect(candidates[0]).toMatchObject({
        ...{ is: 'tender', ref: request.tender, amount: total },
        reasons: ['code-in-content', 'amount-equal'],
      });
      expect(codes.row('tender', request.tender).state).toBe('claimed');
      const to = { is: 'tender', tender: request.tender } as const;
      succeeded(await desk.client.call('credit.assign', { credit: ref, to }));
      expect(typesOf(desk.counter.folder).slice(-3)).toEqual([
        'credit.seen',
        'credit.matched',
        'ussd.credited',
      ]);
      expect(await desk.code('credit.assign', { credit: ref, to })).toBe('credit-finished');
      const row = await codes.unfinished(request.collection, ({ canIssue }) => canIssue);
      expect(row).toMatchObject({ kind: 'received-no-receipt', amount: total });
      const { receipts } = await codes.issue(request.collection);
      expect(receipts[0]?.tenders).toEqual([{ method: 'mobile-money', amount: total }]);
    },
    timeoutMs,
  );

  it(
    'is accepted by an approver, taken off, and refused for an operator nobody has set',
    async () => {
      const rig = await deskWithBank();
      const { desk, codes } = rig;
      const first = await asked(rig);
      const ussd = { operator: 'mau-2', phone: null, operatorNumber: null };
      const wrong = { ...first.request, ...ussd, operator: 'khac' };
      expect(await unwritten(desk, () => desk.code('collect.ussdBegin', wrong))).toBe('operator-not-found');
      succeeded(await desk.client.call('collect.ussdBegin', { ...first.request, ...ussd }));
      const approval = await desk.approval('chief-accountant');
      const accept = {
        tender: first.request.tender,
        evidence: 'bank-sms',
        text: 'SMS 9:14',
        approval,
      } as const;
      expect(succeeded(await desk.client.call('collect.qrAccept', accept)).state).toBe('accepted');
      expect((await codes.issue(first.request.collection)).receipts).toHaveLength(1);
      const never = { tender: first.request.tender, ground: 'bank-says-no', approval } as const;
      expect(succeeded(await desk.client.call('collect.qrNeverCame', never)).state).toBe('never-came');

      const second = await asked(rig);
      succeeded(await desk.client.call('collect.ussdBegin', { ...second.request, ...ussd }));
      const off = { tender: second.request.tender, undo: true };
      succeeded(await desk.client.call('collect.qrCancel', off));
      expect(codes.row('collection', second.request.collection).state).toBe('undone');
      const wallet = codes.request(second.payer, second.lines, {});
      expect(await unwritten(desk, () => desk.code('collect.qrBegin', { ...wallet, wallet: true }))).toBe(
        'wallet-not-merchant',
      );
    },
    timeoutMs,
  );
});

describe('a listed fee', () => {
  it(
    'is added at its price, once or several times, and nothing else can be',
    async () => {
      const rig = await deskWithBank('school');
      const { desk } = rig;
      const { prices } = await desk.workplace();
      const [price] = prices;
      if (price === undefined) throw new Error('no prices');
      const { payer, request } = await asked(rig);
      const fee = { bill: `fee-${desk.id()}`, amount: price.amount * 2, price: price.price };
      const cash = (lines: typeof request.lines) => ({ ...request, lines });
      const cases = [
        [{ ...fee, amount: price.amount + 1 }, 'price-differs'],
        [{ ...fee, price: 'khong-co' }, 'price-not-found'],
        [{ ...fee, bill: 'fee-1' }, 'bill-twice'],
      ] as const;
      for (const [line, code] of cases) {
        expect(await unwritten(desk, () => desk.code('collect.cashBegin', cash([line])))).toBe(code);
      }
      succeeded(await desk.client.call('collect.cashBegin', cash([...request.lines, fee])));
      const { front } = await desk.workplace(({ front }) => front !== null);
      expect(front?.added).toEqual([
        expect.objectContaining({ name: `${price.name} × 2`, amount: fee.amount, beneficiary: payer.payer }),
      ]);
      const { receipts } = await desk.receive(request.tender);
      expect(receipts[0]?.lines.at(-1)).toMatchObject({ name: `${price.name} × 2`, amount: fee.amount });
    },
    timeoutMs,
  );
});

describe('a credit without our code', () => {
  it(
    'is assigned to lines of a bill by a person, with reasons and without a trace before',
    async () => {
      const rig = await deskWithBank();
      const { desk, codes } = rig;
      const { payer, lines, total } = await asked(rig);
      const ref = await loose(rig, total, `${payer.code} nop vien phi`, 'TRAN QUOC UONG');
      const before = journalOf(desk.counter.folder);
      const { candidates, credit } = succeeded(await desk.client.call('credit.candidates', { credit: ref }));
      expect(credit).toMatchObject({ amount: total, senderName: 'TRAN QUOC UONG' });
      expect(candidates[0]).toMatchObject({ is: 'payer', ref: payer.payer });
      expect(candidates[0]?.reasons).toEqual(['amount-equal', 'payer-code-in-content']);
      const list = { payer: payer.payer, amount: total };
      const { credits } = succeeded(await desk.client.call('credit.list', list));
      expect(credits[0]).toMatchObject({ credit: ref, reasons: ['amount-equal', 'payer-code-in-content'] });
      expect(journalOf(desk.counter.folder)).toEqual(before);

      const collection = desk.id();
      const payerName = 'Trần Quốc Ưởng';
      const bill = { collection, payer: payer.payer, payerName, lines };
      const to = { is: 'bill' as const, ...bill, method: 'transfer' as const };
      succeeded(await desk.client.call('credit.assign', { credit: ref, to }));
      const front = await codes.front(({ canIssue }) => canIssue);
      expect(front).toMatchObject({ collection, received: total, qr: null, cash: null });
      const { receipts } = await codes.issue(collection);
      expect(receipts[0]?.tenders).toEqual([{ method: 'transfer', amount: total }]);
      const after = await desk.workplace();
      expect(after.unfinished.filter(({ kind }) => kind === 'unmatched-credit')).toEqual([]);
    },
    timeoutMs,
  );

  it(
    'goes to a parked collection without bringing it to the front, and stays assigned after a restart',
    async () => {
      const rig = await deskWithBank();
      const { desk, codes } = rig;
      const parked = await codes.waiting();
      succeeded(await desk.client.call('collect.qrCancel', { tender: parked.tender, undo: false }));
      await codes.park(parked.collection);
      const ref = await loose(rig, parked.total, 'CK VIEN PHI', null);
      const front = await codes.waiting();
      const to = { is: 'collection', collection: parked.collection, method: 'transfer' } as const;
      succeeded(await desk.client.call('credit.assign', { credit: ref, to }));
      expect(codes.row('collection', parked.collection).state).toBe('parked');
      expect((await codes.front(() => true)).collection).toBe(front.collection);
      expect(await codes.unfinished(parked.collection, ({ canIssue }) => canIssue)).toBeDefined();
      await desk.restart();
      await desk.signIn('cashier');
      await desk.workplace(({ rail }) => rail.bank.state === 'live');
      const view = await desk.workplace();
      expect(view.unfinished.filter(({ kind }) => kind === 'unmatched-credit')).toEqual([]);
    },
    timeoutMs,
  );
});

describe('money that is too much or too late', () => {
  it(
    'pays what the same payer owes, or is kept as their balance; never more than there is',
    async () => {
      const rig = await deskWithBank();
      const { desk, bank, codes } = rig;
      const gone = await codes.waiting();
      succeeded(await desk.client.call('collect.qrCancel', { tender: gone.tender, undo: true }));
      await bank.pay(gone.code.payload, { amount: gone.total + 4_000 });
      const row = await codes.unfinished(gone.tender);
      expect(row).toMatchObject({ cause: 'late', payer: gone.payer.payer, amount: gone.total + 4_000 });
      const lines = whole(gone.lines);
      const request = {
        ...{ tender: gone.tender, collection: desk.id(), payer: gone.payer.payer },
        ...{ payerName: 'Trần Quốc Ưởng', lines },
      };
      const { receipts } = succeeded(await desk.client.call('surplus.use', request));
      expect(receipts.map((one) => one.total)).toEqual([gone.total]);
      const again = succeeded(await desk.client.call('surplus.use', request));
      expect(again.receipts.map(({ number }) => number)).toEqual(receipts.map(({ number }) => number));
      expect(await codes.unfinished(gone.tender, ({ amount }) => amount === 4_000)).toBeDefined();
      const other = await asked(rig);
      const foreign = { ...request, collection: desk.id(), payer: other.payer.payer, lines: other.lines };
      expect(await unwritten(desk, () => desk.code('surplus.use', foreign))).toBe('money-of-another');
      const kept = succeeded(await desk.client.call('surplus.keep', { tender: gone.tender }));
      expect(kept.amount).toBe(4_000);
      expect(await unwritten(desk, () => desk.code('surplus.keep', { tender: gone.tender }))).toBe(
        'no-surplus',
      );
    },
    timeoutMs,
  );
});
