/** Parts that documents have in common, as schemas. */
import { z } from 'zod';
import { InvariantBroken } from '../../shared/kernel/assert.ts';
import type { BusinessDate, EpochMs } from '../../shared/kernel/clock.ts';
import { uuidV7Pattern } from '../../shared/kernel/ids.ts';

/** Something said in words: never empty. */
export const said = z.string().trim().min(1).max(500);
/** Đồng from 0. */
export const amount = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Đồng with a sign. */
export const signed = z.int();
export const count = z.int().min(0).max(100_000_000);
export const instant = z
  .int()
  .min(0)
  .transform((value) => value as EpochMs);
/** Calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date().transform((value) => value as BusinessDate);
/** Id of what the document is about. */
export const reference = z.string().regex(uuidV7Pattern);

export const line = z.strictObject({
  name: said,
  /** Printed when it is not 1. */
  quantity: z.int().min(1).max(1_000_000),
  unitPrice: amount,
  /** What is collected now; less than quantity × unit price when part of the line is paid. */
  amount,
});

export const signer = z.strictObject({
  /** "Người nộp", "Người thu", "Kế toán trưởng": a setting of the form. */
  title: said,
  /** Null leaves the name to be written by hand. */
  name: said.nullable(),
});

/** "C45-BB" and the circular line; null where the facility designs its own form. */
export const form = z.strictObject({ code: said, issuedUnder: z.string().max(200) }).nullable();

export const facility = z.strictObject({
  name: said,
  address: said,
  /** Mã quan hệ ngân sách; empty where the facility has none. */
  budgetCode: z.string().max(20),
});

/**
 * The seven contents of Điều 16 Luật Kế toán 88/2015 (facts/domain.md §1.3). None is optional, so a document without
 * one does not type-check, is refused when it is sealed, and again when it is read back.
 */
export const legalContents = {
  /** a) name … */
  title: said,
  /** a) … and number of the document. */
  series: said,
  number: said,
  /** b) day, month, year. */
  issuedAt: instant,
  /** c) name and address of the unit that makes it. */
  facility,
  /** d) name and address of who receives it. An unknown address is printed as a line to be written by hand. */
  payer: z.strictObject({ name: said, address: said.nullable() }),
  /** đ) what it is about. */
  reason: said,
  /** e) quantity, price, amount in figures … */
  lines: z.tuple([line], line).readonly(),
  /** e) … and the total in figures and in words. */
  total: amount,
  words: said,
  /** g) names and places to sign. */
  signers: z.tuple([signer, signer], signer).readonly(),
};

/** A code or a name with the word the facility uses for it ("Mã BN", "Học sinh"). */
export const labelled = z.strictObject({ label: said, value: said });

/** What a parse gave, or an end. @throws InvariantBroken naming the first content that is missing or wrong */
export function checked<T>(result: z.ZodSafeParseResult<T>): T {
  if (result.success) return result.data;
  const first = result.error.issues[0];
  throw new InvariantBroken(`document: ${first?.path.join('.')}: ${first?.message}`);
}

/** The same object, which nobody changes any more. */
export function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member);
  }
  return Object.freeze(value);
}
