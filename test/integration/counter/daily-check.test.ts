/** The whole ledger is verified once a day beside the work; damage the start cannot see ends in quarantine (design §3). */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { checkLedgerDaily } from '../../../src/main/compose/check-ledger.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { workerEntry } from '../../../src/main/ports/worker-entry.ts';
import { workerJobs } from '../../../src/main/store/jobs-worker.ts';
import { checkFileOf, type LedgerCheck, readLedgerCheck } from '../../../src/main/upkeep/ledger-check.ts';
import type { jobs as jobTable } from '../../../src/main/worker.ts';
import { succeeded, untilTopic } from '../../support/running-counter.ts';
import { Desk, demoPin, whole } from './desk-rig.ts';

const minutesMs = 60_000;
const dayMs = 24 * 60 * minutesMs;

/** A checker of this file on a clock of the test, its job on a real thread. */
function checker(moneyPath: string, startMs: number) {
  const clock = virtualClock(startMs);
  const workerUrl = workerEntry(
    new URL('../../../src/main/compose/house.ts', import.meta.url).href,
    '../worker.ts',
  );
  const jobs = workerJobs<typeof jobTable>({ workerUrl, clock: realClock() });
  const damaged: NonNullable<LedgerCheck['fault']>[] = [];
  const stop = checkLedgerDaily({
    clock,
    jobs,
    moneyPath,
    epoch: () => 1,
    damaged: (one) => damaged.push(one),
  });
  onTestFinished(async () => {
    stop();
    await jobs.close();
  });
  return { clock, damaged, stop };
}

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('never came to that');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function deskWithReceipt(): Promise<Desk> {
  const desk = await Desk.open('hospital');
  onTestFinished(() => desk.remove());
  await desk.signIn('cashier');
  await desk.openShift();
  const { payer, lines } = await desk.owing();
  await desk.pay(payer, whole(lines));
  return desk;
}

/** One bit of the amount a payer gave, as a bad sector would. */
function flipGiven(path: string): void {
  const connection = new BetterSqlite3(path);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  const body = String(
    connection.prepare(`SELECT body FROM journal WHERE type = 'cash.received' LIMIT 1`).pluck().get(),
  );
  connection.close();
  const bytes = readFileSync(path);
  const at = bytes.indexOf('"given":', bytes.indexOf(body)) + '"given":'.length;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

it('a sound ledger: the record says when, and the next check is a day later', async () => {
  const desk = await deskWithReceipt();
  const path = join(desk.counter.folder, 'money.db');
  const { clock, damaged } = checker(path, 1_900_000_000_000);
  clock.advance(10 * minutesMs - 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(existsSync(checkFileOf(path))).toBe(false);
  clock.advance(1);
  await until(() => readLedgerCheck(path) !== null);
  const first = readLedgerCheck(path);
  expect(first).toMatchObject({ at: 1_900_000_000_000 + 10 * minutesMs, epoch: 1, fault: null });
  expect(first?.entries).toBeGreaterThan(10);
  await until(() => clock.pendingTimers() === 1);
  clock.advance(dayMs - 1);
  expect(readLedgerCheck(path)?.at).toBe(first?.at);
  clock.advance(1);
  await until(() => readLedgerCheck(path)?.at !== first?.at);
  expect(damaged).toEqual([]);
});

it('damage is told, recorded, keeps the next start from the money, and ends with a new epoch', async () => {
  const desk = await deskWithReceipt();
  const { folder } = desk.counter;
  const path = join(folder, 'money.db');
  const sound = join(folder, 'sound.db');
  await desk.restart(async () => {
    const own = new BetterSqlite3(path);
    own.pragma('wal_checkpoint(TRUNCATE)');
    own.close();
    copyFileSync(path, sound);
    flipGiven(path);
    const { clock, damaged, stop } = checker(path, 1_900_000_000_000);
    clock.advance(10 * minutesMs);
    await until(() => damaged.length === 1);
    stop();
    expect(damaged[0]).toMatchObject({ code: 'wrong-entry', entry: { place: { epoch: 1 } } });
    // As on a ledger whose damage lies before what the start looks at.
    copyFileSync(sound, path);
  });
  const gate = await untilTopic(desk.client, 'gate', () => true);
  expect(gate).toMatchObject({ state: 'quarantined', quarantine: { code: 'wrong-entry' } });
  const [administrator] = gate.people;
  const opened = succeeded(
    await desk.client.call('ledger.openEpoch', { person: administrator?.person ?? '', pin: demoPin }),
  );
  expect(opened.epoch).toBe(2);
  await untilTopic(desk.client, 'gate', ({ state }) => state === 'signed-out');
  await desk.restart();
  expect((await untilTopic(desk.client, 'gate', () => true)).state).toBe('signed-out');
});
