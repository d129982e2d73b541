/** The one ordered feed of a facility, signed item by item (design §6 "Pull"). */
import { z } from 'zod';
import { date, hash, id, instant, opaque, positive, word } from '../journal/define.ts';
import { roles } from '../kernel/roles.ts';
import type { SignatureCheck, Signer } from '../kernel/signer.ts';
import { counterKind, vouchStatement } from './enrol.ts';
import { syncLimits, syncProtocol } from './limits.ts';
import { batchStatement, sealedPart, wireEntry } from './push.ts';
import { isSigned, type Signed, sealingKey, signature, signingKey, signStatement } from './signing.ts';

/**
 * A credit on an account of the facility, heard from a provider and verified by the backend; by (bin, number, reference)
 * once. What the other side is called and wrote lies in `sealed` ({@link creditPrivate}) only.
 */
export const creditBody = z.strictObject({
  credit: id,
  bin: z.string().regex(/^\d{6}$/),
  number: z.string().regex(/^[A-Za-z0-9]{1,19}$/),
  reference: z.string().min(1).max(60),
  amount: positive,
  /** By the bank's clock. */
  paidAt: instant,
  /** Whole match codes that stand in the content, in order of appearance. */
  codes: z.array(z.string().length(10)).max(20),
  virtualAccount: z.string().max(40).nullable(),
  sealed: sealedPart.nullable(),
});

/** Plain text under `sealed` of a credit; its protected header names the facility's `kid` and the credit's id as `sub`. */
export const creditPrivate = z.strictObject({
  content: z.string().max(500),
  otherName: z.string().max(200).nullable(),
  otherNumber: z.string().max(40).nullable(),
  otherBank: z.string().max(100).nullable(),
});
export type CreditPrivate = z.output<typeof creditPrivate>;

/** A stretch of the journal of another counter of the facility; its entries lie beside the item. */
const journalBody = z.strictObject({
  statement: batchStatement,
  /** Of the statement, by that counter's key. */
  signature,
});

/** Another counter, or a change of one. `vouch` is checked against the facility's key, never taken on trust. */
export const counterBody = z.strictObject({
  counter: id,
  kind: counterKind,
  name: z.string().min(1).max(60),
  counterKey: signingKey,
  vouch: vouchStatement,
  state: z.enum(['active', 'revoked']),
});

/** A payer of a neighbour system; what they are called and known by is sealed. */
const payerBody = z.strictObject({
  payer: opaque,
  version: z.int().min(1),
  state: z.enum(['active', 'gone']),
  sealed: sealedPart.nullable(),
});

/** One line owed. A newer `version` replaces an older one; a cancellation never reopens what was paid. */
const billBody = z.strictObject({
  bill: opaque,
  payer: opaque,
  version: z.int().min(1),
  state: z.enum(['owed', 'cancelled']),
  group: word,
  amount: positive,
  dueDate: date.nullable(),
  onBehalf: z.boolean(),
  sealed: sealedPart.nullable(),
});

const priceListBody = z.strictObject({
  list: opaque,
  from: date,
  lines: z
    .array(z.strictObject({ code: word, group: word, name: z.string().min(1).max(200), price: positive }))
    .max(5_000),
});

/** Share of cashless payments to reach, in per cent, from a day on. */
const targetBody = z.strictObject({
  from: date,
  low: z.int().min(0).max(100),
  high: z.int().min(0).max(100),
});

const bankListBody = z.strictObject({
  banks: z
    .array(z.strictObject({ bin: z.string().regex(/^\d{6}$/), name: z.string().min(1).max(120) }))
    .max(200),
});

/** Never changes anything: two people at the counter accept it or refuse it. */
const proposalBody = z.strictObject({
  proposal: id,
  subject: z.enum(['account', 'person', 'setting', 'price-list']),
  needs: z.array(z.enum(roles)).min(1).max(4),
  /** JSON text of what would be set; sealed instead where a person is named in it. */
  change: z.string().max(20_000).nullable(),
  sealed: sealedPart.nullable(),
});

/** The same (account, bank reference) heard with another amount: a case for a person, no effect. */
const creditCaseBody = z.strictObject({
  credit: id,
  amount: positive,
  heardAmount: positive,
});

