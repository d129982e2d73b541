/** Lists from files through the running counter: in parts, looked at, taken, changed, given back with what was paid. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/catalogue/database.ts';
import { readTable } from '../../../src/main/catalogue/file/read.ts';
import { cellText } from '../../../src/main/catalogue/file/table.ts';
import { generations } from '../../../src/main/catalogue/generations.ts';
import { importPartBytes } from '../../../src/shared/rpc/import.ts';
import { journalOf } from '../../support/rows-of.ts';
import { succeeded } from '../../support/running-counter.ts';
import { previewList, sendList, takeList } from '../../support/send-list.ts';
import { codeOf, Desk, whole } from './desk-rig.ts';

let desk: Desk;
afterEach(() => desk.counter.remove());
/** Each starts a counter with sample data; on a busy machine that alone takes half a minute. */
const timeoutMs = 90_000;

const csv = (...rows: string[]) =>
  Buffer.from(['Mã HS;Họ tên;Lớp;Khoản thu;Kỳ;Số tiền;Ghi chú riêng', ...rows].join('\n'));
const november = csv(
  '0071;Hồ Thị Mẫu;6A1;Bán trú;11/2026;704.000;a',
  '0071;Hồ Thị Mẫu;6A1;Nước uống;11/2026;16.000;b',
  '0072;Hồ Văn Thử;6A2;Bán trú;11/2026;704.000;c',
);

async function signedIn(): Promise<void> {
  desk = await Desk.open('school');
  await desk.signIn('cashier');
}
const foundNow = async (text: string) =>
  succeeded(await desk.client.call('payer.find', { text, limit: 5 })).rows;
const entries = () => journalOf(desk.counter.folder).entries;
/** Generations in the file that are not in force; waits until what sweeps has done. */
async function leftOver(): Promise<number> {
  const count = () => {
    const database = openCatalogue(join(desk.counter.folder, 'catalogue.db'));
    const left = generations(database).filter(({ inForce }) => !inForce).length;
    database.close();
    return left;
  };
  await expect.poll(count, { timeout: 10_000 }).toBe(0);
  return count();
}
const listFiles = () => readdirSync(join(desk.counter.folder, 'lists')).sort();

async function pay(text: string, fee: string): Promise<void> {
  const [row] = await foundNow(text);
  const payer = succeeded(await desk.client.call('payer.open', { payer: row?.payer ?? '' }));
  await desk.pay(payer, whole(payer.lines.filter(({ name }) => name === fee)));
}

async function exported(source: string, format: 'xlsx' | 'csv'): Promise<Uint8Array> {
  const made = succeeded(await desk.client.call('import.export', { source, format }));
  const parts: Buffer[] = [];
  for (let index = 0; index < made.parts; index += 1) {
    const part = succeeded(await desk.client.call('import.exportPart', { export: made.export, index }));
    parts.push(Buffer.from(part.content, 'base64'));
  }
  expect(Buffer.concat(parts)).toHaveLength(made.bytes);
  return Buffer.concat(parts);
}

