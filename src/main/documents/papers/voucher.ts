/**
 * Phiếu thu (C40-BB, 01-TT), phiếu chi (C41-BB, 02-TT) and phiếu thu tạm ứng: the same sheet with other words
 * (facts/domain.md §1.3). All seven contents of Điều 16, always.
 */
import { z } from 'zod';
import { invariant } from '../../../shared/kernel/assert.ts';
import { dong, moment } from '../figures.ts';
import type { PaperMark } from '../model.ts';
import { bold, type Field, type PageBlock, type PagePaper, slanted, words } from '../page/blocks.ts';
import {
  amount,
  checked,
  deepFreeze,
  form,
  labelled,
  legalContents,
  reference,
  said,
  signed,
} from '../parts.ts';
import { copiesPaper, dateOf, halfSheet, letterheadOf, pageSigners, signaturesOf, space } from './head.ts';
import { linesTable } from './lines.ts';

export const voucherSchema = z
  .strictObject({
    kind: z.literal('voucher'),
    v: z.literal(1),
    document: reference,
    training: z.boolean(),
    ...legalContents,
    signers: pageSigners,
    /** Which way the money goes: decides "Người nộp tiền" or "Người nhận tiền". */
    flow: z.literal(['in', 'out', 'deposit']),
    form,
    /** Quyển số. */
    book: said.nullable(),
    /** Nợ, Có: accounts of the ledger, written by the accountant when null. */
    debit: said.nullable(),
    credit: said.nullable(),
    /** "Liên 1: Lưu", "Liên 2: Giao người nộp". */
    copies: z.array(said).min(1).max(3).readonly(),
    /** Whom it is about, code, ward, the receipt it refunds, deposits so far: whatever the act must say. */
    facts: z.array(labelled).max(12).readonly(),
    /** Kèm theo … chứng từ gốc. */
    attached: said.nullable(),
    /** How the money went, when it is not only cash. */
    tenders: z
      .array(z.strictObject({ label: said, amount: signed }))
      .max(20)
      .readonly(),
    /** What stands after it for a deposit: lines like "Đã tạm ứng trước", "Cộng đã tạm ứng". */
    balances: z
      .array(z.strictObject({ label: said, amount }))
      .max(4)
      .readonly(),
  })
  .readonly();

export type Voucher = z.output<typeof voucherSchema>;

/** Freezes a voucher. @throws InvariantBroken naming the content that is missing or does not add up */
export function sealVoucher(voucher: z.input<typeof voucherSchema>): Voucher {
  return deepFreeze(checkVoucher(checked(voucherSchema.safeParse(voucher))));
}

/** @throws InvariantBroken when lines do not add up */
export function checkVoucher(voucher: Voucher): Voucher {
  const sum = voucher.lines.reduce((all, one) => all + one.amount, 0);
  invariant(sum === voucher.total, 'voucher: lines do not add up to the total');
  invariant(voucher.total > 0, 'voucher: no amount');
  return voucher;
}

const partyWords = {
  in: { name: 'Họ và tên người nộp tiền', reason: 'Nội dung', got: 'Đã nhận đủ số tiền' },
  deposit: {
    name: 'Họ và tên người nộp tiền',
    reason: 'Nội dung tạm ứng',
    got: 'Đã nhận đủ số tiền tạm ứng',
  },
  out: { name: 'Họ và tên người nhận tiền', reason: 'Nội dung', got: 'Đã nhận đủ số tiền' },
} as const;

/** The pages of a voucher, one set for each liên. */
export function voucherPaper(voucher: Voucher, mark: PaperMark): PagePaper {
  const copies = voucher.copies.map((lien) => blocksOf(voucher, lien));
  return copiesPaper(voucher, `${voucher.series}/${voucher.number}`, halfSheet, copies, mark);
}

function blocksOf(voucher: Voucher, lien: string): PageBlock[] {
  const { flow, payer, reason, total } = voucher;
  const said = partyWords[flow];
  const blocks: PageBlock[] = [
    letterheadOf(voucher),
    titleOf(voucher, lien),
    { type: 'fields', fields: [{ label: said.name, value: payer.name, weight: 'bold' }] },
    { type: 'fields', fields: [{ label: 'Địa chỉ', value: payer.address }] },
    ...pairs(voucher.facts.map(({ label, value }) => ({ label, value }))),
    { type: 'fields', fields: [{ label: said.reason, value: reason }] },
  ];
  if (voucher.lines.length > 1) blocks.push(space(3), linesTable(voucher.lines, total), space(3));
  blocks.push(
    {
      type: 'text',
      runs: [words('Số tiền: '), bold(dong(total)), ...moneyWords(voucher)],
      glued: true,
    },
    {
      type: 'text',
      runs: [words('Bằng chữ: '), { text: voucher.words, weight: 'bold', slanted: true }],
      glued: true,
    },
  );
  const [upper, lower] = [1, 2].map((row) => voucher.signers.filter((one) => one.row === row));
  if (upper !== undefined && upper.length > 0) blocks.push(signaturesOf(upper, null));
  if (lower !== undefined && lower.length > 0)
    blocks.push(received(voucher), signaturesOf(lower, dateOf(voucher.issuedAt)));
  return blocks;
}

function titleOf({ title, issuedAt, series, number, book, debit, credit }: Voucher, lien: string): PageBlock {
  return {
    type: 'title',
    text: title,
    under: [slanted(`${dateOf(issuedAt)} (${moment(issuedAt).slice(0, 5)})`), bold(lien)],
    right: [
      bold(`Số: ${series}/${number}`),
      words(`Quyển số: ${book ?? '………'}`),
      words(`Nợ: ${debit ?? '………'}  Có: ${credit ?? '………'}`),
    ],
  };
}

/** How the money went, and what a deposit comes to, after the sum. */
function moneyWords({ tenders, balances, attached }: Voucher): { text: string }[] {
  const parts = [...tenders, ...balances].map(({ label, amount: sum }) => `${label}: ${dong(sum)}`);
  if (attached !== null) parts.push(`kèm theo ${attached}`);
  return parts.length === 0 ? [] : [words(`   (${parts.join(' · ')})`)];
}

/** The sentence of the form that the money changed hands, in figures and words. */
function received({ flow, total, words: inWords }: Voucher): PageBlock {
  return {
    type: 'text',
    runs: [
      words(`${partyWords[flow].got}: – Bằng số: `),
      bold(dong(total)),
      words(` – Bằng chữ: ${inWords}`),
    ],
    glued: true,
  };
}

/** Two facts a line. */
function pairs(facts: readonly Field[]): PageBlock[] {
  const blocks: PageBlock[] = [];
  for (let index = 0; index < facts.length; index += 2) {
    blocks.push({ type: 'fields', fields: facts.slice(index, index + 2) });
  }
  return blocks;
}
