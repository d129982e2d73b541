import { invariant } from '../../shared/kernel/assert.ts';
import type { EpochMs } from '../../shared/kernel/clock.ts';
import type { Row } from '../../shared/payment/index.ts';
import { type ReceiptDocument, sealReceipt } from '../documents/model.ts';
import { printedNumber } from '../facility/series.ts';
import { methodName, paperWords } from '../facility/words.ts';
import type { LedgerReads } from '../ledger/read.ts';

interface Frozen {
  readonly facility: {
    institution: 'hospital' | 'school';
    name: string;
    address: string;
    budgetCode: string;
  };
  readonly form: { title: string; code: string; issuedUnder: string };
  readonly lines: readonly { amount: number }[];
  readonly sources: readonly { source: string; id: string; amount: number }[];
}

/** What was frozen when a receipt was issued. */
export function frozenOf(receipt: Row<'receipt'>): Frozen {
  return JSON.parse(receipt.frozen) as Frozen;
}

/** The cash of a receipt: given and change belong to the tender, so they stand on each receipt it paid. */
function cashOf(reads: LedgerReads, receipt: Row<'receipt'>, frozen: Frozen): ReceiptDocument['cash'] {
  for (const source of frozen.sources) {
    const tender = source.source === 'tender' ? reads.tender(source.id) : undefined;
    if (tender?.machine === 'cash') {
      return { given: tender.given, rounding: receipt.rounding, change: tender.change };
    }
  }
  return null;
}

/** The paper of a receipt, from what was frozen with it. */
export function receiptPaper(reads: LedgerReads, id: string): ReceiptDocument {
  const receipt = reads.receipt(id);
  invariant(receipt !== undefined, `no receipt ${id}`);
  const frozen = frozenOf(receipt);
  const names = JSON.parse(receipt.lineNames ?? '[]') as string[];
  const words = paperWords(frozen.facility.institution);
  const cashierName = receipt.cashierName ?? '-';
  const [first, ...rest] = frozen.lines.map(({ amount }, index) => ({
    name: names[index] ?? '-',
    quantity: 1,
    unitPrice: amount,
    amount,
  }));
  invariant(first !== undefined, 'a receipt has lines');
  return sealReceipt({
    kind: 'receipt',
    v: 1,
    document: receipt.id,
    training: reads.counterRow()?.kind === 'training',
    title: frozen.form.title,
    series: receipt.series,
    number: printedNumber(receipt),
    issuedAt: receipt.issuedAt as EpochMs,
    facility: {
      name: frozen.facility.name,
      address: frozen.facility.address,
      budgetCode: frozen.facility.budgetCode,
    },
    payer: { name: receipt.payerName ?? '-', address: receipt.payerAddress },
    reason: receipt.reason ?? '-',
    lines: [first, ...rest],
    total: receipt.total,
    words: receipt.words,
    signers: [
      { title: 'Người nộp', name: receipt.payerName },
      { title: 'Người thu', name: cashierName },
    ],
    form: frozen.form.code === '' ? null : { code: frozen.form.code, issuedUnder: frozen.form.issuedUnder },
    lien: 2,
    beneficiary:
      receipt.beneficiaryName === null ? null : { label: words.beneficiary, name: receipt.beneficiaryName },
    code: receipt.beneficiaryCode === null ? null : { label: words.code, value: receipt.beneficiaryCode },
    tenders: frozen.sources.flatMap((source) => {
      const tender = source.source === 'tender' ? reads.tender(source.id) : undefined;
      if (tender === undefined || tender.machine === 'cash') return [];
      return [{ label: methodName(tender.method), amount: source.amount }];
    }),
    cash: cashOf(reads, receipt, frozen),
    cashierName,
  });
}
