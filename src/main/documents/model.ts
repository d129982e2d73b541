/**
 * What stands on a piece of paper, frozen when the act was done: pure data, no layout, no lookups. A reprint in ten
 * years prints these very words.
 */
import { z } from 'zod';
import { invariant } from '../../shared/kernel/assert.ts';
import type { EpochMs } from '../../shared/kernel/clock.ts';
import {
  amount,
  checked,
  deepFreeze,
  form,
  instant,
  legalContents,
  reference,
  said,
  signed,
  signer,
} from './parts.ts';
import { blankPaymentSlip, type PaymentSlip, paymentSlipSchema } from './payment-slip.ts';

/** The cash of one receipt. Given and change belong to the payment, which may have paid for several receipts. */
const cash = z.strictObject({
  given: amount,
  rounding: signed,
  change: amount,
  /** Cash that paid for this receipt, rounding included; null on receipts frozen before it was kept apart. */
  used: amount.nullable().default(null),
  /** Set when one payment in cash paid for more than this receipt. */
  shared: z
    .strictObject({
      /** Receipts it paid for, this one included; null where that is not known (a replacing receipt). */
      receipts: z.int().min(2).nullable(),
      /** Number of the receipt on which given and change stand; null when it is this one. */
      toldOn: said.nullable(),
    })
    .nullable()
    .default(null),
});

const receiptSchema = z
  .strictObject({
    kind: z.literal('receipt'),
    v: z.literal(1),
    /** Id of the receipt. */
    document: reference,
    /** Money in it is not real: the paper says so all over. */
    training: z.boolean(),
    ...legalContents,
    form,
    /** Which of the copies made at once: 1 kept, 2 for the payer; null where liên are not used. */
    lien: z.int().min(1).max(9).nullable(),
    /** Whom the money is for, with the word the facility uses ("Bệnh nhân", "Học sinh"). */
    beneficiary: z.strictObject({ label: said, name: said }).nullable(),
    /** Patient, visit or pupil code with its word ("Mã BN"). */
    code: z.strictObject({ label: said, value: said }).nullable(),
    /** Money other than cash, in order. */
    tenders: z
      .array(z.strictObject({ label: said, amount: signed }))
      .max(20)
      .readonly(),
    /** The cash tender, if any: change = given − due, rounding = due − the sum covered by cash. */
    cash: cash.nullable(),
    cashierName: said,
    /** Who gets or brings the money, in the words of the paper; null is "Người nộp". */
    party: said.nullable().default(null),
    /** What its look-up QR says (`shared/text` receipt code); null on receipts frozen before there was one. */
    lookUp: said.nullable().default(null),
    /** What the receiver is to do with it, at the foot. */
    note: said.optional(),
  })
  .readonly();

const figure = z.strictObject({ label: said, count: z.int().nullable(), amount: signed });

const zSlipSchema = z
  .strictObject({
    kind: z.literal('z-slip'),
    v: z.literal(1),
    /** Id of the Z. */
    document: reference,
    training: z.boolean(),
    facility: legalContents.facility,
    counterName: said,
    zNumber: z.int().min(1),
    shiftName: said,
    openedAt: instant,
    closedAt: instant,
    cashierName: said,
    receipts: z
      .array(
        z.strictObject({
          series: said,
          first: said,
          last: said,
          issued: z.int().min(0),
          voided: z.int().min(0),
          total: amount,
        }),
      )
      .max(40)
      .readonly(),
    /** What leads from the receipts to the money that came in (design §4 (a)). Slips stored before had neither. */
    rounding: signed.default(0),
    apartFromReceipts: signed.default(0),
    byMethod: z.array(figure).max(20).readonly(),
    cash: z.strictObject({
      openingFloat: amount,
      received: signed,
      returned: amount,
      refunded: amount,
      payIn: amount,
      payOut: amount,
      safeDrops: amount,
      expected: signed,
      counted: amount,
      nextFloat: amount,
      handedIn: amount,
      handedInWords: said,
    }),
    /** Why counted and expected differ. */
    reason: z.string().max(500).nullable(),
    /** What goes on into the next shift, by kind, without names. */
    carriedOver: z.array(figure).max(40).readonly(),
    signers: z.tuple([signer, signer], signer).readonly(),
  })
  .readonly();

