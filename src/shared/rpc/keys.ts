/** Keys of the facility: what stands on the recovery sheet, made at one counter and read in at the next (design §6). */
import { z } from 'zod';
import { method } from './define.ts';
import { approvalInput, nothing } from './shapes.ts';

const cashier = ['cashier'] as const;

/** Prints of the public keys: not secret, for two people to compare. */
const prints = {
  /** `AAAAA-AAAAA`, of the key that vouches for counters. */
  facility: z.string(),
  /** RFC 7638 thumbprint of the sealing key, which a neighbour system pins. */
  sealing: z.string(),
};
const keyPrints = z.strictObject(prints);

export const keyMethods = {
  'keys.view': method({ request: nothing, response: keyPrints, capabilities: cashier, access: 'open' }),
  /** The secret keys, to be printed. With the PIN of the chief accountant or an approver. */
  'keys.sheet': method({
    request: z.strictObject({ approval: approvalInput }),
    response: z.strictObject({
      ...prints,
      /** Eight lines of letters to be typed. */
      lines: z.array(z.string()).length(8),
      /** The same for a scanner. */
      code: z.string(),
    }),
    capabilities: cashier,
    access: ['administrator', 'chief-accountant', 'approver'],
  }),
  /** Reads a sheet at a counter that has no book yet; its keys take the place of those made at the first start. */
  'keys.read': method({
    request: z.strictObject({ text: z.string().max(2_000) }),
    response: keyPrints,
    capabilities: cashier,
    access: 'open',
  }),
} as const;
