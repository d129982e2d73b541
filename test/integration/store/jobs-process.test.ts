import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { counterFlags } from '../../../src/main/shell/process-flags.ts';
import { folderForTest } from '../../unit/store/folder-for-test.ts';
import { inProcesses, rowsIn } from './sample-processes.ts';

const counter = fileURLToPath(new URL('./count-in-a-process.ts', import.meta.url));
/** Ends on a main thread before it has said anything. */
const quitter = new URL('./sample-jobs.ts', import.meta.url);
const bytes = Uint8Array.of(1, 2, 250);
const cancelled = { ok: false, reason: { code: 'cancelled' } };

/** Keeps what is said to the log out of the report; gives it. */
function log(): () => string {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  return () => write.mock.calls.join('');
}

test('another process does the work, with bytes of its input, and lets this one go first', async () => {
  const result = await inProcesses().runJob('look', { bytes });
  expect(result).toMatchObject({ ok: true, value: { sum: 253, flags: [] } });
  if (!result.ok) return;
  expect(result.value.process).not.toBe(process.pid);
  expect(result.value.priority).toBeGreaterThanOrEqual(constants.priority.PRIORITY_BELOW_NORMAL);
});

test('however often a job says how far it is, this process hears it now and then', async () => {
  const path = join(folderForTest(), 'a.db');
  const seen: number[] = [];
  const startedMs = performance.now();
  const onProgress = ({ rows }: { rows: number }) => seen.push(rows);
  const result = await inProcesses().runJob('fill', { path, rows: 50_000 }, { onProgress });
  expect(result).toEqual({ ok: true, value: { rows: 50_000 } });
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.length).toBeLessThan((performance.now() - startedMs) / 40 + 2);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

test('a cancelled job notices by itself, long before it would be ended, and rolls its transaction back', async () => {
  const path = join(folderForTest(), 'a.db');
  const stop = new AbortController();
  const result = await inProcesses({ cancelGraceMs: 60_000 }).runJob(
    'fill',
    { path, rows: 50_000_000 },
    { signal: stop.signal, onProgress: () => stop.abort() },
  );
  expect(result).toEqual(cancelled);
  expect(rowsIn(path)).toBe(0);
});

test('a job that does not listen is ended after the grace, and one that takes too long at its limit', async () => {
  const stop = new AbortController();
  let worker = 0;
  const onProgress = (said: { process: number }) => {
    worker = said.process;
    stop.abort();
  };
  const made = inProcesses({ cancelGraceMs: 50 });
  expect(await made.runJob('count', undefined, { signal: stop.signal, onProgress })).toEqual(cancelled);
  expect(() => process.kill(worker, 0)).toThrow('ESRCH');
  expect(await inProcesses({ timeLimitMs: 400 }).runJob('count', undefined)).toEqual({
    ok: false,
    reason: { code: 'timed-out', limitMs: 400 },
  });
});

test('a job cancelled while its process starts is not run', async () => {
  const path = join(folderForTest(), 'a.db');
  const stop = new AbortController();
  const asked = inProcesses().runJob('fill', { path, rows: 1 }, { signal: stop.signal });
  await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  expect(await asked).toEqual(cancelled);
  expect(() => rowsIn(path)).toThrow('unable to open database file');
});

test('a process that is killed, and a thread in it that dies, are said; one that leaves a timer answers', async () => {
  const made = inProcesses({ heapMb: 64 });
  const onProgress = (said: { process: number }) => process.kill(said.process, 'SIGKILL');
  expect(await made.runJob('count', undefined, { onProgress })).toEqual({
    ok: false,
    reason: { code: 'died', message: 'process ended with SIGKILL' },
  });
  expect(await made.runJob('eat', undefined as never)).toMatchObject({ reason: { code: 'died' } });
  expect(await made.runJob('leaveOpen', undefined as never)).toEqual({ ok: true, value: 'answered' });
});

test('a process that has answered and does not leave is ended, and its answer counts', async () => {
  const pipe = join(folderForTest(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const writer = openSync(pipe, 'r+');
  onTestFinished(() => closeSync(writer));
  const made = inProcesses({ leaveGraceMs: 100, limits: { concurrent: 1, waiting: 1 } });
  expect(await made.runJob('stay', { pipe })).toEqual({ ok: true, value: 'answered' });
});

test.each([
  ['ends at once', { entryUrl: quitter }],
  ['takes too long to start', { startLimitMs: 1 }],
  ['is no program', { entryUrl: new URL('https://localhost/') }],
])('where a process %s, the job runs on a thread', async (_, broken) => {
  const said = log();
  const result = await inProcesses(broken).runJob('look', { bytes });
  expect(result).toMatchObject({ ok: true, value: { process: process.pid, sum: 253 } });
  expect(said()).toMatch(/^job look runs on a thread: .+\n/);
});

test('where there is nothing to start, the job runs on a thread, and can be cancelled there', async () => {
  log();
  const { execPath } = process;
  const stop = new AbortController();
  const path = join(folderForTest(), 'a.db');
  const reins = { signal: stop.signal, onProgress: () => stop.abort() };
  process.execPath = join(folderForTest(), 'node');
  const asked = inProcesses({ cancelGraceMs: 60_000 }).runJob('fill', { path, rows: 50_000_000 }, reins);
  process.execPath = execPath;
  expect(await asked).toEqual(cancelled);
  expect(rowsIn(path)).toBe(0);
});

test('it has none of the flags of the counter, and ends at once when that is killed', async () => {
  const child = spawn(process.execPath, [...counterFlags, counter], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse(String((await lines.next()).value));
  expect(await next()).toMatchObject({ ok: true, value: { flags: [] } });
  const { process: worker } = await next();
  let stays = true;
  onTestFinished(() => {
    if (stays) process.kill(worker, 'SIGKILL');
  });
  expect(worker).not.toBe(child.pid);
  // Both write their errors there, so it ends with the last of them.
  const gone = once(child.stderr.resume(), 'end', { signal: AbortSignal.timeout(2_000) });
  child.kill('SIGKILL');
  await gone;
  stays = false;
});
