import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkpointTruncate } from '../../../src/main/store/integrity.ts';
import { newCounter } from '../../support/history.ts';
import { failed, verify } from '../../support/ledger-history/files.ts';
import { erase } from '../../support/ledger-history/house.ts';
import { issue, openCollection } from '../../support/ledger-history/papers.ts';
import { openShift } from '../../support/ledger-history/shifts.ts';
import { payCash } from '../../support/ledger-history/tenders.ts';

/** Whether any file of the folder holds this text. */
function onDisk(folder: string, text: string): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text));
}

test('an erasure removes private parts and their copies from the bytes of the file, and nothing else', () => {
  const book = newCounter();
  onTestFinished(() => book.remove());
  openShift(book);
  const collection = openCollection(book, [{ bill: 'XOA-RIENG', amount: 40_000 }]);
  const tender = payCash(book, collection, 40_000);
  const [receipt = ''] = issue(book, collection, [{ source: 'tender', id: tender, amount: 40_000 }]);
  const secret = 'Khoản XOA-RIENG';
  const stays = openCollection(book, [{ bill: 'CON-LAI', amount: 5_000 }]);
  checkpointTruncate(book.database);
  expect(onDisk(book.folder, secret)).toBe(true);

  const { connection } = book.database;
  const entries = connection
    .prepare(`SELECT id FROM journal JOIN private_parts ON entry = id WHERE content LIKE '%XOA-RIENG%'`)
    .pluck()
    .all() as string[];
  expect(entries).toHaveLength(2);
  erase(book, entries);

  expect(checkpointTruncate(book.database)).toMatchObject({ ok: true });
  expect(onDisk(book.folder, secret)).toBe(false);
  expect(onDisk(book.folder, 'Khoản CON-LAI')).toBe(true);
  expect(book.reads.receipt(receipt)).toMatchObject({ payerName: null, lineNames: null, total: 40_000 });
  expect(book.reads.collection(stays)).toMatchObject({ payerName: 'Phạm Người Nộp' });

  const report = verify(book.path);
  expect(failed(report)).toEqual([]);
  expect(report.checks.find(({ name }) => name === 'replay')?.state).toBe('ok');
});

test('what is erased once cannot be erased again', () => {
  const book = newCounter();
  onTestFinished(() => book.remove());
  const [entry = ''] = book.database.connection
    .prepare('SELECT entry FROM private_parts')
    .pluck()
    .all() as string[];
  erase(book, [entry]);
  expect(() => erase(book, [entry])).toThrow('erased-exists');
});
