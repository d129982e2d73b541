import { describe, expect, it } from 'vitest';
import { decodeVietQr } from '../../../src/shared/vietqr/index.ts';
import { journalOf, typesOf } from '../../support/rows-of.ts';
import { succeeded } from '../../support/running-counter.ts';
import { takeList } from '../../support/send-list.ts';
import { deskWithBank } from './codes-rig.ts';
import { codeOf, unwritten, whole } from './desk-rig.ts';

const timeoutMs = 60_000;

describe('a code', () => {
  it(
    'is journalled before it is shown, paid, and issued by a person',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const { collection, tender, code, total } = await codes.waiting();
      expect(typesOf(desk.counter.folder).slice(-2)).toEqual(['collection.opened', 'vietqr.shown']);
      expect(code).toMatchObject({ state: 'shown', amount: total, lastFour: '5678', received: 0 });
      const read = decodeVietQr(code.payload);
      expect(read).toMatchObject({
        ok: true,
        value: { amount: total, bin: '999999', account: '0000012345678' },
      });
      expect(read.ok && read.value.purpose?.startsWith(`${code.matchCode} `)).toBe(true);
      expect(JSON.stringify(read)).not.toMatch(/KHAM|XET NGHIEM|THUOC/);
      const shown = await codes.display('qr');
      expect(shown).toMatchObject({ payload: code.payload, amount: total, holder: 'BV DA KHOA SONG MAY' });
      expect(shown.steps).toHaveLength(3);

      await bank.pay(code.payload, { mangle: 'prefixed' });
      const front = await codes.front(({ canIssue }) => canIssue);
      expect(front).toMatchObject({
        collection,
        received: total,
        left: 0,
        qr: { tender, state: 'credited' },
      });
      expect(await codes.display('received')).toMatchObject({ total, receiptNumbers: [] });
      expect(typesOf(desk.counter.folder)).not.toContain('receipt.issued');

      const { receipts } = await codes.issue(collection);
      expect(receipts.map((one) => one.total)).toEqual([total]);
      expect(receipts[0]?.tenders).toEqual([{ method: 'qr', amount: total }]);
      const head = journalOf(desk.counter.folder).entries;
      expect((await codes.issue(collection)).receipts.map(({ number }) => number)).toEqual(
        receipts.map(({ number }) => number),
      );
      // The paper's outcome may come meanwhile; a second receipt may not.
      expect(typesOf(desk.counter.folder).slice(head)).not.toContain('receipt.issued');
      const { front: after } = await desk.workplace(({ front }) => front === null);
      expect(after).toBeNull();
    },
    timeoutMs,
  );

  it(
    'asked for again with the same ids answers the same and writes nothing',
    async () => {
      const { desk, codes } = await deskWithBank();
      const { payer, lines } = await desk.owing();
      const request = codes.request(payer, whole(lines), {});
      const first = succeeded(await desk.client.call('collect.qrBegin', request));
      const again = await unwritten(desk, async () =>
        JSON.stringify(succeeded(await desk.client.call('collect.qrBegin', request))),
      );
      expect(again).toBe(JSON.stringify(first));
    },
    timeoutMs,
  );

  it(
    'for two pupils of one parent gives a receipt for each of them',
    async () => {
      const { desk, bank, codes } = await deskWithBank('school');
      const own = (lines: readonly { onBehalf: boolean; owed: number }[]) =>
        lines.some(({ onBehalf }) => !onBehalf);
      const one = await desk.owing(own);
      const other = await desk.owing(own);
      const lines = [one, other].flatMap(({ payer, lines }) =>
        whole(lines.filter(({ onBehalf }) => !onBehalf)).map((line) => ({ ...line, payer: payer.payer })),
      );
      const unnamed = codes.request(one.payer, whole(other.lines), {});
      expect(await unwritten(desk, () => desk.code('collect.qrBegin', unnamed))).toBe('bill-not-found');
      const { collection, code } = await codes.ask(one.payer, lines);
      const { lines: shown } = await codes.front(() => true);
      expect(shown).toEqual(lines);
      await bank.pay(code.payload);
      await codes.front(({ canIssue }) => canIssue);
      const { receipts } = await codes.issue(collection);
      expect(receipts.map(({ beneficiaryName }) => beneficiaryName)).toEqual([
        one.payer.name,
        other.payer.name,
      ]);
      expect(new Set(receipts.map(({ payerName }) => payerName))).toEqual(new Set(['Trần Quốc Ưởng']));
      expect(receipts.reduce((sum, { total }) => sum + total, 0)).toBe(code.amount);
    },
    timeoutMs,
  );

  it(
    'goes to one account: lines of two accounts take two, and each receipt is paid by its own',
    async () => {
      const { desk, bank, codes } = await deskWithBank('school');
      const { payer, lines } = await desk.owing(
        (owed) => owed.some((line) => line.onBehalf) && owed.some((line) => !line.onBehalf),
      );
      const sumOf = (onBehalf: boolean) =>
        lines.filter((line) => line.onBehalf === onBehalf).reduce((sum, { owed }) => sum + owed, 0);
      const sums = lines[0]?.onBehalf ? [sumOf(true), sumOf(false)] : [sumOf(false), sumOf(true)];
      const first = await codes.ask(payer, whole(lines));
      const second = await codes.ask(payer, null, { collection: first.collection });
      expect([first.code.amount, second.code.amount]).toEqual(sums);
      expect(first.code.accountNumber).not.toBe(second.code.accountNumber);
      const none = codes.request(payer, null, { collection: first.collection });
      expect(await unwritten(desk, () => desk.code('collect.qrBegin', none))).toBe('nothing-due');

      await bank.pay(second.code.payload);
      const half = await codes.front(({ received }) => received > 0);
      expect(half).toMatchObject({ canIssue: false, received: second.code.amount });
      await bank.pay(first.code.payload);
      await codes.front(({ canIssue }) => canIssue);
      const { receipts } = await codes.issue(first.collection);
      expect(receipts).toHaveLength(2);
      for (const receipt of receipts) {
        const { sources, lines: on } = JSON.parse(String(codes.row('receipt', receipt.receipt).frozen));
        const account = codes.row('line', on[0].line).account;
        expect(sources.map(({ id }: { id: string }) => codes.row('tender', id).through)).toEqual([account]);
      }
    },
    timeoutMs,
  );

  it(
    'waits parked with two others while two pay cash; credits in reverse order find each its receipt',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const waiting = [];
      const cash = [];
      for (const turn of [0, 1, 2]) {
        const one = await codes.waiting();
        waiting.push(one);
        await codes.park(one.collection);
        if (turn === 2) break;
        const { payer, lines } = await desk.owing();
        cash.push(await desk.pay(payer, whole(lines)));
      }
      const rows = await Promise.all(waiting.map(({ collection }) => codes.unfinished(collection)));
      expect(rows.map(({ kind, cause }) => [kind, cause])).toEqual(Array(3).fill(['qr-waiting', 'waiting']));
      // Somebody else is in front: nothing that arrives touches that.
      const { payer, lines } = await desk.owing();
      const begun = await desk.begin(payer, whole(lines));
      for (const one of waiting.toReversed()) {
        await bank.pay(one.code.payload);
        const row = await codes.unfinished(one.collection, ({ kind }) => kind === 'received-no-receipt');
        expect(row).toMatchObject({ canIssue: true, amount: one.total, collection: one.collection });
        const { front } = await desk.workplace();
        expect(front?.collection).toBe(begun.collection);
        const { receipts } = await codes.issue(one.collection);
        expect(receipts.map(({ total, beneficiaryName }) => [total, beneficiaryName])).toEqual([
          [one.total, one.payer.name],
        ]);
        expect((await codes.display('cash')).due).toBe(succeeded(begun.answer).due);
      }
      await desk.receive(begun.tender);
      expect(cash.flatMap(({ collected }) => collected.receipts)).toHaveLength(2);
      const { unfinished } = await desk.workplace(({ unfinished }) =>
        unfinished.every(({ kind }) => kind === 'not-printed'),
      );
      expect(unfinished.filter(({ kind }) => kind !== 'not-printed')).toEqual([]);
    },
    timeoutMs,
  );

  it(
    'expires by itself, and money that comes later is not lost',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const first = await codes.waiting();
      desk.counter.clock.jump(16 * 60_000);
      // A further code makes the counter look at once; left alone it looks every half minute.
      await codes.park(first.collection);
      const second = await codes.waiting();
      await codes.unfinished(first.collection, ({ cause }) => cause === 'expired');
      expect(codes.row('tender', first.tender)).toMatchObject({ state: 'expired', kept: 0 });
      expect(second.code.state).toBe('shown');
      await bank.pay(first.code.payload);
      const row = await codes.unfinished(first.collection, ({ canIssue }) => canIssue);
      expect(row).toMatchObject({ kind: 'received-no-receipt', amount: first.total });
      expect((await codes.issue(first.collection)).receipts[0]?.total).toBe(first.total);
    },
    timeoutMs,
  );

  it(
    'stands after a restart as it was shown, and what was paid meanwhile comes in',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const { collection, code, total } = await codes.waiting();
      await desk.restart(async () => {
        await bank.pay(code.payload, { mangle: 'spaced' });
      });
      await desk.signIn('cashier');
      const front = await codes.front(({ canIssue }) => canIssue);
      expect(front.qr).toMatchObject({ payload: code.payload, received: total, expiresAt: code.expiresAt });
      expect((await codes.issue(collection)).receipts[0]?.total).toBe(total);

      const waiting = await codes.waiting();
      await desk.restart();
      expect(await codes.display('qr')).toMatchObject({ payload: waiting.code.payload });
      await desk.restart(() => desk.counter.clock.jump(20 * 60_000));
      expect(await codes.display('not-confirmed')).toMatchObject({ amount: waiting.total, received: 0 });
      expect(codes.row('tender', waiting.tender).state).toBe('expired');
      await desk.signIn('cashier');
      const undo = { tender: waiting.tender, undo: true };
      expect(succeeded(await desk.client.call('collect.qrCancel', undo))).toEqual({});
      await codes.display('cancelled');
      expect(codes.row('collection', waiting.collection).state).toBe('undone');
    },
    timeoutMs,
  );
});

