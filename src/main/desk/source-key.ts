import { createHash } from 'node:crypto';

/** Public name of a source: names may tell about people, so only their digest stands in the journal. */
export function sourceKey(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 32);
}
