/** A real counter and the real backend: enrolment, the journal up, credits and sisters down (design §6). */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSource } from '../../../src/backend/bank/sources.ts';
import { perform } from '../../../src/backend/commands.ts';
import { publish } from '../../../src/backend/data/facilities.ts';
import { scopeOfCode } from '../../../src/backend/data/scope.ts';
import { makeKey } from '../../../src/backend/neighbours/keys.ts';
import { sealerOf } from '../../../src/main/ports/sealing.ts';
import { runExportTool } from '../../../src/main/tools/ledger/export.ts';
import { runKeyTool } from '../../../src/main/tools/ledger/key.ts';
import { type Instance, startInstance } from '../../support/backend/instances.ts';
import { get, post } from '../../support/backend/paper-counter.ts';
import { newCode, newFacility } from '../../support/backend/province.ts';
import {
  asAdministrator,
  type CounterOfFacility,
  counterOfFacility,
  facilityKeysOf,
} from '../../support/backend/real-counter.ts';
import { damageTable } from '../../support/damage-table.ts';
import { succeeded, temporaryFolder, untilTopic } from '../../support/running-counter.ts';

let backend: Instance;
let facility: string;
let data: string;
let first: CounterOfFacility;

beforeAll(async () => {
  data = join(temporaryFolder(), 'pg');
  backend = await startInstance({ folder: data });
  facility = await newFacility(backend, 'hospital');
  first = await counterOfFacility();
}, 60_000);

afterAll(async () => {
  await first.counter.remove();
  await backend.stop();
});

const moneyOf = ({ counter }: CounterOfFacility) => join(counter.folder, 'money.db');

/** Waits until nothing waits to be sent. */
async function sent({ counter }: CounterOfFacility): Promise<void> {
  const standing = async () => {
    const { state, waiting } = succeeded(await counter.client.call('sync.view', {}));
    return { state, waiting };
  };
  await expect.poll(standing, { timeout: 20_000, interval: 20 }).toEqual({ state: 'sent', waiting: 0 });
}

/** Everything that stands in the backend's database, as text. */
async function dump(): Promise<string> {
  const { db } = backend.opened.backend;
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public'`.execute(db);
  const parts: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db);
    parts.push(...rows.rows.map(({ row }) => row));
  }
  return parts.join('\n');
}

/** Entries in a counter's file, its own and its sisters'. */
function journalOf(path: string): { counter: string; hash: string }[] {
  const connection = new BetterSqlite3(path, { readonly: true });
  try {
    return connection
      .prepare<[], { counter: string; hash: string }>(
        'SELECT counter, hash FROM journal ORDER BY counter, epoch, seq',
      )
      .all();
  } finally {
    connection.close();
  }
}

/** Hashes of a counter's journal as the backend has them, in order. */
async function storedAt(counter: string): Promise<string[]> {
  const rows = await backend.opened.backend.db
    .selectFrom('entry')
    .select('hash')
    .where('counter', '=', counter)
    .orderBy('epoch')
    .orderBy('seq')
    .execute();
  return rows.map(({ hash }) => hash);
}

/** What the counter itself has written; its file holds its sisters' journals too. */
function ownJournal(one: CounterOfFacility): { counter: string; hash: string }[] {
  const all = journalOf(moneyOf(one));
  const own = ownCounter(moneyOf(one));
  return all.filter(({ counter }) => counter === own);
}

function ownCounter(path: string): string {
  const connection = new BetterSqlite3(path, { readonly: true });
  try {
    return connection.prepare<[], string>('SELECT counter FROM own').pluck().get() ?? '';
  } finally {
    connection.close();
  }
}

async function enrol(one: CounterOfFacility): Promise<void> {
  const code = await newCode(backend, facility);
  await asAdministrator(one.counter, async () => {
    succeeded(await one.counter.client.call('sync.ask', { url: backend.url, code }));
    succeeded(await one.counter.client.call('sync.keep', {}));
  });
}

