/** Takes a batch of a journal: checked, written, and only then acknowledged (design §6 "Push"). */
import { sql } from 'kysely';
import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  type BatchStatement,
  type HeadAnswer,
  type PushBatch,
  type RelayedBatch,
  type SisterEntry,
  type StretchFault,
  sealedDigest,
  stretchFault,
} from '../../shared/sync/index.ts';
import { type Backend, type Refused, refused, sqlState, type Tx, transact } from '../backend.ts';
import { sha256 } from '../crypto.ts';
import { counterById, lockCounter, noteFault } from '../data/counters.ts';
import { appendFeed, feedEnd } from '../data/feed.ts';
import { hashesBetween, insertBatch, insertEntries } from '../data/journal.ts';
import { type Counter, type FacilityScope, scopeOfCounter } from '../data/scope.ts';
import { notePayments } from '../neighbours/payments.ts';
import { takeIn } from '../share/take-in.ts';
import { type Head, headAnswer, headOf } from './head.ts';
import { provedCounter } from './proof.ts';
import { takeNote } from './take-note.ts';

const uniqueViolation = '23505';
/** How long a batch is kept for those before it, and how often it looks when nothing wakes it. */
const [keptMs, lookMs] = [2_500, 50];

/**
 * `POST /v1/push`. A batch known whole is a no-op; whatever is refused has written nothing. One that others are before on
 * the line waits for them a moment: lines and instances bring requests in another order.
 */
export async function push(
  backend: Backend,
  batch: PushBatch,
  waits = false,
): Promise<Result<HeadAnswer, Refused>> {
  const { statement, signature } = batch;
  const counter = await provedCounter(backend.db, 'batch', statement.counter, { ...statement, signature });
  if (!counter.ok) return counter;
  const entries = batch.entries.map(({ entry, sealed }) => ({
    ...{ entry, sealed },
    sealedDigest: sealedDigest(sealed, sha256),
  }));
  return await takeBatch(backend, counter.value, { statement, signature, entries }, { waits, partly: false });
}

export interface TakeOptions {
  /** Others are before it on the line: it waits for them a moment. */
  readonly waits: boolean;
  /** Takes the rest of a batch of which it has the beginning. */
  readonly partly: boolean;
}

/** Takes a batch whose signature was found to be the counter's; the digests beside its seals are theirs. */
export async function takeBatch(
  backend: Backend,
  counter: Counter,
  batch: RelayedBatch,
  { waits, partly }: TakeOptions,
): Promise<Result<HeadAnswer, Refused>> {
  const { statement, entries } = batch;
  const fault = stretchFault(statement, entries, sha256);
  const scope = scopeOfCounter(counter);
  if (fault === null && waits) await thoseBefore(backend, counter, statement);
  const done = fault !== null ? refusedStretch(fault, counter) : await store(backend, scope, batch, partly);
  if (!done.ok) {
    const { code } = done.reason;
    // The signature was this counter's: its journal itself does not go on.
    if (code === 'chain-broken' || code === 'other-content') {
      await noteFault(backend.db, scope, { counter: counter.id, code, now: backend.clock.now() });
    }
    return done;
  }
  const { feed_epoch: feedEpoch } = await feedEnd(backend.db, scope);
  const { head, stored } = done.value;
  return ok(
    headAnswer(backend, { counter: statement.counter, answers: statement.to.hash, head, stored, feedEpoch }),
  );
}

/** Waits until the entry before the batch is stored, or long enough: every batch that is stored wakes it. */
async function thoseBefore(
  { db, clock, wake }: Backend,
  counter: Counter,
  { after }: BatchStatement,
): Promise<void> {
  const untilMs = clock.monotonicMs() + keptMs;
  let grown = false;
  let look = () => {};
  const stop = wake.listen((facility) => {
    grown ||= facility === counter.facility;
    if (grown) look();
  });
  try {
    let head = headOf(counter);
    while (isAhead(after, head) && clock.monotonicMs() < untilMs) {
      if (!grown) {
        await new Promise<void>((resolve) => {
          const cancel = clock.after(lookMs, resolve);
          look = () => {
            cancel();
            resolve();
          };
        });
      }
      grown = false;
      const now = await counterById(db, counter.id);
      head = now === undefined ? null : headOf(now);
    }
  } finally {
    stop();
  }
}

