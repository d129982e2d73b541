/** Batches of card terminals against the bank: the acquirer pays them the next day, less its fee (product.md E). */
import { z } from 'zod';
import { id, open, positive, sealed, signed, text } from '../define.ts';

export const batchTypes = {
  /** A credit is the money of these settlements; said by a person. No money moves: the cards have been counted. */
  'batch.credited': open(
    z.strictObject({
      credit: id,
      /** What of the credit pays which settlement; together the whole credit. */
      parts: z
        .array(
          z.strictObject({
            settlement: id,
            amount: positive,
            /** The sister counter whose settlement it is; left out of an own one. */
            counter: id.optional(),
          }),
        )
        .min(1)
        .max(20),
    }),
  ),
  /** It is not: the credit waits for a person again. */
  'batch.uncredited': sealed(z.strictObject({ credit: id, approval: id }), z.strictObject({ text })),
  /** What the bank left out of a batch, or paid too much (below zero), is taken as it is. */
  'batch.rest-accepted': sealed(
    z.strictObject({
      settlement: id,
      rest: signed,
      approval: id,
      /** Whose settlement it is, when what it lacks follows from more than one journal; left out otherwise. */
      counter: id.optional(),
    }),
    z.strictObject({ text }),
  ),
};
