import type { Row } from '../../shared/payment/index.ts';
import type { ReceiptView } from '../../shared/rpc/contract.ts';
import { printedNumber } from '../../shared/text/index.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { shownPaper, shownPrinter } from '../spool/shown.ts';
import type { Spool } from '../spool/spool.ts';

interface FrozenParts {
  readonly lines: readonly { readonly group: string; readonly amount: number }[];
  readonly sources: readonly { readonly source: string; readonly id: string; readonly amount: number }[];
}

/** A receipt as a window shows it: receipt, money and paper apart, as they are in the journal. */
export function receiptView(
  reads: LedgerReads,
  spool: Pick<Spool, 'paperOf'>,
  row: Row<'receipt'>,
  /** Whether the backend has an entry. */
  isSent: (entry: string) => boolean,
): ReceiptView {
  const frozen = JSON.parse(row.frozen) as FrozenParts;
  const names = row.lineNames === null ? [] : (JSON.parse(row.lineNames) as string[]);
  const paper = spool.paperOf(row.id);
  const tenders = frozen.sources.flatMap((source) => {
    const tender = source.source === 'tender' ? reads.tender(source.id) : undefined;
    return tender === undefined ? [] : [{ tender, amount: source.amount }];
  });
  const cashSource = tenders.find(({ tender }) => tender.machine === 'cash');
  const cash = cashSource?.tender;
  return {
    receipt: row.id,
    series: row.series,
    number: printedNumber(row),
    issuedAt: row.issuedAt,
    payerName: row.payerName,
    beneficiaryName: row.beneficiaryName,
    code: row.beneficiaryCode,
    lines: frozen.lines.map(({ group, amount }, index) => ({ name: names[index] ?? null, group, amount })),
    total: row.total,
    words: row.words,
    tenders: tenders.map(({ tender, amount }) => ({ method: tender.method, amount })),
    given: cash?.given ?? 0,
    rounding: row.rounding,
    change: cash?.change ?? 0,
    cashUsed: cashSource === undefined ? 0 : cashSource.amount + Math.max(0, row.rounding),
    cashierName: row.cashierName ?? '-',
    state: row.state,
    print: shownPaper(paper),
    printer: shownPrinter(paper.printer),
    printJob: paper.job,
    copies: paper.copies,
    sentToBackend: isSent(row.entry),
  };
}
