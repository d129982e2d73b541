/** No statement that a counter prepares walks the whole journal: with years of entries that takes seconds. */
import BetterSqlite3, { type Database } from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { runCounter, temporaryFolder } from '../../support/running-counter.ts';

/** A walk of all entries of a counter in their order is allowed only to who says how many it wants. */
function walksJournal(sql: string, plan: readonly string[]): boolean {
  const walks = plan.some(
    (step) =>
      /^SCAN journal(?! USING (COVERING )?INDEX)/.test(step) ||
      /^SEARCH journal USING PRIMARY KEY \(counter=\?\)$/.test(step),
  );
  const sorts = plan.includes('USE TEMP B-TREE FOR ORDER BY');
  return walks && (sorts || !/limit \?\s*$/i.test(sql));
}

test('every statement of a counter finds its entries by an index', async () => {
  const prepared = new Map<string, Database>();
  const { prepare } = BetterSqlite3.prototype;
  BetterSqlite3.prototype.prepare = function noted(this: Database, sql: string) {
    prepared.set(sql, this);
    return prepare.call(this, sql);
  } as typeof prepare;
  onTestFinished(() => {
    BetterSqlite3.prototype.prepare = prepare;
  });
  const counter = await runCounter(temporaryFolder());
  onTestFinished(counter.remove);
  const bad: string[] = [];
  let looked = 0;
  for (const [sql, connection] of prepared) {
    if (!/^\s*(select|with|update|delete)/i.test(sql) || !/\bjournal\b/.test(sql) || !connection.open)
      continue;
    const explained = prepare.call(connection, `EXPLAIN QUERY PLAN ${sql}`);
    const nothing = Array.from(sql.matchAll(/\?/g), () => null);
    const plan = (explained.all(nothing) as { detail: string }[]).map(({ detail }) => detail);
    looked += 1;
    if (walksJournal(sql, plan)) bad.push(`${sql.replace(/\s+/g, ' ')}: ${plan.join(' | ')}`);
  }
  expect(bad).toEqual([]);
  expect(looked).toBeGreaterThan(8);
});
