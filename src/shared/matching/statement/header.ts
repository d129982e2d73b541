/** Finds what the columns of a statement are: no bank's file begins with its header (facts/files §1.9). */
import { foldHeader, textOfCell } from './cells.ts';
import type { ColumnRole, StatementColumns, StatementRow } from './types.ts';

/** Folded words for each role, best first. Roles that stand first win where two would fit. */
const aliases: readonly (readonly [ColumnRole, readonly string[]])[] = [
  ['other-bank', ['ngan hang doi tac', 'nh doi tac', 'remitter s bank', 'remitter bank']],
  ['other-name', ['ten tai khoan doi ung', 'ten tai khoan', 'remitter s account name']],
  [
    'other-number',
    [
      'tai khoan doi ung',
      'tai khoan dich',
      'tk doi tac',
      'remitter s account number',
      'tai khoan',
      'account',
    ],
  ],
  [
    'other-name',
    [
      ...[
        'don vi thu huong',
        'don vi chuyen',
        'nguoi huong',
        'nguoi chuyen',
        'ten tai khoan doi ung',
        'ten tai khoan',
      ],
      ...['ten doi tac', 'doi tac', 'beneficiary', 'payee', 'payer', 'remitter'],
    ],
  ],
  [
    'balance',
    [
      'so du luy ke',
      'so du tk',
      'so du',
      'running balance',
      'accumulated balance',
      'account balance',
      'balance',
    ],
  ],
  [
    'posting-date',
    [
      'ngay hach toan',
      'ngay hieu luc',
      'ngay gia tri',
      'value date',
      'effective date',
      'accounting date',
      'posting date',
    ],
  ],
  [
    'date',
    [
      ...[
        'ngay gio giao dich',
        'thoi gian giao dich',
        'ngay giao dich',
        'ngay thuc hien',
        'ngay phat sinh',
        'ngay gd',
      ],
      ...[
        'tnx date',
        'transaction date time',
        'transaction date',
        'ngay kh thuc hien',
        'requesting date',
        'ngay',
        'date',
      ],
    ],
  ],
  [
    'reference',
    [
      ...[
        'so tham chieu',
        'so but toan',
        'so giao dich',
        'so gd',
        'ma giao dich',
        'ma gd',
        'so ct',
        'doc no',
        'ref no',
      ],
      ...[
        'reference number',
        'reference no',
        'transaction number',
        'transaction no',
        'transaction id',
        'trans id',
        'reference',
      ],
    ],
  ],
  ['fee', ['phi lai', 'fee interest', 'phi']],
  ['tax', ['thue', 'transaction vat', 'vat']],
  [
    'credit',
    [
      ...[
        'so tien ghi co',
        'so tien co',
        'phat sinh co',
        'ghi co',
        'so tien gui vao',
        'co tktt',
        'credit amount',
      ],
      ...['co credit', 'credit', 'deposit', 'tien vao', 'co'],
    ],
  ],
  [
    'debit',
    [
      ...[
        'so tien ghi no',
        'so tien no',
        'phat sinh no',
        'ghi no',
        'so tien rut ra',
        'no tktt',
        'debit amount',
      ],
      ...['no debit', 'debit', 'withdrawal', 'tien ra', 'no'],
    ],
  ],
  ['amount', ['so tien giao dich', 'so tien thanh toan', 'so tien', 'transaction amount', 'amount']],
  [
    'content',
    [
      ...['mo ta giao dich', 'mo ta', 'dien giai', 'noi dung giao dich', 'noi dung chi tiet', 'noi dung'],
      ...[
        'lenh goc ngan hang',
        'transaction description',
        'transactions in detail',
        'description',
        'trans detail',
      ],
      ...['details', 'remark'],
    ],
  ],
  ['index', ['stt']],
];

const longestHeaderCell = 120;

/** Roles one cell of a header names, best first: most cells one, some of them date and reference together. */
function rolesOf(cell: StatementRow[number] | undefined): readonly ColumnRole[] {
  const text = typeof cell === 'string' ? textOfCell(cell) : '';
  if (text === '' || text.length > longestHeaderCell) return [];
  const whole = foldHeader(text);
  const pieces = new Set([whole, ...text.split(/[\n/]/).map(foldHeader)]);
  const found = aliases.flatMap(([role, words]) =>
    words.some((word) => names(pieces, whole, word, text)) ? [role] : [],
  );
  const [first, ...more] = found;
  if (first === undefined) return [];
  // Of a cell that names several, only date and reference really share it.
  return first === 'date' && more.includes('reference') ? ['date', 'reference'] : [first];
}

function names(pieces: ReadonlySet<string>, whole: string, word: string, text: string): boolean {
  // `no` is Nợ, and also English for a number.
  if (word === 'no') return pieces.has('no') && /[ợỢ]/.test(text);
  if (pieces.has(word)) return true;
  return word.includes(' ') && new RegExp(`(?:^| )${word}(?: |$)`).test(whole);
}

export interface FoundHeader {
  readonly columns: StatementColumns;
  /** Row, from 0, of the first row after it. */
  readonly next: number;
}

/** The first row of a header of two names at least day and content; a line with a balance above a header names one. */
const fewestOfFirstRow = 2;

/** Rows searched for the first header. */
export const headerWithin = 130;

/** Whether the columns suffice: a day, and money on one or two sides. */
function suffices(columns: StatementColumns): boolean {
  const money = columns.amount !== undefined || (columns.credit !== undefined && columns.debit !== undefined);
  return money && (columns.date !== undefined || columns['posting-date'] !== undefined);
}

/** The header that begins at a row, alone or with the second half of its cells in the next row; null when there is none. */
export function headerAt(rows: readonly StatementRow[], at: number): FoundHeader | null {
  const row = rows[at];
  if (row === undefined) return null;
  const alone = columnsOf([row]);
  const second = rows[at + 1];
  const twoRows = second === undefined ? alone : columnsOf([row, second]);
  const isSecond = second !== undefined && isHeaderish(second);
  if (suffices(alone)) return { columns: alone, next: at + (isSecond ? 2 : 1) };
  return isSecond && countOf(alone) >= fewestOfFirstRow && suffices(twoRows)
    ? { columns: twoRows, next: at + 2 }
    : null;
}

/** A row of nothing but header words. */
function isHeaderish(row: StatementRow): boolean {
  const filled = row.filter((cell) => textOfCell(cell) !== '');
  return filled.length > 0 && filled.every((cell) => rolesOf(cell).length > 0);
}

function countOf(columns: StatementColumns): number {
  return Object.keys(columns).length;
}

function columnsOf(rows: readonly StatementRow[]): StatementColumns {
  const columns: Partial<Record<ColumnRole, number>> = {};
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      for (const role of rolesOf(cell)) if (columns[role] === undefined) columns[role] = column;
    }
  }
  if (columns.date === undefined && columns['posting-date'] !== undefined) {
    const { 'posting-date': date, ...rest } = columns;
    return { ...rest, date };
  }
  return columns;
}
