/** Paper of what is no receipt and has the seven contents all the same: phiếu thu tạm ứng and phiếu chi, on the roll. */
import { invariant } from '../../shared/kernel/assert.ts';
import { businessDateOf, type EpochMs } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import { amountInWords } from '../../shared/money/index.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { VoucherView } from '../../shared/rpc/corrections.ts';
import { printedNumber } from '../../shared/text/index.ts';
import { type Forms, formParts } from '../documents/forms.ts';
import { type ReceiptDocument, sealReceipt } from '../documents/model.ts';
import { facilitySettings } from '../facility/settings.ts';
import { methodName, paperWords } from '../facility/words.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { shownPaper, shownPrinter } from '../spool/shown.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';

/** What differs between the two. */
type Said = Pick<
  ReceiptDocument,
  | 'document'
  | 'title'
  | 'series'
  | 'number'
  | 'issuedAt'
  | 'payer'
  | 'party'
  | 'reason'
  | 'total'
  | 'words'
  | 'beneficiary'
  | 'code'
  | 'tenders'
  | 'cash'
  | 'signers'
  | 'cashierName'
  | 'form'
> &
  Pick<Partial<ReceiptDocument>, 'note'>;

function seal(reads: LedgerReads, said: Said): ReceiptDocument {
  const { name, address, budgetCode } = facilitySettings(reads).facility;
  return sealReceipt({
    kind: 'receipt',
    v: 1,
    training: reads.counterRow()?.kind === 'training',
    facility: { name, address, budgetCode },
    lien: 2,
    lookUp: null,
    lines: [{ name: said.reason, quantity: 1, unitPrice: said.total, amount: said.total }],
    ...said,
  });
}

type FormReads = Pick<DeskContext, 'reads' | 'forms'>;

/** Title and form code of the day, as on the page (facts/domain.md §1.3). */
function headOf(
  forms: Forms,
  name: 'deposit' | 'cash-out',
  at: number,
): Pick<ReceiptDocument, 'title' | 'form'> {
  const { title, form } = formParts(forms.formOn(name, 'public', businessDateOf(at as EpochMs)), {});
  return { title, form };
}

/** The number with the zeros of its series. */
function numberOf(
  reads: LedgerReads,
  { series, number }: { readonly series: string; readonly number: number },
) {
  const width = reads.seriesRow(series)?.width;
  invariant(width !== undefined, `no series ${series}`);
  return printedNumber({ number, width });
}

/** Phiếu thu tạm ứng: the payer brings it back when the stay is settled (facts/domain.md §1.1 step 3). */
export function depositPaper({ reads, forms }: FormReads, id: string, cashier: string): ReceiptDocument {
  const row = reads.deposit(id);
  invariant(row !== undefined, `no deposit ${id}`);
  const { facility, words: style } = facilitySettings(reads);
  const words = paperWords(facility.institution);
  const hospital = facility.institution === 'hospital';
  const tenders = (JSON.parse(row.sources) as { id: string; amount: number }[]).flatMap(
    ({ id: tender, amount }) => {
      const of = reads.tender(tender);
      return of === undefined ? [] : [{ tender: of, amount }];
    },
  );
  const cash = tenders.find(({ tender }) => tender.machine === 'cash');
  const cashierName = reads.nameOf(cashier);
  const payer = row.payerName ?? '-';
  return seal(reads, {
    document: row.id,
    ...headOf(forms(), 'deposit', row.at),
    series: row.series,
    number: numberOf(reads, row),
    issuedAt: row.at as EpochMs,
    payer: { name: payer, address: null },
    party: null,
    reason: hospital ? 'Tạm ứng viện phí' : 'Nộp trước các khoản của trường',
    total: row.amount,
    words: amountInWords(row.amount, style),
    beneficiary:
      row.beneficiaryName === null ? null : { label: words.beneficiary, name: row.beneficiaryName },
    code: row.beneficiaryCode === null ? null : { label: words.code, value: row.beneficiaryCode },
    tenders: tenders
      .filter((one) => one !== cash)
      .map(({ tender, amount }) => ({ label: methodName(tender.method), amount })),
    cash:
      cash === undefined
        ? null
        : {
            ...{ given: cash.tender.given, change: cash.tender.change, rounding: 0 },
            ...{ used: cash.amount, shared: null },
          },
    signers: [
      { title: 'Người nộp', name: payer },
      { title: 'Người thu', name: cashierName },
    ],
    note: hospital
      ? 'Giữ phiếu này và mang theo khi thanh toán ra viện.'
      : 'Giữ phiếu này để trừ vào khoản thu sau.',
    cashierName,
  });
}

