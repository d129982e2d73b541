/** Scripted months; the full hospital month by `FULL_MONTH=1 npx vitest run test/integration/reports/month`. */
import { expect, it } from 'vitest';
import { seed } from '../../support/check.ts';
import { compareReports } from '../../support/history/compare-reports.ts';
import { playMonth } from '../../support/history/month.ts';

const full = process.env.FULL_MONTH !== undefined;

/** A hospital: three shifts a day, the last through the night; two counters; the year changes in the middle. */
it(`every report of a hospital month equals what its journals say (seed ${seed})`, {
  timeout: 1_800_000,
}, async () => {
  const days = full ? 31 : 3;
  const from = full ? '2026-12-15' : '2026-12-30';
  for (const [index, counter] of ['c1', 'c2'].entries()) {
    const { desk, refused } = await playMonth({
      ...{ institution: 'hospital', seed: seed + index, from, days, shifts: [6, 14, 22] },
      receiptsPerShift: full ? 90 : 25,
      counter: `01910000-0000-7000-8000-0000000000${counter}`,
    });
    const receipts = desk.money.connection.prepare('SELECT count(*) FROM receipt').pluck().get();
    console.log(`counter ${counter}: ${receipts} receipts; refused ${JSON.stringify([...refused])}`);
    const last = new Date(Date.parse(from) + (days + 1) * 86_400_000).toISOString().slice(0, 10);
    const first = new Date(Date.parse(from) - 3 * 86_400_000).toISOString().slice(0, 10);
    expect(compareReports(desk, first, last)).toEqual([]);
    desk.remove();
  }
});

it(`every report of a school month equals what its journal says (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  const { desk, refused } = await playMonth({
    ...{ institution: 'school', seed, from: '2026-09-01', days: full ? 26 : 4, shifts: [7] },
    receiptsPerShift: full ? 80 : 30,
  });
  const receipts = desk.money.connection.prepare('SELECT count(*) FROM receipt').pluck().get();
  console.log(`school: ${receipts} receipts; refused ${JSON.stringify([...refused])}`);
  expect(compareReports(desk, '2026-08-28', '2026-09-30')).toEqual([]);
  // The sums are derived: emptied, they come again from the journal as they were.
  const { connection } = desk.money;
  for (const table of ['at', 'cell', 'account', 'pay', 'cash', 'listed', 'shift_cash'])
    connection.prepare(`DELETE FROM report_${table}`).run();
  expect(compareReports(desk, '2026-08-28', '2026-09-30')).toEqual([]);
  // And the comparison can fail, for each of them.
  for (const column of ['report_cell SET issued', 'report_pay SET amount', 'report_account SET amount']) {
    const name = column.split(' ').at(-1);
    connection.prepare(`UPDATE ${column} = "${name}" + 1`).run();
    expect(compareReports(desk, '2026-08-28', '2026-09-30')).not.toEqual([]);
    connection.prepare(`UPDATE ${column} = "${name}" - 1`).run();
  }
  connection.prepare('UPDATE report_listed SET amount = amount + 1').run();
  expect(compareReports(desk, '2026-08-28', '2026-09-30')).not.toEqual([]);
  desk.remove();
});
