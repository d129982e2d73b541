import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import { lineAmountVnd } from '../limits.ts';
import type { Cell } from './table.ts';

export type AmountFault =
  | 'amount-missing'
  | 'amount-unreadable'
  | 'amount-negative'
  /** Parts of a đồng. In a number cell `37.538` is one, and only a person can say whether 37.538 đ was meant. */
  | 'amount-fraction'
  | 'amount-scientific'
  | 'amount-too-large';

/**
 * An amount in đồng as lists write it: `1234567`, `1.234.567`, `1,234,567`, `1 234 567`, `1234567 đ`, `1.234.567,00`.
 * One kind of separator with groups of exactly three digits separates thousands; of two kinds the last one is the
 * decimal mark (facts/files §1.14). Zero is an amount; brackets and a minus mean negative, which a bill never is.
 */
export function readAmount(cell: Cell | undefined): Result<number, AmountFault> {
  if (cell === null || cell === undefined) return refuse('amount-missing');
  if (typeof cell === 'number') return checked(cell);
  if (typeof cell !== 'string') return refuse('amount-unreadable');
  const bare = cell.replace(/[\s\u00a0\u202f]*(vnd|vnđ|đồng|đ|₫)\.?$/iu, '').trim();
  if (/^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(bare)) return refuse('amount-scientific');
  const negative = /^\(.*\)$/.test(bare) || bare.startsWith('-') || bare.startsWith('\u2212');
  const digits = bare.replace(/^\((.*)\)$/, '$1').replace(/^[+\-\u2212]\s*/, '');
  const value = plainNumber(digits);
  if (value === null) return refuse('amount-unreadable');
  return checked(negative ? -value : value);
}

function checked(value: number): Result<number, AmountFault> {
  if (value < 0) return refuse('amount-negative');
  if (!Number.isInteger(value)) return refuse('amount-fraction');
  return value > lineAmountVnd ? refuse('amount-too-large') : ok(value);
}

/** The number a text stands for, or null. */
function plainNumber(text: string): number | null {
  const spaced = /^\d{1,3}([ \u00a0\u202f']\d{3})+(?=$|[.,])/.test(text)
    ? text.replace(/[ \u00a0\u202f']/g, '')
    : text;
  if (/^\d+$/.test(spaced)) return Number(spaced);
  if (/^\d{1,3}(\.\d{3})+$/.test(spaced) || /^\d{1,3}(,\d{3})+$/.test(spaced)) {
    return Number(spaced.replace(/[.,]/g, ''));
  }
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(spaced)) return Number(spaced.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(,\d{3})+\.\d+$/.test(spaced)) return Number(spaced.replaceAll(',', ''));
  return /^\d+[.,]\d+$/.test(spaced) ? Number(spaced.replace(',', '.')) : null;
}
