import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { entryOf } from '../../../src/main/ledger/entries.ts';
import { type Ledger, type LedgerPorts, sha256 } from '../../../src/main/ledger/ledger.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { LedgerReads } from '../../../src/main/ledger/read.ts';
import { peopleOfDamaged, type RecoveryOptions, recoverLedger } from '../../../src/main/ledger/recovery.ts';
import type { JournalRow, LedgerTables } from '../../../src/main/ledger/schema.ts';
import { seededRandom, virtualClock } from '../../../src/main/ports/virtual.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import { entryHash } from '../../../src/shared/journal/index.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import { fullHistory, type History, newCounter, payBills, payOneBill } from '../../support/history.ts';
import { type Book, moneyMigrations } from '../../support/ledger-history/book.ts';
import { copyOf, failed, tamper, verify } from '../../support/ledger-history/files.ts';
import { resume } from '../../support/ledger-history/papers.ts';

let history: History;
let path: string;

beforeAll(async () => {
  history = fullHistory(3);
  await history.book.recordHead();
  history.book.close();
  path = history.book.path;
});
afterAll(() => history.book.remove());

let starts = 0;

function portsNow(): LedgerPorts {
  const clock = virtualClock(Date.UTC(2026, 9, 6, 1, 0));
  starts += 1;
  const random = seededRandom(1000 + starts);
  return { clock, random, ids: makeIds(clock, random) };
}

function recover(copy: string, more: Partial<RecoveryOptions> = {}) {
  return recoverLedger({
    path: copy,
    migrations: moneyMigrations,
    ports: portsNow(),
    heads: history.book.signer,
    actor: history.book.people.admin,
    ...more,
  });
}

function open(copy: string) {
  const database = openDatabase<LedgerTables>({ path: copy, migrations: moneyMigrations, kind: 'money' });
  onTestFinished(() => database.close());
  return { database, opened: openLedger(database, portsNow(), { heads: history.book.signer }) };
}

/** The ledger as a start finds it; it must be usable. */
function ready(copy: string): { ledger: Ledger; reads: LedgerReads; as: Book } {
  const { opened, database } = open(copy);
  if (opened.state !== 'ready') throw new Error(JSON.stringify(opened));
  const as = Object.assign(Object.create(history.book) as Book, {
    ledger: opened.ledger,
    reads: opened.reads,
    database,
    clock: virtualClock(Date.UTC(2026, 9, 6, 2, 0)),
    onAct: () => undefined,
  });
  return { ledger: opened.ledger, reads: opened.reads, as };
}

function faultAtStart(copy: string): unknown {
  const { opened, database } = open(copy);
  database.close();
  return opened.state === 'quarantined' ? opened.fault : opened.state;
}

/** Changes one byte in the body of the nth receipt of epoch 1, in the bytes of the file; the entry's seq. */
function flipByteOf(copy: string, nth: number): number {
  let found = { seq: 0, body: '' };
  tamper(copy, (connection) => {
    // Pages once split keep old bytes; after this every row is there once.
    connection.exec('VACUUM');
    connection.pragma('wal_checkpoint(TRUNCATE)');
    found = connection
      .prepare(
        `SELECT seq, body FROM journal WHERE epoch = 1 AND type = 'receipt.issued' ORDER BY seq LIMIT 1 OFFSET ?`,
      )
      .get(nth) as typeof found;
  });
  const bytes = readFileSync(copy);
  const part = Buffer.from(/"receipt":"[^"]*","replaces"/.exec(found.body)?.[0] ?? 'none');
  const at = bytes.indexOf(part);
  if (at < 0 || bytes.indexOf(part, at + 1) >= 0) throw new Error('not one place');
  bytes.writeUInt8((bytes[at + 20] ?? 0) ^ 1, at + 20);
  writeFileSync(copy, bytes);
  return found.seq;
}

/** Counts rows of the journal in a kept file without opening it as ours. */
function entriesIn(file: string): number {
  const database = openDatabase<LedgerTables>({ path: file, migrations: moneyMigrations, readonly: true });
  const count = database.connection.prepare('SELECT count(*) FROM journal').pluck().get() as number;
  database.close();
  return count;
}

