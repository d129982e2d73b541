/** Differences with owner and age: a credit of nobody, a slip keyed by hand, money that is left over (product.md E). */
import { expect, it } from 'vitest';
import { succeeded } from '../../support/running-counter.ts';
import { deskWithBank } from './codes-rig.ts';
import { whole } from './desk-rig.ts';

const slip = { approvalCode: '845301', lastFour: '4417', terminal: 'T0012345', batch: '000118' };

it('tells each difference once, the oldest first, and forgets it when a person has settled it', async () => {
  const { desk, bank, codes } = await deskWithBank();
  const rows = async () => succeeded(await desk.client.call('reconcile.list', {})).rows;
  expect(await rows()).toEqual([]);

  const { payer, lines } = await desk.owing((owed) => owed.every(({ onBehalf }) => !onBehalf));
  const card = { collection: desk.id(), tender: desk.id() };
  const request = {
    ...card,
    payer: payer.payer,
    payerName: 'Trần Quốc Ưởng',
    lines: whole(lines),
    amount: null,
  };
  const total = succeeded(await desk.client.call('collect.manualBegin', request)).amount;
  const { receipts } = succeeded(
    await desk.client.call('collect.manualKey', { tender: card.tender, ...slip }),
  );
  const [receipt] = receipts;

  const { code, collection } = await codes.waiting();
  succeeded(await desk.client.call('collect.qrCancel', { tender: code.tender, undo: true }));
  const content = 'NOP TIEN KHONG GHI MA';
  await bank.credit({ bin: '999999', number: code.accountNumber, amount: 123_000, content, senderName: 'A' });
  await desk.workplace(({ unfinished }) => unfinished.some(({ kind }) => kind === 'unmatched-credit'));
  // The code is paid after the payer has gone: nothing wants the money any more.
  await bank.pay(code.payload);
  await desk.workplace(({ unfinished }) => unfinished.some(({ tender }) => tender === code.tender));

  const told = await rows();
  expect(told.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['keyed', total],
    ['credit', 123_000],
    ['surplus', code.amount],
  ]);
  const [keyed, credit, surplus] = told;
  expect(keyed).toMatchObject({
    ...{ method: 'card', name: 'Trần Quốc Ưởng', detail: '845301 · T0012345 · 000118' },
    receipt: `${receipt?.series}/${receipt?.number}`,
  });
  expect(keyed?.owner).not.toBeNull();
  expect(credit).toMatchObject({ detail: content, owner: null, receipt: null });
  const { candidates } = succeeded(
    await desk.client.call('credit.candidates', { credit: credit?.ref ?? '' }),
  );
  expect(candidates.every(({ reasons }) => !reasons.includes('code-in-content'))).toBe(true);
  expect(collection).not.toBe(card.collection);

  succeeded(await desk.client.call('surplus.keep', { tender: surplus?.ref ?? '' }));
  expect((await rows()).map(({ kind }) => kind)).toEqual(['keyed', 'credit']);

  // The same by a statement that the chief accountant takes: what the bank has told already is known.
  await desk.signIn('chief-accountant');
  const seen = succeeded(
    await desk.client.call('statement.begin', { fileName: 'sk.csv', bytes: bytes(code).length }),
  );
  const { statement } = seen;
  const part = { statement, index: 0, content: bytes(code).toString('base64') };
  expect(await desk.code('statement.part', part)).toBe('ok');
  const preview = succeeded(await desk.client.call('statement.preview', { statement, account: null }));
  expect(preview).toMatchObject({ takeable: true, accounts: [{ chain: 'holds' }] });
  expect(preview.accounts[0]?.fates).toEqual({
    debit: { count: 1, amount: 5_500 },
    nobody: { count: 1, amount: 777_000 },
  });
  const taken = succeeded(await desk.client.call('statement.accept', { statement, alsoRows: [] }));
  expect(taken).toMatchObject({ nobody: { count: 1, amount: 777_000 }, known: { count: 0 } });
  expect((await rows()).map(({ kind, amount }) => [kind, amount])).toContainEqual(['credit', 777_000]);
}, 60_000);

function bytes({ accountNumber }: { readonly accountNumber: string }): Buffer {
  return Buffer.from(`Số tài khoản;${accountNumber}
Số dư đầu kỳ;1000000
Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Số dư;Nội dung
21/11/2026;FT1;;777000;1777000;KHONG RO CUA AI
21/11/2026;FT2;5500;;1771500;PHI SMS
Số dư cuối kỳ;1771500`);
}
