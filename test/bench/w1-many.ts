/**
 * A ledger with very many receipts, made quickly. One shift is worked through the real core (open, payments with their
 * papers, count, close with Z). Every further shift is a copy of its entries and rows with new ids, times, dates and
 * numbers, and a hash chain computed anew, so that the whole file verifies: chain, numbers, money, replay. What is
 * unreal: each shift takes the same amounts, and private parts repeat with their salts.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { CatalogueBill, CataloguePayer, CatalogueReads } from '../../src/main/catalogue/read.ts';
import { startCounter } from '../../src/main/counter.ts';
import { closeShift, countCash } from '../../src/main/desk/close-shift.ts';
import { demoPin } from '../../src/main/desk/demo.ts';
import { openShift } from '../../src/main/desk/open-shift.ts';
import { beginCash, receiveCashTender } from '../../src/main/desk/take-cash.ts';
import { realClock, realRandom } from '../../src/main/ports/real.ts';
import type { Clock, EpochMs } from '../../src/shared/kernel/clock.ts';
import { resourcesFolder, succeeded } from '../support/running-counter.ts';
import { copyShift, readKeys } from './w1-copies.ts';
import { type Desk, openDesk } from './w1-desk.ts';

const receiptsPerShift = 250;
const float = 2_000_000;
const vietnamOffsetMs = 7 * 3_600_000;
/** Times are moved by multiples of this, so that the last digit of an id's time stays as it is. */
const stepMs = 16;
/** From the start of the year to the first shift, and from the last one to now. */
const setUpMs = 60_000;

export interface ManyReceipts {
  readonly folder: string;
  readonly person: string;
  readonly pin: string;
}

/** Makes the folder with at least `receipts` receipts since the start of this year, or takes the one made before. */
export async function manyReceipts(parent: string, receipts: number): Promise<ManyReceipts> {
  const now = Date.now();
  const year = new Date(now + vietnamOffsetMs).getUTCFullYear();
  const folder = join(parent, `receipts-${receipts}-${year}`);
  const done = join(folder, 'complete');
  if (!existsSync(done)) {
    const draft = `${folder}.draft`;
    rmSync(draft, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
    await make(draft, receipts, Date.UTC(year, 0, 1) - vietnamOffsetMs, now);
    renameSync(draft, folder);
    writeFileSync(done, '');
    // What is measured next is not to wait for what the making has left to be written.
    execFileSync('sync');
  }
  return { folder, ...cashierOf(folder) };
}

async function make(folder: string, receipts: number, yearStart: number, now: number): Promise<void> {
  const copies = Math.ceil(receipts / receiptsPerShift) - 1;
  // The last digit of an id's time takes up what one moment is too short for.
  const at = Math.ceil((yearStart + setUpMs) / 256) * 256;
  const spacingMs = Math.floor((now - at - setUpMs) / (copies + 1) / stepMs) * stepMs;
  if (spacingMs < stepMs) throw new Error('the year is too young for so many receipts');
  await setUpAt(folder, yearStart + 1_000);
  const payers = inventedPayers();
  const clock = standingClock(at);
  const desk = await openDesk({ folder, ...cashierOf(folder), clock, catalogue: payers.catalogue });
  await workShift(desk, payers, 0);
  const before = readKeys(desk.money.connection);
  await workShift(desk, payers, receiptsPerShift);
  desk.close();
  copyShift({ path: join(folder, 'money.db'), before, at, spacingMs, copies });
  rmSync(join(folder, 'heads.jsonl'), { force: true });
}

/** The sample facility, as if it had been set up then. */
async function setUpAt(dataFolder: string, then: number): Promise<void> {
  const clock = realClock();
  const behindMs = clock.now() - then;
  const shifted: Clock = { ...clock, now: () => (clock.now() - behindMs) as EpochMs };
  const counter = await startCounter(
    { clock: shifted, random: realRandom() },
    { dataFolder, resourcesFolder, ledgerKind: 'training', demo: 'hospital', simulators: [] },
  );
  await counter.close();
}

function cashierOf(folder: string): { person: string; pin: string } {
  const connection = new BetterSqlite3(join(folder, 'money.db'), { readonly: true });
  const person = connection
    .prepare(`SELECT id FROM person WHERE roles LIKE '%"cashier"%' ORDER BY id`)
    .pluck()
    .get();
  connection.close();
  return { person: String(person), pin: demoPin };
}

/** A wall clock that stands still, so that all ids of a shift begin alike; timers run. */
function standingClock(at: number): Clock {
  return { ...realClock(), now: () => at as EpochMs };
}

interface InventedPayers {
  readonly catalogue: CatalogueReads;
  /** A payer who owes one bill. */
  next(payer: string, bill: string, amount: number): CataloguePayer;
}

/** Payers whose ids are made in the shift, so that every copy of it has its own. */
export function inventedPayers(): InventedPayers {
  let payer: CataloguePayer | null = null;
  return {
    catalogue: {
      findPayers: () => ({ rows: [], count: 0, atLeast: false }),
      openPayer: () => payer,
      billByRef: () => null,
      feeGroups: () => [],
      classes: () => [],
      payersOfClass: () => [],
      relatives: () => [],
    },
    next(id, bill, amount) {
      const owed: CatalogueBill = {
        bill,
        payer: id,
        visit: null,
        fee: 'Khám bệnh',
        feeGroup: 'Khám bệnh',
        period: null,
        amount,
        listedPaid: 0,
        note: null,
        onBehalf: false,
      };
      payer = {
        payer: id,
        name: 'Trần Quốc Ưởng',
        code: 'BN26000000',
        className: null,
        birthDate: null,
        birthYear: '1962',
        gender: 'Nam',
        address: 'Khóm 2, phường Sông Mây',
        payerName: null,
        phone: null,
        visits: [],
        bills: [owed],
      };
      return payer;
    },
  };
}

/** A whole shift through the desk: opened, so many receipts with their papers, counted, closed. */
async function workShift(desk: Desk, payers: InventedPayers, receipts: number): Promise<void> {
  const { context } = desk;
  const { ids, reads } = context;
  succeeded(openShift(context, { float, name: 'Ca sáng' }));
  for (let index = 0; index < receipts; index += 1) {
    const total = 1_000 * (1 + (index % 300)) + 7 * (index % 100);
    const { payer, name, bills } = payers.next(ids.next(), ids.next(), total);
    const lines = bills.map(({ bill, amount }) => ({ bill, amount }));
    const tender = ids.next();
    const request = { collection: ids.next(), tender, payer, payerName: name, lines };
    succeeded(beginCash(context, request));
    succeeded(receiveCashTender(context, { tender, given: 0 }));
    if (index % 50 === 49) await desk.settle();
  }
  const expected = reads.runningFigures(reads.openShift()?.id ?? '').expectedCash;
  const notes = expected / 1_000;
  const lines = [{ denomination: 1_000, notes }];
  const counted = succeeded(countCash(context, { purpose: 'close', torn: 0, lines }));
  const close = { count: counted.count, reason: null, nextFloat: float, approval: null };
  succeeded(await closeShift(context, close));
  await desk.settle();
}
