import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HeadWriter, writeHeads } from '../../../src/main/ledger/head-writer.ts';
import { headFault, headFileOf, readHeadFile, signHead } from '../../../src/main/ledger/heads.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { makeKeys, signerOf } from '../../../src/main/ports/keys.ts';
import { seededRandom } from '../../../src/main/ports/virtual.ts';
import { newCounter } from '../../support/history.ts';
import type { Book } from '../../support/ledger-history/book.ts';

let book: Book;
let file: string;
let writer: HeadWriter;
const failures: string[] = [];

beforeEach(() => {
  book = newCounter(5);
  file = headFileOf(book.path);
  failures.length = 0;
  const { ledger, signer, clock } = book;
  writer = writeHeads({ path: file, ledger, signer, clock, onFailure: (message) => failures.push(message) });
});
afterEach(() => book.remove());

const records = () => readHeadFile(file, book.signer).records;
const setting = () => book.put({ type: 'settings.set', body: { key: 'auto-lock', value: { minutes: 1 } } });

describe('writing', () => {
  test('a commit is recorded within a second, several close together in one record', async () => {
    book.clock.advance(200);
    await writer.flush();
    expect(records()).toHaveLength(1);
    const many = book.ledger.act(() => {
      for (let minutes = 0; minutes < 3; minutes += 1) {
        book.ledger.append({ type: 'settings.set', body: { key: 'auto-lock', value: { minutes } } });
      }
    });
    expect(many.ok).toBe(true);
    expect(records()).toHaveLength(1);
    book.clock.advance(199);
    expect(book.clock.pendingTimers()).toBe(1);
    book.clock.advance(1);
    expect(book.clock.pendingTimers()).toBe(0);
    await writer.flush();
    expect(records()).toHaveLength(2);
    expect(records()[1]).toMatchObject({ seq: book.ledger.head.seq, hash: book.ledger.head.hash });
  });

  test('closing records what is not recorded yet, and stops', async () => {
    setting();
    await writer.close();
    expect(records().at(-1)).toMatchObject({ seq: book.ledger.head.seq });
    setting();
    expect(book.clock.pendingTimers()).toBe(0);
  });

  test('the file stays bounded', async () => {
    await writer.close();
    const [line] = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    writeFileSync(file, `${line}\n`.repeat(2_000));
    const { ledger, signer, clock } = book;
    setting();
    const again = writeHeads({ path: file, ledger, signer, clock });
    await again.close();
    expect(records()).toHaveLength(1_000);
    expect(records().at(-1)).toMatchObject({ seq: ledger.head.seq });
  });

  test('a disk that refuses is told, and written to again with the next commit', async () => {
    rmSync(file, { force: true });
    mkdirSync(file);
    await writer.flush();
    expect(failures).toHaveLength(1);
    rmSync(file, { recursive: true });
    setting();
    await writer.flush();
    expect(records()).toHaveLength(1);
  });
});

describe('reading', () => {
  test('a torn last line is left out, and the next record stands on a line of its own', async () => {
    await writer.flush();
    appendFileSync(file, '{"counter":"01910000-00');
    expect(readHeadFile(file, book.signer)).toMatchObject({ present: true, invalid: 1 });
    setting();
    await writer.flush();
    expect(records()).toHaveLength(2);
  });

  test('a record that somebody else signed does not count', async () => {
    await writer.flush();
    const other = signerOf(makeKeys(seededRandom(99))[0]);
    const forged = signHead(
      other,
      book.ledger.counter,
      { epoch: 9, seq: 9, hash: 'a'.repeat(64) },
      book.clock.now(),
    );
    appendFileSync(file, `${JSON.stringify(forged)}\n`);
    expect(records()).toHaveLength(1);
    const changed = JSON.stringify({ ...records()[0], seq: 999 });
    appendFileSync(file, `${changed}\n`);
    expect(readHeadFile(file, book.signer)).toMatchObject({ invalid: 2, records: [{ epoch: 1 }] });
  });

  test('a missing file is missing, not a fault', () => {
    rmSync(file, { force: true });
    expect(readHeadFile(file, book.signer)).toEqual({ present: false, records: [], invalid: 0 });
    expect(openLedger(book.database, book.ports, { heads: book.signer })).toMatchObject({
      state: 'ready',
      heads: 'missing',
    });
  });

  test('current and behind', async () => {
    await writer.flush();
    const state = () => openLedger(book.database, book.ports, { heads: book.signer });
    expect(state()).toMatchObject({ state: 'ready', heads: 'current' });
    setting();
    expect(state()).toMatchObject({ state: 'ready', heads: 'behind' });
  });
});

describe('judging', () => {
  const at = (epoch: number, seq: number, hash = `${epoch}/${seq}`) => ({ counter: 'c', epoch, seq, hash });
  const journal = {
    counter: 'c',
    head: { epoch: 2, seq: 3 },
    hashAt: (epoch: number, seq: number) =>
      (epoch === 1 && seq <= 5) || (epoch === 2 && seq <= 3) ? `${epoch}/${seq}` : undefined,
  };

  test.each([
    ['behind', [at(2, 1)], null],
    ['at the head', [at(2, 3)], null],
    ['of another counter', [{ ...at(9, 9), counter: 'd' }], null],
    ['in the lost stretch of a closed epoch', [at(1, 9), at(2, 3)], null],
    ['ahead', [at(2, 5)], { code: 'rolled-back', first: { epoch: 2, seq: 4 } }],
    ['in an epoch that is not here', [at(3, 2)], { code: 'rolled-back', first: { epoch: 3, seq: 1 } }],
    ['another hash', [at(2, 3, 'x')], { code: 'forked' }],
    ['another hash of long ago', [at(1, 2, 'x'), at(2, 3)], { code: 'forked', recorded: { seq: 2 } }],
  ])('a record %s', (_, recorded, wanted) => {
    const fault = headFault(recorded, journal);
    if (wanted === null) expect(fault).toBeNull();
    else expect(fault).toMatchObject(wanted);
  });
});
