/** Rows of a bank's file -> transactions, account by account. Pure; who reads the file is another's affair. */
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { occurrenceKey, referenceKey } from '../reference.ts';
import { amountOfCell, dayOfCell, foldHeader, textOfCell } from './cells.ts';
import { type ChainLink, chainOf, isNewestFirst } from './chain.ts';
import { headerAt, headerWithin } from './header.ts';
import { type Label, labelsOf } from './labels.ts';
import type {
  RowFault,
  StatementCell,
  StatementColumns,
  StatementFault,
  StatementLine,
  StatementMapping,
  StatementRow,
  StatementSection,
} from './types.ts';

const mostRows = 100_000;
const mostContent = 500;
const mostName = 200;

/** A line before it has its key. */
interface RawLine extends Omit<StatementLine, 'reference'> {
  readonly reference: string;
  readonly delta: number;
}

interface OpenSection {
  account: string | null;
  opening: number | null;
  closing: number | null;
  readonly lines: RawLine[];
  readonly faults: RowFault[];
}

/** Reads a statement by its own header, or by a person's mapping. */
export function readStatement(
  rows: readonly StatementRow[],
  mapping: StatementMapping | null = null,
): Result<readonly StatementSection[], StatementFault> {
  if (rows.length > mostRows) return refuse({ code: 'too-many-rows', limit: mostRows });
  const from = mapping === null ? firstHeader(rows) : mapping.skipRows;
  if (from === null) return refuse({ code: 'needs-mapping' });
  const columns = mapping?.columns ?? {};
  const sections = new SectionReader(withoutFillers(rows, from), columns, mapping !== null).read();
  const read = sections.filter(({ lines, faults }) => lines.length > 0 || faults.length > 0);
  return read.length === 0 ? refuse({ code: 'no-lines' }) : ok(read.map(finish));
}

function firstHeader(rows: readonly StatementRow[]): number | null {
  for (let at = 0; at < Math.min(rows.length, headerWithin); at += 1)
    if (headerAt(rows, at) !== null) return at;
  return null;
}

/**
 * MB's CSV writes 37 into every empty cell. It is taken for empty only where the same file shows it in a column that
 * holds texts; otherwise 37 is 37 đ (facts/files §1.6).
 */
function withoutFillers(rows: readonly StatementRow[], header: number): readonly StatementRow[] {
  const columns = headerAt(rows, header)?.columns;
  const texts = [columns?.['other-name'], columns?.['other-bank']].filter((one) => one !== undefined);
  const isFilled = rows.slice(header).some((row) => texts.some((column) => textOfCell(row[column]) === '37'));
  if (!isFilled) return rows;
  return rows.map((row) => row.map((cell) => (textOfCell(cell) === '37' ? null : cell)));
}

/** Walks down the rows: labels, headers, transactions. */
class SectionReader {
  readonly #rows: readonly StatementRow[];
  readonly #sections: OpenSection[] = [];
  readonly #mapped: boolean;
  #columns: StatementColumns;
  #section: OpenSection;
  #day: string | null = null;

  constructor(rows: readonly StatementRow[], columns: StatementColumns, mapped: boolean) {
    this.#rows = rows;
    this.#columns = columns;
    this.#mapped = mapped;
    this.#section = this.#open();
  }

  read(): readonly OpenSection[] {
    for (let at = 0; at < this.#rows.length; ) {
      const header = this.#mapped ? null : headerAt(this.#rows, at);
      if (header !== null) {
        this.#columns = header.columns;
        this.#day = null;
        at = header.next;
        continue;
      }
      const row = this.#rows[at] ?? [];
      if (!this.#take(row, at + 1)) for (const label of labelsOf(row, this.#rows[at + 1])) this.#label(label);
      at += 1;
    }
    return this.#sections;
  }

  #open(): OpenSection {
    const section: OpenSection = { account: null, opening: null, closing: null, lines: [], faults: [] };
    this.#sections.push(section);
    return section;
  }

