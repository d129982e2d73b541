/** A province to look at: facilities of both kinds, journals pushed, one silent, one whose chain broke, credits nobody knows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFacility } from '../../../src/backend/data/facilities.ts';
import { makePerson } from '../../../src/backend/people/sign-in.ts';
import { newTarget, setTarget } from '../../../src/backend/share/targets.ts';
import { type Instance, movableClock, startInstance } from '../backend/instances.ts';
import { type PaperCounter, post } from '../backend/paper-counter.ts';
import { PaperDays } from '../backend/paper-days.ts';
import { newCounter, password } from '../backend/province.ts';

/** A Thursday in November, so that a year stands behind it and the report is due. */
const today = Date.UTC(2026, 10, 19, 8, 20);
const dayMs = 24 * 60 * 60_000;

interface Wanted {
  readonly name: string;
  readonly kind: 'hospital' | 'school';
  readonly tier: 'province' | 'district' | 'commune' | 'other';
  readonly urban: boolean;
  readonly methods: readonly string[];
  /** Of ten payments, how many are not in cash, and how many more at the end of the year. */
  readonly cashless: number;
  readonly counters: number;
}

const all = ['qr', 'website', 'mobile-money', 'card'];
const wanted: readonly Wanted[] = [
  {
    ...{ name: 'BVĐK tỉnh Sông Mây', kind: 'hospital', tier: 'province', urban: true, methods: all },
    ...{ cashless: 6, counters: 2 },
  },
  {
    ...{ name: 'BV Sản Nhi Tân Mây', kind: 'hospital', tier: 'province', urban: true },
    ...{ methods: ['qr', 'card', 'website'], cashless: 5, counters: 1 },
  },
  {
    ...{ name: 'TT Y tế Bờ Kinh', kind: 'hospital', tier: 'district', urban: false },
    ...{ methods: ['qr', 'card', 'mobile-money'], cashless: 3, counters: 1 },
  },
  {
    ...{ name: 'THPT Nguyễn Trường Tộ (mẫu)', kind: 'school', tier: 'other', urban: true, methods: all },
    ...{ cashless: 5, counters: 1 },
  },
  {
    ...{ name: 'MN Hoa Súng', kind: 'school', tier: 'other', urban: false, methods: ['qr', 'card'] },
    ...{ cashless: 4, counters: 1 },
  },
  {
    ...{ name: 'THCS Rạch Gỗ', kind: 'school', tier: 'other', urban: false, methods: ['qr'] },
    ...{ cashless: 2, counters: 1 },
  },
];

export interface ProvinceStage {
  readonly instance: Instance;
  readonly url: string;
  readonly facilities: readonly { readonly facility: string; readonly counters: readonly PaperCounter[] }[];
  stop(): Promise<void>;
}

export const people = {
  province: { login: 'ngoc.quyen', password, name: 'Phạm Ngọc Quyển' },
  health: { login: 'so-y-te', password, name: 'Lý Quốc Ưởng' },
} as const;

