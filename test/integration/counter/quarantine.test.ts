/** A damaged ledger is shown, kept, and gone on from in a new epoch, over RPC and under a minute (design §3). */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type MethodName, methods } from '../../../src/shared/rpc/contract.ts';
import { journalOf } from '../../support/rows-of.ts';
import { succeeded, untilTopic } from '../../support/running-counter.ts';
import { Desk, demoPin, whole } from './desk-rig.ts';
import { sampleRequests } from './sample-requests.ts';

const names = Object.keys(methods) as MethodName[];

async function deskAtWork(): Promise<Desk> {
  const desk = await Desk.open('hospital');
  onTestFinished(() => desk.remove());
  await desk.signIn('cashier');
  await desk.openShift();
  return desk;
}

const moneyOf = (desk: Desk): string => join(desk.counter.folder, 'money.db');

interface Place {
  readonly epoch: number;
  readonly seq: number;
}

/** Changes one digit in the stored body of an entry, as a bad sector would: SQLite itself notices nothing. */
function flipByteIn(path: string, type: string, field: string): Place {
  const connection = new BetterSqlite3(path, { readonly: true });
  const row = connection
    .prepare<[string], Place & { body: string }>(
      'SELECT epoch, seq, body FROM journal WHERE type = ? ORDER BY seq DESC LIMIT 1',
    )
    .get(type);
  connection.close();
  if (row === undefined) throw new Error(`no ${type}`);
  const bytes = readFileSync(path);
  const start = bytes.indexOf(row.body);
  const at = bytes.indexOf(`"${field}":`, start) + field.length + 3;
  if (start < 0 || at < start) throw new Error('body not found in the file');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  return { epoch: row.epoch, seq: row.seq };
}

const gateOf = (desk: Desk) => untilTopic(desk.client, 'gate', () => true);

async function administrator(desk: Desk) {
  const [one] = await desk.people('administrator');
  return { person: one?.person ?? '', pin: demoPin };
}

/** Quarantine files in the data folder. */
function kept(desk: Desk): string[] {
  return readdirSync(desk.counter.folder).filter((name) => /^money\.quarantine-.*\.db$/.test(name));
}

