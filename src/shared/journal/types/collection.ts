/** One payer at the counter (design §4 "Collection"). */
import { z } from 'zod';
import { fields, id, opaque, open, positive, sealed, word } from '../define.ts';

const line = fields({
  line: id,
  bill: opaque,
  group: word,
  amount: positive,
  /** Thu hộ: own series, outside revenue. */
  onBehalf: z.boolean(),
  /** Whom the line is for, opaque; the name is private. */
  beneficiary: opaque,
  /** Receiving account of this fee type; null while the facility has none configured. */
  account: word.nullable(),
});

const name = z.string().min(1).max(200);

const privateLine = fields({
  name,
  period: z.string().max(60).nullable(),
  beneficiaryName: name.nullable(),
  beneficiaryCode: z.string().max(60).nullable(),
  /** Class or ward at that time: a cut of the reports. Left out where there is none. */
  unit: z.string().max(60).nullable().optional(),
});

const content = fields({
  /** Full name of whoever hands over the money (R5–R6). */
  payerName: name,
  payerAddress: z.string().max(300).nullable(),
  lines: z.array(privateLine).min(1).max(200),
});

const lines = z.array(line).min(1).max(200);

export const collectionTypes = {
  'collection.opened': sealed(
    fields({ collection: id, payer: opaque, purpose: z.enum(['bills', 'deposit']), lines }),
    content,
  ),
  /** Other lines or amounts, while nothing has been asked for yet or everything asked came back. */
  'collection.changed': sealed(fields({ collection: id, lines }), content),
  'collection.parked': open(fields({ collection: id })),
  'collection.resumed': open(fields({ collection: id })),
  'collection.undone': open(fields({ collection: id, reason: word })),
};
