/**
 * `npm run ledger -- backup` and `restore`: what the counter does by itself every day, and the way back
 * (docs/operations.md).
 */
import { parseArgs } from 'node:util';
import { vietnamIso } from '../../../shared/kernel/clock.ts';
import { makeIds } from '../../../shared/kernel/ids.ts';
import { localMigrations, moneyMigrations } from '../../compose/migrations.ts';
import { signatureCheckOf, signerOf } from '../../ports/keys.ts';
import { realClock, realRandom } from '../../ports/real.ts';
import { type BackupFailure, backUp } from '../../upkeep/backup.ts';
import type { BackupFault } from '../../upkeep/check-backup.ts';
import { type Restored, type RestoreFailure, restoreBackup } from '../../upkeep/restore.ts';

const usage = `Cách dùng:
  npm run ledger -- backup <thư mục dữ liệu> --to <nơi giữ bản sao lưu>
  npm run ledger -- restore <bản sao lưu> --to <thư mục trống> [--old <thư mục dữ liệu cũ>]

--old: phần còn lại của thư mục dữ liệu bị hỏng; dấu mốc và các lần xóa dữ liệu riêng ở đó được áp dụng lại.`;

const calledWrongly = 2;

const means = { moneyMigrations, localMigrations, signatureCheckOf, signerOf };

/** Runs the command line after the word; the exit code as in `ledger.ts`. */
export async function runBackupTool(
  command: 'backup' | 'restore',
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const read = readArguments(args);
  if (read === null || (command === 'backup' && read.old !== null)) {
    print(usage);
    return calledWrongly;
  }
  const { folder, to, old } = read;
  return command === 'backup' ? runBackup(folder, to, print) : runRestore({ backup: folder, to, old }, print);
}

function readArguments(args: readonly string[]): { folder: string; to: string; old: string | null } | null {
  try {
    const options = { to: { type: 'string' }, old: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [folder, ...rest] = positionals;
    if (folder === undefined || values.to === undefined || rest.length > 0) return null;
    return { folder, to: values.to, old: values.old ?? null };
  } catch {
    return null;
  }
}

function runBackup(folder: string, to: string, print: (line: string) => void): number {
  const done = backUp({ folder, to, now: realClock().now() }, means);
  if (!done.ok) {
    print(`Chưa sao lưu: ${sayFailure(done.reason)}`);
    return 1;
  }
  const { path, bytes, entries, receipts, removed, sameDisk } = done.value;
  print(`Đã sao lưu và mở thử: ${path}`);
  print(`${entries} bút toán, ${receipts} biên lai, ${bytes} byte; bỏ ${removed.length} bản cũ.`);
  if (sameDisk) print('Lưu ý: cùng ổ đĩa với dữ liệu. Ổ hỏng là mất cả hai; nên dùng ổ thứ hai hoặc USB.');
  return 0;
}

async function runRestore(
  input: { readonly backup: string; readonly to: string; readonly old: string | null },
  print: (line: string) => void,
): Promise<number> {
  const clock = realClock();
  const random = realRandom();
  const ports = { clock, random, ids: makeIds(clock, random) };
  const done = await restoreBackup(input, { ...means, ports });
  if (!done.ok) {
    print(`Chưa phục hồi: ${sayFailure(done.reason)}`);
    return 1;
  }
  for (const line of sayRestored(done.value)) print(line);
  print(`Thư mục dữ liệu mới: ${input.to}. Đừng mở lại thư mục cũ của quầy này.`);
  return 0;
}

function sayRestored({
  madeAt,
  epoch,
  continues,
  highestKnown,
  series,
  erased,
  entries,
}: Restored): string[] {
  const made = vietnamIso(madeAt as Parameters<typeof vietnamIso>[0]).slice(0, 19);
  const lost = highestKnown.epoch !== continues.epoch || highestKnown.seq !== continues.seq;
  return [
    `Đã phục hồi bản ${made}: ${entries} bút toán, sổ đúng, mở kỳ số ${epoch}.`,
    ...series.map(
      ({ closed, closedAt, opened }) => `  ${closed} dừng ở ${closedAt}, có thể thiếu; tiếp theo ${opened}`,
    ),
    ...(lost
      ? [
          `Dấu mốc cho biết sổ cũ đã đến ${highestKnown.epoch}/${highestKnown.seq}; bản này đến ${continues.epoch}/${continues.seq}. Ghi bù từ giấy.`,
        ]
      : []),
    ...(erased > 0 ? [`Xóa lại dữ liệu riêng của ${erased} bút toán.`] : []),
  ];
}

function sayFailure(failure: BackupFailure | RestoreFailure): string {
  switch (failure.code) {
    case 'disk-full':
      return `ổ đĩa không đủ chỗ (${failure.message}).`;
    case 'not-writable':
      return `không ghi được vào nơi giữ (${failure.message}).`;
    case 'disk-failed':
      return `ổ đĩa báo lỗi (${failure.message}).`;
    case 'no-folder':
      return 'không có thư mục đích. Kiểm tra đã cắm ổ hoặc USB chưa.';
    case 'inside-data-folder':
      return 'nơi giữ nằm trong chính thư mục dữ liệu.';
    case 'no-ledger':
      return 'thư mục này chưa có sổ.';
    case 'not-readable':
      return `không mở được ${failure.message}.`;
    case 'copy-wrong':
      return `bản sao vừa tạo không đúng (${sayFault(failure.fault)}).`;
    case 'not-a-backup':
      return 'đây không phải bản sao lưu của chương trình này.';
    case 'not-empty':
      return 'thư mục đích không trống.';
    case 'backup-wrong':
      return `bản sao lưu không đúng (${sayFault(failure.fault)}).`;
    case 'cannot-go-on':
      return `sổ trong bản sao lưu không tiếp tục được (${failure.message}).`;
  }
}

function sayFault(fault: BackupFault): string {
  switch (fault.code) {
    case 'no-record':
      return 'thiếu backup.json';
    case 'file-differs':
      return `${fault.name} đã bị đổi hoặc thiếu`;
    case 'local-damaged':
      return `local.db: ${fault.message}`;
    case 'ledger-wrong':
      return fault.message;
  }
}
