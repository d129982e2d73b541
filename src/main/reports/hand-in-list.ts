/** Bảng kê nộp tiền of a closed shift: the cash of each receipt and deposit slip exactly once (design §4 (c)). */
import type { Database as Connection } from 'better-sqlite3';
import type { Figures } from '../../shared/payment/index.ts';
import type { LedgerReads } from '../ledger/read.ts';

export interface ListedPaper {
  readonly document: string;
  readonly kind: 'receipt' | 'deposit';
  readonly series: string;
  readonly number: number;
  /** Cash of it that is handed in; 0 where its money stood on another paper before. */
  readonly amount: number;
  /** The receipt whose money it took over. */
  readonly replaces: { readonly series: string; readonly number: number } | null;
  readonly void: boolean;
}

export interface HandInList {
  readonly z: string;
  readonly papers: readonly ListedPaper[];
  readonly papersTotal: number;
  /** Change in cash that stands on no paper. */
  readonly unlisted: number;
  readonly cashRefunds: number;
  readonly payIn: number;
  readonly payOut: number;
  /** counted − expected: Thừa when positive, Thiếu when negative. */
  readonly difference: number;
  readonly openingFloat: number;
  readonly nextFloat: number;
  readonly safeDrops: number;
  readonly handedIn: number;
  /** Left side less right side of (c): 0. */
  readonly gap: number;
}

interface Listed {
  readonly document: string;
  readonly kind: 'receipt' | 'deposit';
  readonly amount: number;
}

function paperOf(reads: LedgerReads, { document, kind, amount }: Listed): ListedPaper | null {
  if (kind === 'deposit') {
    const slip = reads.deposit(document);
    if (slip === undefined) return null;
    const { series, number } = slip;
    return { document, kind, series, number, amount, replaces: null, void: false };
  }
  const receipt = reads.receipt(document);
  if (receipt === undefined) return null;
  const before = receipt.replaces === null ? undefined : reads.receipt(receipt.replaces);
  return {
    ...{ document, kind, series: receipt.series, number: receipt.number, amount },
    replaces: before === undefined ? null : { series: before.series, number: before.number },
    void: receipt.state === 'void',
  };
}

/** The list of a Z, or undefined without one. */
export function handInList(connection: Connection, reads: LedgerReads, z: string): HandInList | undefined {
  const row = reads.z(z);
  if (row === undefined) return undefined;
  const papers = connection
    .prepare<[string, string], Listed>(
      'SELECT document, kind, amount FROM report_listed WHERE shift = ? AND counter = ?',
    )
    .all(row.shift, reads.counterId)
    .flatMap((listed) => paperOf(reads, listed) ?? [])
    .sort((a, b) => (a.series === b.series ? a.number - b.number : a.series < b.series ? -1 : 1));
  const cash = connection
    .prepare<[string, string], { unlisted: number; refunds: number }>(
      'SELECT unlisted, refunds FROM report_shift_cash WHERE shift = ? AND counter = ?',
    )
    .get(row.shift, reads.counterId) ?? { unlisted: 0, refunds: 0 };
  const figures = JSON.parse(row.figures) as Figures;
  const papersTotal = papers.reduce((sum, paper) => sum + paper.amount, 0);
  const { openingFloat, payIn, payOut, safeDrops } = figures;
  const left = papersTotal + cash.unlisted - cash.refunds + payIn - payOut + row.difference + openingFloat;
  return {
    ...{ z, papers, papersTotal, unlisted: cash.unlisted, cashRefunds: cash.refunds, payIn, payOut },
    ...{
      difference: row.difference,
      openingFloat,
      nextFloat: row.nextFloat,
      safeDrops,
      handedIn: row.handedIn,
    },
    gap: left - row.nextFloat - safeDrops - row.handedIn,
  };
}
