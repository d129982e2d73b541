/** What money is set against, and the papers that say so. Documents and money are two things (design §4). */
import { z } from 'zod';
import {
  date,
  dong,
  fields,
  id,
  instant,
  opaque,
  open,
  positive,
  sealed,
  signed,
  text,
  word,
} from '../define.ts';
import { facility } from './house.ts';

const source = z.enum(['tender', 'deposit', 'balance', 'rounding']);

/** Money of one source set against a document. For `rounding` the id is the cash tender that was rounded. */
const used = fields({ source, id, amount: positive });

export const documentTypes = {
  /** Lines in the chosen order against money in the order of confirmation, to the đồng. */
  'allocation.frozen': open(
    fields({
      allocation: id,
      collection: id,
      rows: z
        .array(fields({ line: id, receipt: id, source, id, amount: positive }))
        .min(1)
        .max(1000),
    }),
  ),
  'receipt.issued': sealed(
    fields({
      receipt: id,
      collection: id,
      allocation: id,
      series: word,
      number: z.int().min(1),
      onBehalf: z.boolean(),
      lines: z
        .array(fields({ line: id, bill: opaque, group: word, amount: positive }))
        .min(1)
        .max(200),
      total: positive,
      /** Frozen: the amount in words as printed (facts/domain.md §3.2). */
      words: z.string().min(1).max(400),
      sources: z.array(used).min(1).max(100),
      /** due − total of the cash part of this receipt. */
      rounding: signed,
      /** The cash tender that was rounded. */
      roundingTender: id.nullable(),
      /** Payment date-time of the last money in it: bank time, or the moment cash was taken. */
      paidAt: instant,
      issueDate: date,
      facility,
      form: fields({
        title: z.string().max(80),
        code: z.string().max(40),
        issuedUnder: z.string().max(200),
      }),
      replaces: id.nullable(),
    }),
    fields({
      payerName: z.string().min(1).max(200),
      payerAddress: z.string().max(300).nullable(),
      beneficiaryName: z.string().max(200).nullable(),
      beneficiaryCode: z.string().max(60).nullable(),
      reason: z.string().max(500),
      lineNames: z.array(z.string().max(200)).min(1).max(200),
      cashierName: z.string().min(1).max(200),
    }),
  ),
  /** Moves no money by itself: says for each amount what becomes of it. */
  'receipt.voided': sealed(
    fields({
      receipt: id,
      series: word,
      approval: id,
      reason: word,
      total: positive,
      rounding: signed,
      fates: z
        .array(
          fields({
            source,
            id,
            amount: positive,
            /** `claim-dropped`: the money never came, so nobody is owed anything. */
            fate: z.enum(['re-allocated', 'returned', 'refund', 'balance', 'restored', 'claim-dropped']),
          }),
        )
        .max(200),
      replacedBy: id.nullable(),
      /** Whether the payer's copy came back. */
      copyRecalled: z.boolean(),
      printed: z.boolean(),
      /** The receipt stands in a Z that is already closed. */
      afterZ: z.boolean(),
    }),
    fields({ text }),
  ),
  'refund.requested': sealed(
    fields({
      refund: id,
      source: z.enum(['tender', 'deposit', 'balance']),
      id,
      /** The receipt that stays issued; null when the money stands without a document. */
      receipt: id.nullable(),
      amount: positive,
      way: z.enum(['cash', 'card', 'transfer']),
      /** Paid another way than it came: needs an approver and a reason, listed monthly. */
      otherWay: z.boolean(),
    }),
    fields({
      payeeName: z.string().min(1).max(200),
      payeeIdentity: z.string().max(40).nullable(),
      text,
    }),
  ),
  'refund.approved': open(fields({ refund: id, approval: id })),
  'refund.paid': open(
    fields({
      refund: id,
      source: z.enum(['tender', 'deposit', 'balance']),
      standing: z.boolean(),
      way: z.enum(['cash', 'card', 'transfer']),
      amount: positive,
      reference: z.string().max(40).nullable(),
      voucher: fields({ series: word, number: z.int().min(1) }).nullable(),
    }),
  ),
  'refund.refused': sealed(fields({ refund: id, approval: id }), fields({ text })),
  /** Money kept for the payer. Used as a source of a later receipt; paid out only as a refund. */
  'balance.created': open(fields({ balance: id, tender: id, payer: opaque, amount: positive })),
  /** Tạm ứng: a slip, not a receipt. Applied as a source of a receipt; paid out only as a refund. */
  'deposit.taken': sealed(
    fields({
      deposit: id,
      collection: id,
      payer: opaque,
      stay: opaque,
      series: word,
      number: z.int().min(1),
      amount: positive,
      sources: z
        .array(fields({ id, amount: positive }))
        .min(1)
        .max(100),
      words: z.string().min(1).max(400),
      issueDate: date,
    }),
    fields({
      payerName: z.string().min(1).max(200),
      beneficiaryName: z.string().max(200).nullable(),
      beneficiaryCode: z.string().max(60).nullable(),
    }),
  ),
};

export const bankTypes = {
  /** A line of our account that this counter takes up: its own match code, or assigned to a bill by a person here. */
  'credit.seen': sealed(
    fields({
      credit: id,
      account: word,
      bankReference: z.string().min(1).max(60),
      amount: positive,
      paidAt: instant,
      origin: z.enum(['feed', 'statement']),
      found: z.string().max(40).nullable(),
    }),
    fields({ content: z.string().max(500), otherName: z.string().max(200).nullable() }),
  ),
  'credit.matched': open(
    fields({
      credit: id,
      tender: id,
      how: z.enum(['exact', 'short', 'over', 'late', 'duplicate']),
      by: z.enum(['code', 'virtual-account', 'person']),
    }),
  ),
  'credit.unmatched': open(fields({ credit: id })),
  'credit.returned': sealed(fields({ credit: id, approval: id }), fields({ text })),
  /** A named approver takes the risk that a transfer has come, within a limit per shift (design §4). */
  'acceptance.given': sealed(
    fields({
      acceptance: id,
      tender: id,
      amount: positive,
      approval: id,
      evidence: z.enum(['facility-phone', 'bank-sms', 'soundbox']),
      shiftLimit: dong,
      usedBefore: dong,
    }),
    fields({ text }),
  ),
  'dispute.opened': sealed(
    fields({
      dispute: id,
      kind: z.enum(['paid-not-received', 'paid-twice', 'wrong-amount', 'wrong-person', 'other']),
      receipt: id.nullable(),
      tender: id.nullable(),
      amount: dong,
      deadline: date,
    }),
    fields({
      complainant: z.string().min(1).max(200),
      contact: z.string().max(100).nullable(),
      text,
    }),
  ),
  /** What the complaint is about, as it is found: a receipt, a tender, the bank's money and the bank's own reference. */
  'dispute.tied': sealed(
    fields({
      dispute: id,
      receipt: id.nullable(),
      tender: id.nullable(),
      credit: id.nullable(),
    }),
    fields({ bankReference: z.string().max(60).nullable() }),
  ),
  'dispute.moved': sealed(
    fields({
      dispute: id,
      to: z.enum(['examining', 'waiting-bank', 'upheld', 'rejected', 'closed']),
    }),
    fields({ text }),
  ),
};
