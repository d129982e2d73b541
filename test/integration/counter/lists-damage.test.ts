/** Pages of the lists' file go bad under a running counter: noticed, put aside, read again; money goes on (design §2). */
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sourcesInForce } from '../../../src/main/catalogue/generations.ts';
import { WatchedCatalogue } from '../../../src/main/catalogue/watched.ts';
import { checkCatalogue } from '../../../src/main/compose/check-catalogue.ts';
import { ListImports } from '../../../src/main/desk/import-list.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { workerEntry } from '../../../src/main/ports/worker-entry.ts';
import { workerJobs } from '../../../src/main/store/jobs-worker.ts';
import type { jobs as jobTable } from '../../../src/main/worker.ts';
import { damageLists, damageTable, filesOfLists } from '../../support/damage-table.ts';
import { demoFolder } from '../../support/demo-folders.ts';
import { succeeded, temporaryFolder } from '../../support/running-counter.ts';
import { codeOf, Desk, whole } from './desk-rig.ts';

const minutesMs = 60_000;
const timeoutMs = 90_000;

it(
  'under a running counter: payments go on, the cashier is told, and everybody is found again',
  async () => {
    const desk = await Desk.open('school');
    onTestFinished(() => desk.counter.remove());
    await desk.signIn('cashier');
    await desk.openShift();
    const path = join(desk.counter.folder, 'catalogue.db');
    const find = async (text: string) =>
      succeeded(await desk.client.call('payer.find', { text, limit: 20 })).rows;
    const { payer, lines } = await desk.owing();
    const before = await find('nguyen');
    expect(before.length).toBeGreaterThan(5);

    // The payer is at the counter with the money in hand when the page goes bad.
    const ids = { collection: desk.id(), tender: desk.id() };
    const asked = { ...ids, payer: payer.payer, payerName: payer.name, lines: whole(lines) };
    succeeded(await desk.client.call('collect.cashBegin', asked));
    expect(damageLists(desk.counter.folder, 'payer')).toBeGreaterThan(3);
    expect(await find('nguyen')).toEqual([]);
    const [begun, received] = await Promise.all([
      desk.client.call('import.begin', { fileName: 'a.csv', bytes: 10, source: 'Trường' }),
      desk.receive(ids.tender),
    ]);
    expect(codeOf(begun)).toBe('lists-being-read');
    expect(received.receipts.length).toBeGreaterThan(0);

    await desk.workplace(({ lists }) => lists.state === 'back');
    // Only the list was put aside: what says which lists there are, and what came by the feed, stays.
    expect(existsSync(join(`${desk.counter.folder}/catalogue-lists`, 'list-1.db.damaged'))).toBe(true);
    expect(existsSync(`${path}.damaged`)).toBe(false);
    const paid = whole(lines).reduce((sum, { amount }) => sum + amount, 0);
    const after = await find('nguyen');
    expect(after.map(({ payer: ref }) => ref)).toEqual(before.map(({ payer: ref }) => ref));
    expect(succeeded(await desk.client.call('payer.open', { payer: payer.payer })).owed).toBe(
      payer.owed - paid,
    );
    expect(
      codeOf(await desk.client.call('import.begin', { fileName: 'a.csv', bytes: 10, source: 'b' })),
    ).toBe('ok');

    // What says which lists are in force is read at the start: that too is no reason not to start.
    await desk.restart(() => void expect(damageTable(path, 'source')).toBeGreaterThan(0));
    await desk.signIn('cashier');
    await desk.workplace(({ lists }) => lists.state === 'back');
    expect((await find('nguyen')).map(({ payer: ref }) => ref)).toEqual(before.map(({ payer: ref }) => ref));

    // A file that somebody has taken away, while the counter does not run.
    await desk.restart(() => {
      for (const file of filesOfLists(desk.counter.folder)) rmSync(file);
    });
    await desk.signIn('cashier');
    await desk.workplace(({ lists }) => lists.state === 'back');
    expect((await find('nguyen')).map(({ payer: ref }) => ref)).toEqual(before.map(({ payer: ref }) => ref));

    const person = { birthYear: '1988', className: null, address: null };
    succeeded(await desk.client.call('payer.add', { ...person, name: 'Lâm Khách Vãng Lai' }));

    // Without the accepted file a list cannot come back by itself, and that is said for as long as it is so.
    await desk.restart(() => {
      damageTable(path, 'source');
      rmSync(join(desk.counter.folder, 'lists'), { recursive: true });
    });
    await desk.signIn('cashier');
    const { lists } = await desk.workplace((view) => view.lists.state === 'missing');
    expect(lists.missing).toBe(2);
    // A list with this one alone would take the place of everybody who was written down before.
    const added = desk.client.call('payer.add', { ...person, name: 'Lâm Khách Thứ Hai' });
    expect(codeOf(await added)).toBe('people-list-missing');
    expect(
      codeOf(await desk.client.call('import.begin', { fileName: 'a.csv', bytes: 10, source: 'c' })),
    ).toBe('ok');
  },
  timeoutMs,
);

