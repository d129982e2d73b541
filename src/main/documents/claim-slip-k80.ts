/** "Phiếu chờ xác nhận": the payer said that it is sent. Nobody can take it for a receipt. */
import { type Block, centred, field, flowing, gap, type Paper, rule, sum } from './blocks.ts';
import { dong, moment } from './figures.ts';
import { footBands, headBands, trainingText } from './marks.ts';
import type { PaperMark } from './model.ts';
import type { PaymentSlip } from './payment-slip.ts';

/** Name, place and time of a slip of the counter. */
export function slipHead({ facility, counterName, printedAt }: PaymentSlip): readonly Block[] {
  return [
    centred(facility.name.toLocaleUpperCase('vi'), 'body', 'bold'),
    centred(`${counterName} · ${moment(printedAt)}`, 'small'),
    gap(0.2),
  ];
}

/** The paper of a claim. */
export function claimSlipPaper(slip: PaymentSlip, mark: PaperMark): Paper {
  const { payer, reason, amount, words, matchCode, bank, lastFour, holder, cashierName } = slip;
  return {
    blocks: [
      ...headBands(mark, slip.training),
      ...slipHead(slip),
      { type: 'band', text: 'CHỜ XÁC NHẬN', size: 'title' },
      centred('KHÔNG PHẢI BIÊN LAI', 'total', 'bold'),
      rule,
      field('Người nộp', payer, 'bold'),
      field('Nội dung', reason),
      sum('Số tiền chờ', dong(amount), 'total', 'bold'),
      flowing(words),
      field('Chuyển tới', holder),
      field('Nơi nhận', lastFour === '' ? bank : `${bank}, cuối ${lastFour}`),
      ...(matchCode === '' ? [] : [field('Mã khớp', matchCode, 'bold')]),
      rule,
      flowing('Người nộp nói đã chuyển. Quầy chưa nhận được báo có.'),
      flowing('Xin đừng chuyển lại. Giữ phiếu này để nhận biên lai khi có tiền.', 'body', 'bold'),
      field('Thu ngân', cashierName),
      ...footBands(slip.training),
    ],
    watermark: slip.training ? trainingText : null,
  };
}