describe('a list', () => {
  it(
    'comes in parts, and is in force when it is accepted',
    async () => {
      await signedIn();
      const before = entries();
      // Together more than a person can enter as one sum.
      const amounts = ['999.999.999.999', '999.999.999.999'];
      const padding = Array.from(
        { length: 9_000 },
        (_, i) => `9${i};Lê Thị Đệm;7A1;Bán trú;11/2026;${amounts[i] ?? 1};x`,
      );
      const total = 1_424_000 + 2 * 999_999_999_999 + 8_998;
      const content = Buffer.concat([november, Buffer.from(`\n${padding.join('\n')}`)]);
      expect(content.byteLength).toBeGreaterThan(importPartBytes * 2);
      const preview = await previewList(desk.client, 'Trường', content);
      expect(preview).toMatchObject({ rows: 9_003, valid: 9_003, lines: 9_003, total, difference: null });
      expect(await foundNow('ho thi mau')).toEqual([]);
      expect(entries()).toBe(before);
      succeeded(await desk.client.call('import.accept', { import: preview.import }));
      expect(await foundNow('ho thi mau')).toMatchObject([{ code: '0071', owed: 720_000 }]);
      expect(entries()).toBe(before + 2);
      const { sources } = succeeded(await desk.client.call('import.sources', {}));
      expect(sources).toContainEqual(expect.objectContaining({ source: 'Trường', lines: 9_003, total }));
      expect(codeOf(await desk.client.call('import.accept', { import: preview.import }))).toBe(
        'import-not-found',
      );
    },
    timeoutMs,
  );

  it(
    'with a part missing, twice or too long is not read',
    async () => {
      await signedIn();
      const bytes = importPartBytes + 10;
      const begin = { fileName: 'a.csv', bytes, source: 'Trường' };
      const { import: id } = succeeded(await desk.client.call('import.begin', begin));
      const part = (index: number, length: number) =>
        desk.client.call('import.part', {
          import: id,
          index,
          content: Buffer.alloc(length, 'a').toString('base64'),
        });
      expect(codeOf(await part(1, 10))).toBe('import-part-unexpected');
      expect(codeOf(await part(0, 10))).toBe('import-part-unexpected');
      expect(codeOf(await part(0, importPartBytes))).toBe('ok');
      expect(codeOf(await part(0, importPartBytes))).toBe('ok');
      expect(codeOf(await desk.client.call('import.preview', { import: id, mapping: null }))).toBe(
        'import-incomplete',
      );
      expect(codeOf(await part(1, 11))).toBe('import-part-unexpected');
      const empty = await desk.client.call('import.begin', { ...begin, bytes: 0 });
      expect(codeOf(empty)).toBe('import-empty');
      const huge = await desk.client.call('import.begin', { ...begin, bytes: 65 * 1024 * 1024 });
      expect(codeOf(huge)).toBe('import-too-big');
    },
    timeoutMs,
  );

  it(
    'that is cancelled leaves nothing: no entry, no rows, no file',
    async () => {
      await signedIn();
      const [before, files] = [entries(), listFiles()];
      const looked = await previewList(desk.client, 'Trường', november);
      succeeded(await desk.client.call('import.cancel', { import: looked.import }));
      const reading = await sendList(desk.client, 'Trường', november);
      const answer = desk.client.call('import.preview', { import: reading, mapping: null });
      succeeded(await desk.client.call('import.cancel', { import: reading }));
      expect(['ok', 'import-cancelled', 'import-failed']).toContain(codeOf(await answer));
      expect(codeOf(await desk.client.call('import.accept', { import: reading }))).toBe('import-not-found');
      expect(await leftOver()).toBe(0);
      expect(entries()).toBe(before);
      expect(listFiles()).toEqual(files);
      expect(await foundNow('ho thi mau')).toEqual([]);
    },
    timeoutMs,
  );

  it(
    'again changes nothing; a changed one shows what it would change, money first',
    async () => {
      await signedIn();
      await desk.openShift();
      await takeList(desk.client, 'Trường', november);
      const before = entries();
      const same = await previewList(desk.client, 'Trường', november);
      expect(same).toMatchObject({ alreadyInForce: true, remembered: true });
      expect(codeOf(await desk.client.call('import.accept', { import: same.import }))).toBe('ok');
      expect(entries()).toBe(before);

      await pay('0071', 'Bán trú');
      await pay('0072', 'Bán trú');
      const december = csv(
        '0071;Hồ Thị Mẫu;6A1;Bán trú;11/2026;650.000;a',
        '0071;Hồ Thị Mẫu;6A1;Nước uống;11/2026;17.000;b',
        '0073;Hồ Văn Mới;6A2;Bán trú;11/2026;704.000;c',
      );
      const { difference, import: id } = await previewList(desk.client, 'Trường', december);
      expect(difference).toMatchObject({ added: 1, removed: 1, changed: 2, same: 0, cases: 2 });
      const lines = difference?.lines.map(({ kind, name, before, after, paid }) => [
        kind,
        name,
        before,
        after,
        paid,
      ]);
      expect(lines?.slice(0, 2).sort()).toEqual([
        ['changed', 'Hồ Thị Mẫu', 704_000, 650_000, 704_000],
        ['removed', 'Hồ Văn Thử', 704_000, null, 704_000],
      ]);
      expect(lines?.slice(2)).toEqual([
        ['changed', 'Hồ Thị Mẫu', 16_000, 17_000, 0],
        ['added', 'Hồ Văn Mới', null, 704_000, 0],
      ]);
      succeeded(await desk.client.call('import.accept', { import: id }));
      // What was paid is not opened again, though the list now asks for less.
      expect(await foundNow('0071')).toMatchObject([{ owed: 17_000 }]);
      expect(await leftOver()).toBe(0);
    },
    timeoutMs,
  );

  it(
    'is there after a restart, and comes back from its file when the catalogue is lost',
    async () => {
      await signedIn();
      const preview = await takeList(desk.client, 'Trường', november);
      await desk.restart();
      await desk.signIn('cashier');
      expect(await foundNow('ho thi mau')).toHaveLength(1);
      expect(existsSync(join(desk.counter.folder, 'lists', `${preview.import}.list`))).toBe(true);

      // The catalogue is never the truth: damaged, it is put aside and read again from the accepted files.
      await desk.openShift();
      await pay('0071', 'Nước uống');
      const was = await foundNow('007');
      const before = entries();
      const path = join(desk.counter.folder, 'catalogue.db');
      await desk.restart(() => {
        for (const log of ['-wal', '-shm']) rmSync(`${path}${log}`, { force: true });
        writeFileSync(path, 'this was a database');
      });
      await desk.signIn('cashier');
      const back = { timeout: 30_000 };
      await expect.poll(() => foundNow('007'), back).toEqual(was);
      expect(was.map(({ owed }) => owed)).toEqual([704_000, 704_000]);
      await expect.poll(async () => (await foundNow('nguyen')).length, back).toBe(5);
      expect(existsSync(`${path}.damaged`)).toBe(true);
      // Nothing new has happened but the sign-in: the lists were in force all the time.
      expect(entries()).toBe(before + 1);
    },
    timeoutMs,
  );
});

