/** Phiếu hướng dẫn thanh toán: how to pay without cash, in three steps each, and how not to be cheated (R7, R17, R20). */
import { z } from 'zod';
import { type Block, centred, flowing, gap, type Paper, rule } from './blocks.ts';
import { footBands, headBands, trainingText } from './marks.ts';
import { checked, deepFreeze, facility, said } from './parts.ts';

const guidanceSchema = z
  .strictObject({
    kind: z.literal('guidance-slip'),
    v: z.literal(1),
    training: z.boolean(),
    facility,
    methods: z
      .array(z.strictObject({ name: said, steps: z.tuple([said, said, said]).readonly() }))
      .min(1)
      .max(5)
      .readonly(),
    /** Holder and bank of the receiving account, to be compared on the phone. */
    account: z.strictObject({ holder: said, bank: said }).nullable(),
    warnings: z.array(said).min(1).max(5).readonly(),
    /** Who helps: name of the desk, telephone, hours. */
    help: said,
  })
  .readonly();

/** A slip that says how to pay; nothing on it is about anybody's money. */
export type GuidanceSlip = z.output<typeof guidanceSchema>;

/** Freezes a slip. @throws InvariantBroken naming what is missing */
export function sealGuidanceSlip(slip: z.input<typeof guidanceSchema>): GuidanceSlip {
  return deepFreeze(checked(guidanceSchema.safeParse(slip)));
}

/** The paper of a slip. */
export function guidanceSlipPaper(slip: GuidanceSlip): Paper {
  const { account } = slip;
  const holder: Block[] =
    account === null
      ? []
      : [
          rule,
          flowing('Kiểm tra tên người nhận trên điện thoại:'),
          flowing(account.holder, 'total', 'bold'),
          flowing(account.bank),
        ];
  return {
    blocks: [
      ...headBands({ kind: 'original' }, slip.training),
      centred(slip.facility.name.toLocaleUpperCase('vi'), 'body', 'bold'),
      gap(0.2),
      centred('HƯỚNG DẪN THANH TOÁN KHÔNG DÙNG TIỀN MẶT', 'title', 'bold'),
      ...slip.methods.flatMap(methodBlocks),
      ...holder,
      rule,
      flowing('Cảnh giác', 'body', 'bold'),
      ...slip.warnings.map((one) => flowing(`• ${one}`)),
      rule,
      centred(slip.help),
      ...footBands(slip.training),
    ],
    watermark: slip.training ? trainingText : null,
  };
}

function methodBlocks({ name, steps }: GuidanceSlip['methods'][number]): Block[] {
  return [
    rule,
    flowing(name, 'total', 'bold'),
    ...steps.map((step, index) => flowing(`${index + 1}. ${step}`)),
  ];
}
