import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import { lockDataFolder, lockFileName } from '../../../src/main/store/folder.ts';
import { runLedgerTool } from '../../../src/main/tools/ledger/run.ts';
import { fullHistory, type History } from '../../support/history.ts';
import { copyOf, tamper } from '../../support/ledger-history/files.ts';

let history: History;
let path: string;

beforeAll(async () => {
  history = fullHistory(4);
  await history.book.recordHead();
  history.book.close();
  path = history.book.path;
  // What the counter's own program would have brought it to.
  openDatabase({ path, migrations: moneyMigrations, kind: 'money' }).close();
});
afterAll(() => history.book.remove());

function run(...args: string[]): { code: number; text: string } {
  const lines: string[] = [];
  const code = runLedgerTool(args, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}

test('verify says that a right ledger is right', () => {
  const { code, text } = run('verify', dirname(path));
  expect(text).toContain('Sổ đúng.');
  expect(code).toBe(0);
  expect(text).not.toMatch(/SAI|chưa kiểm|không có/);
});

test('verify names the first wrong entry and fails', () => {
  const copy = copyOf(path);
  tamper(copy, (connection) =>
    connection.exec('UPDATE journal SET at = at + 1 WHERE epoch = 1 AND seq = 55'),
  );
  const { code, text } = run('verify', dirname(copy));
  expect(code).toBe(1);
  expect(text).toMatch(/Bút toán sai đầu tiên: .*kỳ số 1, số 55, mã .*: nội dung đã bị đổi/);
});

test('show lists entries in words, with amounts, people, shift and private parts', () => {
  const { code, text } = run('show', dirname(path), '--limit', '1000');
  expect(code).toBe(0);
  expect(text).toContain('Mở sổ');
  expect(text).toMatch(/Ca sáng +Nguyễn Thị Mẫu +Lập biên lai: BL26-Q1 số 1, 150\.300/);
  expect(text).toMatch(/riêng: .*Phạm Người Nộp/);
  expect(text).toContain('riêng: đã xóa');
  expect(text).not.toContain('MẤT');
});

test('show filters by type and limits', () => {
  const { text } = run('show', dirname(path), '--type', 'receipt.', '--limit', '3');
  const shown = text.split('\n').filter((line) => /^\d+\/\d+/.test(line));
  expect(shown).toHaveLength(3);
  expect(shown.every((line) => /biên lai/.test(line))).toBe(true);
});

test.each([
  [['verify']],
  [['verify', '/no/such/folder']],
  [['burn', '.']],
  [['show', '.', '--limit', '0']],
  [['show', '.', '--colour']],
])('%j is refused with the usage', (args) => {
  const { code, text } = run(...args);
  expect(code).toBe(2);
  expect(text).toContain('npm run ledger');
});

test('the program runs beside a running counter and leaves its lock alone', () => {
  const copy = copyOf(path);
  const folder = dirname(copy);
  const lock = lockDataFolder(folder);
  expect(lock.ok).toBe(true);
  const tool = fileURLToPath(new URL('../../../src/main/tools/ledger.ts', import.meta.url));
  const output = execFileSync(process.execPath, [tool, 'verify', folder], { encoding: 'utf8' });
  expect(output).toContain('Sổ đúng.');
  // The lock is still held: a second taker is refused.
  expect(lockDataFolder(folder)).toMatchObject({ ok: false, reason: 'locked' });
  expect(existsSync(join(folder, lockFileName))).toBe(true);
  if (lock.ok) lock.value.release();
});