const documentSchema = z.discriminatedUnion('kind', [
  receiptSchema.unwrap(),
  zSlipSchema.unwrap(),
  paymentSlipSchema.unwrap(),
]);

/** A fee receipt. */
export type ReceiptDocument = z.output<typeof receiptSchema>;
/** The slip of a closed shift. */
export type ZSlipDocument = z.output<typeof zSlipSchema>;
/** Everything the spool can print. */
export type PaperDocument = ReceiptDocument | ZSlipDocument | PaymentSlip;

/** Which paper of a document this is (design §4 "Paper"). */
export type PaperMark =
  | { readonly kind: 'original' }
  /** "BẢN SAO – lần n", with the time it was asked for. */
  | { readonly kind: 'copy'; readonly number: number; readonly at: EpochMs }
  /** "BẢN IN LẠI – thay bản in lỗi". */
  | { readonly kind: 'replaces-faulty'; readonly at: EpochMs };

/**
 * Freezes a receipt after checking it.
 * @throws InvariantBroken naming the content that is missing or does not add up
 */
export function sealReceipt(receipt: ReceiptDocument): ReceiptDocument {
  return deepFreeze(checkReceipt(checked(receiptSchema.safeParse(receipt))));
}

/**
 * Freezes the slip of a shift after checking it.
 * @throws InvariantBroken naming what is missing or does not add up
 */
export function sealZSlip(slip: ZSlipDocument): ZSlipDocument {
  return deepFreeze(checkZSlip(checked(zSlipSchema.safeParse(slip))));
}

/**
 * A document as it was stored.
 * @throws InvariantBroken when the row does not hold a complete document
 */
export function parseDocument(json: string): PaperDocument {
  const document = checked(documentSchema.safeParse(JSON.parse(json)));
  switch (document.kind) {
    case 'receipt':
      return deepFreeze(checkReceipt(document));
    case 'z-slip':
      return deepFreeze(checkZSlip(document));
    case 'slip':
      return deepFreeze(document);
  }
}

function checkReceipt(receipt: ReceiptDocument): ReceiptDocument {
  const sum = receipt.lines.reduce((total, { amount: part }) => total + part, 0);
  invariant(sum === receipt.total, 'document: lines do not add up to the total');
  return receipt;
}

function checkZSlip(slip: ZSlipDocument): ZSlipDocument {
  const { openingFloat, received, returned, refunded, payIn, payOut, safeDrops, expected } = slip.cash;
  // Design §4 (b).
  const sum = openingFloat + received - returned - refunded + payIn - payOut - safeDrops;
  invariant(sum === expected, 'document: cash figures do not lead to the expected cash');
  invariant(
    slip.cash.counted === slip.cash.nextFloat + slip.cash.handedIn,
    'document: counted is not next float + handed in',
  );
  return slip;
}

/** What stands where private content was erased (design §3). */
const erasedText = '(đã xóa)';

/** The same document without anything that could tell who it was about; figures and numbers stay. */
export function blankDocument(document: PaperDocument): PaperDocument {
  if (document.kind === 'z-slip') {
    return sealZSlip({ ...document, reason: document.reason === null ? null : erasedText });
  }
  if (document.kind === 'slip') return blankPaymentSlip(document, erasedText);
  const [first, ...rest] = document.lines;
  return sealReceipt({
    ...document,
    payer: { name: erasedText, address: null },
    beneficiary: document.beneficiary && { ...document.beneficiary, name: erasedText },
    code: document.code && { ...document.code, value: erasedText },
    reason: erasedText,
    lines: [{ ...first, name: erasedText }, ...rest.map((one) => ({ ...one, name: erasedText }))],
    signers: blankSigners(document),
  });
}

/** The payer signs too; only the cashier's own name may stay. */
function blankSigners({ signers, cashierName }: ReceiptDocument): ReceiptDocument['signers'] {
  const blank = (one: z.output<typeof signer>) => (one.name === cashierName ? one : { ...one, name: null });
  const [first, second, ...rest] = signers;
  return [blank(first), blank(second), ...rest.map(blank)];
}
