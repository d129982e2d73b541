/** Guidance of payers who do not know how to pay without cash (R7–R8). */
import { z } from 'zod';
import { method } from './define.ts';
import { id } from './shapes.ts';

export const guidanceMethods = {
  /** Counts one person who was shown how; prints the slip where that is asked. */
  'guidance.give': method({
    request: z.strictObject({ guidance: id, print: z.boolean() }),
    response: z.strictObject({ printed: z.boolean() }),
    capabilities: ['cashier'],
    access: 'unlocked',
  }),
} as const;