describe('enrolment', () => {
  it('is refused in words, and changes nothing', async () => {
    const { client } = first.counter;
    expect(await client.call('sync.ask', { url: backend.url, code: '' })).toMatchObject({ ok: false });
    await asAdministrator(first.counter, async () => {
      const ask = (url: string, code: string) => client.call('sync.ask', { url, code });
      const code = await newCode(backend, facility);
      const other = code.replace(/^.{5}/, (five) => (five === '00000' ? '11111' : '00000'));
      expect(await ask('không phải địa chỉ', code)).toMatchObject({ reason: { code: 'sync-url-malformed' } });
      expect(await ask('http://tinh.example', code)).toMatchObject({ reason: { code: 'sync-url-insecure' } });
      expect(await ask(backend.url, 'ABC')).toMatchObject({ reason: { code: 'sync-code-malformed' } });
      expect(await ask('http://127.0.0.1:1', code)).toMatchObject({ reason: { code: 'sync-unreachable' } });
      expect(await ask(backend.url, other)).toMatchObject({
        reason: { code: 'sync-refused', detail: { say: expect.stringContaining('Mã đăng ký') } },
      });
      expect(await client.call('sync.keep', {})).toMatchObject({ reason: { code: 'sync-not-asked' } });
    });
    expect(succeeded(await client.call('sync.view', {}))).toMatchObject({
      enrolled: null,
      state: 'not-enrolled',
    });
  });

  it('a print of another key in the code: the answer is not believed', async () => {
    const code = await newCode(backend, facility);
    const forged = `${code.slice(0, 12)}${code.slice(12).split('').reverse().join('')}`;
    await asAdministrator(first.counter, async () => {
      const answer = await first.counter.client.call('sync.ask', { url: backend.url, code: forged });
      expect(answer).toMatchObject({ ok: false, reason: { code: 'sync-backend-key-differs' } });
    });
  });
});

