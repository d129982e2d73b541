import { hash as hashOnce } from 'node:crypto';
import {
  type Body,
  canonical,
  chainStart,
  type Entry,
  type EntryType,
  entryHash,
  entryTypes,
  type Json,
  type Private,
  privateDigest,
  type Sha256,
  saltBytes,
  systemActor,
} from '../../shared/journal/index.ts';
import { InvariantBroken, invariant } from '../../shared/kernel/assert.ts';
import { businessDateOf, type Clock } from '../../shared/kernel/clock.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import type { Random } from '../../shared/kernel/random.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { applyEntry, IllegalMove } from '../../shared/payment/index.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import { CommitFailed, transact } from '../store/transact.ts';
import { type RowStore, rowStore } from './rows.ts';
import type { JournalRow, LedgerTables, PrivatePartRow } from './schema.ts';

/** SHA-256 of the parts one after the other, lower-case hex. */
export const sha256: Sha256 = (...parts) => {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return hashOnce('sha256', only, 'hex');
  // One call on the joined bytes is quicker than a hash object that takes them one by one.
  return hashOnce('sha256', Buffer.concat(parts.map((part) => Buffer.from(part))), 'hex');
};

/** One thing to write down. */
export interface NewEntry<T extends EntryType> {
  readonly type: T;
  readonly body: Body<T>;
  /** Left out exactly where the type has no private part. */
  readonly private?: Private<T>;
  /** Person id; left out for an act that no person did. */
  readonly actor?: string;
}

export interface LedgerPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  /** An invariant broke or a commit failed: no further act is taken, the process must start again (design §8). */
  readonly broken?: (cause: unknown) => void;
}

/** A clock set back by more than this is journalled before the act that notices it. */
const clockToleranceMs = 5_000;

type Head = { readonly epoch: number; readonly seq: number; readonly hash: string; readonly at: number };

/**
 * The journal of this counter and the rows that follow from it. `act` is the only way in: one transaction, entries and
 * rows together; committed entries are announced in order of `seq`.
 */
export class Ledger {
  readonly counter: string;
  readonly rows: RowStore;
  readonly #database: Database<LedgerTables>;
  readonly #ports: LedgerPorts;
  readonly #statements: ReturnType<typeof writeStatements>;
  readonly #listeners = new Set<(entries: readonly Entry[]) => void>();
  #head: Head;
  #pending: Entry[] | null = null;
  #stopped = false;

  constructor(database: Database<LedgerTables>, ports: LedgerPorts, counter: string, epoch: number) {
    this.#database = database;
    this.#ports = ports;
    this.counter = counter;
    this.rows = rowStore(database, counter);
    this.#statements = writeStatements(database);
    const last = this.#statements.last.get({ counter, epoch });
    this.#head = last ?? { epoch, seq: 0, hash: chainStart, at: 0 };
  }

  /** The last committed entry's place and hash; seq 0 before the first. */
  get head(): Head {
    return this.#head;
  }

