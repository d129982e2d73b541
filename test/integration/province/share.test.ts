/** The share at the backend against journals, and that looking at it is not what makes it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUpAll } from '../../../src/backend/share/take-in.ts';
import { type Instance, movableClock, startInstance } from '../../support/backend/instances.ts';
import { get, type PaperCounter } from '../../support/backend/paper-counter.ts';
import { PaperDays } from '../../support/backend/paper-days.ts';
import { newCounter, newFacility, newPerson } from '../../support/backend/province.ts';
import { recountShare } from '../../support/backend/recount-share.ts';
import { seed } from '../../support/check.ts';

const folder = mkdtempSync(join(tmpdir(), 'quay-thu-share-'));
const june = Date.UTC(2026, 5, 1, 1);
let one: Instance;
let facility: string;
let token: string;
const journals: PaperCounter[] = [];

beforeAll(async () => {
  console.log(`seed ${seed}`);
  one = await startInstance({ folder }, movableClock());
  facility = await newFacility(one, 'hospital');
  token = await newPerson(one, 'tinh', 'province');
  for (const index of [1, 2]) {
    const counter = await newCounter(one, facility, index, journals[0]);
    const days = new PaperDays(counter, seed + index, june, `VP26-Q${index}`);
    for (let act = 0; act < 220; act += 1) days.anything();
    // Batches cut anywhere: a tender's beginning and its end come in different ones.
    for (let at = 0; at < counter.journal.length; at += 97) {
      await counter.pushed(one.url, at, Math.min(at + 97, counter.journal.length));
    }
    journals.push(counter);
  }
});
afterAll(async () => {
  await one?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the journals say, in the form of the answer. */
function recounted(from: string, to: string) {
  const cells = recountShare(journals.flatMap(({ journal }) => journal.map(({ entry }) => entry)));
  const methods = new Map<string, { count: number; amount: number }>();
  for (const [key, cell] of cells) {
    const [month = '', method = ''] = key.split('|');
    if (month < from || month > to) continue;
    const before = methods.get(method) ?? { count: 0, amount: 0 };
    methods.set(method, { count: before.count + cell.count, amount: before.amount + cell.amount });
  }
  return [...methods].sort(([a], [b]) => (a < b ? -1 : 1)).map(([method, cell]) => ({ method, ...cell }));
}

async function overviewOf(from: string, to: string) {
  const { status, json } = await get(`${one.url}/v1/overview?from=${from}&to=${to}`, token);
  expect(status).toBe(200);
  return json as unknown as {
    total: { count: number; cashlessCount: number; amount: number; cashlessAmount: number };
    byMethod: { method: string; count: number; amount: number }[];
  };
}

describe('share', () => {
  it('is what the journals say, to the đồng, for the year and for each month', async () => {
    const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];
    expect((await overviewOf('2026-01', '2026-12')).byMethod).toEqual(recounted('2026-01', '2026-12'));
    for (const month of months) {
      const { byMethod } = await overviewOf(`2026-${month}`, `2026-${month}`);
      expect(byMethod).toEqual(recounted(`2026-${month}`, `2026-${month}`));
    }
  });

  it('adds up: cash and cashless are the whole', async () => {
    const { total, byMethod } = await overviewOf('2026-01', '2026-12');
    expect(total.count).toBeGreaterThan(200);
    const cashless = byMethod.filter(({ method }) => method !== 'cash');
    expect(total.cashlessCount).toBe(cashless.reduce((sum, { count }) => sum + count, 0));
    expect(total.cashlessAmount).toBe(cashless.reduce((sum, { amount }) => sum + amount, 0));
  });

  it('of one facility is the same in its workbook, which has no formula from anybody', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${one.url}/v1/facilities/${facility}/page-file?month=2026-06`, { headers });
    expect(answer.headers.get('content-disposition')).toContain('don-vi-2026-06.xlsx');
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { total } = await overviewOf('2026-01', '2026-12');
    const sum = (await readSheet(bytes, 'Theo tháng')).find((row) => row[0] === 'Cộng');
    expect([sum?.[1], sum?.[2], sum?.[4], sum?.[5]]).toEqual([
      ...[total.count, total.cashlessCount, total.amount, total.cashlessAmount],
    ]);
    const methods = await readSheet(bytes, 'Theo hình thức');
    const [count, amount] = recounted('2026-06', '2026-06').reduce<[number, number]>(
      (all, one_) => [all[0] + one_.count, all[1] + one_.amount],
      [0, 0],
    );
    const all = methods.find((row) => row[0] === 'Cộng');
    expect([all?.[2], all?.[4]]).toEqual([count, amount]);
    expect(await readSheet(bytes, 'Quầy')).toHaveLength(1 + journals.length + 1 + 1);
  });

  it('does not change when a batch is pushed again', async () => {
    const before = await overviewOf('2026-01', '2026-12');
    await journals[0]?.pushed(one.url, 0, 97);
    expect((await overviewOf('2026-01', '2026-12')).total).toEqual(before.total);
  });

  it('comes again from stored journals where an older version kept no sums', async () => {
    const { db } = one.opened.backend;
    const before = await overviewOf('2026-01', '2026-12');
    for (const table of ['pay_month', 'pay_tender', 'pay_collection', 'pay_refund']) {
      await sql`delete from ${sql.table(table)}`.execute(db);
    }
    await db.updateTable('counter').set({ summed_epoch: null, summed_seq: null }).execute();
    expect((await overviewOf('2026-01', '2026-12')).total.count).toBe(0);
    expect(await catchUpAll({ db })).toBe(2);
    expect((await overviewOf('2026-01', '2026-12')).byMethod).toEqual(before.byMethod);
    expect(await catchUpAll({ db })).toBe(0);
  });
});
