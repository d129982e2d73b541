import { execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { defaultJobLimits, type JobLimits } from '../../../src/main/store/jobs.ts';
import { inlineJobs } from '../../../src/main/store/jobs-inline.ts';
import { workerJobs } from '../../../src/main/store/jobs-worker.ts';
import type { jobs as productJobs } from '../../../src/main/worker.ts';
import type { Clock, EpochMs } from '../../../src/shared/kernel/clock.ts';
import { folderForTest } from '../../unit/store/folder-for-test.ts';
import { sampleJobs } from './sample-jobs.ts';
import { inProcesses, rowsIn, type Sample } from './sample-processes.ts';

const clock: Clock = {
  now: () => 0 as EpochMs,
  monotonicMs: () => 0,
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

function onThreads(limits: JobLimits = defaultJobLimits, timeLimitMs = 20_000, cancelGraceMs = 200): Sample {
  const made: Sample = workerJobs({
    workerUrl: new URL('./sample-jobs.ts', import.meta.url),
    clock,
    limits,
    cancelGraceMs,
    timeLimitMs,
    heapMb: 64,
  });
  onTestFinished(() => made.close());
  return made;
}

describe.each([
  ['on threads', () => onThreads()],
  ['in processes of their own', () => inProcesses()],
  ['inline', () => inlineJobs(sampleJobs)],
])('jobs %s', (_, make: () => Sample) => {
  test('give typed output', async () => {
    const sum = await make().runJob('add', { a: 40, b: 2 });
    if (sum.ok) expectTypeOf(sum.value).toEqualTypeOf<number>();
    expect(sum).toEqual({ ok: true, value: 42 });
  });

  test('may be asynchronous and say how far they are', async () => {
    const seen: number[] = [];
    const result = await make().runJob('later', { text: 'xong' }, { onProgress: (step) => seen.push(step) });
    expect(result).toEqual({ ok: true, value: 'XONG' });
    expect(seen).toEqual([1]);
  });

  test('write with a connection of their own', async () => {
    const path = join(folderForTest(), 'a.db');
    const seen: number[] = [];
    const result = await make().runJob(
      'fill',
      { path, rows: 500 },
      { onProgress: ({ rows }) => seen.push(rows) },
    );
    expect(result).toEqual({ ok: true, value: { rows: 500 } });
    expect(seen.length).toBeGreaterThan(0);
    expect(rowsIn(path)).toBe(500);
  });

  test('a throw, an output that cannot be cloned and an input that cannot are values', async () => {
    const made = make();
    expect(await made.runJob('fail', undefined as never)).toMatchObject({
      reason: { code: 'failed', message: expect.stringContaining('the list is not readable') },
    });
    expect(await made.runJob('unclonable', undefined as never)).toMatchObject({ reason: { code: 'failed' } });
    const input = { text: 'a', no: () => 1 };
    expect(await made.runJob('later', input)).toMatchObject({ reason: { code: 'failed' } });
    expect(await made.runJob('toString' as 'fail', undefined as never)).toMatchObject({
      reason: { code: 'failed', message: 'no job toString' },
    });
  });

  test('cancelled before the start never start; closed runs nothing more', async () => {
    const made = make();
    expect(await made.runJob('add', { a: 1, b: 1 }, { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      reason: { code: 'cancelled' },
    });
    await made.close();
    expect(await made.runJob('add', { a: 1, b: 1 })).toEqual({ ok: false, reason: { code: 'closed' } });
  });
});

describe('threads', () => {
  test('a cancelled job notices by itself, long before it would be ended, and rolls its transaction back', async () => {
    const path = join(folderForTest(), 'a.db');
    const stop = new AbortController();
    const result = await onThreads(defaultJobLimits, 60_000, 60_000).runJob(
      'fill',
      { path, rows: 50_000_000 },
      { signal: stop.signal, onProgress: () => stop.abort() },
    );
    expect(result).toEqual({ ok: false, reason: { code: 'cancelled' } });
    expect(rowsIn(path)).toBe(0);
  });

  test('a job that does not listen is ended after the grace, and one that takes too long at its limit', async () => {
    const stop = new AbortController();
    const deaf = onThreads().runJob('deaf', undefined as never, { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    expect(await deaf).toEqual({ ok: false, reason: { code: 'cancelled' } });
    const slow = onThreads(defaultJobLimits, 300).runJob('deaf', undefined as never);
    expect(await slow).toEqual({ ok: false, reason: { code: 'timed-out', limitMs: 300 } });
  });

  test('a thread that exits, runs out of memory or leaves a timer does not take the counter with it', async () => {
    const made = onThreads();
    expect(await made.runJob('exit', undefined as never)).toMatchObject({ reason: { code: 'died' } });
    expect(await made.runJob('eat', undefined as never)).toMatchObject({ reason: { code: 'died' } });
    expect(await made.runJob('leaveOpen', undefined as never)).toEqual({ ok: true, value: 'answered' });
  });

  test('a thread that has answered and does not leave holds up neither its answer nor the next job', async () => {
    const made: Sample = workerJobs({
      workerUrl: new URL('./sample-jobs.ts', import.meta.url),
      clock,
      limits: { concurrent: 1, waiting: 1 },
      leaveGraceMs: 100,
    });
    const pipe = join(folderForTest(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = openSync(pipe, 'r+');
    const answered = made.runJob('stay', { pipe });
    let tooLate = false;
    const unstuck = setTimeout(() => {
      tooLate = true;
      closeSync(writer);
    }, 10_000);
    expect(await answered).toEqual({ ok: true, value: 'answered' });
    expect(await made.runJob('add', { a: 40, b: 2 })).toEqual({ ok: true, value: 42 });
    expect(tooLate).toBe(false);
    clearTimeout(unstuck);
    closeSync(writer);
    await made.close();
  });

  test('may start another one beside, in a process too, and stop it; inline there is none', async () => {
    for (const made of [onThreads(), inProcesses()]) {
      expect(await made.runJob('halves', { a: 41, beside: 'add' })).toEqual({
        ok: true,
        value: { ok: true, value: 42 },
      });
    }
    const stop = new AbortController();
    const patient = onThreads(defaultJobLimits, 20_000, 10_000);
    const stopped = patient.runJob('halves', { a: 1, beside: 'polite' }, { signal: stop.signal });
    stop.abort();
    expect(await stopped).toEqual({ ok: true, value: { ok: false, reason: { code: 'cancelled' } } });
    const inline = inlineJobs(sampleJobs);
    expect(await inline.runJob('halves', { a: 1, beside: 'add' })).toEqual({ ok: true, value: null });
  });

  test('at most so many at once, so many waiting, the next refused; a waiting one can be cancelled', async () => {
    const made = onThreads({ concurrent: 1, waiting: 2 });
    const stopFirst = new AbortController();
    const stopSecond = new AbortController();
    const first = made.runJob('deaf', undefined as never, { signal: stopFirst.signal });
    const second = made.runJob('add', { a: 1, b: 1 }, { signal: stopSecond.signal });
    const third = made.runJob('add', { a: 2, b: 2 });
    expect(await made.runJob('add', { a: 3, b: 3 })).toEqual({
      ok: false,
      reason: { code: 'queue-full', waiting: 2 },
    });
    stopSecond.abort();
    expect(await second).toEqual({ ok: false, reason: { code: 'cancelled' } });
    stopFirst.abort();
    expect(await first).toEqual({ ok: false, reason: { code: 'cancelled' } });
    expect(await third).toEqual({ ok: true, value: 4 });
  });

  test('close ends what runs and drops what waits', async () => {
    const made = onThreads({ concurrent: 1, waiting: 2 });
    const first = made.runJob('deaf', undefined as never);
    const second = made.runJob('add', { a: 1, b: 1 });
    await delay(50);
    await made.close();
    expect(await first).toEqual({ ok: false, reason: { code: 'cancelled' } });
    expect(await second).toEqual({ ok: false, reason: { code: 'closed' } });
  });

  test("the product's own entry runs from its source", async () => {
    const path = join(folderForTest(), 'a.db');
    new BetterSqlite3(path).exec('create table t (id integer)').close();
    const made = workerJobs<typeof productJobs>({
      workerUrl: new URL('../../../src/main/worker.ts', import.meta.url),
      clock,
    });
    onTestFinished(() => made.close());
    expect(await made.runJob('check-file', { path, depth: 'full' })).toEqual({
      ok: true,
      value: { ok: true, value: undefined },
    });
  });
});