  /**
   * Runs `run` as one transaction. An act that the rules forbid is a refusal with the rule's code and leaves no trace;
   * anything else that goes wrong is thrown, and leaves no trace either.
   */
  act<R>(run: () => R): Result<R, string> {
    invariant(this.#pending === null, 'an act inside an act');
    invariant(!this.#stopped, 'the money path has stopped');
    const headBefore = this.#head;
    const entries: Entry[] = [];
    this.#pending = entries;
    let value: R;
    try {
      value = transact(this.#database, () => {
        this.#noticeClock();
        const answer = run();
        this.rows.flush();
        return answer;
      });
    } catch (cause) {
      this.#head = headBefore;
      this.rows.forget();
      if (cause instanceof IllegalMove) return refuse(cause.code);
      if (cause instanceof CommitFailed || cause instanceof InvariantBroken) this.#stop(cause);
      throw cause;
    } finally {
      this.#pending = null;
    }
    if (entries.length > 0) for (const listener of this.#listeners) listener(entries);
    return ok(value);
  }

  /**
   * Writes one entry and what follows from it. Only inside {@link act}.
   * @throws IllegalMove when the rules forbid it: the whole act is then undone.
   */
  append<T extends EntryType>(entry: NewEntry<T>): Entry {
    const pending = this.#pending;
    invariant(pending !== null, 'append outside an act');
    const definition = entryTypes[entry.type];
    const body = definition.body.parse(entry.body) as Body<T>;
    const content =
      definition.private === null ? null : (definition.private.parse(entry.private) as Private<T>);
    invariant((entry.private === undefined) === (content === null), `private part of ${entry.type}`);
    const sealed = this.#seal(entry.type, body, content, entry.actor ?? systemActor);
    const changes = applyEntry(this.rows, {
      ...sealed,
      type: entry.type,
      body,
      content,
    });
    this.rows.keep(changes);
    if (entry.type === 'erasure.made') {
      // The file lets private parts go only when it has the erasure.
      this.rows.flush();
      this.#erase((body as Body<'erasure.made'>).entries);
    }
    pending.push(sealed);
    return sealed;
  }

  /** Called after each commit with its entries. A listener must not throw and must not act from within the call. */
  subscribe(listener: (entries: readonly Entry[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #seal<T extends EntryType>(type: T, body: Body<T>, content: Private<T> | null, actor: string): Entry {
    const at = this.#ports.clock.now();
    const salt = content === null ? null : this.#ports.random.bytes(saltBytes);
    const bodyText = canonical(body as Json);
    const contentText = canonical(content as Json);
    const unsealed = {
      counter: this.counter,
      epoch: this.#head.epoch,
      seq: this.#head.seq + 1,
      id: this.#ports.ids.next(),
      at,
      business_date: businessDateOf(at),
      shift: this.#shiftOf(type, body),
      actor,
      type,
      v: entryTypes[type].v,
      body: body as Json,
      private_digest: salt === null ? null : privateDigest(salt, content as Json, sha256, contentText),
      prev_hash: this.#head.hash,
    };
    const entry: Entry = { ...unsealed, hash: entryHash(unsealed, sha256, bodyText) };
    this.#statements.insert.later({ ...entry, body: bodyText });
    if (salt !== null) {
      this.#statements.insertPrivate.later({ entry: entry.id, salt, content: contentText });
    }
    this.#head = { epoch: entry.epoch, seq: entry.seq, hash: entry.hash, at };
    return entry;
  }

  /** The open shift, or the one that this entry opens. */
  #shiftOf<T extends EntryType>(type: T, body: Body<T>): string | null {
    if (type === 'shift.opened') return (body as Body<'shift.opened'>).shift;
    return this.rows.get('counter', 'counter')?.openShift ?? null;
  }

  #stop(cause: unknown): void {
    this.#stopped = true;
    this.#ports.broken?.(cause);
  }

  #noticeClock(): void {
    const { at } = this.#head;
    const now = this.#ports.clock.now();
    if (at - now <= clockToleranceMs) return;
    this.append({ type: 'clock.jumped', body: { from: at, to: now, deltaMs: now - at } });
  }

  #erase(entries: readonly string[]): void {
    for (const entry of entries) this.#statements.deletePrivate.run({ entry });
  }
}

/** Prepared writes of entries and private parts; only this room writes them. */
export function writeStatements(database: Database<LedgerTables>) {
  return {
    last: statement(database, (query, p: Placeholders<{ counter: string; epoch: number }>) =>
      query
        .selectFrom('journal')
        .select(['epoch', 'seq', 'hash', 'at'])
        .where('counter', '=', p.counter)
        .where('epoch', '=', p.epoch)
        .orderBy('seq', 'desc')
        .limit(1),
    ),
    insert: statement(database, (query, p: Placeholders<JournalRow>) =>
      query.insertInto('journal').values({
        counter: p.counter,
        epoch: p.epoch,
        seq: p.seq,
        id: p.id,
        at: p.at,
        business_date: p.business_date,
        shift: p.shift,
        actor: p.actor,
        type: p.type,
        v: p.v,
        body: p.body,
        private_digest: p.private_digest,
        prev_hash: p.prev_hash,
        hash: p.hash,
      }),
    ),
    insertPrivate: statement(database, (query, p: Placeholders<PrivatePartRow>) =>
      query.insertInto('private_parts').values({ entry: p.entry, salt: p.salt, content: p.content }),
    ),
    deletePrivate: statement(database, (query, p: Placeholders<{ entry: string }>) =>
      query.deleteFrom('private_parts').where('entry', '=', p.entry),
    ),
  };
}