/** Number of the phiếu chi of a refund that was paid, as it is printed; null before. */
export function voucherOf(
  reads: LedgerReads,
  row: Row<'refund'>,
): { readonly series: string; readonly number: string } | null {
  if (row.paidAt === null) return null;
  const day = businessDateOf(row.paidAt as EpochMs);
  const paid = reads.rareEntries('refund.paid', day, day).find(({ body }) => body.refund === row.id);
  const voucher = paid?.body.voucher ?? null;
  return voucher === null ? null : { series: voucher.series, number: numberOf(reads, voucher) };
}

/** What a window shows of a deposit's slip, a phiếu chi or a Z, and how its paper stands. */
export function voucherPaper({ reads, spool }: DeskContext, document: string): Outcome<VoucherView> {
  const standing = spool.paperOf(document);
  const { job: printJob, copies } = standing;
  const printer = shownPrinter(standing.printer);
  const paper = { document, print: shownPaper(standing), printer, printJob, copies };
  const deposit = reads.deposit(document);
  // The slip of a deposit that was brought is printed where it was taken.
  if (deposit?.home === null) {
    const { series, payerName: name, amount, at } = deposit;
    return ok({ ...paper, kind: 'deposit', series, number: numberOf(reads, deposit), name, amount, at });
  }
  const z = reads.z(document);
  if (z !== undefined) {
    const name = reads.nameOf(reads.shift(z.shift)?.cashier ?? '');
    // No sum: the treasurer has perhaps yet to count what is handed in.
    return ok({ ...paper, kind: 'z', series: 'Z', number: String(z.zNumber), name, amount: null, at: z.at });
  }
  const refund = reads.refund(document);
  const voucher = refund === undefined ? null : voucherOf(reads, refund);
  if (refund === undefined || voucher === null) return fail('voucher-not-found');
  const { payeeName: name, amount, paidAt } = refund;
  return ok({ ...paper, kind: 'refund', ...voucher, name, amount, at: paidAt ?? refund.at });
}

const wayNames: Readonly<Record<string, string>> = {
  cash: 'Trả tiền mặt',
  card: 'Hoàn về thẻ',
  transfer: 'Chuyển khoản',
};

/** Who allowed a refund: signs the phiếu chi too (facts/domain.md §1.3 g). */
function approverOf(reads: LedgerReads, { id, at, paidAt }: Row<'refund'>): string | null {
  const [from, to] = [businessDateOf(at as EpochMs), businessDateOf((paidAt ?? at) as EpochMs)];
  const approved = reads.rareEntries('refund.approved', from, to).find(({ body }) => body.refund === id);
  const approver = reads.approval(approved?.body.approval ?? '')?.approver;
  return approver === undefined ? null : reads.nameOf(approver);
}

/** Phiếu chi of a refund that was just paid. */
export function refundPaper(
  { reads, forms }: FormReads,
  refund: Row<'refund'>,
  voucher: { readonly series: string; readonly number: number },
  cashier: string,
): ReceiptDocument {
  const cashierName = reads.nameOf(cashier);
  const receipt = refund.receipt === null ? undefined : reads.receipt(refund.receipt);
  const payee = refund.payeeName ?? '-';
  return seal(reads, {
    document: refund.id,
    ...headOf(forms(), 'cash-out', refund.paidAt ?? refund.at),
    ...{ series: voucher.series, number: numberOf(reads, voucher) },
    issuedAt: (refund.paidAt ?? refund.at) as EpochMs,
    payer: { name: payee, address: null },
    party: 'Người nhận',
    reason: refund.text ?? 'Hoàn tiền',
    total: refund.amount,
    words: amountInWords(refund.amount, facilitySettings(reads).words),
    beneficiary: null,
    code:
      receipt === undefined
        ? null
        : { label: 'Biên lai', value: `${receipt.series} ${printedNumber(receipt)}` },
    tenders: [{ label: wayNames[refund.way] ?? refund.way, amount: refund.amount }],
    cash: null,
    signers: [
      { title: 'Người nhận', name: payee },
      { title: 'Người chi', name: cashierName },
      { title: 'Người duyệt', name: approverOf(reads, refund) },
    ],
    cashierName,
  });
}