/** Whether a place is in the head's epoch (or there is no head) and not reached yet. */
function isAhead(after: BatchStatement['after'], head: Head): boolean {
  if (after === null) return false;
  return head === null || (head.epoch === after.epoch && head.seq < after.seq);
}

function refusedStretch({ fault, at }: StretchFault, counter: Counter) {
  const code = fault === 'wrong-counter' || fault === 'wrong-statement' ? 'malformed' : 'chain-broken';
  return refused(code, { at, head: headOf(counter) });
}

interface Stored {
  readonly head: Head;
  readonly stored: number;
}

async function store(
  backend: Backend,
  scope: FacilityScope,
  batch: RelayedBatch,
  partly: boolean,
): Promise<Result<Stored, Refused>> {
  try {
    return await transact(backend.db, (tx) => storeIn(tx, backend, scope, batch, partly));
  } catch (error) {
    // An id that stands at another place already: the same act with other content.
    if (sqlState(error) === uniqueViolation) return refused('other-content');
    throw error;
  }
}

async function storeIn(
  tx: Tx,
  backend: Backend,
  scope: FacilityScope,
  { statement, signature, entries }: RelayedBatch,
  partly: boolean,
): Promise<Result<Stored, Refused>> {
  const counter = await lockCounter(tx, scope, statement.counter);
  if (counter === undefined || counter.state === 'revoked') return refused('counter-revoked');
  const head = headOf(counter);
  const first = entries[0]?.entry.seq ?? statement.to.seq;
  const { epoch } = statement.to;
  const known = await hashesBetween(tx, scope, { counter: counter.id, epoch, first, last: statement.to.seq });
  const fresh = freshEntries(entries, known, head, partly);
  if (!fresh.ok) return fresh;
  if (fresh.value.length === 0) return ok({ head, stored: 0 });
  const now = backend.clock.now();
  await insertEntries(tx, scope, fresh.value);
  await takeNote(tx, backend, scope, fresh.value);
  await takeIn(tx, scope, counter, fresh.value);
  await notePayments(
    tx,
    scope,
    fresh.value.map(({ entry }) => entry),
  );
  const { to } = statement;
  await tx
    .updateTable('counter')
    .set({
      ...{ head_epoch: to.epoch, head_seq: to.seq, head_hash: to.hash, last_contact_at: now },
      ...{ fault: null, fault_at: null, waiting: sql`greatest(waiting - ${fresh.value.length}, 0)` },
      waiting_since: sql`case when waiting > ${fresh.value.length} then waiting_since end`,
    })
    .where('id', '=', counter.id)
    .execute();
  const item = backend.ids.next();
  await insertBatch(tx, scope, { item, statement, signature, first });
  const body = { statement, signature };
  await appendFeed(tx, scope, { id: item, at: now, kind: 'journal', body, origin: counter.id });
  return ok({ head: to, stored: fresh.value.length });
}

/**
 * What of the batch is new, provided that all else of it is stored as it is and the new follows the head. A batch is all
 * known or all new: one that begins behind the head and ends after it bears other seals over what is stored (they are
 * made anew whenever an entry is sent), so under its signature sisters could not be given both. The counter is told the
 * head and sends from there. `partly` is for batches that a facility's own backend passes on: the sisters are given theirs
 * there, never from here.
 */
function freshEntries(
  entries: readonly SisterEntry[],
  known: ReadonlyMap<number, string>,
  head: Head,
  partly: boolean,
): Result<readonly SisterEntry[], Refused> {
  for (const { entry } of entries) {
    const hash = known.get(entry.seq);
    if (hash !== undefined && hash !== entry.hash) {
      return refused('other-content', { at: { epoch: entry.epoch, seq: entry.seq }, head });
    }
  }
  const fresh = entries.filter(({ entry }) => !known.has(entry.seq));
  const next = fresh[0]?.entry;
  if (next === undefined) return ok([]);
  const at = { epoch: next.epoch, seq: next.seq };
  if (head === null || next.epoch > head.epoch) {
    return next.seq === 1 ? ok(fresh) : refused('not-contiguous', { at, head });
  }
  if (next.epoch < head.epoch) return refused('older-epoch', { at, head });
  if (next.seq !== head.seq + 1) return refused('not-contiguous', { at, head });
  if (next.prev_hash !== head.hash) return refused('other-content', { at, head });
  return partly || fresh.length === entries.length ? ok(fresh) : refused('not-contiguous', { at, head });
}
