import type { Database as Connection } from 'better-sqlite3';
import type { Generated, Selectable } from 'kysely';
import type { EpochMs } from '../../shared/kernel/clock.ts';
import type { KeyPair, KeyPurpose } from '../../shared/kernel/signer.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import { transact } from '../store/transact.ts';

/** Table of keys in `local.db`. */
export interface KeyTables {
  keys: {
    /** Order of making. */
    position: Generated<number>;
    kid: string;
    purpose: KeyPurpose;
    secret_key: Uint8Array;
    public_key: string;
    made_at: number;
  };
}

type NewKey = Omit<Selectable<KeyTables['keys']>, 'position'>;

/** Makes the table of keys; one step of the migrations of `local.db`. */
export function createKeyTables(connection: Connection): void {
  connection.exec(`
    create table keys (
      position integer primary key,
      kid text not null unique,
      purpose text not null check (purpose in ('counter', 'facility', 'sealing')),
      secret_key blob not null check (length(secret_key) = 32),
      public_key text not null,
      made_at integer not null
    ) strict;
    create index keys_by_purpose on keys (purpose, position);
  `);
}

/** The key pairs of this counter. Only the composition root asks; rooms get signers (design §1). */
export interface KeyStore {
  /** The newest pair of this purpose, or undefined before the first start is done. */
  current(purpose: KeyPurpose): KeyPair | undefined;
  /** Every pair of this purpose, newest first: rotated keys stay for reading. */
  all(purpose: KeyPurpose): readonly KeyPair[];
  /** Writes new pairs, all or none; they are current from then on. On disk when this returns. */
  add(pairs: readonly KeyPair[], now: EpochMs): void;
  /** Puts the facility's pairs in the place of those made at the first start, with which nothing was sealed yet. */
  replaceFacility(pairs: readonly KeyPair[], now: EpochMs): void;
}

/** Reads and writes the keys of `local.db`. */
export function keyStore(database: Database<KeyTables>): KeyStore {
  const newestFirst = statement(database, (query, p: Placeholders<{ purpose: KeyPurpose }>) =>
    query.selectFrom('keys').selectAll().where('purpose', '=', p.purpose).orderBy('position', 'desc'),
  );
  const insert = statement(database, (query, p: Placeholders<NewKey>) =>
    query.insertInto('keys').values({
      kid: p.kid,
      purpose: p.purpose,
      secret_key: p.secret_key,
      public_key: p.public_key,
      made_at: p.made_at,
    }),
  );
  const dropFacility = statement(database, (query) =>
    query.deleteFrom('keys').where('purpose', 'in', ['facility', 'sealing']),
  );
  const insertAll = (pairs: readonly KeyPair[], now: EpochMs) => {
    for (const { kid, purpose, secretKey, publicKey } of pairs) {
      insert.run({ kid, purpose, secret_key: secretKey, public_key: publicKey, made_at: now });
    }
  };
  const all = (purpose: KeyPurpose) => newestFirst.all({ purpose }).map(pairOf);
  return {
    all,
    current: (purpose) => all(purpose)[0],
    add: (pairs, now) => transact(database, () => insertAll(pairs, now)),
    replaceFacility: (pairs, now) =>
      transact(database, () => {
        dropFacility.run();
        insertAll(pairs, now);
      }),
  };
}

/** The pairs a counter works with. */
export type OwnKeys = Readonly<Record<KeyPurpose, KeyPair>>;

/**
 * The current pairs of counter and facility. Made by `make` and written at the first start, before the first entry
 * (design §6). Undefined when `local.db` has lost one of them.
 */
export function ownKeys(store: KeyStore, make: () => readonly KeyPair[], now: EpochMs): OwnKeys | undefined {
  if (store.current('counter') === undefined) store.add(make(), now);
  const counter = store.current('counter');
  const facility = store.current('facility');
  const sealing = store.current('sealing');
  if (counter === undefined || facility === undefined || sealing === undefined) return undefined;
  return { counter, facility, sealing };
}

function pairOf(row: Selectable<KeyTables['keys']>): KeyPair {
  return { purpose: row.purpose, kid: row.kid, secretKey: row.secret_key, publicKey: row.public_key };
}
