/** Yearly reports: frozen once, the same bytes for ever; what comes late stands in a supplement. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Instance, startInstance } from '../../support/backend/instances.ts';
import { get, type PaperCounter, post } from '../../support/backend/paper-counter.ts';
import { PaperDays } from '../../support/backend/paper-days.ts';
import { newCounter, newFacility, newPerson } from '../../support/backend/province.ts';

const folder = mkdtempSync(join(tmpdir(), 'quay-thu-yearly-'));
let one: Instance;
let province: string;
let education: string;
let late: { counter: PaperCounter; days: PaperDays; pushed: number };
let first: string;

beforeAll(async () => {
  one = await startInstance({ folder });
  province = await newPerson(one, 'tinh', 'province');
  education = await newPerson(one, 'so-giao-duc', 'department', { area: 'school' });
  for (const [index, kind] of (['school', 'hospital'] as const).entries()) {
    const facility = await newFacility(one, kind);
    const counter = await newCounter(one, facility, index + 1);
    const days = new PaperDays(counter, 40 + index, Date.UTC(2026, 2, 2, 1));
    for (let act = 0; act < 30; act += 1) days.anything();
    await counter.pushed(one.url, 0, counter.journal.length);
    late = { counter, days, pushed: counter.journal.length };
  }
});
afterAll(async () => {
  await one?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const year = { year: 2026, from: '2026-01', to: '2026-11' };

async function bytesOf(report: string, token = province): Promise<Uint8Array> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${one.url}/v1/yearly-reports/${report}/file`, { headers });
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

interface Total {
  readonly count: number;
  readonly amount: number;
}

async function totalNow(): Promise<Total> {
  const { json } = await get(`${one.url}/v1/overview?from=2026-01&to=2026-11`, province);
  return json.total as Total;
}

async function read(report: string, token = province) {
  const { json } = await get(`${one.url}/v1/yearly-reports/${report}`, token);
  return json as unknown as {
    figures: { groups: { group: string; count: number; amount: number }[]; facilities: object[] };
    since: Total | null;
    supplements: Total[];
  };
}

describe('a yearly report', () => {
  it('is frozen with the figures of that moment, as a workbook', async () => {
    const answer = await post(`${one.url}/v1/yearly-reports`, year, province);
    expect(answer.status).toBe(200);
    first = String(answer.json.report);
    const bytes = await bytesOf(first);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(answer.json.hash);
    const rows = await readSheet(Buffer.from(bytes), 'Tổng hợp');
    const all = rows.find((row) => row[0] === 'Tất cả đơn vị');
    const total = await totalNow();
    expect([all?.[1], all?.[4], all?.[7]]).toEqual([2, total.count, total.amount]);
    const facilities = await readSheet(Buffer.from(bytes), 'Theo đơn vị');
    expect(facilities).toHaveLength(3);
    expect(facilities.slice(1).reduce((sum, row) => sum + Number(row[9]), 0)).toBe(total.amount);
  });

  it('gives the same bytes and figures after late entries, which stand beside it', async () => {
    const [bytes, before, total] = [await bytesOf(first), await read(first), await totalNow()];
    expect(before.since).toMatchObject({ count: 0, amount: 0 });
    late.days.cash(70_000);
    late.days.incoming(30_000, 'website');
    await late.counter.pushed(one.url, late.pushed, late.counter.journal.length);
    const after = await read(first);
    expect(await bytesOf(first)).toEqual(bytes);
    expect(after.figures).toEqual(before.figures);
    const now = await totalNow();
    expect(after.since).toMatchObject({ count: 2, amount: now.amount - total.amount });
  });

  it('is added to by a supplement of what came since, once', async () => {
    const answer = await post(`${one.url}/v1/yearly-reports`, { ...year, supplements: first }, province);
    expect(answer.status).toBe(200);
    const { figures, since, supplements } = await read(first);
    expect([since?.count, supplements[0]?.count]).toEqual([0, 2]);
    const added = await read(String(answer.json.report));
    const sums = [figures, added.figures].map(({ groups }) => groups.find(({ group }) => group === 'all'));
    expect(sums.reduce((sum, one_) => sum + (one_?.amount ?? 0), 0)).toBe((await totalNow()).amount);
    expect(added.figures.facilities).toHaveLength(1);
    const again = await post(`${one.url}/v1/yearly-reports`, { ...year, supplements: first }, province);
    expect(again.json.refused).toBe('malformed');
  });

  it('of a department holds its own facilities, and nobody else’s are shown to it', async () => {
    const answer = await post(`${one.url}/v1/yearly-reports`, year, education);
    const own = String(answer.json.report);
    expect((await read(own, education)).figures.facilities).toHaveLength(1);
    const { json } = await get(`${one.url}/v1/yearly-reports`, education);
    expect((json.reports as { report: string }[]).map(({ report }) => report)).toEqual([own]);
    expect((await get(`${one.url}/v1/yearly-reports/${first}`, education)).status).toBe(404);
    expect((await get(`${one.url}/v1/yearly-reports/${first}/file`, education)).status).toBe(404);
    // The province sees it, and adds nothing of other facilities to it.
    expect((await read(own)).since).toMatchObject({ count: 0, amount: 0 });
  });

  it('is not frozen by people of a facility, nor for months of another year', async () => {
    const facility = await newFacility(one, 'school');
    const person = await newPerson(one, 'don-vi', 'facility', { facility });
    expect((await post(`${one.url}/v1/yearly-reports`, year, person)).status).toBe(403);
    expect((await get(`${one.url}/v1/yearly-reports`, person)).status).toBe(403);
    const wrong = { ...year, from: '2025-12' };
    expect((await post(`${one.url}/v1/yearly-reports`, wrong, province)).status).toBe(400);
  });

  it('cannot be changed in the database either', async () => {
    const { db } = one.opened.backend;
    const change = db
      .updateTable('yearly_report')
      .set({ figures: '{}' } as never)
      .execute();
    await expect(change).rejects.toThrow('never changed');
  });
});
