/** A statement of the bank, taken by the accountant: the same credits as by the line to the bank, each once. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyCredit } from '../../../src/main/bank/credits.ts';
import { StatementImports } from '../../../src/main/desk/import-statement.ts';
import { setAccounts } from '../../../src/main/desk/set-accounts.ts';
import { beginQr } from '../../../src/main/desk/show-qr.ts';
import { firstStatementRows, readStatementFile } from '../../../src/main/desk/statement-file.ts';
import { ok } from '../../../src/shared/kernel/result.ts';
import { code, DeskCounter, done } from '../../support/desk-counter.ts';

let desk: DeskCounter;
let imports: StatementImports;

const account = {
  account: 'vien-phi',
  bin: '970400',
  number: '0000000777',
  holder: 'DON VI THU NGHIEM',
  bank: 'Ngân hàng Thử',
  serves: 'all',
  onBehalf: false,
  purposeLimit: 25,
  serviceCode: 'QRIBFTTA',
  merchant: null,
} as const;

beforeEach(async () => {
  desk = await DeskCounter.open();
  await desk.signIn('admin');
  const list = { accounts: [account], acceptanceLimit: null, approval: desk.by('chief') };
  done(await setAccounts(desk.context, list));
  await desk.openShift();
  imports = new StatementImports({
    context: desk.context,
    folder: join(desk.folder, 'statements'),
    read: async (input) => ok(await readStatementFile(input)),
    rows: async (input) => ok(await firstStatementRows(input)),
    breathe: () => setImmediate(),
  });
});
afterEach(() => desk.remove());

/** A code on the display for a new payer. */
function asked(amount: number) {
  const { payer, bills } = desk.payer([amount]);
  const ids = { collection: desk.id(), tender: desk.id() };
  const lines = [{ bill: bills[0] ?? '', amount }];
  const request = { ...ids, payer, payerName: 'Trần Quốc Ưởng', lines, amount: null, wallet: false };
  return done(beginQr(desk.context, request));
}

interface Line {
  readonly reference: string;
  readonly debit?: number;
  readonly credit?: number;
  readonly content: string;
}

/** A statement with a balance chain, as CSV. */
function statementOf(account: string, lines: readonly Line[], day = '05/10/2026', lost = 0): Buffer {
  let balance = 1_000_000;
  const rows = lines.map(({ reference, debit = 0, credit = 0, content }) => {
    balance += credit - debit;
    return [day, reference, debit || '', credit || '', balance, content].join(';');
  });
  return Buffer.from(
    [
      `Số tài khoản;${account}`,
      'Số dư đầu kỳ;1000000',
      'Ngày giao dịch;Số tham chiếu;Số tiền ghi nợ;Số tiền ghi có;Số dư;Mô tả',
      ...rows,
      `Số dư cuối kỳ;${balance + lost}`,
    ].join('\n'),
  );
}

async function send(bytes: Buffer, fileName = 'sao-ke.csv'): Promise<string> {
  const { statement, partBytes } = done(imports.begin({ fileName, bytes: bytes.length }));
  for (let index = 0; index * partBytes < bytes.length; index += 1) {
    const content = bytes.subarray(index * partBytes, (index + 1) * partBytes).toString('base64');
    done(imports.part({ statement, index, content }));
  }
  return statement;
}

const preview = (statement: string) => imports.preview({ statement, account: null });

it('a code in it pays its bill; money of nobody waits for a person; again it has no effect', async () => {
  const tender = asked(120_000);
  const reference = tender.reference ?? '';
  const bytes = statementOf(account.number, [
    { reference: 'FT26278000000001', credit: 120_000, content: `MBVCB.123.${reference}.CT tu 000` },
    { reference: 'FT26278000000002', credit: 55_000, content: 'nop tien cho con' },
    { reference: 'FT26278000000003', debit: 11_000, content: 'phi dich vu' },
  ]);
  const statement = await send(bytes);
  const shown = done(await preview(statement));
  expect(shown.takeable).toBe(true);
  expect(shown.accounts).toMatchObject([
    { account: account.account, opening: 1_000_000, closing: 1_164_000, chain: 'holds', unreadRows: [] },
  ]);
  expect(shown.lines.map(({ fate, how, amount }) => [fate, how, amount])).toEqual([
    ['nobody', null, 55_000],
    ['matched', 'exact', 120_000],
    ['debit', null, 11_000],
  ]);
  expect(desk.context.reads.tender(tender.id)?.state).toBe('shown');

  const taken = done(await imports.accept({ statement, alsoRows: [] }));
  expect(taken.matched).toEqual({ count: 1, amount: 120_000 });
  expect(taken.nobody).toEqual({ count: 1, amount: 55_000 });
  expect(desk.context.reads.tender(tender.id)).toMatchObject({ state: 'credited', kept: 120_000 });
  expect(desk.context.reads.unmatchedCredits()).toMatchObject([{ amount: 55_000, origin: 'statement' }]);

  const again = await send(bytes);
  const second = done(await preview(again));
  expect(second.lines.map(({ fate }) => fate)).toEqual(['known', 'known', 'debit']);
  const before = desk.context.ledger.head.seq;
  expect(done(await imports.accept({ statement: again, alsoRows: [] })).known.count).toBe(2);
  expect(desk.context.ledger.head.seq).toBe(before);
});

