import { invariant } from '../kernel/assert.ts';

/** What may stand in an entry: RFC 8785 with integers only, so that no two programs can differ on a number. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * The canonical text of a value (RFC 8785): keys sorted by UTF-16 code units, no white space, shortest escapes.
 * Keys whose value is `undefined` are left out.
 * @throws InvariantBroken on a number that is not a safe integer, or on text that is not well-formed Unicode.
 */
export function canonical(value: Json): string {
  if (typeof value === 'string') return canonicalText(value);
  // What a schema has parsed lies in order already (`fields`), and then the engine's own writer gives the same text.
  return isInOrder(value) ? JSON.stringify(value) : ordered(value);
}

/**
 * Whether every key in the value comes after the one before it, so that nothing need be sorted.
 * @throws InvariantBroken as {@link canonical}
 */
function isInOrder(value: Json): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') {
    invariant(Number.isSafeInteger(value), `not a safe integer: ${value}`);
    return true;
  }
  if (typeof value === 'string') {
    invariant(value.isWellFormed(), 'text with a lone surrogate');
    return true;
  }
  invariant(typeof value === 'object', `not a JSON value: ${typeof value}`);
  if (Array.isArray(value)) return value.every(isInOrder);
  return isObjectInOrder(value as { readonly [key: string]: Json | undefined });
}

function isObjectInOrder(value: { readonly [key: string]: Json | undefined }): boolean {
  let last = '';
  for (const key of Object.keys(value)) {
    if (key < last || !key.isWellFormed()) return false;
    last = key;
    const member = value[key];
    if (member !== undefined && !isInOrder(member)) return false;
  }
  return true;
}

function ordered(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    invariant(Number.isSafeInteger(value), `not a safe integer: ${value}`);
    return String(value === 0 ? 0 : value);
  }
  if (typeof value === 'string') return canonicalText(value);
  invariant(typeof value === 'object', `not a JSON value: ${typeof value}`);
  if (Array.isArray(value)) return `[${value.map((item: Json) => ordered(item)).join(',')}]`;
  return canonicalObject(value as { readonly [key: string]: Json | undefined });
}

function canonicalText(value: string): string {
  invariant(value.isWellFormed(), 'text with a lone surrogate');
  return JSON.stringify(value);
}

function canonicalObject(value: { readonly [key: string]: Json | undefined }): string {
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${canonicalKey(key)}:${ordered(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** Names of fields come from schemas and are few; a map of free keys (fee groups) may have more. */
const knownKeys = new Map<string, string>();
const mostKnownKeys = 2_000;

function canonicalKey(key: string): string {
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const text = canonicalText(key);
  if (knownKeys.size < mostKnownKeys) knownKeys.set(key, text);
  return text;
}
