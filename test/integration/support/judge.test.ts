import { rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeChance } from '../../support/chance.ts';
import { makeBaseFolder } from '../../support/faults/base-folder.ts';
import { begin, nextPayment, owedBills, type Payment, receive } from '../../support/faults/cashier.ts';
import { type Findings, judge } from '../../support/faults/judge.ts';
import { runCounter, succeeded, temporaryFolder } from '../../support/running-counter.ts';

/** The oracle of the fault runs must see each kind of damage; undamaged, it must see nothing. */
describe('the oracle of the fault runs', () => {
  const folder = temporaryFolder();
  const payments: Payment[] = [];
  let connection: Connection;

  beforeAll(async () => {
    const { person, pin } = await makeBaseFolder(folder);
    const counter = await runCounter(folder);
    const { client, ids } = counter;
    succeeded(await client.call('staff.signIn', { person, pin }));
    const bills = await owedBills(client, 20);
    const chance = makeChance(7);
    for (let left = 3; left > 0; left -= 1) payments.push(nextPayment(chance, bills, ids));
    for (const payment of payments.slice(0, 2)) {
      await begin(client, payment);
      await receive(client, payment);
    }
    for (const payment of payments.slice(2)) await begin(client, payment);
    await counter.stop();
    connection = new BetterSqlite3(join(folder, 'money.db'));
    connection.pragma('foreign_keys = OFF');
    for (const name of ['journal_never_changes', 'journal_never_shrinks', 'journal_has_no_gaps'])
      connection.exec(`DROP TRIGGER ${name}`);
  });

  afterAll(() => {
    connection.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const nothing: Findings = { lost: [], doubled: [], half: [], gaps: [] };

  function afterDamage(sql: string): (keyof Findings)[] {
    connection.exec('BEGIN');
    connection.exec(sql);
    const found = judge(connection, payments);
    connection.exec('ROLLBACK');
    return (Object.keys(found) as (keyof Findings)[]).filter((kind) => found[kind].length > 0);
  }

  it('finds nothing in a whole ledger with a payment under way', () => {
    expect(judge(connection, payments)).toEqual(nothing);
  });

  const receiptOf = (index: number) => payments[index]?.receipts?.[0]?.receipt;

  const damages: readonly (readonly [keyof Findings, () => string])[] = [
    ['lost', () => `UPDATE receipt SET number = 77 WHERE id = '${receiptOf(0)}'`],
    ['lost', () => `UPDATE tender SET state = 'intended', kept = 0 WHERE id = '${payments[0]?.tender}'`],
    [
      'doubled',
      () => `INSERT INTO tender SELECT counter, 'other', collection, machine, method, kind, state, amount, due,
      kept, allocated, refunding, refunded, given, change, startedAt, changedAt, paidAt, shift, through, reference,
      expiresAt, evidence, phone, entry FROM tender WHERE id = '${payments[0]?.tender}'`,
    ],
    ['half', () => `DELETE FROM receipt WHERE id = '${receiptOf(1)}'`],
    ['half', () => `DELETE FROM allocation WHERE receipt = '${receiptOf(1)}'`],
    ['half', () => `UPDATE collection SET state = 'open' WHERE id = '${payments[0]?.collection}'`],
    ['half', () => `DELETE FROM tender WHERE id = '${payments[2]?.tender}'`],
    ['half', () => `UPDATE bill SET held = held + 1`],
    ['half', () => `DELETE FROM print_jobs WHERE document = '${receiptOf(0)}'`],
    ['half', () => `DELETE FROM journal WHERE type = 'drawer.opened'`],
    ['half', () => `UPDATE figure SET amount = amount + 1 WHERE account = 'money-in'`],
    ['gaps', () => `DELETE FROM receipt WHERE id = '${receiptOf(0)}'`],
    ['gaps', () => `UPDATE series SET next = next + 1`],
  ];

  it.each(damages)('%s: found after %s', (kind, damage) => {
    expect(afterDamage(damage())).toContain(kind);
  });
});
