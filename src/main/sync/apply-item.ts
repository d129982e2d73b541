/** What each kind of feed item does here; everything in one transaction with the cursor (design §6 "Pull"). */
import { canonical } from '../../shared/journal/index.ts';
import { unreachable } from '../../shared/kernel/assert.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { Sealer } from '../../shared/kernel/sealer.ts';
import type { SignatureCheck } from '../../shared/kernel/signer.ts';
import {
  creditPrivate,
  type FeedBody,
  type FeedItem,
  type FeedKind,
  feedBodies,
  isSigned,
  type SisterEntry,
  sealedPrivatePart,
  stretchFault,
} from '../../shared/sync/index.ts';
import type { BankCredit } from '../bank/port.ts';
import type { FeedLists } from '../catalogue/feed-lists.ts';
import { sha256 } from '../ledger/ledger.ts';
import type { SisterJournals } from '../ledger/sister.ts';
import type { StoredEntry } from '../ledger/stored.ts';
import { prepareBill, preparePayer } from './apply-list.ts';
import type { SyncStore } from './store.ts';

export interface ApplyParts {
  readonly store: SyncStore;
  readonly sisters: SisterJournals;
  readonly sealer: Sealer;
  readonly facilityKey: string;
  readonly signatureCheckOf: (publicKey: string) => SignatureCheck;
  /** Takes a credit up, inside the transaction; why it had no effect, or null. */
  readonly applyCredit: (credit: BankCredit) => string | null;
  /** Where payers and bills of neighbour systems go. */
  readonly lists: FeedLists;
  /** Lists of the province that are settings here; why one is not taken, or null. Inside the transaction. */
  readonly facility: {
    takeTarget(target: FeedBody<'target'>): string | null;
    takePriceList(list: FeedBody<'price-list'>): string | null;
  };
  /** What receipts of all counters known here took for a bill. */
  readonly paidOn: (bill: string) => number;
}

/** Entries of a sister that are taken in one transaction; more would hold the thread that records payments. */
const takenAtOnce = 50;

/** An item ready to be applied: parsed, checked, unsealed. `apply` runs inside the transaction that moves the cursor. */
export interface PreparedItem {
  /**
   * Of a long item: what comes before `apply`, each in a transaction of its own, so that none holds the thread that
   * records payments for long. Whoever is interrupted between two of them begins again, and finds them done.
   */
  readonly before?: readonly (() => string | null)[];
  /** Why it became a case instead, or null. */
  apply(): string | null;
}

/** Everything of an item that needs no transaction. A reason makes the item a case for a person. */
export async function prepareItem(parts: ApplyParts, item: FeedItem): Promise<Result<PreparedItem, string>> {
  const kind = knownKind(item.kind);
  if (kind === null || item.v !== 1) return refuse('kind-unknown');
  const body = feedBodies[kind].safeParse(item.body);
  if (!body.success) return refuse('body-malformed');
  switch (kind) {
    case 'credit':
      return ok(await prepareCredit(parts, body.data as FeedBody<'credit'>));
    case 'journal':
      return await prepareJournal(parts, body.data as FeedBody<'journal'>, item.entries ?? []);
    case 'counter':
      return prepareSister(parts, body.data as FeedBody<'counter'>);
    case 'credit-case':
      return refuse('credit-contradicts');
    case 'proposal':
      return refuse('needs-two-people');
    case 'payer':
      return await preparePayer(parts, body.data as FeedBody<'payer'>);
    case 'bill':
      return await prepareBill(parts, body.data as FeedBody<'bill'>);
    case 'price-list':
      return ok({ apply: () => parts.facility.takePriceList(body.data as FeedBody<'price-list'>) });
    case 'target':
      return ok({ apply: () => parts.facility.takeTarget(body.data as FeedBody<'target'>) });
    case 'bank-list':
      return ok({ apply: () => parts.store.keepBankList(body.data as FeedBody<'bank-list'>) });
    default:
      return unreachable(kind);
  }
}

function knownKind(kind: string): FeedKind | null {
  return Object.hasOwn(feedBodies, kind) ? (kind as FeedKind) : null;
}

async function prepareCredit(parts: ApplyParts, body: FeedBody<'credit'>): Promise<PreparedItem> {
  const text = body.sealed === null ? null : await parts.sealer.open(body.credit, body.sealed);
  const told = creditPrivate.safeParse(text === null ? null : safeJson(text));
  const { bin, number, reference, amount, paidAt, virtualAccount } = body;
  const credit: BankCredit = {
    ...{ bin, number, reference, amount, paidAt, virtualAccount },
    // What cannot be opened still has the codes that the backend found in it.
    content: told.success ? told.data.content : body.codes.join(' '),
    senderName: told.success ? told.data.otherName : null,
  };
  return { apply: () => parts.applyCredit(credit) };
}

function prepareSister(parts: ApplyParts, body: FeedBody<'counter'>): Result<PreparedItem, string> {
  const { counter, counterKey, kind, name, state, vouch } = body;
  const vouched =
    vouch.counter === counter &&
    vouch.counterKey === counterKey &&
    vouch.facilityKey === parts.facilityKey &&
    isSigned(parts.signatureCheckOf(parts.facilityKey), 'vouch', vouch);
  if (!vouched) return refuse('vouch-wrong');
  return ok({
    apply() {
      const stalled = parts.store.sister(counter)?.stalled ?? null;
      parts.store.saveSister({ counter, kind, name, counterKey, state, stalled });
      return null;
    },
  });
}

async function prepareJournal(
  parts: ApplyParts,
  { statement, signature }: FeedBody<'journal'>,
  entries: readonly SisterEntry[],
): Promise<Result<PreparedItem, string>> {
  const { signatureCheckOf, sisters, store } = parts;
  const sister = store.sister(statement.counter);
  if (sister === null) return refuse('sister-unknown');
  if (!isSigned(signatureCheckOf(sister.counterKey), 'batch', { ...statement, signature })) {
    return refuse('batch-not-signed');
  }
  if (stretchFault(statement, entries, sha256) !== null) return refuse('stretch-wrong');
  const rows: StoredEntry[] = [];
  for (const one of entries) rows.push(await openEntry(parts, one));
  const take = (some: readonly StoredEntry[]) => () => {
    const known = store.sister(sister.counter) ?? sister;
    const taken = sisters.take(some, known.stalled === null);
    if (!taken.ok) return `journal-${taken.reason.code}`;
    const { stalledAt } = taken.value;
    if (stalledAt !== null) {
      const stalled = `${stalledAt.fault} ${stalledAt.place.epoch}/${stalledAt.place.seq}`;
      store.saveSister({ ...known, stalled });
    }
    return null;
  };
  const steps: (() => string | null)[] = [];
  for (let at = 0; at < rows.length; at += takenAtOnce) steps.push(take(rows.slice(at, at + takenAtOnce)));
  const last = steps.pop() ?? (() => null);
  return ok({ before: steps, apply: last });
}

/** The row of a sister's entry with its private part; without it when it was erased or cannot be opened. */
async function openEntry({ sealer }: ApplyParts, { entry, sealed }: SisterEntry): Promise<StoredEntry> {
  const { body, ...rest } = entry;
  const journal = { ...rest, body: canonical(body) };
  const text = sealed === null ? null : await sealer.open(entry.id, sealed);
  const part = sealedPrivatePart.safeParse(text === null ? null : safeJson(text));
  if (!part.success) return { ...journal, salt: null, content: null };
  return { ...journal, salt: Buffer.from(part.data.salt, 'base64url'), content: part.data.text };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