describe('an enrolled counter', () => {
  it('sends what it has, then what comes, each entry once', async () => {
    await first.payCash();
    const code = await newCode(backend, facility);
    await asAdministrator(first.counter, async () => {
      const asked = succeeded(await first.counter.client.call('sync.ask', { url: backend.url, code }));
      expect(asked).toEqual({ url: backend.url, facilityName: 'Trường Mẫu Một' });
      succeeded(await first.counter.client.call('sync.keep', {}));
    });
    await sent(first);
    await first.payCash();
    await sent(first);
    const journal = ownJournal(first);
    expect(await storedAt(journal[0]?.counter ?? '')).toEqual(journal.map(({ hash }) => hash));
    await untilTopic(first.counter.client, 'gate', ({ waitingToSend }) => waitingToSend === 0);
  });

  it('is told by the bank: the code is credited within a second, nothing of the payer lies open at the backend', async () => {
    const { client, ids } = first.counter;
    const accounts = succeeded(await client.call('accounts.list', {})).accounts;
    const account = accounts.find(({ serves }) => serves === 'all') ?? accounts[0];
    if (account === undefined) throw new Error('no account');
    const apiKey = 'khoa-thu-chi-dung-trong-thu-nghiem';
    const { number } = account;
    const source = await addSource(backend.opened.backend, scopeOfCode({ facility }), {
      ...{ provider: 'sepay', secret: { apiKey } },
      accounts: accounts.map((one) => ({ bin: one.bin, number: one.number })),
    } as never);
    if (!source.ok) throw new Error(source.reason.code);
    const { payer, line } = await first.owing();
    const begun = await client.call('collect.qrBegin', {
      ...{ collection: ids.next(), tender: ids.next(), payer, payerName: 'Phùng Thị Ngọc Ưởng' },
      ...{ lines: [{ bill: line.bill, amount: line.owed }], amount: null, wallet: false },
    });
    const qr = succeeded(begun);
    const from = performance.now();
    const response = await fetch(`${backend.url}/bank/sepay/${source.value.source}`, {
      method: 'POST',
      headers: { authorization: `Apikey ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: 92_704,
        gateway: 'Vietcombank',
        transactionDate: vietnamText(Date.now()),
        accountNumber: qr.accountNumber ?? number,
        subAccount: null,
        transferType: 'in',
        transferAmount: qr.amount,
        accumulated: 19_077_000,
        code: null,
        content: `CT DEN:123 ${qr.matchCode.toLowerCase()} PHUNG THI NGOC UONG chuyen tien`,
        referenceCode: 'FT26326000001',
        description: '',
      }),
    });
    expect(response.status).toBe(200);
    await untilTopic(client, 'workplace', ({ view }) => view?.front?.canIssue === true, 5_000);
    expect(performance.now() - from).toBeLessThan(1_000);
    const collection = (await untilTopic(client, 'workplace', () => true)).view?.front?.collection ?? '';
    const issued = succeeded(await client.call('collect.issue', { collection }));
    expect(issued.receipts.length).toBe(1);
    await sent(first);
    const everything = `${await dump()}\n${backend.log.join('')}`;
    expect(everything).toContain('FT26326000001');
    for (const open of ['Ngọc Ưởng', 'NGOC UONG', 'Nguyễn Văn Mẫu', 'Khám bệnh', 'chuyen tien']) {
      expect(everything.includes(open), open).toBe(false);
    }
  });

  it('a sister sees it, verified and applied, and is not given its own journal', async () => {
    const second = await counterOfFacility(temporaryFolder(), facilityKeysOf(first.counter.folder));
    try {
      // Somebody else's bill: the same one taken at both would be a case.
      await second.payCash((at) => at > 20);
      await enrol(second);
      await sent(second);
      const journal = ownJournal(first);
      const own = journal[0]?.counter ?? '';
      await expect
        .poll(() => journalOf(moneyOf(second)).filter(({ counter }) => counter === own).length, {
          timeout: 20_000,
        })
        .toBe(journal.length);
      const { sisters, cases, stops } = succeeded(await second.counter.client.call('sync.view', {}));
      expect(sisters).toMatchObject([{ counter: own, state: 'active', stalled: false }]);
      expect({ cases, stops }).toEqual({ cases: [], stops: [] });
    } finally {
      await second.counter.remove();
    }
  }, 60_000);

  it('collects what a neighbour system asked for; a bill that is cancelled afterwards is a case', async () => {
    const { client, ids } = first.counter;
    const made = await makeKey(backend.opened.backend, scopeOfCode({ facility }), 'HIS');
    if (!made.ok) throw new Error(made.reason.code);
    const tell = async (what: 'payers' | 'bills', list: readonly object[]) =>
      (await post(`${backend.url}/v1/neighbour/${what}`, { [what]: list }, made.value.secret)).json.results;
    const seal = sealerOf([facilityKeysOf(first.counter.folder).sealing]).begin();
    const sealed = (id: string, open: object) => seal(`${id}:1`, JSON.stringify(open));
    const bill = (id: string, amount: number, service: string) => ({
      ...{ bill: id, payer: 'HIS-1', version: 1, state: 'owed', group: 'kham-benh', amount, dueDate: null },
      ...{ onBehalf: false, sealed: sealed(id, { service }) },
    });
    const [paid, other] = [bill('HIS-HD-1', 52_000, 'Khám chuyên khoa'), bill('HIS-HD-2', 9_000, 'Thuốc')];
    // Of a bill that cannot be opened somebody must hear.
    const strange = { ...bill('HIS-HD-3', 1, 'x'), sealed: sealed('HIS-HD-3', { what: 'x' }) };
    const patient = { name: 'Phùng Thị Ngọc Ưởng', code: 'BN77' };
    await tell('bills', [paid, other, strange]);
    await tell('payers', [{ payer: 'HIS-1', version: 1, state: 'active', sealed: sealed('HIS-1', patient) }]);
    const rows = async () =>
      succeeded(await client.call('payer.find', { text: 'phung uong', limit: 5 })).rows;
    await expect.poll(rows, { timeout: 30_000 }).toMatchObject([{ payer: 'HIS-1', owed: 61_000 }]);
    // Damaged, the file of the lists is made anew, and what the feed told is asked for again.
    expect(damageTable(join(first.counter.folder, 'catalogue.db'), 'payer')).toBeGreaterThan(0);
    expect(await rows()).toEqual([]);
    await expect.poll(rows, { timeout: 30_000 }).toMatchObject([{ payer: 'HIS-1', owed: 61_000 }]);
    const said: string[] = [];
    expect(runKeyTool([first.counter.folder], (line) => said.push(line))).toBe(0);
    expect(said.join()).toContain(facilityKeysOf(first.counter.folder).sealing.kid);
    // It is no list that a file could be put in the place of.
    const sources = async () => succeeded(await client.call('import.sources', {})).sources;
    await expect.poll(sources, { timeout: 30_000 }).toMatchObject([{ source: 'Thử' }]);
    const lines = [{ bill: 'HIS-HD-1', amount: 52_000 }];
    const tender = ids.next();
    const who = { payer: 'HIS-1', payerName: 'Phùng Thị Ngọc Ưởng' };
    succeeded(await client.call('collect.cashBegin', { collection: ids.next(), tender, ...who, lines }));
    succeeded(await client.call('collect.cashReceive', { tender, given: 0 }));
    await sent(first);
    const told = await get(`${backend.url}/v1/neighbour/payments`, made.value.secret);
    expect(told.json.payments).toMatchObject([{ kind: 'paid', bill: 'HIS-HD-1', amount: 52_000 }]);
    const cancelled = [paid, other].map((one) => ({ ...one, version: 2, state: 'cancelled', sealed: null }));
    expect(await tell('bills', cancelled)).toMatchObject([{ paid: 52_000 }, { paid: 0 }]);
    const cases = async () => succeeded(await client.call('sync.view', {})).cases;
    await expect.poll(cases, { timeout: 30_000 }).toMatchObject([
      { kind: 'bill', reason: 'list-unreadable', about: 'HIS-HD-3, Phùng Thị Ngọc Ưởng (BN77)' },
      { kind: 'bill', reason: 'bill-cancelled-but-paid', about: 'HIS-HD-1, Phùng Thị Ngọc Ưởng (BN77)' },
    ]);
    await expect.poll(rows, { timeout: 30_000 }).toMatchObject([{ payer: 'HIS-1', owed: 0 }]);
    const everything = `${await dump()}\n${backend.log.join('')}`;
    for (const open of ['Ngọc Ưởng', 'Khám chuyên khoa', 'Thuốc', 'BN77']) {
      expect(everything.includes(open), open).toBe(false);
    }
  }, 90_000);

  it('takes targets, price lists and names of banks as the province tells them', async () => {
    const { client } = first.counter;
    const scope = scopeOfCode({ facility });
    const tell = (kind: 'target' | 'price-list' | 'bank-list', body: object) =>
      publish(backend.opened.backend, scope, kind, body as never);
    await tell('target', { from: '2026-01-01', low: 55, high: 65 });
    const lines = [{ code: 'K1', group: 'kham-benh', name: 'Khám dịch vụ', price: 150_000 }];
    await tell('price-list', { list: 'GIA26', from: '2026-01-01', lines });
    await tell('price-list', { list: 'GIA26', from: '2026-02-01', lines: [...lines, ...lines] });
    await tell('bank-list', { banks: [{ bin: '999998', name: 'Ngân hàng Thêm' }] });
    await asAdministrator(first.counter, async () => {
      const names = async () =>
        succeeded(await client.call('banks.list', {})).banks.find(({ bin }) => bin === '999998')?.name;
      await expect.poll(names, { timeout: 20_000 }).toBe('Ngân hàng Thêm');
      const { targets, prices } = succeeded(await client.call('settings.get', {}));
      expect(targets).toContainEqual({ from: '2026-01-01', low: 55, high: 65 });
      expect(prices).toMatchObject([{ price: 'GIA26/K1', amount: 150_000, from: '2026-01-01' }]);
    });
    const { cases } = succeeded(await client.call('sync.view', {}));
    expect(cases.filter(({ kind }) => kind === 'price-list')).toMatchObject([{ reason: 'list-wrong' }]);
  }, 60_000);

  it('without the backend it goes on, says how much waits and since when, and catches up after a restart', async () => {
    await backend.stop();
    await first.payCash();
    const view = await untilTopic(
      first.counter.client,
      'workplace',
      ({ view }) => view?.rail.network.state === 'offline',
      20_000,
    );
    expect(view.view?.rail.network.waiting).toBeGreaterThan(0);
    expect(view.view?.rail.network.sinceMs).not.toBeNull();
  });

  it('sends by a signed file what the line does not take; each entry is stored once', async () => {
    const { folder } = first.counter;
    const files = temporaryFolder();
    const made = async (name: string, ...more: string[]) => {
      const said: string[] = [];
      const code = await runExportTool([folder, '--to', join(files, name), ...more], (line) =>
        said.push(line),
      );
      return { code, said: said.join('\n') };
    };
    const hashes = () => ownJournal(first).map(({ hash }) => hash);
    // Another port: the counter does not find it, and cannot send the rest itself meanwhile.
    backend = await startInstance({ folder: data });
    const take = (name: string) =>
      perform(backend.opened, 'import-journal', [facility, join(files, name)], { password: undefined });
    const counter = ownCounter(moneyOf(first));
    const before = (await storedAt(counter)).length;
    expect(await made('first')).toMatchObject({ code: 0 });
    const stored = await take('first');
    expect(stored).toEqual({ ok: true, value: expect.stringMatching(/^[1-9]\d* entries/) });
    expect(await take('first')).toEqual({ ok: true, value: expect.stringMatching(/^0 entries/) });
    // Papers may have been printed meanwhile, and that is written down: the file is a beginning of the journal.
    const known = await storedAt(counter);
    expect(known.length).toBeGreaterThan(before);
    expect(known).toEqual(hashes().slice(0, known.length));
    await first.payCash();
    expect(await made('all', '--all')).toMatchObject({ code: 0 });
    const place = `1/${known.length}`;
    expect(await take('all')).toEqual({ ok: false, reason: expect.stringContaining(`--after ${place}`) });
    expect(await made('rest', '--after', place)).toMatchObject({ code: 0 });
    const bytes = readFileSync(join(files, 'rest'));
    writeFileSync(join(files, 'cut'), bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1));
    expect(await take('cut')).toMatchObject({ ok: false, reason: expect.stringContaining('malformed') });
    expect(await storedAt(counter)).toEqual(known);
    expect(await take('rest')).toMatchObject({ ok: true });
    const all = await storedAt(counter);
    expect(all.length).toBeGreaterThan(known.length);
    expect(all).toEqual(hashes().slice(0, all.length));
    expect(bytes.toString('utf8')).not.toContain('Nguyễn Văn Mẫu');
    expect(await made('all')).toMatchObject({ code: 2 });
    expect(await made('gap', '--after', '1/999999')).toMatchObject({ code: 1 });
  }, 90_000);
});

function vietnamText(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
