/**
 * The file that carries a journal when the link never returns: lines of JSON. First the header, then the batches exactly
 * as they would be pushed, last an end line signed (`export-end`) by the counter's key. A file without its end is cut.
 */
import { z } from 'zod';
import { hash, id, instant } from '../journal/define.ts';
import { syncLimits, syncProtocol } from './limits.ts';
import { chainPlace } from './push.ts';
import { signature, signingKey } from './signing.ts';

/** First line. */
export const exportHeader = z.strictObject({
  what: z.literal('quay-thu-journal'),
  protocol: z.literal(syncProtocol),
  counter: id,
  counterKey: signingKey,
  at: instant,
});

/** Last line. `digest` is SHA-256 over all lines before it, each with its line feed. */
export const exportEnd = z.strictObject({
  what: z.literal('quay-thu-journal-end'),
  counter: id,
  batches: z.int().min(0).max(syncLimits.exportLines),
  to: chainPlace.nullable(),
  digest: hash,
  signature,
});
