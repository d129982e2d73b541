/**
 * `npm run ledger -- key`: the print of the facility's sealing key, for a neighbour system to compare with what the
 * backend tells it (docs/protocol/neighbours.md). Nothing secret is shown.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { localMigrations, type OwnTables } from '../../compose/migrations.ts';
import { tryOpenDatabase } from '../../store/database.ts';
import { keyStore } from '../../upkeep/keys.ts';

const calledWrongly = 2;

/** Runs the command line after the word `key`; the exit code as in `ledger.ts`. */
export function runKeyTool([folder, ...rest]: readonly string[], print: (line: string) => void): number {
  if (folder === undefined || rest.length > 0 || !existsSync(folder)) {
    print('Cách dùng:\n  npm run ledger -- key <thư mục dữ liệu>');
    return calledWrongly;
  }
  const path = join(folder, 'local.db');
  const migrations = localMigrations;
  const opened = tryOpenDatabase<OwnTables>({ path, migrations, kind: 'local', readonly: true });
  if (!opened.ok) {
    print(`Không mở được ${path}: ${JSON.stringify(opened.reason)}`);
    return 1;
  }
  const key = keyStore(opened.value).current('sealing');
  opened.value.close();
  print(
    key === undefined ? 'Quầy này chưa có khóa của đơn vị.' : `Dấu khóa niêm phong của đơn vị: ${key.kid}`,
  );
  return key === undefined ? 1 : 0;
}
