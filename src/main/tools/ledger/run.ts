import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { entryTypes } from '../../../shared/journal/index.ts';
import { showLedger } from './show.ts';
import { verifyFolder } from './verify.ts';

const usage = `Cách dùng:
  npm run ledger -- verify <thư mục dữ liệu>
  npm run ledger -- show <thư mục dữ liệu> [--type <loại hoặc phần đầu của loại>] [--limit <số bút toán>]
  npm run ledger -- export <thư mục dữ liệu> --to <tệp mới> [--after <kỳ>/<số> | --all]
  npm run ledger -- key <thư mục dữ liệu>
  npm run ledger -- backup <thư mục dữ liệu> --to <nơi giữ bản sao lưu>
  npm run ledger -- restore <bản sao lưu> --to <thư mục trống> [--old <thư mục dữ liệu cũ>]`;

const calledWrongly = 2;
const defaultLimit = 50;
const mostShown = 100_000;

interface Arguments {
  readonly command: 'verify' | 'show';
  readonly path: string;
  readonly type: string | null;
  readonly limit: number;
}

/** Runs the command line on these arguments; the exit code. Expected failures are lines, not errors. */
export function runLedgerTool(args: readonly string[], print: (line: string) => void): number {
  const parsed = readArguments(args);
  if (typeof parsed === 'string') {
    print(parsed);
    print(usage);
    return calledWrongly;
  }
  switch (parsed.command) {
    case 'verify':
      return verifyFolder(parsed.path, print);
    case 'show':
      return showLedger(parsed.path, { type: parsed.type, limit: parsed.limit }, print);
  }
}

function readArguments(args: readonly string[]): Arguments | string {
  let parsed: { positionals: string[]; values: { type?: string; limit?: string } };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { type: { type: 'string' }, limit: { type: 'string' } },
    });
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
  const [command, folder, ...rest] = parsed.positionals;
  if (command !== 'verify' && command !== 'show') return `Không có lệnh "${command ?? ''}".`;
  if (folder === undefined || rest.length > 0) return 'Cần đúng một thư mục dữ liệu.';
  const path = moneyFileIn(folder);
  if (path === null) return `Không có money.db trong ${folder}.`;
  const limit = Number(parsed.values.limit ?? defaultLimit);
  if (!Number.isInteger(limit) || limit < 1 || limit > mostShown) return `--limit từ 1 đến ${mostShown}.`;
  const type = parsed.values.type ?? null;
  if (type !== null && !Object.keys(entryTypes).some((known) => known.startsWith(type))) {
    return `Không có loại bút toán "${type}".`;
  }
  return { command, path, type, limit };
}

/** A data folder, or a file such as a quarantined one. */
function moneyFileIn(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const path = statSync(folder).isDirectory() ? join(folder, 'money.db') : folder;
  return existsSync(path) ? path : null;
}
