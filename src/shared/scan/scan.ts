/** What a scanned code is. A scan identifies by number; a name in it is a hint and never overwrites one of ours. */
import { z } from 'zod';

const text = z.string().min(1).max(400);
/** `1988-03-29`, or `1940` where only the year is known. */
const birth = z.string().regex(/^\d{4}(-\d{2}-\d{2})?$/);

/** Hints about the person; null where the code does not say or says it unreadably. */
const hints = {
  name: text.nullable(),
  birth: birth.nullable(),
  gender: z.enum(['male', 'female']).nullable(),
};

/** Why a code is not what it should be. */
const trouble = z.enum([
  /** A Vietnamese input method rewrote it: "Bộ gõ tiếng Việt đang bật – chuyển sang E rồi quét lại". */
  'input-method',
  /** Known for what it should be, but a field does not hold what it must: scan again. */
  'damaged',
  /** Nothing the counter knows. */
  'not-known',
]);
export type ScanTrouble = z.infer<typeof trouble>;

export const scan = z.discriminatedUnion('kind', [
  /** The QR of a citizen card: `number` has 12 digits, `oldNumber` 9. */
  z.strictObject({
    kind: z.literal('citizen'),
    number: z.string().regex(/^\d{12}$/),
    oldNumber: z
      .string()
      .regex(/^\d{9}$/)
      .nullable(),
    ...hints,
  }),
  /** The QR of a health insurance card: `number` is the 10-digit insurance number, `card` what stands on the card. */
  z.strictObject({
    kind: z.literal('insurance'),
    number: z.string().regex(/^\d{10}$/),
    card: z.string().regex(/^(?:[A-Z]{2}\d)?(?:\d{2})?\d{10}$/),
    ...hints,
  }),
  /** One of our receipts. */
  z.strictObject({ kind: z.literal('receipt'), series: z.string(), number: z.string() }),
  /** One of our payment codes, by the match code in it. */
  z.strictObject({ kind: z.literal('bill'), matchCode: z.string() }),
  /** A patient, visit or pupil code as it stands in the lists. */
  z.strictObject({ kind: z.literal('code'), code: text }),
  /** A facility's recovery sheet (`shared/sync/recovery-sheet.ts`): only a new counter reads it. */
  z.strictObject({ kind: z.literal('sheet'), text }),
  z.strictObject({
    kind: z.literal('unreadable'),
    trouble,
    /** What it looks like, if anything. */
    looksLike: z.enum(['citizen', 'insurance', 'receipt', 'bill']).nullable(),
  }),
]);
export type Scan = z.infer<typeof scan>;

/** A code that was not read. */
export function unreadable(
  why: ScanTrouble,
  looksLike: Extract<Scan, { kind: 'unreadable' }>['looksLike'] = null,
): Scan {
  return { kind: 'unreadable', trouble: why, looksLike };
}

/**
 * What to search the lists for, one after the other until somebody is found, so that a payer is opened by number; empty
 * where the scan names nobody in them. The old number of a citizen is not searched for: nine digits may be anybody's code.
 */
export function searchTextsOf(read: Scan): readonly string[] {
  switch (read.kind) {
    case 'citizen':
      return [read.number];
    case 'insurance':
      return read.card === read.number ? [read.number] : [read.number, read.card];
    case 'code': {
      // The number of an insurance card printed as a bar code, or typed.
      const number = /^[A-Z]{2}\d{3}(\d{10})$/i.exec(read.code)?.[1];
      return number === undefined ? [read.code] : [read.code, number];
    }
    case 'receipt':
    case 'bill':
    case 'sheet':
    case 'unreadable':
      return [];
  }
}
