import { invariant } from '../kernel/assert.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** Data objects by id (`00` to `99`), in the order in which they stand in the code. */
export type DataObjects = ReadonlyMap<string, string>;

/** Longest value of one data object, since its length has two digits. */
export const longestValue = 99;

/** What can be wrong with the lengths and ids of a code or a template. */
export type TlvRefusal = 'malformed' | 'duplicate_field';

/**
 * One data object: two digits of id, two of length in characters, the value.
 * @throws InvariantBroken on a length that two digits cannot hold; a wrapped one would still pass the checksum
 */
export function dataObject(id: string, value: string): string {
  invariant(/^\d{2}$/.test(id), `data object ${id}`);
  invariant(value.length >= 1 && value.length <= longestValue, `data object ${id} of ${value.length}`);
  return `${id}${String(value.length).padStart(2, '0')}${value}`;
}

/**
 * Splits a code or a template into its data objects. Lengths count characters, not bytes (official EMVCo sample). Every
 * character must belong to an object of 1 to 99 characters, and no id may stand twice.
 */
export function dataObjects(text: string): Result<DataObjects, TlvRefusal> {
  const characters = Array.from(text);
  const objects = new Map<string, string>();
  let at = 0;
  while (at < characters.length) {
    const head = /^(\d{2})(\d{2})$/.exec(characters.slice(at, at + 4).join(''));
    const id = head?.[1];
    const length = Number(head?.[2] ?? 0);
    if (id === undefined || length === 0) return refuse('malformed');
    const value = characters.slice(at + 4, at + 4 + length);
    if (value.length < length) return refuse('malformed');
    if (objects.has(id)) return refuse('duplicate_field');
    objects.set(id, value.join(''));
    at += 4 + length;
  }
  return ok(objects);
}