/** Starts it on PGlite in a folder of its own. */
export async function startProvince(only = wanted.length): Promise<ProvinceStage> {
  const folder = mkdtempSync(join(tmpdir(), 'quay-thu-province-'));
  const clock = movableClock();
  clock.moveMs = today - Date.now();
  const instance = await startInstance({ folder }, clock);
  const { backend } = instance.opened;
  await makePerson(backend, { ...people.province, role: 'province', area: null, facility: null });
  await makePerson(backend, { ...people.health, role: 'department', area: 'hospital', facility: null });
  const facilities = [];
  for (const [index, one] of wanted.slice(0, only).entries()) {
    facilities.push(await addFacility(instance, one, index));
  }
  const band = { from: '2025-01-01', low: 50, high: 60, source: 'KH 78/KH-UBND' };
  await setTarget(backend, newTarget.parse(band));
  await addTrouble(instance, facilities, clock);
  const stop = async () => {
    await instance.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { instance, url: instance.url, facilities, stop };
}

async function addFacility(instance: Instance, one: Wanted, index: number) {
  const { backend } = instance.opened;
  const { facility } = await makeFacility(backend, { name: one.name, kind: one.kind });
  const counters: PaperCounter[] = [];
  for (let number = 1; number <= one.counters; number += 1) {
    const counter = await newCounter(instance, facility, 10 * index + number, counters[0]);
    const days = new PaperDays(counter, 1_000 + 10 * index + number, today, `VP26-Q${number}`);
    write(days, one, number === 1);
    await counter.pushed(instance.url, 0, counter.journal.length);
    await tellWaiting(instance, counter, 0);
    counters.push(counter);
  }
  return { facility, counters };
}

/** Some days of each month up to now, the share growing over the year. */
function write(days: PaperDays, { cashless, tier, urban, methods }: Wanted, first: boolean): void {
  days.to(Date.UTC(2026, 0, 5, 1));
  if (first) {
    days.set('standing', { tier, urban });
    for (const method of methods) days.set(`method.${method}`, { on: true, since: '2025-08-15' });
  }
  for (let month = 0; month < 11; month += 1) {
    // November up to this morning, earlier months on their twelfth.
    days.to(month === 10 ? Date.UTC(2026, 10, 19, 1) : Date.UTC(2026, month, 12, 1));
    for (let act = 0; act < 10; act += 1) {
      const amount = 45_000 + ((act * 37 + month * 11) % 29) * 12_500;
      days.later(10 * 60_000);
      const modern = act < cashless + (month > 7 ? 1 : 0) - (month < 3 ? 1 : 0);
      if (!modern) {
        const paid = days.cash(amount);
        if (month === 10 && act === 9) days.voided(paid.receipt, amount);
      } else if (act % 4 === 3) days.card(amount * 2, true);
      else if (act % 4 === 2) days.incoming(amount, 'website');
      else days.code(amount, act % 4 === 1);
    }
  }
}

/** `age`: how long the oldest has waited. */
async function tellWaiting(
  instance: Instance,
  counter: PaperCounter,
  waiting: number,
  age = 0,
): Promise<void> {
  await counter.feed(instance.url, `?waiting=${waiting}&waitingMs=${age}`);
}

/** One counter silent for two days, one whose journal does not go on, money nobody knows. */
async function addTrouble(
  instance: Instance,
  facilities: readonly { facility: string; counters: readonly PaperCounter[] }[],
  clock: { moveMs: number },
): Promise<void> {
  const { db, ids } = instance.opened.backend;
  const silent = facilities[2]?.counters[0];
  if (silent !== undefined) {
    clock.moveMs -= 2 * dayMs;
    await db.updateTable('counter').set({ last_contact_at: null }).where('id', '=', silent.id).execute();
    await tellWaiting(instance, silent, 154, dayMs);
    clock.moveMs += 2 * dayMs;
  }
  const broken = facilities[5]?.counters[0];
  if (broken !== undefined) {
    const { statement, entries, signature } = broken.batch(broken.journal.length - 1, broken.journal.length);
    const changed = entries.map(({ entry, sealed }) => ({ entry: { ...entry, at: entry.at + 1 }, sealed }));
    await post(`${instance.url}/v1/push`, { statement, signature, entries: changed });
  }
  for (const [index, { facility }] of facilities.slice(0, 3).entries()) {
    const row = {
      bin: '970436',
      number: `00001111222${index}`,
      reference: `FT2632${index}0417`,
      direction: 'in',
    };
    await db
      .insertInto('bank_line')
      .values({
        ...{ ...row, direction: 'in', id: ids.next(), facility, amount: 1_365_000 + index * 250_000 },
        ...{ paid_at: today - (1 + 2 * index) * dayMs, codes: '', virtual_account: null, sealed: null },
        ...{ heard_at: today, provider: 'sepay', state: 'unmatched' },
      })
      .execute();
  }
}