describe('a flipped byte in the journal', () => {
  it('stops the money, is shown with its place, and ends with a new epoch that goes on from before it', async () => {
    const desk = await deskAtWork();
    const first = await desk.owing();
    const { collected } = await desk.pay(first.payer, whole(first.lines));
    const second = await desk.owing();
    const lost = await desk.pay(second.payer, whole(second.lines));
    const cashier = (await desk.people('cashier'))[0]?.person ?? '';
    let place: Place | undefined;
    let damaged = Buffer.alloc(0);
    await desk.restart(() => {
      place = flipByteIn(moneyOf(desk), 'cash.received', 'given');
      damaged = readFileSync(moneyOf(desk));
    });

    const gate = await gateOf(desk);
    expect(gate).toMatchObject({ state: 'quarantined', signedIn: null });
    expect(gate.quarantine).toEqual({ code: 'wrong-entry', place });
    expect(gate.people.map(({ roles }) => roles)).toEqual([['administrator']]);
    const display = desk.counter.line('display');
    await untilTopic(display, 'display', ({ view }) => view.state === 'closed');
    display.close();
    for (const method of names) {
      if (method === 'ledger.openEpoch') continue;
      expect(await desk.code(method, sampleRequests[method]), method).toBe('quarantined');
    }
    const open = (person: string, pin = demoPin) => desk.code('ledger.openEpoch', { person, pin });
    expect(await open(cashier)).toBe('wrong-role');
    expect(await open(desk.id())).toBe('person-unknown');
    expect(await open((await administrator(desk)).person, '864209')).toBe('wrong-pin');
    expect(readFileSync(moneyOf(desk)).equals(damaged)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 1_050));

    const startedMs = performance.now();
    const opened = succeeded(await desk.client.call('ledger.openEpoch', await administrator(desk)));
    expect(performance.now() - startedMs).toBeLessThan(60_000);
    expect(opened.epoch).toBe(2);
    expect(opened.entries).toBeLessThan(place?.seq ?? 0);
    expect(opened.lost).toBeGreaterThan(0);
    const after = await untilTopic(desk.client, 'gate', ({ state }) => state === 'signed-out');
    expect(after.quarantine).toBeNull();
    expect(after.people.length).toBeGreaterThan(3);
    expect(kept(desk)).toHaveLength(1);
    expect(readFileSync(join(desk.counter.folder, kept(desk)[0] ?? '')).equals(damaged)).toBe(true);

    await desk.signIn('cashier');
    const view = await desk.workplace(({ front }) => front !== null);
    expect(view.shift?.cashier).toBe(cashier);
    expect(await desk.owed(first.payer.payer, first.lines[0]?.bill ?? '')).toBe(0);
    expect(view.lastReceipt).toMatchObject({
      receipt: collected.receipts[0]?.receipt,
      print: 'failed',
    });
    expect(view.unfinished.map(({ ref }) => ref)).toEqual([collected.receipts[0]?.receipt]);
    expect(view.front?.cash).toMatchObject({ tender: lost.tender });
    const again = await desk.receive(lost.tender);
    expect(again.receipts[0]).toMatchObject({
      series: expect.stringMatching(/-Q2\.2$/),
      number: '000001',
    });
    const head = journalOf(desk.counter.folder);
    await desk.restart();
    expect((await gateOf(desk)).state).toBe('signed-out');
    expect(journalOf(desk.counter.folder)).toEqual(head);
    expect(await desk.code('ledger.openEpoch', await administrator(desk))).toBe('not-quarantined');
  }, 60_000);

  it('in the very first entry: nothing is done, the file stays where it lies', async () => {
    const desk = await deskAtWork();
    let damaged = Buffer.alloc(0);
    await desk.restart(() => {
      flipByteIn(moneyOf(desk), 'ledger.opened', 'counterKey');
      damaged = readFileSync(moneyOf(desk));
    });
    expect((await gateOf(desk)).quarantine).toMatchObject({
      code: 'wrong-entry',
      place: { epoch: 1, seq: 1 },
    });
    const refusal = await desk.code('ledger.openEpoch', await administrator(desk));
    expect(refusal).toBe('recovery-nothing-verifies');
    expect((await gateOf(desk)).state).toBe('quarantined');
    expect(kept(desk)).toEqual([]);
    expect(readFileSync(moneyOf(desk)).equals(damaged)).toBe(true);
  });
});

it('a file put back to an older state is noticed by its head records, and gone on from', async () => {
  const desk = await deskAtWork();
  await desk.restart(() => copyFileSync(moneyOf(desk), `${moneyOf(desk)}.older`));
  const older = journalOf(desk.counter.folder);
  await desk.signIn('cashier');
  const { payer, lines } = await desk.owing();
  await desk.pay(payer, whole(lines));
  const newer = journalOf(desk.counter.folder);
  await desk.restart(() => copyFileSync(`${moneyOf(desk)}.older`, moneyOf(desk)));
  expect((await gateOf(desk)).quarantine).toEqual({
    code: 'rolled-back',
    place: { epoch: 1, seq: older.entries + 1 },
  });
  const opened = succeeded(await desk.client.call('ledger.openEpoch', await administrator(desk)));
  expect(opened).toEqual({ epoch: 2, entries: older.entries, lost: newer.entries - older.entries });
  await desk.signIn('cashier');
  expect(await desk.owed(payer.payer, lines[0]?.bill ?? '')).toBe(lines[0]?.owed);
}, 60_000);

it('a file that is no database any more is quarantined too; without people nobody can open an epoch', async () => {
  const desk = await deskAtWork();
  const someone = await administrator(desk);
  await desk.restart(() => writeFileSync(moneyOf(desk), Buffer.alloc(8_192, 0x5a)));
  const gate = await gateOf(desk);
  expect(gate).toMatchObject({
    state: 'quarantined',
    people: [],
    quarantine: { code: 'unreadable', place: null },
  });
  expect(await desk.code('ledger.openEpoch', someone)).toBe('person-unknown');
});