it('what the bank told under another reference is not taken twice, unless a person says that it came twice', async () => {
  const tender = asked(80_000);
  const content = `QR ${tender.reference}`;
  const { ledger, reads, ids } = desk.context;
  const told = { bin: account.bin, number: account.number, senderName: null, virtualAccount: null };
  done(
    ledger.act(() =>
      applyCredit(
        { ledger, reads, ids },
        { ...told, reference: 'SEPAY-1', amount: 80_000, paidAt: desk.clock.now(), content },
        'feed',
      ),
    ) as never,
  );
  const bytes = statementOf(account.number, [{ reference: 'FT26278000000009', credit: 80_000, content }]);
  const statement = await send(bytes);
  expect(done(await preview(statement)).lines).toMatchObject([{ fate: 'probably-same', row: 4 }]);
  expect(done(await imports.accept({ statement, alsoRows: [] })).left).toEqual({ count: 1, amount: 80_000 });
  expect(reads.tenders(tender.collection ?? '')).toHaveLength(1);

  const twice = await send(bytes);
  done(await preview(twice));
  expect(done(await imports.accept({ statement: twice, alsoRows: [4] })).matched.count).toBe(1);
  const born = reads.tendersWithFreeMoney().filter(({ machine }) => machine === 'incoming');
  expect(born).toMatchObject([{ kept: 80_000 }]);
});

it('a row that is missing, another’s account, or a file that is no statement: nothing is taken', async () => {
  const lines = [{ reference: 'A1', credit: 10_000, content: 'x' }];
  const broken = await send(statementOf(account.number, lines, '05/10/2026', 5_000));
  const shown = done(await preview(broken));
  expect(shown).toMatchObject({ takeable: false, accounts: [{ chain: 'broken' }] });
  const head = desk.context.ledger.head.seq;
  expect(code(await imports.accept({ statement: broken, alsoRows: [] }))).toBe('statement-not-takeable');

  const others = await send(statementOf('9999999999', lines));
  expect(done(await preview(others))).toMatchObject({
    takeable: false,
    accounts: [{ account: null }],
    lines: [],
  });

  const letter = await send(Buffer.from('Kính gửi quý khách\nxin chào\n'));
  expect(code(await preview(letter))).toBe('statement-needs-mapping');
  const old = await send(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]), 'sao-ke.xls');
  expect(code(await preview(old))).toBe('statement-file-kind');
  expect(code(imports.begin({ fileName: 'a.csv', bytes: 0 }))).toBe('statement-file-empty');
  expect(desk.context.ledger.head.seq).toBe(head);
});

it('a table of a web page that calls itself .xls is read', async () => {
  const page = `<html><body><table><tr><td>Tài khoản:</td><td>${account.number}</td></tr>
    <tr><th>Ngày giao dịch</th><th>Số tham chiếu</th><th>Số tiền ghi nợ</th><th>Số tiền ghi có</th><th>Mô tả</th></tr>
    <tr><td>05/10/2026</td><td>R1</td><td></td><td>50,000</td><td>Nguyễn Văn Ví Dụ nộp</td></tr></table></body></html>`;
  const path = join(desk.folder, 'sao-ke.xls');
  writeFileSync(path, page);
  const statement = await send(readFileSync(path), 'sao-ke.xls');
  expect(done(await preview(statement)).lines).toMatchObject([
    { amount: 50_000, fate: 'nobody', content: 'Nguyễn Văn Ví Dụ nộp' },
  ]);
});

it('a file without a header is read by columns that a person says once; the next one by itself', async () => {
  const tender = asked(120_000);
  const bare = (reference: string, content: string) =>
    Buffer.from(
      `05/10/2026;${reference};;120000;1120000;${content}\n05/10/2026;P${reference};5000;;1115000;phi`,
    );
  const first = await send(bare('FT1', `CT ${tender.reference}`));
  expect(code(await preview(first))).toBe('statement-needs-mapping');
  expect(done(await imports.rows({ statement: first })).rows[0]?.slice(0, 4)).toEqual([
    '05/10/2026',
    'FT1',
    '',
    '120000',
  ]);
  const columns = (['date', 'reference', 'debit', 'credit', 'balance', 'content'] as const).map(
    (role, column) => ({ role, column }),
  );
  const nobodys = done(await imports.preview({ statement: first, account: null, columns }));
  // The columns say nothing of whose account it is: that is asked for, never guessed.
  expect(nobodys).toMatchObject({ takeable: false, accounts: [{ written: null, account: null }] });
  const shown = done(await imports.preview({ statement: first, account: account.account }));
  expect(shown).toMatchObject({ takeable: true, accounts: [{ chain: 'holds' }] });
  expect(desk.context.reads.setting('statement-columns')).toBeNull();
  expect(done(await imports.accept({ statement: first, alsoRows: [] })).matched.count).toBe(1);
  expect(desk.context.reads.setting('statement-columns')).toEqual({
    list: [{ account: account.account, columns }],
  });

  const next = await send(bare('FT2', 'tien cua ai'));
  expect(done(await imports.preview({ statement: next, account: account.account })).lines).toMatchObject([
    { fate: 'nobody', amount: 120_000 },
    { fate: 'debit', amount: 5_000 },
  ]);
  // Rows that these columns do not fit are asked for again.
  const other = await send(Buffer.from('mot;05/10/2026;hai;ba\nbon;06/10/2026;nam;sau'));
  expect(code(await preview(other))).toBe('statement-needs-mapping');
});
