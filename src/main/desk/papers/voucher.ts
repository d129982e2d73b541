/** A receipt, phiếu thu tạm ứng or phiếu chi on pages: the frozen words of its paper, in the sheet of its form. */
import { businessDateOf } from '../../../shared/kernel/clock.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { type FormName, formParts, type SignerRole } from '../../documents/forms.ts';
import type { PaperMark, ReceiptDocument } from '../../documents/model.ts';
import { sealVoucher, type Voucher } from '../../documents/papers/voucher.ts';
import { act, fail, type Outcome } from '../context.ts';
import { type PaperParts, signerNames } from './head.ts';

/** What goes out as a file, and how it is marked. */
interface MarkedPaper {
  readonly document: ReceiptDocument | Voucher;
  readonly mark: PaperMark;
}

/**
 * The next paper of a receipt, deposit or paid refund, as pages of two liên (product.md A9). It is marked and written down
 * as a paper from a printer is, so that there are never two unmarked originals.
 */
export function pagesOf(parts: PaperParts, document: string): Outcome<MarkedPaper> {
  const { context } = parts;
  const { reads, spool } = context;
  if (reads.receipt(document) === undefined && reads.deposit(document)?.home !== null) {
    if (reads.refund(document)?.state !== 'paid') return fail('voucher-not-found');
  }
  const given = act(context, () => spool.toFile(document));
  if (!given.ok) return given;
  if (!given.value.ok) return fail(`print-${given.value.reason}`);
  const { paper, mark } = given.value.value;
  if (paper.kind !== 'receipt') return fail('voucher-not-found');
  return ok({ document: onPages(parts, paper), mark });
}

function onPages(parts: PaperParts, paper: ReceiptDocument): ReceiptDocument | Voucher {
  const { reads } = parts.context;
  if (reads.receipt(paper.document) !== undefined) return paper;
  const deposit = reads.deposit(paper.document) !== undefined;
  const form: FormName = deposit ? 'deposit' : 'cash-out';
  const template = parts.forms().formOn(form, 'public', businessDateOf(paper.issuedAt));
  const names: Partial<Record<SignerRole, string>> = {
    ...signerNames(
      parts.context,
      { preparer: paper.cashierName, cashier: paper.cashierName },
      paper.issuedAt,
    ),
    ...(deposit ? { payer: paper.payer.name } : { payee: paper.payer.name }),
  };
  const { copies, signers } = formParts(template, names);
  const { document, training, title, series, number, issuedAt, facility, payer, reason, lines } = paper;
  const cash = paper.cash?.used ?? null;
  return sealVoucher({
    kind: 'voucher',
    v: 1,
    ...{ document, training, title, series, number, issuedAt, facility, payer, reason },
    lines: [...lines] as Voucher['lines'] & [Voucher['lines'][number]],
    ...{ total: paper.total, words: paper.words, signers, form: paper.form },
    flow: deposit ? 'deposit' : 'out',
    ...{ book: null, debit: null, credit: null, attached: null, copies },
    facts: [
      ...(paper.beneficiary === null
        ? []
        : [{ label: paper.beneficiary.label, value: paper.beneficiary.name }]),
      ...(paper.code === null ? [] : [paper.code]),
    ],
    tenders: [...paper.tenders, ...(cash === null ? [] : [{ label: 'Tiền mặt', amount: cash }])],
    balances: [],
  });
}
