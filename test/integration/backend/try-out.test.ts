/** The backend on embedded PGlite, and as a program of its own. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInstance } from '../../support/backend/instances.ts';
import { get, PaperCounter } from '../../support/backend/paper-counter.ts';
import { runningProcess, startProcess } from '../../support/backend/process.ts';
import { newCode, newCounter, newFacility } from '../../support/backend/province.ts';
import { makeChance } from '../../support/chance.ts';

let folder: string;
const slow = 180_000;
const env = { BACKEND_SECRET: 'only-for-tests-only-for-tests-only-for-tests' };

// To make an embedded database takes long; every test gets a copy of one.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pglite-'));
  const base = await startInstance({ folder: join(folder, 'base') });
  await base.stop();
}, slow);

function copy(name: string): string {
  const path = join(folder, name);
  cpSync(join(folder, 'base'), path, { recursive: true });
  return path;
}

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('on PGlite', () => {
  it(
    'the same SQL serves: enrol, push, feed, and all of it after a restart',
    async () => {
      const data = copy('serves');
      const first = await startInstance({ folder: data });
      const facility = await newFacility(first);
      const counter = await newCounter(first, facility, 1);
      const sister = await newCounter(first, facility, 2, counter);
      counter.writeMany(120);
      await Promise.all([
        counter.pushed(first.url, 0, 60),
        counter.askHead(first.url),
        sister.feed(first.url),
      ]);
      await counter.pushed(first.url, 60, 120);
      expect((await sister.feed(first.url)).items.filter(({ kind }) => kind === 'journal')).toHaveLength(2);
      await first.stop();
      const second = await startInstance({ folder: data });
      expect((await counter.askHead(second.url)).head).toEqual(counter.head);
      expect(second.opened.migrated).toEqual([]);
      await second.stop();
    },
    slow,
  );
});

describe('the program', () => {
  it(
    'starts at once, says what it runs on, is ready, serves its document, and ends when told to',
    async () => {
      const data = copy('program');
      const backend = await runningProcess({ ...env, DATA: data });
      expect((await get(`${backend.url}/healthz`)).json).toEqual({ ok: true });
      expect((await get(`${backend.url}/readyz`)).json).toEqual({ ok: true });
      const document = (await get(`${backend.url}/openapi.json`)).json as {
        openapi: string;
        paths: Record<string, Record<string, { requestBody?: unknown; 'x-calls-per-minute': number }>>;
      };
      expect(document.openapi).toBe('3.1.0');
      expect(document.paths['/v1/push']?.post?.requestBody).toBeDefined();
      const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
      expect(operations.length).toBeGreaterThan(20);
      expect(operations.every((one) => one['x-calls-per-minute'] > 0)).toBe(true);
      expect((await get(`${backend.url}/nowhere`)).json).toMatchObject({ refused: 'not-found' });
      // Two on one folder would destroy it.
      const another = await startProcess({ ...env, DATA: data });
      expect(another).toMatchObject({ ok: false, code: 1 });
      expect(another.ok ? '' : another.said).toContain('another backend uses this data folder');
      expect(await backend.stop()).toBe(0);
    },
    slow,
  );

  it('names settings that are wrong and not their values', async () => {
    const secret = 'qua-ngan';
    const refused = await startProcess({ DATABASE_URL: 'postgres://x', BACKEND_SECRET: secret });
    expect(refused.ok ? '' : refused.said).toContain('BACKEND_SECRET');
    expect(refused.ok ? '' : refused.said).not.toContain(secret);
  });

  it(
    'killed on PGlite it opens again or says the way out, and counters push again what it lost',
    async () => {
      const data = copy('killed');
      const prepared = await startInstance({ folder: data });
      const facility = await newFacility(prepared);
      const counter = new PaperCounter(makeChance(3));
      await counter.enrol(prepared.url, await newCode(prepared, facility));
      await prepared.stop();
      counter.writeMany(300);
      const settings = { ...env, DATA: data };
      for (let round = 0; round < 3; round += 1) {
        const backend = await runningProcess(settings);
        const pushing = (async () => {
          const from = (await counter.askHead(backend.url)).head?.seq ?? 0;
          for (let at = from; at < 300; at += 10) await counter.pushed(backend.url, at, at + 10);
        })().catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 40 + 60 * round));
        await backend.kill();
        await pushing;
      }
      const last = await startProcess(settings);
      if (!last.ok) {
        expect(last.said).toContain('counters push anew');
        return;
      }
      const from = (await counter.askHead(last.process.url)).head?.seq ?? 0;
      for (let at = from; at < 300; at += 50)
        await counter.pushed(last.process.url, at, Math.min(300, at + 50));
      expect((await counter.askHead(last.process.url)).head).toEqual(counter.head);
      await last.process.stop();
    },
    slow,
  );

  it(
    'that cannot open its embedded database says the way out',
    async () => {
      const data = copy('damaged');
      for (const name of ['global/pg_control', 'PG_VERSION']) {
        const path = join(data, 'pglite', name);
        writeFileSync(path, Buffer.alloc(readFileSync(path).length, 7));
      }
      const refused = await startProcess({ ...env, DATA: data });
      expect(refused.ok ? '' : refused.said).toContain('counters push anew');
    },
    slow,
  );
});