describe('somebody who is in no list', () => {
  it(
    'is written down, found, charged a listed fee, and still there after the next one',
    async () => {
      await signedIn();
      await desk.openShift();
      const person = { birthYear: '1988', className: null, address: 'ấp Giữa; xã "Mẫu"' };
      const { payer } = succeeded(
        await desk.client.call('payer.add', { ...person, name: 'Lâm Khách Vãng Lai' }),
      );
      const opened = succeeded(await desk.client.call('payer.open', { payer }));
      expect(opened).toMatchObject({ name: 'Lâm Khách Vãng Lai', owed: 0, birthYear: '1988' });
      expect(opened.lines).toMatchObject([{ owed: 0 }]);
      // Letters alone would be looked for among names.
      expect(opened.code).toMatch(/^TQ\d[0-9A-Z]{8}$/);
      const { prices } = await desk.workplace((view) => view.prices.length > 0);
      const [price] = prices;
      if (price === undefined) throw new Error('no listed fee');
      const fee = { bill: `fee-${desk.id()}`, amount: price.amount, price: price.price };
      const ids = { collection: desk.id(), tender: desk.id() };
      const asked = { ...ids, payer, payerName: opened.name, lines: [fee] };
      succeeded(await desk.client.call('collect.cashBegin', asked));
      expect((await desk.receive(ids.tender)).receipts).toMatchObject([{ beneficiaryName: opened.name }]);

      const other = succeeded(await desk.client.call('payer.add', { ...person, name: 'Lâm Khách Thứ Hai' }));
      expect(other.payer).not.toBe(payer);
      expect((await foundNow('lam khach')).map(({ name }) => name).sort()).toEqual([
        'Lâm Khách Thứ Hai',
        'Lâm Khách Vãng Lai',
      ]);
      // A name that no file could bring is not written down here either.
      const before = entries();
      expect(codeOf(await desk.client.call('payer.add', { ...person, name: '…' }))).toBe(
        'import-nothing-valid',
      );
      expect(entries()).toBe(before);
      expect(await foundNow('lam khach')).toHaveLength(2);
    },
    timeoutMs,
  );
});

describe('the paid list', () => {
  it.each(['csv', 'xlsx'] as const)(
    'as %s has the rows and columns of the file, and what was paid',
    async (format) => {
      await signedIn();
      await desk.openShift();
      await takeList(desk.client, 'Trường', november);
      await pay('0071', 'Nước uống');
      const bytes = await exported('Trường', format);
      if (format === 'csv') expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const table = await readTable(bytes, null);
      if (!table.ok) throw new Error(table.reason.code);
      const rows = table.value.rows.map((row) => row.map(cellText));
      const header = ['Mã HS', 'Họ tên', 'Lớp', 'Khoản thu', 'Kỳ', 'Số tiền', 'Ghi chú riêng'];
      expect(rows[0]?.slice(0, 7)).toEqual(header);
      expect(rows[0]?.slice(7)).toEqual([
        'Đã thu tại quầy (đồng)',
        'Ngày thu tại quầy',
        'Số biên lai tại quầy',
      ]);
      expect(rows.slice(1).map((row) => row[0])).toEqual(['0071', '0071', '0072']);
      expect(rows[1]?.slice(7).filter((cell) => cell !== '')).toEqual([]);
      const [paid, day, receipt] = rows[2]?.slice(7) ?? [];
      expect([paid, rows[2]?.[6]]).toEqual(['16000', 'b']);
      expect(day).toMatch(/^\d\d\/\d\d\/\d{4}$/);
      expect(receipt).toMatch(/^HP\d\d-Q1 000001$/);
      // Brought in again it does not count what was paid a second time.
      const again = await previewList(desk.client, 'Trường', bytes);
      expect(again.difference).toMatchObject({ same: 3, changed: 0, added: 0, removed: 0 });
      const gone = { export: again.import, index: 0 };
      expect(codeOf(await desk.client.call('import.exportPart', gone))).toBe('import-export-not-found');
      const unknown = await desk.client.call('import.export', { source: 'khác', format });
      expect(codeOf(unknown)).toBe('import-source-unknown');
    },
    timeoutMs,
  );
});
