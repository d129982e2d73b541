/** What changed in a setting, leaf by leaf, for the list of past changes. */

export interface Difference {
  readonly path: string;
  /** Null where there was nothing before. */
  readonly before: string | null;
  /** Null where it was taken away. */
  readonly after: string | null;
}

/** Ids say nothing to a reader, and names of people stand in their own column. */
const silent = /(^|\.)(person|account)$/;

function leaves(value: unknown, path: string, into: Map<string, string>): void {
  if (value === null || value === undefined) return;
  if (typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) leaves(part, path === '' ? key : `${path}.${key}`, into);
    return;
  }
  if (!silent.test(path)) into.set(path, typeof value === 'boolean' ? (value ? '✓' : '✗') : String(value));
}

/** Leaves that differ, in the order of the newer value, then what was taken away. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const [old, now] = [new Map<string, string>(), new Map<string, string>()];
  leaves(before, '', old);
  leaves(after, '', now);
  const changed = [...now].flatMap(([path, text]) =>
    old.get(path) === text ? [] : [{ path, before: old.get(path) ?? null, after: text }],
  );
  const gone = [...old].flatMap(([path, text]) =>
    now.has(path) ? [] : [{ path, before: text, after: null }],
  );
  return [...changed, ...gone];
}
