/** Journals as rows. Entries go in by the hundred in one statement, and never change. */
import { type Selectable, sql } from 'kysely';
import { canonical } from '../../shared/journal/index.ts';
import {
  type BatchStatement,
  type SisterEntry,
  sealedDigest,
  type WireEntry,
} from '../../shared/sync/index.ts';
import type { Db, Tx } from '../backend.ts';
import { sha256 } from '../crypto.ts';
import type { EntryTable } from '../database/schema.ts';
import type { FacilityScope } from './scope.ts';

/** Hashes of the entries that are stored between two places of one epoch, by `seq`. */
export async function hashesBetween(
  tx: Tx,
  { facility }: FacilityScope,
  { counter, epoch, first, last }: { counter: string; epoch: number; first: number; last: number },
): Promise<ReadonlyMap<number, string>> {
  const rows = await tx
    .selectFrom('entry')
    .select(['seq', 'hash'])
    .where('facility', '=', facility)
    .where('counter', '=', counter)
    .where('epoch', '=', epoch)
    .where('seq', '>=', first)
    .where('seq', '<=', last)
    .execute();
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}

/** Stores entries with their sealed parts, and the digests of those that were erased since. @throws SQLSTATE 23505 when an id is there already. */
export async function insertEntries(
  tx: Tx,
  { facility }: FacilityScope,
  entries: readonly SisterEntry[],
): Promise<void> {
  const rows = JSON.stringify(entries.map(({ entry }) => ({ ...entry, body: canonical(entry.body) })));
  await sql`
    insert into entry (facility, counter, epoch, seq, id, at, business_date, shift, actor, type, v, body,
      private_digest, prev_hash, hash)
    select ${facility}::uuid, counter, epoch, seq, id, at, business_date, shift, actor, type, v, body,
      private_digest, prev_hash, hash
    from json_to_recordset(${rows}::json) as new (counter uuid, epoch integer, seq bigint, id uuid, at bigint,
      business_date text, shift uuid, actor text, type text, v integer, body text, private_digest text,
      prev_hash text, hash text)`.execute(tx);
  const parts = entries.flatMap(({ entry, sealed, sealedDigest: digest }) =>
    digest === null ? [] : [{ counter: entry.counter, entry: entry.id, digest, sealed }],
  );
  if (parts.length === 0) return;
  await sql`
    insert into sealed_part (facility, counter, entry, digest, sealed)
    select ${facility}::uuid, counter, entry, digest, sealed
    from json_to_recordset(${JSON.stringify(parts)}::json)
      as new (counter uuid, entry uuid, digest text, sealed text)`.execute(tx);
}

/** Keeps what was signed of a batch beside the feed item that carries it. */
export async function insertBatch(
  tx: Tx,
  { facility }: FacilityScope,
  {
    item,
    statement,
    signature,
    first,
  }: { item: string; statement: BatchStatement; signature: string; first: number },
): Promise<void> {
  const { counter, to } = statement;
  await tx
    .insertInto('batch')
    .values({
      ...{ facility, counter, epoch: to.epoch, first_seq: first, last_seq: to.seq, signature, item },
      statement: canonical(statement),
    })
    .execute();
}

/** Entries of a counter after one place up to another, in order, at most `limit`. */
export async function entriesAfter(
  db: Db,
  { facility }: FacilityScope,
  { counter, after, end, limit }: { counter: string; after: Place; end: Place; limit: number },
): Promise<readonly WireEntry[]> {
  const rows = await db
    .selectFrom('entry')
    .selectAll()
    .where('facility', '=', facility)
    .where('counter', '=', counter)
    .where(sql<boolean>`(epoch, seq) > (${after.epoch}, ${after.seq})`)
    .where(sql<boolean>`(epoch, seq) <= (${end.epoch}, ${end.seq})`)
    .orderBy('epoch')
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

interface Place {
  readonly epoch: number;
  readonly seq: number;
}

/** Deletes the sealed private parts of the named entries; their digests stay (design §3 "Erasure"). */
export async function eraseSealed(
  tx: Tx,
  { facility }: FacilityScope,
  counter: string,
  entries: readonly string[],
): Promise<void> {
  await tx
    .updateTable('sealed_part')
    .set({ sealed: null })
    .where('facility', '=', facility)
    .where('counter', '=', counter)
    .where('entry', 'in', [...entries])
    .execute();
}

/** The entries of the batch behind a feed item, as a sister is given them. */
export async function entriesOfItem(
  db: Db,
  { facility }: FacilityScope,
  item: string,
): Promise<readonly SisterEntry[]> {
  const rows = await db
    .selectFrom('batch')
    .innerJoin('entry', (join) =>
      join
        .onRef('entry.counter', '=', 'batch.counter')
        .onRef('entry.epoch', '=', 'batch.epoch')
        .onRef('entry.seq', '>=', 'batch.first_seq')
        .onRef('entry.seq', '<=', 'batch.last_seq'),
    )
    .leftJoin('sealed_part', (join) =>
      join.onRef('sealed_part.counter', '=', 'entry.counter').onRef('sealed_part.entry', '=', 'entry.id'),
    )
    .selectAll('entry')
    .select(['sealed_part.sealed', 'sealed_part.digest'])
    .where('batch.facility', '=', facility)
    .where('batch.item', '=', item)
    .where('entry.facility', '=', facility)
    .orderBy('entry.seq')
    .execute();
  return rows.map(({ sealed, digest, ...row }) => ({
    entry: entryOf(row),
    sealed: sealed ?? null,
    sealedDigest: digest ?? sealedDigest(sealed ?? null, sha256),
  }));
}

function entryOf({ facility: _, body, ...columns }: Selectable<EntryTable>): WireEntry {
  return { ...columns, body: JSON.parse(body) };
}
