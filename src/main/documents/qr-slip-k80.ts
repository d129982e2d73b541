/** The code on paper, for a payer who steps aside and for a counter whose customer display is gone (product.md A8). */
import { centred, field, flowing, gap, type Paper, rule, sum } from './blocks.ts';
import { slipHead } from './claim-slip-k80.ts';
import { dong, moment } from './figures.ts';
import { footBands, headBands, trainingText } from './marks.ts';
import type { PaperMark } from './model.ts';
import type { PaymentSlip } from './payment-slip.ts';

/** The paper of a code. */
export function qrSlipPaper(slip: PaymentSlip, mark: PaperMark): Paper {
  const { payer, reason, amount, words, matchCode, bank, lastFour, holder, payload, expiresAt } = slip;
  return {
    blocks: [
      ...headBands(mark, slip.training),
      ...slipHead(slip),
      centred('PHIẾU MÃ CHUYỂN KHOẢN', 'title', 'bold'),
      centred('Không phải biên lai', 'body', 'bold'),
      rule,
      field('Người nộp', payer, 'bold'),
      field('Nội dung', reason),
      sum('Số tiền', dong(amount), 'total', 'bold'),
      flowing(words),
      gap(0.3),
      {
        type: 'qr',
        text: payload,
        caption: [
          { text: 'Chuyển tới', weight: 'medium' },
          { text: holder, weight: 'bold' },
          { text: `${bank}, cuối ${lastFour}`, weight: 'medium' },
          { text: `Mã khớp ${matchCode}`, weight: 'bold' },
        ],
      },
      gap(0.3),
      flowing('1. Quét mã bằng app ngân hàng.'),
      flowing('2. Xem đúng tên, đúng số tiền.'),
      flowing('3. Chuyển rồi đưa phiếu này lại quầy để nhận biên lai.'),
      field('Mã dùng đến', moment(expiresAt)),
      ...footBands(slip.training),
    ],
    watermark: slip.training ? trainingText : null,
  };
}
