/** What the simulated bank says and can be told. Its feed is a contract of ours, not of any bank. */
import { z } from 'zod';

const amount = z.int().min(1).max(999_999_999_999);
const digits6 = z.string().regex(/^\d{6}$/);
const accountNumber = z.string().regex(/^[A-Za-z0-9]{1,19}$/);

/** What becomes of the content on its way; `cut` and `lost` leave no whole code. */
export const mangles = ['none', 'prefixed', 'lower', 'spaced', 'cut', 'lost'] as const;
export type Mangle = (typeof mangles)[number];

/** A payer scans a code and pays it. */
export const payOrder = z.strictObject({
  payload: z.string().min(1).max(512),
  /** Instead of what the code asks for. */
  amount: amount.optional(),
  /** How often the payer presses the button; each time is a transfer with a reference of its own. */
  times: z.int().min(1).max(5).default(1),
  /** How long the bank takes. */
  delayMs: z.int().min(0).max(600_000).default(0),
  mangle: z.enum(mangles).default('none'),
  senderName: z.string().max(100).default('NGUOI TRA MO PHONG'),
  /** By the bank's clock; now without it. */
  paidAt: z.int().min(0).optional(),
});
export type PayOrder = z.output<typeof payOrder>;

/** Any credit at all. */
export const creditOrder = z.strictObject({
  bin: digits6,
  number: accountNumber,
  amount,
  content: z.string().max(500),
  reference: z.string().min(1).max(60).optional(),
  senderName: z.string().max(100).nullable().default(null),
  virtualAccount: accountNumber.nullable().default(null),
  paidAt: z.int().min(0).optional(),
});
export type CreditOrder = z.output<typeof creditOrder>;

export const repeatOrder = z.strictObject({ reference: z.string().min(1).max(60) });

/** Money that leaves an account; told by the providers, never on the feed. */
export const debitOrder = creditOrder.omit({ virtualAccount: true, bin: true });

const relayed = {
  /** Where the provider calls; of VietQR.vn what stands before `/api/token_generate`. */
  url: z.url({ protocol: /^https?$/ }),
  /** Each line is told so often at once. */
  copies: z.int().min(1).max(5).default(1),
  /** Divides the waiting times between attempts. */
  timeFactor: z.number().min(1).max(1_000_000).default(1),
};
const checksum = z.strictObject({ checksumKey: z.string().min(1) });

/** Points one of the four providers at an address; from then on it tells every line. */
export const relayOrder = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.literal('vietqr'),
    ...relayed,
    secret: z.strictObject({ username: z.string(), password: z.string() }),
    /** The other of the two documented casings. */
    camelCase: z.boolean().default(false),
  }),
  z.strictObject({
    provider: z.literal('sepay'),
    ...relayed,
    secret: z.union([z.strictObject({ apiKey: z.string() }), z.strictObject({ signingSecret: z.string() })]),
  }),
  z.strictObject({ provider: z.literal('casso'), ...relayed, secret: checksum }),
  z.strictObject({ provider: z.literal('payos'), ...relayed, secret: checksum }),
]);
export type RelayOrder = z.output<typeof relayOrder>;

/** One call of a provider, and what came of it. */
export interface Attempt {
  readonly provider: RelayOrder['provider'];
  readonly reference: string;
  /** 1 for the first. */
  readonly tried: number;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly taken: boolean;
}

/** `silent` takes the question and never answers; `down` answers with an error. */
export const bankScript = z.strictObject({ feed: z.enum(['up', 'silent', 'down']) });
export type BankScript = z.output<typeof bankScript>;

/** A credit on the feed. Positions are 1, 2, 3 … */
export interface Credit {
  readonly position: number;
  readonly bin: string;
  readonly number: string;
  readonly reference: string;
  readonly amount: number;
  readonly paidAt: number;
  readonly content: string;
  readonly senderName: string | null;
  readonly virtualAccount: string | null;
}

/** Answer of `GET /feed`. */
export interface FeedAnswer {
  readonly items: readonly Credit[];
  readonly last: number;
}

/** The one line on stdout. */
export interface Announcement {
  readonly peer: 'bank';
  readonly host: string;
  /** The feed. */
  readonly port: number;
  readonly controlPort: number;
  /** Bearer token of the control port. */
  readonly token: string;
}
