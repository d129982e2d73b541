/** The slip of a closed shift: what was issued, what came in by which way, and how the cash adds up (design §4). */
import { type Block, centred, field, flowing, gap, type Paper, rule, sum } from './blocks.ts';
import { dong, grouped, moment } from './figures.ts';
import { footBands, headBands, trainingText } from './marks.ts';
import type { PaperMark, ZSlipDocument } from './model.ts';

/** The paper of a Z. */
export function zSlipPaper(slip: ZSlipDocument, mark: PaperMark): Paper {
  return {
    blocks: [
      ...headBands(mark, slip.training),
      ...head(slip),
      rule,
      ...receiptRanges(slip),
      ...besidesReceipts(slip),
      rule,
      ...methods(slip),
      rule,
      ...cash(slip),
      rule,
      ...handIn(slip),
      ...carriedOver(slip),
      rule,
      { type: 'signatures', signers: slip.signers },
      ...footBands(slip.training),
    ],
    watermark: slip.training ? trainingText : null,
  };
}

function head(slip: ZSlipDocument): readonly Block[] {
  return [
    centred(slip.facility.name.toLocaleUpperCase('vi'), 'body', 'bold'),
    centred(slip.facility.address, 'small'),
    gap(0.2),
    centred(`BÁO CÁO CHỐT CA · Z ${slip.zNumber}`, 'title', 'bold'),
    field('Quầy', slip.counterName),
    field('Ca', slip.shiftName),
    field('Thu ngân', slip.cashierName, 'bold'),
    field('Mở ca', moment(slip.openedAt)),
    field('Chốt ca', moment(slip.closedAt)),
  ];
}

function receiptRanges({ receipts }: ZSlipDocument): readonly Block[] {
  if (receipts.length === 0) return [flowing('Không có biên lai trong ca.')];
  return receipts.flatMap((range) => [
    flowing(`Ký hiệu ${range.series}`, 'body', 'bold'),
    field('Từ số – đến số', `${range.first} – ${range.last}`),
    field('Đã xuất', `${grouped(range.issued)} biên lai`),
    field('Đã hủy', `${grouped(range.voided)} biên lai`),
    sum('Số tiền', grouped(range.total)),
  ]);
}

/** What leads from the receipts to the money that came in; nothing when they are the same. */
function besidesReceipts({ receipts, rounding, apartFromReceipts }: ZSlipDocument): readonly Block[] {
  const steps = [
    ['Làm tròn tiền mặt', rounding],
    ['Ngoài biên lai của ca', apartFromReceipts],
  ] as const;
  const shown = steps.filter(([, amount]) => amount !== 0);
  if (shown.length === 0) return [];
  const total = receipts.reduce((all, range) => all + range.total, rounding + apartFromReceipts);
  return [
    ...shown.map(([label, amount]) => sum(label, grouped(amount))),
    sum('Cộng', dong(total), 'body', 'bold'),
  ];
}

function methods({ byMethod }: ZSlipDocument): readonly Block[] {
  const total = byMethod.reduce((all, { amount }) => all + amount, 0);
  return [
    ...byMethod.map(({ label, count, amount }) => sum(countedLabel(label, count), grouped(amount))),
    sum('Cộng', dong(total), 'body', 'bold'),
  ];
}

function countedLabel(label: string, count: number | null): string {
  return count === null ? label : `${label} (${grouped(count)})`;
}

/** Each step of design §4 (b); steps of 0 đ are left out, the float never is. */
function cash({ cash: figures, reason }: ZSlipDocument): readonly Block[] {
  const steps: readonly (readonly [string, number])[] = [
    ['+ Thu tiền mặt', figures.received],
    ['− Trả lại khách', figures.returned],
    ['− Hoàn tiền', figures.refunded],
    ['+ Nộp thêm vào két', figures.payIn],
    ['− Chi từ két', figures.payOut],
    ['− Nộp bớt trong ca', figures.safeDrops],
  ];
  const blocks: Block[] = [sum('Tiền đầu ca', grouped(figures.openingFloat))];
  for (const [label, value] of steps) if (value !== 0) blocks.push(sum(label, grouped(value)));
  blocks.push(sum('Phải có trong két', dong(figures.expected), 'body', 'bold'));
  blocks.push(sum('Kiểm đếm được', dong(figures.counted), 'body', 'bold'));
  blocks.push(difference(figures.counted - figures.expected));
  if (reason !== null && reason !== '') blocks.push(field('Lý do', reason));
  return blocks;
}

/** In words, never by a sign: the official form and every till have opposite signs (product.md D). */
function difference(over: number): Block {
  if (over === 0) return sum('Khớp', dong(0), 'total', 'bold');
  return sum(over > 0 ? 'Thừa' : 'Thiếu', dong(Math.abs(over)), 'total', 'bold');
}

function handIn({ cash: figures }: ZSlipDocument): readonly Block[] {
  return [
    sum('Để lại đầu ca sau', grouped(figures.nextFloat)),
    sum('Nộp thủ quỹ', dong(figures.handedIn), 'total', 'bold'),
    flowing(figures.handedInWords),
  ];
}

function carriedOver({ carriedOver: rest }: ZSlipDocument): readonly Block[] {
  if (rest.length === 0) return [];
  return [
    rule,
    flowing('Chuyển sang ca sau', 'body', 'bold'),
    ...rest.map(({ label, count, amount }) => sum(countedLabel(label, count), grouped(amount))),
  ];
}