it('that stay damaged take no list, so none is put in the place of what is not here', () => {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const catalogue = { damaged: true, whenDamaged: () => undefined };
  const imports = new ListImports({ folder, catalogue, context: { clock: realClock() } } as never);
  const begun = imports.begin({ fileName: 'a.csv', bytes: 10, source: 'Trường' });
  expect(begun).toEqual({ ok: false, reason: { code: 'lists-damaged', moneyMoved: 'no' } });
});

it(
  'that nobody reads are found by the daily look at every page, and after work that broke off',
  async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'catalogue.db');
    for (const part of ['catalogue.db', 'catalogue-lists']) {
      cpSync(join(demoFolder('school'), part), join(folder, part), { recursive: true });
    }
    const clock = virtualClock(1_900_000_000_000);
    const workerUrl = workerEntry(
      new URL('../../../src/main/compose/house.ts', import.meta.url).href,
      '../worker.ts',
    );
    const jobs = workerJobs<typeof jobTable>({ workerUrl, clock: realClock() });
    const catalogue = new WatchedCatalogue(path);
    const done: boolean[] = [];
    const runJob: typeof jobs.runJob = async (name, input, options) => {
      const answer = await jobs.runJob(name, input, options);
      done.push(answer.ok);
      return answer;
    };
    const check = checkCatalogue({ clock, catalogue, jobs: { runJob } });
    onTestFinished(async () => {
      check.stop();
      catalogue.close();
      await jobs.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const looked = (times: number) => expect.poll(() => done.length, { timeout: 20_000 }).toBe(times);
    clock.advance(15 * minutesMs - 1);
    expect(done).toEqual([]);
    clock.advance(1);
    // The register, and the one list.
    await looked(2);
    expect(catalogue.damaged).toBe(false);
    const inForce = () => catalogue.guard(() => sourcesInForce(catalogue).length, -1);
    expect(inForce()).toBe(1);

    const failed = { ok: false, reason: { code: 'failed', message: 'malformed' } } as const;
    const lookAfterwards = async (times: number) => {
      expect(await check.after(Promise.resolve(failed))).toBe(failed);
      await looked(times);
    };
    damageLists(folder, 'bill');
    await lookAfterwards(4);
    // It is put aside, and its list is in force no longer; of nothing else anything is lost.
    await expect.poll(inForce, { timeout: 5_000 }).toBe(0);
    expect([filesOfLists(folder), catalogue.damaged]).toEqual([[], false]);
    expect([catalogue.file, existsSync(`${path}.damaged`)]).toEqual([0, false]);

    expect(damageTable(path, 'migrations')).toBeGreaterThan(0);
    await lookAfterwards(5);
    await expect.poll(() => catalogue.damaged, { timeout: 5_000 }).toBe(true);
    expect(inForce()).toBe(-1);
    expect(catalogue.renew()).toBe(true);
    expect([inForce(), catalogue.file, existsSync(`${path}.damaged`)]).toEqual([0, 1, true]);
  },
  timeoutMs,
);
