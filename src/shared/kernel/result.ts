/** An expected failure is a value with a code; a broken invariant throws (see assert.ts). */
export type Result<T, F> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: F };

/** A success carrying `value`. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** An expected failure carrying the reason, which the edge translates for a person. */
export function refuse<F>(reason: F): { readonly ok: false; readonly reason: F } {
  return { ok: false, reason };
}
