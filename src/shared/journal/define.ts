import { z } from 'zod';
import { uuidV7Pattern } from '../kernel/ids.ts';

/** Schema of one entry type: version, public body, and private part where it has one. */
export interface EntryDefinition<Body extends z.ZodType, Private extends z.ZodType | null> {
  readonly v: number;
  readonly body: Body;
  readonly private: Private;
}

/**
 * An object with these fields and no others, in their canonical order: what was parsed lies in the order in which it is
 * hashed, and nothing is sorted while money waits. Readers of the protocol see them in the order written here.
 */
export function fields<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const inOrder = Object.entries(shape).sort(([one], [other]) => (one < other ? -1 : 1));
  return z.strictObject(Object.fromEntries(inOrder) as Shape).meta({ 'x-order': Object.keys(shape) });
}

/** An entry type without a private part. */
export function open<Body extends z.ZodType>(body: Body): EntryDefinition<Body, null> {
  return { v: 1, body, private: null };
}

/** An entry type with a private part: names, addresses, identity codes, service names, free text (design §3). */
export function sealed<Body extends z.ZodType, Private extends z.ZodType>(
  body: Body,
  content: Private,
): EntryDefinition<Body, Private> {
  return { v: 1, body, private: content };
}

/** A UUIDv7, the only kind of id the journal knows. */
export const id = z.string().regex(uuidV7Pattern);
/** Opaque reference from a list or a neighbour system: never a name, never a code a person could be known by. */
export const opaque = z.string().min(1).max(64);
/** Short machine word: fee group, reason code, series. */
export const word = z.string().min(1).max(40);
/** Free text; private parts only. */
export const text = z.string().min(1).max(500);
/** Đồng, nothing or more. A sum of what people entered may exceed what one person can enter (design §1). */
export const dong = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Đồng, more than nothing. */
export const positive = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** Đồng with a sign. */
export const signed = z.int();
export const instant = z.int().min(0);
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Public key, base64url of its raw bytes. */
export const publicKey = z.string().regex(/^[A-Za-z0-9_-]{40,140}$/);