  #label(label: Label): void {
    if (label.is === 'section') {
      if (this.#section.lines.length > 0) this.#section = this.#open();
      return;
    }
    if (label.is === 'account') {
      const isNext = this.#section.account !== null && this.#section.lines.length > 0;
      if (isNext && this.#section.account !== label.account) this.#section = this.#open();
      this.#section.account ??= label.account;
    } else this.#section[label.is] ??= label.amount;
  }

  /** Takes a row if it is a transaction, or looks like one. */
  #take(row: StatementRow, number: number): boolean {
    const money = moneyOf(row, this.#columns);
    if (money === null) return false;
    const cell = this.#cell(row, 'date');
    const day = dayOfCell(cell) ?? this.#filledDown(row, cell);
    if (day === null) return this.#isTotal(row) ? false : this.#fault(cell, money, number);
    if (money === 'invalid' || money === 'two-sided') {
      this.#section.faults.push({ row: number, code: money === 'invalid' ? 'amount' : money });
      return true;
    }
    this.#day = day.date;
    this.#section.lines.push({
      ...{ row: number, date: day.date, time: day.time, balance: balanceOf(this.#cell(row, 'balance')) },
      postingDate: dayOfCell(this.#cell(row, 'posting-date'))?.date ?? null,
      reference: this.#reference(row, day.rest),
      ...{ direction: money.delta > 0 ? 'in' : 'out', amount: money.amount, delta: money.delta },
      content: textOfCell(this.#cell(row, 'content')).replace(/\s+/g, ' ').slice(0, mostContent),
      otherName: this.#text(row, 'other-name'),
      otherNumber: this.#text(row, 'other-number'),
      otherBank: this.#text(row, 'other-bank'),
    });
    return true;
  }

  /** A row with money and an unreadable day is a fault, one with no day at all is none of ours. */
  #fault(cell: StatementCell, money: object | string, row: number): boolean {
    if (textOfCell(cell) === '' || typeof money === 'string') return false;
    if (!/\d/.test(textOfCell(cell))) return false;
    this.#section.faults.push({ row, code: 'date' });
    return true;
  }

  /** A blank day is that of the row above, where the row is a transaction otherwise. */
  #filledDown(row: StatementRow, cell: StatementCell) {
    if (textOfCell(cell) !== '' || this.#day === null || this.#isTotal(row)) return null;
    const hasMore = textOfCell(this.#cell(row, 'content')) !== '';
    return hasMore ? { date: this.#day, time: null, rest: '' } : null;
  }

  /** A total says so outside the content, or there with no reference beside it: a payer may be called "Tổng công ty". */
  #isTotal(row: StatementRow): boolean {
    const { content, reference } = this.#columns;
    const hasReference = reference !== undefined && textOfCell(row[reference]) !== '';
    return row.some((cell, column) => {
      const isWord = /^(?:tong|total|cong|so du|closing|opening)(?: |$)/.test(foldHeader(textOfCell(cell)));
      return isWord && (column !== content || !hasReference);
    });
  }

  #cell(row: StatementRow, role: keyof StatementColumns): StatementCell {
    const column = this.#columns[role];
    return column === undefined ? null : (row[column] ?? null);
  }

  #text(row: StatementRow, role: keyof StatementColumns): string | null {
    const text = textOfCell(this.#cell(row, role)).replace(/\s+/g, ' ').slice(0, mostName);
    return text === '' ? null : text;
  }

  /** Its own column, what stands behind the date in the same cell, or an "STT" that is no counter (BIDV). */
  #reference(row: StatementRow, behindDate: string): string {
    const shared = this.#columns.reference === this.#columns.date;
    if (this.#columns.reference !== undefined && !shared) return textOfCell(this.#cell(row, 'reference'));
    if (behindDate !== '') return behindDate;
    const index = textOfCell(this.#cell(row, 'index'));
    return /^\d{0,6}$/.test(index) ? '' : index;
  }
}

interface Money {
  readonly amount: number;
  readonly delta: number;
}

/** Money of a row: null when it has none, so that it is no transaction. */
function moneyOf(row: StatementRow, columns: StatementColumns): Money | null | 'invalid' | 'two-sided' {
  const of = (role: keyof StatementColumns) => {
    const column = columns[role];
    return column === undefined ? null : amountOfCell(row[column]);
  };
  const [amount, credit, debit, fee, tax] = [of('amount'), of('credit'), of('debit'), of('fee'), of('tax')];
  const all = [amount, credit, debit, fee, tax];
  if (all.every((one) => one === null || one === 0)) return null;
  if (all.includes('invalid')) return 'invalid';
  const number = (value: number | null | 'invalid') => (typeof value === 'number' ? value : 0);
  const [inward, outward] = [number(credit), Math.abs(number(debit))];
  if (inward !== 0 && outward !== 0) return 'two-sided';
  const charges = Math.abs(number(fee)) + Math.abs(number(tax));
  const delta = number(amount) + inward - outward - charges;
  const gross = number(amount) + inward;
  return delta === 0 ? null : { delta, amount: gross > 0 ? gross : Math.abs(delta) };
}

function balanceOf(cell: StatementCell): number | null {
  const amount = amountOfCell(cell);
  return amount === 'invalid' ? null : amount;
}

/** Oldest first, keys given, chain checked. */
function finish({ account, opening, closing, lines, faults }: OpenSection): StatementSection {
  const links = lines.map(({ row, delta, balance }): ChainLink => ({ row, delta, balance }));
  const days = lines.map(({ date }) => date);
  const ordered = isNewestFirst(days, links) ? [...lines].reverse() : lines;
  const inOrder = ordered.map(({ row, delta, balance }): ChainLink => ({ row, delta, balance }));
  const chain = chainOf(opening, inOrder, closing);
  return { account, opening, closing, faults, chain, lines: keyed(ordered) };
}

/** VCB's document numbers begin again every day at every branch (facts/files §1.2). */
const shortDocument = /^\d{4}\.\d{1,5}$/;

function keyed(lines: readonly RawLine[]): readonly StatementLine[] {
  const seen = new Map<string, number>();
  return lines.map(({ delta: _, ...line }) => {
    const plain = referenceKey(line.reference);
    const day = line.date.replaceAll('-', '');
    const base =
      plain === '' ? `${day}-${line.amount}` : shortDocument.test(plain) ? `${day}-${plain}` : plain;
    const nth = (seen.get(base) ?? 0) + 1;
    seen.set(base, nth);
    return { ...line, reference: occurrenceKey(base, nth) };
  });
}
