/** A neighbour system: the examples of its page, run as they stand there, and what must not come of anything it sends. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { perform } from '../../../src/backend/commands.ts';
import { sealerOf } from '../../../src/main/ports/sealing.ts';
import {
  type FeedBody,
  feedBodies,
  type NeighbourBill,
  type NeighbourPayment,
} from '../../../src/shared/sync/index.ts';
import { type Instance, startInstance } from '../../support/backend/instances.ts';
import { type Answer, get, type PaperCounter, post } from '../../support/backend/paper-counter.ts';
import { PaperDays } from '../../support/backend/paper-days.ts';
import { dump, startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';
import { newCounter, newFacility } from '../../support/backend/province.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = readFileSync(join(root, 'docs/protocol/neighbours.md'), 'utf8');
const examples = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text]) => text ?? '');
const seal = join(root, 'src/backend/tools/seal.ts');

let server: TestPostgres;
let url: string;
let one: Instance;
let facility: string;
let counter: PaperCounter;
let days: PaperDays;
let key: string;
let folder: string;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.makeDatabase();
  one = await startInstance({ url });
  facility = await newFacility(one, 'hospital');
  counter = await newCounter(one, facility, 1);
  days = new PaperDays(counter, 1, Date.UTC(2026, 10, 20, 2));
  key = await newKey(facility, 'HIS');
  folder = mkdtempSync(join(tmpdir(), 'neighbour-'));
});
afterAll(async () => {
  await one?.stop();
  server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function command(...words: string[]): Promise<string> {
  const [name = '', ...rest] = words;
  const done = await perform(one.opened, name, rest, { password: undefined });
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}

async function newKey(of: string, name: string): Promise<string> {
  return /qtk_\S+$/.exec(await command('add-key', of, name))?.[0] ?? '';
}

const answerIn = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const bills = (list: readonly object[]) => post(`${one.url}/v1/neighbour/bills`, { bills: list }, key);
const payments = async (query = '') => (await get(`${one.url}/v1/neighbour/payments${query}`, key)).json;

function bill(id: string, version: number, more: Partial<NeighbourBill> = {}): NeighbourBill {
  return {
    ...{ bill: id, payer: 'HIS-000123', version, state: 'owed', group: 'kham-benh', amount: 52_000 },
    ...{ dueDate: null, onBehalf: false, sealed: null },
    ...more,
  };
}

async function feedOf(kind: 'payer' | 'bill'): Promise<readonly FeedBody<typeof kind>[]> {
  const items = await counter.feedFromStart(one.url);
  return items.flatMap((item) => (item.kind === kind ? [feedBodies[kind].parse(item.body)] : []));
}

function told({ json }: Answer): readonly { outcome: string; version: number; paid: number }[] {
  return json.results as never;
}

async function push(from: number): Promise<number> {
  await counter.pushed(one.url, from, counter.journal.length);
  return counter.journal.length;
}

describe('the page', () => {
  it('has examples that work as they stand there', async () => {
    const { kid } = counter.keys.sealing;
    const env = { ...process.env, URL: one.url, KEY: key, PRINT: kid, SEAL: seal };
    writeFileSync(join(folder, 'run.sh'), `set -eu\n${examples.join('\n')}`);
    // Not waited for synchronously: the backend they call lives in this process.
    const child = spawn('bash', ['run.sh'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
    });
    expect([await new Promise((resolve) => child.once('exit', resolve)), said]).toEqual([0, '']);
    expect(examples.length).toBeGreaterThan(3);
    expect(answerIn('payers.answer.json').results).toEqual([
      { payer: 'HIS-000123', outcome: 'stored', version: 1 },
    ]);
    expect(answerIn('bills.answer.json').results).toMatchObject([
      { bill: 'HIS-HD-77001', outcome: 'stored', version: 1, paid: 0 },
      { bill: 'HIS-HD-77002', outcome: 'stored', version: 1, paid: 0 },
    ]);
    expect(answerIn('cancel.answer.json').results).toMatchObject([{ outcome: 'stored', version: 2 }]);
    expect(answerIn('payments.json')).toMatchObject({ payments: [], last: 0, more: false });
  });

  it('seals so that counters can read it, and nobody between', async () => {
    const sealer = sealerOf([counter.keys.sealing]);
    const [payer] = await feedOf('payer');
    const open = await sealer.open('HIS-000123:1', payer?.sealed ?? '');
    expect(JSON.parse(open ?? '{}')).toMatchObject({ name: 'Nguyễn Văn Mẫu', code: 'BN26000123' });
    const [first] = await feedOf('bill');
    const service = await sealer.open('HIS-HD-77001:1', (first as FeedBody<'bill'>).sealed ?? '');
    expect(JSON.parse(service ?? '{}')).toMatchObject({ service: 'Khám chuyên khoa', visit: 'LK-1' });
    const everything = `${dump(url)}\n${one.log.join('')}`;
    expect(everything).toContain('HIS-HD-77001');
    for (const word of [
      'Nguyễn Văn Mẫu',
      'BN26000123',
      'Khám chuyên khoa',
      'Công thức máu',
      'Khoa Nội',
      key,
    ]) {
      expect(everything.includes(word), word).toBe(false);
    }
  });

  it('the command seals to no other key than the one on paper', () => {
    const args = [seal, '--key', join(folder, 'key.json'), '--print', 'A'.repeat(43)];
    const done = spawnSync(process.execPath, args, { input: '{}', encoding: 'utf8' });
    expect([done.status, done.stdout]).toEqual([1, '']);
    expect(done.stderr).toContain('recovery sheet');
    const right = [...args.slice(0, 4), counter.keys.sealing.kid];
    expect(() => execFileSync(process.execPath, right, { input: '{"bills": []}', stdio: 'pipe' })).toThrow();
  });
});

describe('bills', () => {
  it('are the same when sent again, and change by a newer version only', async () => {
    expect(told(await bills([bill('B-1', 5)]))).toMatchObject([{ outcome: 'stored', version: 5 }]);
    const before = (await feedOf('bill')).length;
    expect(told(await bills([bill('B-1', 5)]))).toMatchObject([{ outcome: 'same', version: 5 }]);
    expect(told(await bills([bill('B-1', 4, { amount: 1 })]))).toMatchObject([
      { outcome: 'older', version: 5 },
    ]);
    expect(told(await bills([bill('B-1', 5, { amount: 1 })]))).toMatchObject([{ outcome: 'differs' }]);
    expect(await feedOf('bill')).toHaveLength(before);
    expect(told(await bills([bill('B-1', 6, { amount: 1 }), bill('B-2', 1)]))).toMatchObject([
      { outcome: 'stored', version: 6 },
      { outcome: 'stored', version: 1 },
    ]);
    expect((await feedOf('bill')).slice(before)).toMatchObject([{ bill: 'B-1', amount: 1 }, { bill: 'B-2' }]);
  });

  it('sent twice at the same time are stored once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => bills([bill('B-3', 1), bill('B-4', 1)])));
    const outcomes = answers.flatMap((answer) => told(answer).map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(2);
    expect((await feedOf('bill')).filter((one) => 'bill' in one && one.bill === 'B-3')).toHaveLength(1);
  });

  it('are refused with a seal for something else, with an id like a counter’s, or twice in one call', async () => {
    const other = sealerOf([counter.keys.sealing]).begin()('B-6:1', '{}');
    expect(told(await bills([bill('B-5', 1, { sealed: other })]))).toMatchObject([
      { outcome: 'seal-wrong', version: 0 },
    ]);
    const list = '0'.repeat(26);
    for (const wrong of [[bill(list, 1)], [bill('B-7', 1), bill('B-7', 2)], [bill('có dấu', 1)]]) {
      expect(await bills(wrong)).toMatchObject({ status: 400, json: { refused: 'malformed' } });
    }
    expect((await feedOf('bill')).some((one) => 'bill' in one && ['B-5', 'B-7'].includes(one.bill))).toBe(
      false,
    );
  });
});

describe('payments', () => {
  it('are told with their receipt and method, taken back by a void, and cancelling changes nothing of them', async () => {
    await bills([bill('P-1', 1), bill('P-2', 1, { amount: 70_000 })]);
    let from = 0;
    const { receipt } = days.forBill('P-1').cash(52_000);
    const second = days.forBill('P-2').code(70_000, true);
    days.forBill('0123456789abcdefghjkmnpqrs').cash(1_000);
    from = await push(from);
    const first = await payments();
    const list = first.payments as readonly NeighbourPayment[];
    expect(list).toMatchObject([
      { position: 1, kind: 'paid', bill: 'P-1', amount: 52_000, receipt, series: 'VP26-Q1', number: 1 },
      { position: 2, kind: 'paid', bill: 'P-2', amount: 70_000, receipt: second.receipt },
    ]);
    expect(list.map(({ methods }) => methods.map(({ method }) => method))).toEqual([
      ['cash'],
      ['mobile-money'],
    ]);
    const cancelled = bill('P-1', 2, { state: 'cancelled' });
    expect(told(await bills([cancelled]))).toMatchObject([{ outcome: 'stored', paid: 52_000 }]);
    expect(told(await bills([bill('P-1', 3)]))).toMatchObject([{ outcome: 'stored', paid: 52_000 }]);
    days.voided(second.receipt, 70_000);
    days.refund(counter.ids.next(), 2_000, receipt);
    await push(from);
    const more = await payments(`?epoch=${first.epoch}&after=2&limit=1`);
    expect(more).toMatchObject({ last: 3, more: true });
    expect(more.payments).toMatchObject([
      { kind: 'voided', bill: 'P-2', amount: -70_000, methods: list[1]?.methods },
    ]);
    expect(await payments(`?epoch=${first.epoch}&after=3`)).toMatchObject({
      payments: [{ kind: 'refunded', bill: null, amount: -2_000, receipt }],
      more: false,
    });
    expect(told(await bills([bill('P-2', 1, { amount: 70_000 })]))).toMatchObject([{ paid: 0 }]);
  });

  it('begin anew after a restore, with the same ids', async () => {
    const before = await payments();
    await command('new-feed-epoch');
    expect(await payments(`?epoch=${before.epoch}&after=2`)).toMatchObject({ refused: 'feed-epoch-other' });
    const after = await payments();
    expect(after.epoch).not.toBe(before.epoch);
    expect(after.payments).toEqual(before.payments);
    expect(await payments(`?epoch=${after.epoch}&after=99`)).toMatchObject({ refused: 'feed-epoch-other' });
  });
});

describe('a key', () => {
  it('opens its own facility only, and nothing once it is revoked', async () => {
    const other = await newFacility(one, 'school');
    const second = await newKey(other, 'Phần mềm trường');
    const ask = (path: string, with_: string) => get(`${one.url}/v1/neighbour/${path}`, with_);
    expect((await ask('payments', second)).json.payments).toEqual([]);
    // The first counter of that facility brings the key to seal to.
    expect(await ask('key', second)).toMatchObject({ status: 503, json: { refused: 'not-ready' } });
    for (const wrong of ['', 'qtk_x', counter.token, key.slice(0, -1)]) {
      expect(await ask('payments', wrong)).toMatchObject({ status: 401, json: { refused: 'key-unknown' } });
      const sent = await post(`${one.url}/v1/neighbour/bills`, { bills: [bill('K-1', 1)] }, wrong);
      expect(sent).toMatchObject({ status: 401, json: { refused: 'key-unknown' } });
    }
    expect((await get(`${one.url}/v1/feed`, key)).status).toBe(401);
    expect((await get(`${one.url}/v1/facilities`, key)).status).toBe(401);
    const id = /^\S+/.exec(await command('keys', other))?.[0] ?? '';
    expect(await command('revoke-key', id)).toBe('revoked');
    expect(await ask('payments', second)).toMatchObject({ status: 401, json: { refused: 'key-unknown' } });
    expect(await command('keys', other)).toContain('revoked 20');
    await expect(command('revoke-key', id)).rejects.toThrow('revoked before');
    expect(dump(url)).not.toContain(second);
  });
});
