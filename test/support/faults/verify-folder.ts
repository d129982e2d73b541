/** The whole verification of a data folder, as `npm run ledger -- verify` does it. */
import { join } from 'node:path';
import { moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { verifyLedger } from '../../../src/main/ledger/verify.ts';
import { signatureCheckOf } from '../../../src/main/ports/keys.ts';

/** Chain, heads, numbers, money equations, replay. Null when all of it holds, else what does not. */
export function verifyFolder(folder: string): string | null {
  const report = verifyLedger({
    path: join(folder, 'money.db'),
    migrations: moneyMigrations,
    signatureCheckOf,
  });
  if (report.ok) return null;
  return report.checks
    .filter(({ state }) => state === 'failed')
    .map(({ name, detail }) => `${name}: ${detail ?? ''}`)
    .join('; ');
}
