/** Whether a line of a statement is a transfer a provider has told already, under another reference. */
import { findMatchCodes } from '../../vietqr/index.ts';
import type { StatementLine } from './types.ts';

/** A credit as it was heard. */
export interface KnownCredit {
  readonly account: string;
  readonly amount: number;
  /** Calendar day at +07:00, `YYYY-MM-DD`. */
  readonly date: string;
  readonly content: string;
}

/**
 * Banks and providers do not always give the same reference. Same account, amount, day and match code is the same
 * transfer unless a person says that it was paid twice: such a line is shown beside the credit, never taken up silently.
 */
export function isProbablySame(account: string, line: StatementLine, known: KnownCredit): boolean {
  if (line.direction !== 'in' || account !== known.account || line.amount !== known.amount) return false;
  if (line.date !== known.date && line.postingDate !== known.date) return false;
  const codes: ReadonlySet<string> = new Set(findMatchCodes(known.content));
  return findMatchCodes(line.content).some((code) => codes.has(code));
}
