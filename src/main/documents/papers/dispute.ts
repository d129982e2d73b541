/** Giấy xác nhận tiếp nhận khiếu nại: what the payer takes along (R19; product.md E). */
import { z } from 'zod';
import { dong, moment } from '../figures.ts';
import type { PaperMark } from '../model.ts';
import { bold, type Field, type PageBlock, type PagePaper, slanted, words } from '../page/blocks.ts';
import { dayText } from '../page/cells.ts';
import { amount, checked, day, deepFreeze, labelled, said } from '../parts.ts';
import { copiesPaper, dateOf, headParts, letterheadOf, signaturesOf, space } from './head.ts';

export const disputeSchema = z
  .strictObject({
    kind: z.literal('dispute'),
    ...headParts,
    number: said,
    complainant: z.strictObject({ name: said, contact: said.nullable() }),
    /** "Đã chuyển khoản nhưng chưa được ghi nhận", "Bị trừ tiền hai lần" … */
    matter: said,
    amount,
    amountWords: said,
    /** Receipt, bank reference, time of transfer, terminal: whatever ties it to the money. */
    facts: z.array(labelled).max(12).readonly(),
    description: said,
    /** What was handed over as evidence; no account number in full. */
    evidence: said,
    deadline: day,
    /** Where to ask. */
    desk: said,
    copies: z.array(said).min(1).max(2).readonly(),
  })
  .readonly();

export type Dispute = z.output<typeof disputeSchema>;

/** Freezes an acknowledgement. @throws InvariantBroken naming what is missing */
export function sealDispute(dispute: z.input<typeof disputeSchema>): Dispute {
  return deepFreeze(checked(disputeSchema.safeParse(dispute)));
}

/** The pages of an acknowledgement. */
export function disputePaper(dispute: Dispute, mark: PaperMark): PagePaper {
  const copies = dispute.copies.map((copy) => blocksOf(dispute, copy));
  return copiesPaper(dispute, dispute.number, { size: 'A5', landscape: false, grows: true }, copies, mark);
}

function blocksOf(dispute: Dispute, copy: string): PageBlock[] {
  const line = (label: string, value: string | null, weight: Field['weight'] = 'medium'): PageBlock => ({
    type: 'fields',
    fields: [{ label, value, weight }],
  });
  return [
    letterheadOf(dispute),
    {
      type: 'title',
      text: dispute.title,
      under: [words(`Số: ${dispute.number}`), slanted(`${moment(dispute.issuedAt)} · ${copy}`)],
      right: [],
    },
    line('Người khiếu nại', dispute.complainant.name, 'bold'),
    line('Liên hệ', dispute.complainant.contact),
    line('Sự việc', dispute.matter, 'bold'),
    {
      type: 'text',
      runs: [words('Số tiền: '), bold(dong(dispute.amount)), words(` (${dispute.amountWords})`)],
    },
    ...dispute.facts.map(({ label, value }) => line(label, value)),
    line('Nội dung trình bày', dispute.description),
    line('Tài liệu kèm theo', dispute.evidence),
    space(4),
    {
      type: 'text',
      runs: [
        words('Đơn vị đã tiếp nhận và sẽ trả lời chậm nhất ngày '),
        bold(dayText(dispute.deadline)),
        words(`. Nơi hỏi: ${dispute.desk}.`),
      ],
      glued: true,
    },
    {
      type: 'text',
      runs: [
        slanted('Giấy này xác nhận việc tiếp nhận, không xác nhận đã nhận tiền và không thay biên lai.'),
      ],
      size: 'small',
      glued: true,
    },
    space(6),
    signaturesOf(dispute.signers, dateOf(dispute.issuedAt)),
  ];
}
