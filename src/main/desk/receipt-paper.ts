import { invariant } from '../../shared/kernel/assert.ts';
import type { EpochMs } from '../../shared/kernel/clock.ts';
import type { Row } from '../../shared/payment/index.ts';
import { encodeReceiptCode, printedNumber } from '../../shared/text/index.ts';
import { type ReceiptDocument, sealReceipt } from '../documents/model.ts';
import { signersOn } from '../facility/dated.ts';
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

/** What this receipt took of its cash tender, and whether the tender paid for others too. */
function cashOf(reads: LedgerReads, receipt: Row<'receipt'>, frozen: Frozen): ReceiptDocument['cash'] {
  for (const { source, id, amount } of frozen.sources) {
    const tender = source === 'tender' ? reads.tender(id) : undefined;
    if (tender?.machine !== 'cash') continue;
    const { given, change } = tender;
    const used = amount + Math.max(0, receipt.rounding);
    const alone = used === given - change;
    const shared = alone ? null : sharedCash(reads, receipt, id);
    return { given, change, rounding: receipt.rounding, used, shared };
  }
  return null;
}

/**
 * Given and change are told once: on the first receipt issued from the tender, which the others name. A receipt that
 * replaces one of them tells neither, since its money was re-allocated.
 */
function sharedCash(
  reads: LedgerReads,
  receipt: Row<'receipt'>,
  tender: string,
): NonNullable<ReceiptDocument['cash']>['shared'] {
  const paid = cashReceipts(reads, receipt, tender);
  if (paid < 2) return { receipts: null, toldOn: null };
  const first = reads
    .receiptsOf(receipt.collection)
    .filter((one) => frozenOf(one).sources.some(({ id }) => id === tender))
    .sort((a, b) => a.issuedAt - b.issuedAt || (a.id < b.id ? -1 : 1))[0];
  const toldOn = first === undefined || first.id === receipt.id ? null : printedNumber(first);
  return { receipts: paid, toldOn };
}

/** How many receipts were allocated money of this tender together with this one. */
function cashReceipts(reads: LedgerReads, receipt: Row<'receipt'>, tender: string): number {
  const own = reads.allocationsOf(receipt.id)[0]?.allocation;
  const rows = reads
    .lines(receipt.collection)
    .flatMap(({ id }) => reads.allocationsOfLine(id))
    .filter(({ allocation, sourceId }) => allocation === own && sourceId === tender);
  return new Set(rows.map((row) => row.receipt)).size;
}

/** The paper of a receipt, from what was frozen with it. @throws InvariantBroken as `sealReceipt` */
export function receiptPaper(reads: LedgerReads, id: string): ReceiptDocument {
  const receipt = reads.receipt(id);
  invariant(receipt !== undefined, `no receipt ${id}`);
  const frozen = frozenOf(receipt);
  const names = JSON.parse(receipt.lineNames ?? '[]') as string[];
  const words = paperWords(frozen.facility.institution);
  const cashierName = receipt.cashierName ?? '-';
  const { payerSigns, cashierSigns, others } = signersOn(reads, receipt.issueDate);
  const [first, ...rest] = frozen.lines.map(({ amount }, index) => ({
    name: names[index] ?? '-',
    quantity: 1,
    unitPrice: amount,
    amount,
  }));
  invariant(first !== undefined, 'a receipt has lines');
  const code = encodeReceiptCode({ series: receipt.series, number: printedNumber(receipt) });
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
      { title: payerSigns, name: receipt.payerName },
      { title: cashierSigns, name: cashierName },
      ...others,
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
    party: null,
    lookUp: code.ok ? code.value : null,
  });
}
