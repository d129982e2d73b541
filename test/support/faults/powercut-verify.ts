/** Opens a disk image as the counter would after the power came back, and compares it with what was acknowledged. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { localMigrations, type MoneyTables, moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { signatureCheckOf } from '../../../src/main/ports/keys.ts';
import { realClock, realRandom } from '../../../src/main/ports/real.ts';
import { type Database, tryOpenDatabase } from '../../../src/main/store/database.ts';
import { checkIntegrity } from '../../../src/main/store/integrity.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import type { Verdict } from '../powercut/replay.ts';
import type { Payment } from './cashier.ts';
import { type Findings, judge } from './judge.ts';
import { verifyFolder } from './verify-folder.ts';

const clock = realClock();
const random = realRandom();
const ports = { clock, random, ids: makeIds(clock, random) };

/** Makes the check of images; every `verifyEvery`-th is verified whole, replay included, which takes longer. */
export function imageVerifier(verifyEvery: number): (folder: string, acked: readonly string[]) => Verdict {
  let image = 0;
  return (folder, acked) => {
    image += 1;
    const payments = paymentsOf(acked);
    const opened = openMoney(folder);
    if (typeof opened === 'string') {
      const lost = payments.filter((one) => one.receipts !== null).length;
      return { lost, doubled: 0, half: 0, corrupt: opened };
    }
    let findings: Findings;
    let corrupt: string | null;
    try {
      findings = judge(opened.connection, payments);
      corrupt = faultOf(opened) ?? localFault(folder);
    } catch (cause) {
      return { lost: 0, doubled: 0, half: 0, corrupt: String(cause) };
    } finally {
      opened.close();
    }
    const { lost, doubled, half, gaps } = findings;
    if (corrupt === null && image % verifyEvery === 0) corrupt = verifyFolder(folder);
    if (corrupt === null && gaps.length > 0) corrupt = `gaps: ${gaps.slice(0, 3).join(', ')}`;
    return { lost: lost.length, doubled: doubled.length, half: half.length, corrupt };
  };
}

/** The newest word on each payment. */
function paymentsOf(acked: readonly string[]): Payment[] {
  const payments = new Map<string, Payment>();
  for (const line of acked) {
    const payment = JSON.parse(line.slice(line.indexOf(' ') + 1)) as Payment;
    payments.set(payment.tender, payment);
  }
  return [...payments.values()];
}

function openMoney(folder: string): Database<MoneyTables> | string {
  const path = join(folder, 'money.db');
  if (!existsSync(path)) return 'no money.db';
  try {
    const opened = tryOpenDatabase<MoneyTables>({ path, migrations: moneyMigrations, kind: 'money' });
    return opened.ok ? opened.value : JSON.stringify(opened.reason);
  } catch (cause) {
    return String(cause);
  }
}

/** What the counter would refuse to work on: damaged pages, a wrong tail of the chain, a head record that is ahead. */
function faultOf(money: Database<MoneyTables>): string | null {
  const pages = checkIntegrity(money.connection, 'quick');
  if (!pages.ok) return pages.reason.problems[0] ?? 'damaged';
  const key = money.connection
    .prepare(`SELECT body ->> '$.counterKey' FROM journal WHERE type = 'ledger.opened'`)
    .pluck()
    .get() as string;
  const opened = openLedger(money, ports, { heads: signatureCheckOf(key) });
  if (opened.state === 'ready') return null;
  return opened.state === 'empty' ? 'empty' : JSON.stringify(opened.fault);
}

function localFault(folder: string): string | null {
  const path = join(folder, 'local.db');
  if (!existsSync(path)) return 'no local.db';
  const opened = tryOpenDatabase({ path, migrations: localMigrations, kind: 'local' });
  if (!opened.ok) return `local.db ${JSON.stringify(opened.reason)}`;
  const pages = checkIntegrity(opened.value.connection, 'quick');
  opened.value.close();
  return pages.ok ? null : `local.db ${pages.reason.problems[0] ?? 'damaged'}`;
}
