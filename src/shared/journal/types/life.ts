/**
 * What the counter does beyond taking money: paper receipts of an outage, lowered fees, deposits set against a bill,
 * settlements of a stay, the treasurer's fund, sets for the e-invoice system, frozen reports (product.md B–F).
 */
import { z } from 'zod';
import {
  date,
  dong,
  fields,
  hash,
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

/** Money of a deposit or credit balance that is to pay a collection. */
const fund = fields({ source: z.enum(['deposit', 'balance']), id, amount: positive });

const noteLine = fields({ denomination: positive, notes: z.int().min(0) });

export const outageKinds = ['network', 'power', 'bank', 'printer', 'terminal', 'other'] as const;

export const lifeTypes = {
  /** Nhập bù: one leaf of a paper book; stands before the receipt that is issued under its number. */
  'paper.entered': sealed(
    fields({
      paper: id,
      series: word,
      number: z.int().min(1),
      /** Null: the leaf was spoiled and no money was taken on it. */
      collection: id.nullable(),
      paperDate: date,
      writtenAt: instant,
      approval: id,
    }),
    fields({ writer: z.string().min(1).max(200), text }),
  ),
  /** A fee is lowered: exemption with its decision, a discount, or meal days carried over. Never paid out in cash. */
  'fee.reduced': sealed(
    fields({
      reduction: id,
      bill: opaque,
      amount: positive,
      ground: z.enum(['exempt', 'discount', 'meal-days']),
      /** The carried-over days it comes from. */
      carry: id.nullable(),
      approval: id.nullable(),
    }),
    fields({ decision: z.string().min(1).max(80).nullable(), text }),
  ),
  'fee.restored': sealed(fields({ reduction: id, approval: id }), fields({ text })),
  /** Days a pupil did not eat, at the price of a day: taken off a later month's fee (facts/domain.md §1.2). */
  'meal-days.recorded': sealed(
    fields({
      carry: id,
      payer: opaque,
      days: z.int().min(1).max(31),
      dayPrice: positive,
      amount: positive,
      approval: id,
    }),
    fields({ period: z.string().min(1).max(60), text }),
  ),
  /** Deposits and credit balances chosen to pay this collection, in this order; replaces an earlier choice. */
  'collection.funded': open(fields({ collection: id, funds: z.array(fund).max(100) })),
  /** A deposit or credit balance of another counter, to be used or given back here from now on (decision 0014). */
  'fund.brought': sealed(
    fields({
      source: z.enum(['deposit', 'balance']),
      /** Its id where it was made; a new one for a slip that no journal here has. */
      id,
      /** The counter that made it; null for such a slip. */
      home: id.nullable(),
      payer: opaque,
      /** Of a deposit, as are series and number of its slip. */
      stay: opaque.nullable(),
      series: word.nullable(),
      number: z.int().min(1).nullable(),
      /** What is left of it, as far as that is known here. */
      amount: positive,
      /** When that counter took it; of a slip alone, when it was brought. */
      takenAt: instant,
      /** The way its money came. */
      way: z.enum(['cash', 'card', 'transfer']),
      /** `journal`: that counter's journal was here to its end; `slip`: the original slip was given up and somebody allowed it. */
      proof: z.enum(['journal', 'slip']),
      approval: id.nullable(),
    }),
    fields({
      payerName: z.string().min(1).max(200),
      beneficiaryName: z.string().max(200).nullable(),
      beneficiaryCode: z.string().max(60).nullable(),
    }),
  ),
  /** Thanh toán ra viện: the whole bill of a stay, who bears what, and what the deposits leave to pay or give back. */
  'stay.settled': open(
    fields({
      settlement: id,
      stay: opaque,
      payer: opaque,
      /** The collection that takes what is payable; null when nothing is. */
      collection: id.nullable(),
      gross: dong,
      insurance: dong,
      own: dong,
      outOfList: dong,
      surcharge: dong,
      exempted: dong,
      deposits: z.array(fields({ deposit: id, applied: dong, left: dong })).max(100),
      /** Thu thêm. */
      due: dong,
      /** Hoàn ứng. */
      back: dong,
    }),
  ),
  /** Somebody was shown how to pay without cash (R7–R8); of whom nothing is kept. */
  'guidance.given': open(fields({ guidance: id })),
  'outage.began': sealed(
    fields({
      outage: id,
      kind: z.enum(outageKinds),
      from: instant,
      /** Noticed by the counter itself, not told by a person. */
      automatic: z.boolean(),
    }),
    fields({ text: text.nullable() }),
  ),
  'outage.ended': open(fields({ outage: id, to: instant })),
  /** Receipts handed to the e-invoice system; from now on they are corrected by refund vouchers only. */
  'invoice.exported': open(
    fields({
      set: id,
      day: date,
      receipts: z.array(fields({ receipt: id, mode: z.enum(['single', 'summed']) })).max(5000),
      /** Deposit slips, where deposits are prepayments. */
      deposits: z.array(id).max(5000),
      hash,
    }),
  ),
  /** A report that changes no more; its bytes are kept and re-exported as they are. */
  'report.frozen': open(
    fields({
      report: id,
      kind: word,
      from: date,
      to: date,
      /** Version of the rule that says what counts. */
      rule: word,
      /** Số liệu tính đến. */
      asOf: instant,
      hash,
      size: z.int().min(1).max(10_000_000),
      /** The frozen report to which this one adds what came later. */
      supplements: id.nullable(),
    }),
  ),
  /** Kiểm kê quỹ of the treasurer's fund; `book` is what the cash book says. */
  'fund.counted': sealed(
    fields({
      count: id,
      lines: z.array(noteLine).max(40),
      torn: dong,
      total: dong,
      book: signed,
    }),
    fields({ reason: text.nullable() }),
  ),
  /** Giấy nộp tiền: cash of the fund brought to the bank or treasury. */
  'fund.banked': sealed(
    fields({ banking: id, amount: positive, reference: z.string().min(1).max(40) }),
    fields({ text }),
  ),
};