describe('a flipped byte in a journal row', () => {
  test('near the end is found at the start, and recovery goes on up to the entry before it', () => {
    const copy = copyOf(path);
    const seq = flipByteOf(copy, 8);
    expect(faultAtStart(copy)).toMatchObject({
      code: 'wrong-entry',
      entry: { place: { epoch: 1, seq } },
    });
    expect(peopleOfDamaged(copy)).toContainEqual(
      expect.objectContaining({ person: history.book.people.admin, roles: ['administrator'] }),
    );
    const before = entriesIn(copy);
    const done = recover(copy);
    if (!done.ok) throw new Error(JSON.stringify(done));
    expect(done.value).toMatchObject({ epoch: 3, fault: { place: { seq } }, continues: { epoch: 1 } });
    // The allocation before it belongs to the same act.
    expect(done.value.continues.seq).toBe(seq - 2);
    expect(done.value.highestKnown).toMatchObject({ epoch: 2 });
    expect(basename(done.value.quarantine)).toBe('money.quarantine-2026-10-06T08-00-00.db');
    expect(entriesIn(done.value.quarantine)).toBe(before);
    const report = verify(copy);
    expect(failed(report)).toEqual([]);
    expect(readdirSync(dirname(copy)).filter((name) => name.includes('.recovered'))).toEqual([]);
  });

  test('is mended from a copy that has the entry right: nothing is lost', () => {
    const copy = copyOf(path);
    const backup = copyOf(path);
    flipByteOf(copy, 5);
    const done = recover(copy, { copies: [backup] });
    if (!done.ok) throw new Error(JSON.stringify(done));
    expect(done.value).toMatchObject({ epoch: 3, fault: null, entries: entriesIn(backup) });
    expect(done.value.continues).toMatchObject({ epoch: 2, hash: done.value.highestKnown.hash });
    expect(failed(verify(copy))).toEqual([]);
  });
});

describe('everything open goes on', () => {
  test('shift, parked collection, unknown card, paid bills and a new series from 1', () => {
    const copy = copyOf(path);
    // The damage is behind everything but the last payment.
    tamper(copy, (connection) => {
      const last = connection.prepare('SELECT max(seq) FROM journal WHERE epoch = 2').pluck().get() as number;
      connection.prepare(`UPDATE journal SET body = '{}' WHERE epoch = 2 AND seq = ?`).run(last);
    });
    const done = recover(copy);
    if (!done.ok) throw new Error(JSON.stringify(done));
    const { reads, as } = ready(copy);
    expect(reads.openShift()).toMatchObject({ id: history.book.shift, state: 'open' });
    expect(reads.bill(history.paidBill.bill)).toMatchObject({ paid: history.paidBill.paid });
    expect(reads.unknownTenders()).toHaveLength(1);
    expect(reads.collection(history.parked)).toMatchObject({ state: 'parked' });
    expect(reads.tenders(history.parked)).toMatchObject([{ state: 'received', kept: 90_000 }]);
    expect(done.value.series).toContainEqual(
      expect.objectContaining({ closed: 'BL26-Q1.2', opened: 'BL26-Q1.3' }),
    );
    expect(reads.series('receipt')).toMatchObject([{ id: 'BL26-Q1.3', next: 1, closedAt: null }]);
    expect(reads.series('paper-book')).toMatchObject([{ id: 'QUYEN-7' }]);

    resume(as, history.parked);
    const receipt = payOneBill(as, 'HD-moi', 60_000);
    expect(reads.receipt(receipt)).toMatchObject({ series: 'BL26-Q1.3', number: 1 });
    as.database.close();
    expect(failed(verify(copy))).toEqual([]);
  });

  test('an allocation whose receipt is lost does not stay behind', () => {
    const copy = copyOf(path);
    tamper(copy, (connection) => {
      const receipt = connection
        .prepare(`SELECT max(seq) FROM journal WHERE epoch = 2 AND type = 'receipt.issued'`)
        .pluck()
        .get() as number;
      connection.prepare(`UPDATE journal SET body = '{}' WHERE epoch = 2 AND seq = ?`).run(receipt);
    });
    const done = recover(copy);
    if (!done.ok) throw new Error(JSON.stringify(done));
    const { reads, as } = ready(copy);
    const [left] = reads
      .unfinishedCollections()
      .filter(({ state, total }) => state === 'open' && total === 77_000);
    expect(left).toMatchObject({ state: 'open' });
    expect(as.ledger.rows.list('allocation', 'line', reads.lines(left?.id ?? '')[0]?.id ?? '')).toEqual([]);
  });

  test('what was erased stays erased', () => {
    const copy = copyOf(path);
    // The entry of the erasure itself is lost, the private parts are gone.
    tamper(copy, (connection) =>
      connection.exec(`UPDATE journal SET body = '{}' WHERE type = 'erasure.made' AND epoch = 1`),
    );
    expect(recover(copy)).toMatchObject({ ok: true });
    expect(failed(verify(copy))).toEqual([]);
    const { ledger } = ready(copy);
    for (const entry of history.erased) expect(ledger.rows.get('erased', entry)).toBeDefined();
  });
});

test('a deleted row', () => {
  const copy = copyOf(path);
  tamper(copy, (connection) => connection.exec('DELETE FROM journal WHERE epoch = 1 AND seq = 200'));
  expect(faultAtStart(copy)).toMatchObject({ code: 'wrong-entry', entry: { fault: 'wrong-seq' } });
  const done = recover(copy);
  expect(done).toMatchObject({ ok: true, value: { epoch: 3 } });
  expect(failed(verify(copy))).toEqual([]);
});

