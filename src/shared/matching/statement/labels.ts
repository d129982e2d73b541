/** What stands around the transactions: account numbers, opening and closing balances, totals. */
import { amountOfCell, foldHeader, textOfCell } from './cells.ts';
import type { StatementRow } from './types.ts';

const openingWords = /(?:^| )(?:so du dau|du dau|opening balance)/;
const closingWords = /(?:^| )(?:so du cuoi|du cuoi|cuoi ngay|closing balance)/;
const accountWords = /^(?:so )?tai khoan(?: |$)|^account (?:no|number)|^stk /;
const oldAccount = /(?:^| )(?:cu|old)(?: |$)/;
const sectionWords = /^sao ke tai khoan(?: |$)|^statement of account(?: |$)/;

export type Label =
  | { readonly is: 'opening' | 'closing'; readonly amount: number }
  | { readonly is: 'account'; readonly account: string }
  | { readonly is: 'section' };

/** What a row without a transaction says; several things where balances stand side by side. */
export function labelsOf(row: StatementRow, below: StatementRow | undefined): readonly Label[] {
  const cells = row.map(textOfCell);
  const folded = cells.map(foldHeader);
  const labels: Label[] = [];
  if (folded.some((text) => sectionWords.test(text))) labels.push({ is: 'section' });
  const account = accountIn(cells, folded);
  if (account !== null) labels.push({ is: 'account', account });
  for (const [is, words] of [
    ['opening', openingWords],
    ['closing', closingWords],
  ] as const) {
    const column = folded.findIndex((text) => words.test(text));
    if (column === -1) continue;
    const amount = balanceBeside(row, column, words, folded) ?? balanceBelow(below, column);
    if (amount !== null) labels.push({ is, amount });
  }
  return labels;
}

/** The first number of five or more characters on a line that names an account; an old number is none. */
function accountIn(cells: readonly string[], folded: readonly string[]): string | null {
  const column = folded.findIndex((text) => accountWords.test(text));
  if (column === -1 || folded.slice(0, column + 1).some((text) => oldAccount.test(text))) return null;
  for (const text of cells.slice(column)) {
    const number = /(?:^|[\s:])([0-9A-Z]{5,19})(?=$|[\s(])/.exec(text.replace(/^[^:]*:/, ' '))?.[1];
    if (number !== undefined && /\d{5}/.test(number)) return number;
  }
  return null;
}

/** In the cell itself behind a colon, else the last number of the row before another label. */
function balanceBeside(
  row: StatementRow,
  column: number,
  words: RegExp,
  folded: readonly string[],
): number | null {
  const own = textOfCell(row[column]);
  const inside = /:\s*([+-]?[\d.,]+)/.exec(own)?.[1];
  if (inside !== undefined) return numberOf(inside);
  let last: number | null = null;
  for (let at = column + 1; at < row.length; at += 1) {
    const text = folded[at] ?? '';
    const isLabel = (openingWords.test(text) || closingWords.test(text)) && !words.test(text);
    if (isLabel) break;
    last = numberOf(row[at] ?? null) ?? last;
  }
  return last;
}

/** ACB writes the labels in one row and the values in the next. */
function balanceBelow(below: StatementRow | undefined, column: number): number | null {
  return below === undefined ? null : numberOf(below[column] ?? null);
}

function numberOf(cell: StatementRow[number]): number | null {
  const amount = amountOfCell(cell);
  return amount === 'invalid' ? null : amount;
}
