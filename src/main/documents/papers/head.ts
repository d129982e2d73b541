/** What page documents share: unit and form, date, signatures, marks, legal contents with places to sign. */
import { z } from 'zod';
import { businessDateOf, type EpochMs } from '../../../shared/kernel/clock.ts';
import { moment } from '../figures.ts';
import { markText, trainingText } from '../marks.ts';
import type { PaperMark } from '../model.ts';
import {
  bold,
  type PageBlock,
  type PagePaper,
  type Run,
  type Signature,
  slanted,
  words,
} from '../page/blocks.ts';
import { longDay } from '../page/cells.ts';
import { facility, form, instant, reference, said } from '../parts.ts';

/** A place to sign on a page; row 2 stands under "Đã nhận đủ số tiền" on vouchers. */
export const pageSigner = z.strictObject({
  title: said,
  hint: z.string().trim().max(60).default('(Ký, họ tên)'),
  name: said.nullable(),
  row: z.literal([1, 2]).default(1),
});
export type PageSigner = z.output<typeof pageSigner>;

/** At least two people answer for every paper about money. */
export const pageSigners = z.tuple([pageSigner, pageSigner], pageSigner).readonly();

/** Parts of every page document. */
export const headParts = {
  v: z.literal(1),
  /** Id of what it is about, where there is one. */
  document: reference.nullable(),
  training: z.boolean(),
  title: said,
  facility,
  form,
  issuedAt: instant,
  signers: pageSigners,
};

/** What every page document has for its letterhead and name. */
export interface Headed {
  readonly training: boolean;
  readonly facility: z.output<typeof facility>;
  readonly form: z.output<typeof form>;
  readonly title: string;
  readonly issuedAt: EpochMs;
}

/** Unit at the left, form at the right. */
export function letterheadOf({ facility: unit, form: kind }: Pick<Headed, 'facility' | 'form'>): PageBlock {
  const code = unit.budgetCode === '' ? '' : ` · Mã\u00a0QHNS:\u00a0${unit.budgetCode}`;
  const left: Run[] = [bold(`Đơn vị: ${unit.name}`), words(`Địa chỉ: ${unit.address}${code}`)];
  const right: Run[] = kind === null ? [] : [bold(`Mẫu số: ${kind.code}`)];
  if (kind !== null && kind.issuedUnder !== '') right.push(slanted(kind.issuedUnder));
  return { type: 'letterhead', left, right };
}

/** `Ngày 19 tháng 11 năm 2026` of an instant. */
export function dateOf(at: EpochMs): string {
  return longDay(businessDateOf(at));
}

/** Places to sign, with the date above the last. */
export function signaturesOf(signers: readonly PageSigner[], date: string | null): PageBlock {
  return { type: 'signatures', date, signers: signers.map(signatureOf) };
}

/** A signer as it is drawn. */
export function signatureOf({ title, hint, name }: PageSigner): Signature {
  return { title, hint, name };
}

/** Half an A4 for each liên, as receipts and vouchers are cut; whole pages when the lines are many. */
export const halfSheet = { size: 'A5', landscape: true, grows: true } as const;

/** A paper of one copy. */
export function onePaper(
  headed: Headed,
  number: string | null,
  sheet: { readonly size: 'A4' | 'A5'; readonly landscape: boolean },
  blocks: readonly PageBlock[],
  mark: PaperMark = { kind: 'original' },
): PagePaper {
  return copiesPaper(headed, number, { ...sheet, grows: false }, [blocks], mark);
}

/** A paper of several liên. */
export function copiesPaper(
  { title, training, issuedAt, facility: unit }: Headed,
  number: string | null,
  sheet: Pick<PagePaper, 'size' | 'landscape' | 'grows'>,
  copies: readonly (readonly PageBlock[])[],
  mark: PaperMark,
): PagePaper {
  return {
    ...sheet,
    name: [title, number === null ? null : `số ${number}`, unit.name]
      .filter((one) => one !== null)
      .join(' – '),
    madeAt: issuedAt,
    mark: bandText(mark, training),
    watermark: training ? trainingText : null,
    copies,
  };
}

function bandText(mark: PaperMark, training: boolean): string | null {
  const text = markText(mark);
  const marked = text === null || mark.kind === 'original' ? null : `${text} – in lúc ${moment(mark.at)}`;
  const parts = [training ? trainingText : null, marked].filter((one) => one !== null);
  return parts.length === 0 ? null : parts.join('   ·   ');
}

/** Label and amount lines under a table, in words as well. */
export function totalInWords(label: string, sum: string, inWords: string): PageBlock {
  return {
    type: 'text',
    runs: [
      words(`${label}: `),
      bold(sum),
      words('  –  Bằng chữ: '),
      { text: inWords, weight: 'bold', slanted: true },
    ],
    glued: true,
  };
}

/** A gap that stays with what follows. */
export function space(points: number): PageBlock {
  return { type: 'gap', points };
}
