import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database as Connection } from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type CounterSettings, openHouse } from '../../../src/main/compose/house.ts';
import { localMigrations, moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { LedgerTables } from '../../../src/main/ledger/schema.ts';
import { signatureCheckOf, signerOf } from '../../../src/main/ports/keys.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { seededRandom, virtualClock } from '../../../src/main/ports/virtual.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import { workerJobs } from '../../../src/main/store/jobs-worker.ts';
import { runBackupTool } from '../../../src/main/tools/ledger/backup.ts';
import { type BackupMeans, backUp, type MadeBackup } from '../../../src/main/upkeep/backup.ts';
import { backupName, readBackupRecord } from '../../../src/main/upkeep/backup-record.ts';
import { checkBackup } from '../../../src/main/upkeep/check-backup.ts';
import { type KeyTables, keyStore } from '../../../src/main/upkeep/keys.ts';
import { restoreBackup } from '../../../src/main/upkeep/restore.ts';
import type { jobs as jobTable } from '../../../src/main/worker.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import { fullHistory, type History, payOneBill } from '../../support/history.ts';
import { type Book, counterId } from '../../support/ledger-history/book.ts';
import { failed, verify } from '../../support/ledger-history/files.ts';

const means: BackupMeans = { moneyMigrations, localMigrations, signatureCheckOf, signerOf };
const start = Date.UTC(2026, 10, 22, 3, 0) as EpochMs;

let history: History;
let book: Book;
let to: string;

/** A whole data folder: full history, keys, one accepted list, head records. It stays open, as in a running counter. */
beforeAll(async () => {
  history = fullHistory(5);
  book = history.book;
  const local = openDatabase<KeyTables>({
    path: join(book.folder, 'local.db'),
    migrations: localMigrations,
    kind: 'local',
  });
  keyStore(local).add(book.keys, start);
  local.close();
  mkdirSync(join(book.folder, 'lists'));
  writeFileSync(join(book.folder, 'lists', '1.xlsx'), 'a list');
  await book.recordHead();
});
afterAll(() => book.remove());
beforeEach(() => {
  to = folder();
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'quay-thu-backup-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function make(more: Partial<BackupMeans> = {}, now = start) {
  return backUp({ folder: book.folder, to, now }, { ...means, ...more });
}

function made(now = start): MadeBackup {
  const done = make({}, now);
  if (!done.ok) throw new Error(JSON.stringify(done.reason));
  return done.value;
}

let restores = 0;
function restore(backup: string, target: string, old: string | null = null, more: Partial<BackupMeans> = {}) {
  restores += 1;
  const clock = virtualClock(start + restores * 3_600_000);
  const random = seededRandom(7_000 + restores);
  const ports = { clock, random, ids: makeIds(clock, random) };
  return restoreBackup({ backup, to: target, old }, { ...means, ...more, ports });
}

test('a backup beside payments holds what was committed when it was taken, and verifies', async () => {
  const jobs = workerJobs<typeof jobTable>({
    workerUrl: new URL('../../../src/main/worker.ts', import.meta.url),
    clock: realClock(),
  });
  const before = book.ledger.head;
  let done: Awaited<ReturnType<typeof run>> | undefined;
  const run = () => jobs.runJob('back-up', { folder: book.folder, to, now: start });
  void run().then((result) => {
    done = result;
  });
  let paid = 0;
  for (; done === undefined && paid < 500; paid += 1) {
    payOneBill(book, `HD-beside-${paid}`, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  while (done === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  await jobs.close();
  if (!done.ok || !done.value.ok) throw new Error(JSON.stringify(done));
  const { path, record, entries } = done.value.value;
  expect(readdirSync(to)).toEqual([backupName(counterId, start)]);
  expect(readdirSync(path).sort()).toEqual(['backup.json', 'heads.jsonl', 'lists', 'local.db', 'money.db']);
  expect(record.files.map(({ name }) => name)).toEqual([
    'heads.jsonl',
    'money.db',
    'local.db',
    'lists/1.xlsx',
  ]);
  const { epoch, seq, hash } = record.head;
  const there = book.database.connection
    .prepare('SELECT hash FROM journal WHERE epoch = ? AND seq = ?')
    .pluck();
  expect([epoch, there.get(epoch, seq)]).toEqual([before.epoch, hash]);
  expect(seq).toBeGreaterThanOrEqual(before.seq);
  expect(seq).toBeLessThan(book.ledger.head.seq);
  expect(entries).toBeGreaterThan(100);
  expect(paid).toBeGreaterThan(2);
  expect(checkBackup(path, means)).toMatchObject({ ok: true });
  // It never becomes a second living ledger by being started on.
  const settings = { dataFolder: path } as CounterSettings;
  expect(() => openHouse({ clock: realClock(), random: seededRandom(1) }, settings)).toThrow('bản sao lưu');
  await book.recordHead();
});

test('a flipped byte anywhere is found, and such a backup is not restored', async () => {
  const { path, record } = made();
  for (const { name, bytes } of record.files) {
    const file = join(path, name);
    const content = readFileSync(file);
    const at = Math.floor(bytes / 2);
    content.writeUInt8((content[at] ?? 0) ^ 1, at);
    writeFileSync(file, content);
    expect(checkBackup(path, means)).toEqual({ ok: false, reason: { code: 'file-differs', name } });
    content.writeUInt8((content[at] ?? 0) ^ 1, at);
    writeFileSync(file, content);
  }
  // Somebody who also writes the record anew: the chain and the signed head are left.
  const other = { ...record, head: { ...record.head, seq: record.head.seq + 1 } };
  writeFileSync(join(path, 'backup.json'), JSON.stringify(other));
  expect(checkBackup(path, means)).toMatchObject({ ok: false, reason: { code: 'ledger-wrong' } });
  const target = join(to, 'restored');
  expect(await restore(path, target)).toMatchObject({ ok: false, reason: { code: 'backup-wrong' } });
  expect(existsSync(target) || existsSync(`${target}.part`)).toBe(false);
});

test('a copy that does not verify gets no name, and older backups stay', () => {
  const first = made();
  const wrong = make({ signatureCheckOf: () => ({ verify: () => false }) }, (start + 1_000) as EpochMs);
  expect(wrong).toMatchObject({ ok: false, reason: { code: 'copy-wrong', fault: { code: 'ledger-wrong' } } });
  expect(readdirSync(to)).toEqual([backupName(counterId, start)]);
  expect(existsSync(first.path)).toBe(true);
});

test('a disk that is full, gone, or the data folder itself is said, and nothing is left', () => {
  expect(make({ freeBytes: () => 1_000 })).toMatchObject({ ok: false, reason: { code: 'disk-full' } });
  expect(readdirSync(to)).toEqual([]);
  const at = (place: string) => backUp({ folder: book.folder, to: place, now: start }, means);
  expect(at(join(to, 'not', 'there'))).toEqual({ ok: false, reason: { code: 'no-folder' } });
  expect(existsSync(join(to, 'not'))).toBe(false);
  expect(at(join(book.folder, 'lists'))).toEqual({ ok: false, reason: { code: 'inside-data-folder' } });
  const empty = folder();
  expect(backUp({ folder: empty, to, now: start }, means)).toMatchObject({
    reason: { code: 'not-readable' },
  });
});

test.runIf(process.platform === 'linux')(
  'files that may not grow: the copy ends half way and is removed',
  () => {
    const script = `
    import { backUp } from './src/main/upkeep/backup.ts';
    import { localMigrations, moneyMigrations } from './src/main/compose/migrations.ts';
    import { signatureCheckOf, signerOf } from './src/main/ports/keys.ts';
    process.on('SIGXFSZ', () => undefined);
    const [, folder, to] = process.argv;
    const done = backUp({ folder, to, now: ${start} },
      { moneyMigrations, localMigrations, signatureCheckOf, signerOf });
    console.log(JSON.stringify(done));`;
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const run = spawnSync(
      'bash',
      [
        '-c',
        'ulimit -f 200; exec "$@"',
        'bash',
        process.execPath,
        '--input-type=module',
        '-e',
        script,
        book.folder,
        to,
      ],
      { cwd: root, encoding: 'utf8' },
    );
    expect(JSON.parse(run.stdout || JSON.stringify(run.stderr))).toMatchObject({
      ok: false,
      reason: { code: expect.stringMatching(/^disk-(full|failed)$/) },
    });
    expect(readdirSync(to)).toEqual([]);
  },
);

test('killed in the middle leaves no backup, and the next one clears it away', async () => {
  const foreign = join(to, 'quay-thu-of-another.part');
  mkdirSync(foreign);
  const tool = fileURLToPath(new URL('../../../src/main/tools/ledger.ts', import.meta.url));
  const child = spawn(process.execPath, [tool, 'backup', book.folder, '--to', to], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  while (child.exitCode === null && readdirSync(to).length < 2) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  expect(readdirSync(to).every((name) => name.endsWith('.part'))).toBe(true);
  expect(readdirSync(to)).toHaveLength(2);
  const { path } = made();
  expect(readdirSync(to).sort()).toEqual([backupName(counterId, start), 'quay-thu-of-another.part']);
  expect(readBackupRecord(path)?.counter).toBe(counterId);
});

test('by hand: a backup, its way back, and what is called wrongly', async () => {
  const run = async (command: 'backup' | 'restore', ...args: string[]) => {
    const lines: string[] = [];
    const code = await runBackupTool(command, args, (line) => lines.push(line));
    return { code, text: lines.join('\n') };
  };
  const backup = await run('backup', book.folder, '--to', to);
  expect(backup).toMatchObject({ code: 0, text: expect.stringContaining('Đã sao lưu và mở thử') });
  const [name = ''] = readdirSync(to);
  const target = join(to, 'quay');
  const restored = await run('restore', join(to, name), '--to', target);
  expect(restored).toMatchObject({ code: 0, text: expect.stringContaining('mở kỳ số 3') });
  expect(failed(verify(join(target, 'money.db')))).toEqual([]);
  expect(await run('restore', target, '--to', join(to, 'again'))).toMatchObject({ code: 1 });
  expect(await run('backup', book.folder)).toMatchObject({ code: 2 });
  expect(await run('backup', book.folder, '--to', to, '--old', to)).toMatchObject({ code: 2 });
});

test('rotation removes whole old backups of this counter and nothing else', () => {
  const first = made();
  const record = readFileSync(join(first.path, 'backup.json'), 'utf8');
  const dayMs = 24 * 60 * 60_000;
  // Further days, as far as rotation looks: the record.
  for (let day = 1; day <= 40; day += 1) {
    const madeAt = start - day * dayMs;
    const path = join(to, backupName(counterId, madeAt));
    mkdirSync(path);
    writeFileSync(join(path, 'backup.json'), record.replace(/"madeAt": \d+/, `"madeAt": ${madeAt}`));
  }
  mkdirSync(join(to, backupName('another-counter', start - 39 * dayMs)));
  writeFileSync(join(to, 'quay-thu-notes.txt'), '');
  const { path, removed } = made((start + dayMs) as EpochMs);
  // 14 days, and the last day of October that has one.
  expect(removed).toHaveLength(42 - 15);
  expect(existsSync(path)).toBe(true);
  expect(readdirSync(to)).toHaveLength(15 + 2);
});

test('a restored backup goes on in a new epoch with numbers without a gap, beside the one that still lives', async () => {
  const { path } = made();
  const before = book.ledger.head;
  // Lost with the old disk: a payment after the backup, and an erasure of what the backup still has.
  payOneBill(book, 'HD-lost', 20_000);
  const named = book.database.connection
    .prepare(
      `SELECT entry FROM private_parts p JOIN journal j ON j.id = p.entry WHERE j.type = 'receipt.issued' LIMIT 1`,
    )
    .pluck()
    .get() as string;
  book.put({
    type: 'erasure.made',
    body: { entries: [named], ground: 'request' },
    private: { text: 'theo đơn' },
  });
  await book.recordHead();
  const lost = book.ledger.head;

  const target = join(to, 'quay');
  mkdirSync(target);
  const done = await restore(path, target, book.folder);
  if (!done.ok) throw new Error(JSON.stringify(done.reason));
  expect(done.value).toMatchObject({
    epoch: before.epoch + 1,
    continues: { epoch: before.epoch, seq: before.seq },
    highestKnown: { epoch: lost.epoch, seq: lost.seq },
    erased: 1,
  });
  expect(readdirSync(to).sort()).toEqual(['quay', backupName(counterId, start)]);
  expect(readdirSync(target)).not.toContain('backup.json');
  expect(readFileSync(join(target, 'lists', '1.xlsx'), 'utf8')).toBe('a list');

  const database = openDatabase<LedgerTables>({
    path: join(target, 'money.db'),
    migrations: moneyMigrations,
    kind: 'money',
  });
  onTestFinished(() => database.close());
  const clock = virtualClock(start + 100 * 3_600_000);
  const random = seededRandom(99);
  const ports = { clock, random, ids: makeIds(clock, random) };
  const opened = openLedger(database, ports, { heads: book.signer });
  if (opened.state !== 'ready') throw new Error(JSON.stringify(opened));
  expect(opened.heads).toBe('current');
  expect(
    database.connection.prepare('SELECT 1 FROM private_parts WHERE entry = ?').get(named),
  ).toBeUndefined();
  const { ledger, reads } = opened;
  const as = Object.assign(Object.create(book) as Book, {
    ledger,
    reads,
    database,
    clock,
    onAct: () => undefined,
  });
  const suffix = `.${before.epoch + 1}`;
  for (const [number, bill] of ['HD-a', 'HD-b'].entries()) {
    const receipt = payOneBill(as, bill, 30_000);
    expect(reads.receipt(receipt)).toMatchObject({ series: `BL26-Q1${suffix}`, number: number + 1 });
  }
  database.close();
  expect(failed(verify(join(target, 'money.db')))).toEqual([]);
  // The old one was only read.
  expect(book.ledger.head.hash).toBe(lost.hash);

  expect(await restore(path, target)).toEqual({ ok: false, reason: { code: 'not-empty' } });
  expect(await restore(dirname(path), join(to, 'x'))).toEqual({
    ok: false,
    reason: { code: 'not-a-backup' },
  });
});

test('a newer program restores what an older one backed up, an older one says that it cannot', async () => {
  const { path } = made();
  const number = moneyMigrations.length + 1;
  const newer = [
    ...moneyMigrations,
    {
      number,
      name: 'later',
      up: (file: Connection) => void file.exec('CREATE TABLE later (x INTEGER) STRICT'),
    },
  ];
  const target = join(to, 'later');
  expect(await restore(path, target, null, { moneyMigrations: newer })).toMatchObject({ ok: true });
  const older = moneyMigrations.slice(0, -1);
  expect(await restore(path, join(to, 'older'), null, { moneyMigrations: older })).toMatchObject({
    ok: false,
    reason: { code: 'backup-wrong', fault: { message: expect.stringContaining('newer-than-known') } },
  });
});