test('an older copy put in the place of the file is found by its head record', async () => {
  const book = newCounter(9);
  onTestFinished(() => book.remove());
  payBills(book, 2);
  await book.recordHead();
  book.close();
  const copy = copyOf(book.path);
  const older = readFileSync(copy);
  book.reopen();
  const receipt = payOneBill(book, 'HD-lost', 10_000);
  const lost = book.ledger.head;
  await book.recordHead();
  book.close();
  const folder = dirname(book.path);
  writeFileSync(book.path, older);

  const database = openDatabase<LedgerTables>({
    path: book.path,
    migrations: moneyMigrations,
    kind: 'money',
  });
  const opened = openLedger(database, book.ports, { heads: book.signer });
  expect(opened).toMatchObject({
    state: 'quarantined',
    fault: { code: 'rolled-back', recorded: { seq: lost.seq } },
  });
  // The control: without head records nobody could know.
  expect(openLedger(database, book.ports)).toMatchObject({ state: 'ready', heads: 'missing' });
  database.close();

  const done = recover(book.path, { heads: book.signer, actor: book.people.admin });
  expect(done).toMatchObject({ ok: true, value: { epoch: 2, fault: null, highestKnown: { seq: lost.seq } } });
  const again = ready(book.path);
  expect(again.reads.receipt(receipt)).toBeUndefined();
  expect(again.ledger.rows.get('epoch', '2')).toMatchObject({ cause: 'quarantine', accounted: 0 });
  expect(readdirSync(folder).filter((name) => name.startsWith('money.quarantine'))).toHaveLength(1);
});

test('a file that was cut short is read as far as it goes', () => {
  const book = newCounter(10);
  onTestFinished(() => book.remove());
  payBills(book, 60);
  book.close();
  const copy = copyOf(book.path);
  // Journal pages of the end are the last ones written.
  truncateSync(copy, statSync(copy).size - 3 * 4096 - 100);
  const done = recover(copy, { heads: book.signer, actor: book.people.admin });
  if (!done.ok) throw new Error(JSON.stringify(done));
  expect(done.value).toMatchObject({ epoch: 2 });
  expect(done.value.entries).toBeGreaterThan(20);
  expect(failed(verify(copy))).toEqual([]);
});

describe('what cannot be recovered is said, and stays where it lies', () => {
  test('bytes that are no database', () => {
    const copy = copyOf(path);
    writeFileSync(copy, 'no database at all'.repeat(1000));
    expect(recover(copy)).toMatchObject({ ok: false, reason: { code: 'unreadable' } });
    expect(readFileSync(copy, 'utf8')).toContain('no database');
  });

  test('a missing file', () => {
    const copy = `${copyOf(path)}.gone`;
    expect(recover(copy)).toMatchObject({ ok: false, reason: { code: 'missing' } });
  });

  test('an empty ledger with head records beside it', () => {
    const copy = copyOf(path);
    for (const name of readdirSync(dirname(copy))) {
      if (name.startsWith('money.db')) writeFileSync(join(dirname(copy), name), '');
    }
    expect(faultAtStart(copy)).toMatchObject({ code: 'rolled-back', first: { epoch: 2, seq: 1 } });
    expect(recover(copy)).toMatchObject({ ok: false, reason: { code: 'nothing-verifies' } });
  });

  test('entries of a newer program are not damage: nothing is cut off for them', () => {
    const copy = copyOf(path);
    tamper(copy, (connection) => {
      const last = connection
        .prepare('SELECT * FROM journal WHERE epoch = 2 ORDER BY seq DESC LIMIT 1')
        .get() as JournalRow;
      const unsealed = {
        ...entryOf(last),
        seq: last.seq + 1,
        id: '01910000-0000-7000-8000-00000000ffff',
        type: 'drone.landed',
        private_digest: null,
        prev_hash: last.hash,
      };
      const entry: Record<string, unknown> = {
        ...unsealed,
        hash: entryHash(unsealed, sha256),
        body: last.body,
      };
      const columns = Object.keys(entry);
      const places = columns.map(() => '?').join(', ');
      connection
        .prepare(`INSERT INTO journal (${columns.join(', ')}) VALUES (${places})`)
        .run(...columns.map((column) => entry[column]));
    });
    expect(faultAtStart(copy)).toMatchObject({ code: 'newer-program' });
    expect(recover(copy)).toMatchObject({ ok: false, reason: { code: 'newer-program' } });
    expect(readdirSync(dirname(copy)).filter((name) => name.includes('quarantine'))).toEqual([]);
  });
});
