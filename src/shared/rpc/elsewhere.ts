/** Deposits and credit balances of other counters, and bringing one here (design §6; decision 0014). */
import { z } from 'zod';
import { method } from './define.ts';
import { amount, approvalInput, epochMs, id } from './shapes.ts';

const cashier = ['cashier'] as const;
const payer = z.string().min(1).max(64);
const source = z.enum(['deposit', 'balance']);
const slip = z.strictObject({
  series: z.string().trim().min(1).max(40),
  number: z.int().min(1).max(999_999_999),
});

export const elsewhereView = z.strictObject({
  source,
  fund: id,
  home: id,
  homeName: z.string(),
  /** Of a deposit. */
  slip: slip.nullable(),
  amount,
  /** By all journals that are here. */
  left: amount,
  way: z.enum(['cash', 'card', 'transfer']),
  at: epochMs,
  payerName: z.string().nullable(),
  /** Its money is not proven yet: it stays where it is. */
  unproven: z.boolean(),
  /** That counter's journal is here to its end: neither slip nor approver is asked for. */
  current: z.boolean(),
  /** Số liệu đến. */
  untilMs: epochMs.nullable(),
});
export type ElsewhereView = z.output<typeof elsewhereView>;

export const elsewhereMethods = {
  'fund.elsewhere': method({
    request: z.strictObject({ payer }),
    response: z.strictObject({ funds: z.array(elsewhereView).max(1000) }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Moves no money: afterwards it is used, settled or asked back here like an own one. */
  'fund.bring': method({
    request: z.strictObject({
      payer,
      visit: z.string().trim().min(1).max(60).nullable(),
      fund: id.nullable(),
      /** Instead of `fund`: a slip that no journal here has. */
      slip: slip.extend({ amount: amount.min(1) }).nullable(),
      approval: approvalInput.nullable(),
    }),
    response: z.strictObject({ source, fund: id }),
    capabilities: cashier,
    access: ['cashier'],
  }),
} as const;
