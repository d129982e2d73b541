/**
 * Slips of a payment that is not there yet: a code for a payer who steps aside, or "chờ xác nhận" when the payer says that
 * it is sent. Neither is a receipt, and both say so (issue 3).
 */
import { z } from 'zod';
import { amount, checked, deepFreeze, facility, instant, reference, said } from './parts.ts';

export const paymentSlipSchema = z
  .strictObject({
    kind: z.literal('slip'),
    v: z.literal(1),
    slip: z.enum(['code', 'claim']),
    /** Id of this sheet of paper; a tender may have several. */
    document: reference,
    training: z.boolean(),
    facility,
    counterName: said,
    printedAt: instant,
    payer: said,
    /** Words for what is paid; never a service. */
    reason: said,
    amount,
    words: said,
    /** Where the money goes: account holder, or the operator of Mobile Money. */
    holder: said,
    bank: said,
    lastFour: z.string().max(8),
    /** First in the content of the transfer, or the operator's number; empty where there is none. */
    matchCode: z.string().max(40),
    /** Text of the code of a `code` slip; empty on a claim slip. */
    payload: z.string().max(512),
    expiresAt: instant,
    cashierName: said,
  })
  .readonly();

/** A slip that is no receipt. */
export type PaymentSlip = z.output<typeof paymentSlipSchema>;

/**
 * Freezes a slip after checking it.
 * @throws InvariantBroken naming what is missing
 */
export function sealPaymentSlip(slip: PaymentSlip): PaymentSlip {
  return deepFreeze(checked(paymentSlipSchema.safeParse(slip)));
}

/** The same slip without the payer's name. */
export function blankPaymentSlip(slip: PaymentSlip, erased: string): PaymentSlip {
  return sealPaymentSlip({ ...slip, payer: erased });
}
