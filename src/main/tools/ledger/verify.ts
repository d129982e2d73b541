import { moneyMigrations } from '../../compose/migrations.ts';
import type { EntryFault, EntryFaultCode } from '../../ledger/faults.ts';
import { type CheckName, type CheckResult, verifyLedger } from '../../ledger/verify.ts';
import { signatureCheckOf } from '../../ports/keys.ts';

const checkWords: Readonly<Record<CheckName, string>> = {
  open: 'Tệp và thiết lập',
  pages: 'Trang dữ liệu',
  schema: 'Bảng và khóa chặn',
  chain: 'Chuỗi bút toán',
  heads: 'Dấu mốc ngoài tệp',
  numbers: 'Số biên lai',
  money: 'Cân đối tiền, Z',
  replay: 'Dựng lại từ đầu',
};

const stateWords: Readonly<Record<CheckResult['state'], string>> = {
  ok: 'đúng',
  failed: 'SAI',
  missing: 'không có',
  skipped: 'chưa kiểm',
};

const faultWords: Readonly<Record<EntryFaultCode, string>> = {
  'wrong-seq': 'thiếu bút toán ngay trước đó',
  'wrong-prev-hash': 'không nối với bút toán trước',
  'wrong-hash': 'nội dung đã bị đổi',
  'wrong-epoch-start': 'đầu kỳ số không đúng',
  'body-unreadable': 'không đọc được nội dung',
  'body-not-canonical': 'nội dung đã bị viết lại',
  'type-unknown': 'loại của bản chương trình mới hơn',
  'version-unknown': 'dạng của bản chương trình mới hơn',
  'body-not-as-schema': 'nội dung không đúng mẫu',
  'private-missing': 'mất phần riêng mà không có bút toán xóa',
  'private-unexpected': 'có phần riêng không được có',
  'private-differs': 'phần riêng đã bị đổi',
  'private-not-as-schema': 'phần riêng không đúng mẫu',
  'wrong-opening': 'không phải bút toán mở sổ hoặc mở kỳ số',
  'continues-elsewhere': 'kỳ số nối vào bút toán không có ở đây',
  'number-out-of-order': 'số biên lai không liền',
  'second-fate': 'biên lai bị hủy hai lần hoặc chưa từng lập',
  'money-does-not-add-up': 'tiền không cân',
  'z-differs-from-entries': 'Z khác với bút toán của ca',
  'shift-already-closed': 'bút toán của ca đã đóng',
  'illegal-move': 'việc mà quy tắc không cho phép',
  'head-differs': 'khác với dấu mốc đã ký',
  'entry-gone': 'bút toán đã ghi nay không còn',
};

/** Verifies the file and prints each check, then the first wrong entry. 0 when all is right, else 1. */
export function verifyFolder(path: string, print: (line: string) => void): number {
  const report = verifyLedger({ path, migrations: moneyMigrations, signatureCheckOf });
  print(`Sổ ${path}`);
  if (report.counter !== null) {
    const kind = report.kind === 'training' ? 'sổ tập' : 'sổ thật';
    print(
      `Quầy ${report.counter}, ${kind}, kỳ số ${report.epoch}: ${report.entries} bút toán, ${report.receipts} biên lai`,
    );
  }
  for (const { name, state, detail } of report.checks) {
    print(
      `  ${checkWords[name].padEnd(20)} ${stateWords[state]}${detail === undefined ? '' : `  (${detail})`}`,
    );
  }
  if (report.firstFault !== null) print(`Bút toán sai đầu tiên: ${sayFault(report.firstFault)}`);
  for (const { table, id, what, columns } of report.differences) {
    print(`  Dòng khác: ${table} ${id} ${what} ${columns.join(', ')}`.trimEnd());
  }
  print(report.ok ? 'Sổ đúng.' : 'Sổ SAI: giữ nguyên tệp, báo quản trị.');
  return report.ok ? 0 : 1;
}

function sayFault({ place, fault, detail }: EntryFault): string {
  const where = `quầy ${place.counter}, kỳ số ${place.epoch}, số ${place.seq}`;
  const id = place.id === null ? '' : `, mã ${place.id}`;
  return `${where}${id}: ${faultWords[fault]}${detail === undefined ? '' : ` (${detail})`}`;
}