describe('refused without a trace', () => {
  it(
    'what the rules of codes forbid',
    async () => {
      const { desk, bank, codes } = await deskWithBank();
      const nobody = desk.id();
      const refused = (act: () => Promise<string>) => unwritten(desk, act);
      const { payer, lines } = await desk.owing();
      const chosen = whole(lines);
      const missing = codes.request(payer, null, {});
      expect(await refused(() => desk.code('collect.qrBegin', missing))).toBe('collection-not-found');
      const much = codes.request(payer, chosen, { amount: 999_999_999 });
      expect(await refused(() => desk.code('collect.qrBegin', much))).toBe('tender-exceeds-due');
      expect(await refused(() => desk.code('collect.qrClaim', { tender: nobody, by: 'payer' }))).toBe(
        'tender-not-found',
      );
      expect(await refused(() => desk.code('collect.qrCancel', { tender: nobody, undo: true }))).toBe(
        'tender-not-found',
      );
      expect(await refused(() => desk.code('collect.issue', { collection: nobody }))).toBe(
        'collection-not-found',
      );

      const asked = await codes.ask(payer, chosen);
      const { tender, collection } = asked;
      expect(await refused(() => desk.code('collect.issue', { collection }))).toBe('not-covered');
      expect(await refused(() => desk.code('collect.undo', { collection }))).toBe('collection-has-money');
      expect(await refused(() => desk.code('collect.cashReceive', { tender, given: 0 }))).toBe(
        'tender-not-found',
      );
      expect(succeeded(await desk.client.call('collect.qrCancel', { tender, undo: false }))).toEqual({});
      expect(await refused(() => desk.code('collect.qrClaim', { tender, by: 'payer' }))).toBe(
        'tender-finished',
      );
      const approval = await desk.approval('chief-accountant');
      const accept = { tender, evidence: 'bank-sms' as const, text: 'Tin nhắn', approval };
      expect(await refused(() => desk.code('collect.qrAccept', accept))).toBe('tender-finished');
      const never = { tender, ground: 'bank-says-no' as const, approval };
      expect(await refused(() => desk.code('collect.qrNeverCame', never))).toBe('tender-finished');

      const paid = await codes.ask(payer, null, { collection });
      await bank.pay(paid.code.payload);
      await codes.front(({ canIssue }) => canIssue);
      const cancel = { tender: paid.tender, undo: true };
      expect(await refused(() => desk.code('collect.qrCancel', cancel))).toBe('tender-finished');
      expect(await refused(() => desk.code('collect.undo', { collection }))).toBe('collection-has-money');
      await codes.issue(collection);
      const more = codes.request(payer, null, { collection });
      expect(await refused(() => desk.code('collect.qrBegin', more))).toBe('nothing-due');
    },
    timeoutMs,
  );

  it(
    'a sum that no transfer carries',
    async () => {
      const { desk, codes } = await deskWithBank();
      const list = 'Mã BN,Họ và tên,Tên dịch vụ,Số tiền\nBN777001,Nguyễn Thị Mẫu Lớn,Phẫu thuật,600000000\n';
      await takeList(desk.client, 'Lớn', Buffer.from(list));
      const { rows } = succeeded(await desk.client.call('payer.find', { text: 'BN777001', limit: 5 }));
      const payer = succeeded(await desk.client.call('payer.open', { payer: rows[0]?.payer ?? '' }));
      const request = codes.request(payer, whole(payer.lines), {});
      expect(await unwritten(desk, () => desk.code('collect.qrBegin', request))).toBe('qr-amount-too-large');
      const part = { ...request, amount: 499_999_999 };
      expect(codeOf(await desk.client.call('collect.qrBegin', part))).toBe('ok');
    },
    timeoutMs,
  );
});