/** Every kind of feed item with its body at version 1. An unknown kind or version is kept as a visible case. */
export const feedBodies = {
  credit: creditBody,
  'credit-case': creditCaseBody,
  journal: journalBody,
  counter: counterBody,
  payer: payerBody,
  bill: billBody,
  'price-list': priceListBody,
  target: targetBody,
  'bank-list': bankListBody,
  proposal: proposalBody,
} as const;
export type FeedKind = keyof typeof feedBodies;
export type FeedBody<Kind extends FeedKind> = z.output<(typeof feedBodies)[Kind]>;

/** An entry of a sister. `sealed` is null with a digest when the private part was erased since. */
export const sisterEntry = z.strictObject({
  entry: wireEntry,
  sealed: sealedPart.nullable(),
  sealedDigest: hash.nullable(),
});
export type SisterEntry = z.output<typeof sisterEntry>;

/** What an upstream backend signed, when this one only passes it on (design §7). */
const passedOn = z.strictObject({
  key: signingKey,
  facility: id,
  feedEpoch: id,
  position: z.int().min(1),
  at: instant,
  signature,
});

/** One item. The signature (`feed-item`) covers everything but `entries`, which the batch signature covers. */
export const feedItem = z.strictObject({
  protocol: z.literal(syncProtocol),
  facility: id,
  feedEpoch: id,
  /** 1, 2, 3 … in the order of commits; a reader may not be given all of them. */
  position: z.int().min(1),
  /** An item is idempotent by it, over positions and feed epochs. */
  id,
  at: instant,
  kind: z.string().min(1).max(40),
  v: z.int().min(1),
  body: z.record(z.string(), z.json()),
  upstream: passedOn.nullable(),
  signature,
  /** Only beside `journal`. */
  entries: z.array(sisterEntry).max(syncLimits.batchEntries).optional(),
});
export type FeedItem = z.output<typeof feedItem>;

type SignedPart = Omit<FeedItem, 'entries' | 'signature'>;

/** Signs an item; entries are put beside it afterwards. */
export function signFeedItem(signer: Pick<Signer, 'sign'>, item: SignedPart): Signed<SignedPart> {
  return signStatement(signer, 'feed-item', item);
}

/** Whether an item stands as the backend signed it. The entries of a `journal` are checked by their own statement. */
export function isFeedItemSigned(check: SignatureCheck, { entries: _, ...item }: FeedItem): boolean {
  return isSigned(check, 'feed-item', item);
}

/** Answer of `GET /v1/feed?feedEpoch=…&after=…&limit=…`. */
export const feedPage = z.strictObject({
  protocol: z.literal(syncProtocol),
  feedEpoch: id,
  items: z.array(feedItem).max(syncLimits.feedPageItems),
  /** Where to go on: the position of the last item looked at, also when it was not for this counter. */
  last: z.int().min(0),
  /** Whether there is more at once. */
  more: z.boolean(),
  at: instant,
  /** Other counters of the facility, as this backend last heard of them. Not to a backend in between, which hears them itself. */
  sisters: z
    .array(
      z.strictObject({
        counter: id,
        /** Since it last said how many wait there. */
        heardAgoMs: z.int().min(0),
        /** Entries it said it had not sent; null when it never said. */
        waiting: z.int().min(0).nullable(),
        /** Where its journal ends, as it said or as it lies here, whichever is further; null when it never said. */
        head: z.strictObject({ epoch: z.int().min(0), seq: z.int().min(0) }).nullable(),
      }),
    )
    .max(1_000)
    .optional(),
});
export type FeedPage = z.output<typeof feedPage>;

/** Keys of the facility as a counter of it holds them; the backend tells them on `GET /v1/facility`. */
export const facilityAnswer = z.strictObject({
  facility: id,
  name: z.string().min(1).max(200),
  facilityKey: signingKey.nullable(),
  sealingKey: sealingKey.nullable(),
  sealingKid: signingKey.nullable(),
});

/** Data of an SSE `wake` event: there is something up to this position. */
export const wakeEvent = z.strictObject({ feedEpoch: id, last: z.int().min(0) });
