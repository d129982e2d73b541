/** How the file of the lists stands, for the window: nothing of money is in it (design §2). */
import { z } from 'zod';
import { epochMs } from './shapes.ts';

export const listsView = z.strictObject({
  /**
   * `reading`: the file was damaged or lost, and lists are being read again from the files they were accepted from.
   * `back`: they have just been. `missing`: of some the accepted file is not here.
   */
  state: z.enum(['whole', 'reading', 'back', 'missing']),
  /** Lists that could not be read again. */
  missing: z.int().min(0),
  sinceMs: epochMs.nullable(),
});
export type ListsView = z.infer<typeof listsView>;
