import type { EpochMs } from '../../shared/kernel/clock.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import { transact } from '../store/transact.ts';
import { type Attempts, type Now, noAttempts, resumeAttempts } from './attempts.ts';
import type { PinVerifier } from './pin.ts';
import type { StaffTables } from './schema.ts';

type Row = StaffTables['pin_verifiers'];
type PersonKey = Placeholders<{ person: string }>;
type AttemptsRow = Placeholders<Pick<Row, 'person' | 'failed' | 'since'>>;

/** The PIN verifiers and wrong attempts in `local.db`: the only place that has them. */
export interface Verifiers {
  find(person: string): PinVerifier | undefined;
  /** Writes a new verifier and forgives wrong attempts. The returned function puts back what was there before. */
  save(person: string, verifier: PinVerifier, now: Now): () => void;
  /** Wrong attempts of a person who has a verifier. */
  attempts(person: string, now: Now): Attempts;
  /** On disk when this returns. */
  saveAttempts(person: string, attempts: Attempts): void;
}

function statements(database: Database<StaffTables>) {
  return {
    find: statement(database, (query, p: PersonKey) =>
      query.selectFrom('pin_verifiers').selectAll().where('person', '=', p.person),
    ),
    put: statement(database, (query, p: Placeholders<Row>) =>
      query.replaceInto('pin_verifiers').values({
        person: p.person,
        cost: p.cost,
        block_size: p.block_size,
        parallelization: p.parallelization,
        salt: p.salt,
        key: p.key,
        failed: p.failed,
        since: p.since,
      }),
    ),
    remove: statement(database, (query, p: PersonKey) =>
      query.deleteFrom('pin_verifiers').where('person', '=', p.person),
    ),
    setAttempts: statement(database, (query, p: AttemptsRow) =>
      query
        .updateTable('pin_verifiers')
        .set({ failed: p.failed, since: p.since })
        .where('person', '=', p.person),
    ),
  };
}

function verifierOf(row: Row): PinVerifier {
  return {
    parameters: { cost: row.cost, blockSize: row.block_size, parallelization: row.parallelization },
    salt: row.salt,
    key: row.key,
  };
}

function rowOf(person: string, { parameters, salt, key }: PinVerifier, attempts: Attempts): Row {
  const { cost, blockSize, parallelization } = parameters;
  const { failed, since } = attempts;
  return { person, cost, block_size: blockSize, parallelization, salt, key, failed, since };
}

/** Opens the table; {@link Verifiers}. A verifier whose person is not in the journal is harmless and stays. */
export function createVerifiers(database: Database<StaffTables>): Verifiers {
  const sql = statements(database);
  /** Attempts tied to this process's monotonic clock; what is on disk knows only the wall clock. */
  const known = new Map<string, Attempts>();

  function saveAttempts(person: string, attempts: Attempts): void {
    const { failed, since } = attempts;
    transact(database, () => {
      sql.setAttempts.run({ person, failed, since });
    });
    known.set(person, attempts);
  }

  return {
    find(person) {
      const row = sql.find.get({ person });
      return row && verifierOf(row);
    },
    save(person, verifier, now) {
      const before = sql.find.get({ person });
      const write = (row: Row): void => {
        transact(database, () => {
          sql.put.run(row);
        });
        known.delete(person);
      };
      write(rowOf(person, verifier, noAttempts(now)));
      return () => {
        if (before) write(before);
        else {
          transact(database, () => {
            sql.remove.run({ person });
          });
          known.delete(person);
        }
      };
    },
    attempts(person, now) {
      const inMemory = known.get(person);
      if (inMemory) return inMemory;
      const row = sql.find.get({ person });
      if (!row) return noAttempts(now);
      const attempts = resumeAttempts({ failed: row.failed, since: row.since as EpochMs }, now);
      // A wait that began anew must be on disk, or each restart under a wrong clock would begin it once more.
      if (attempts.since !== row.since) saveAttempts(person, attempts);
      known.set(person, attempts);
      return attempts;
    },
    saveAttempts,
  };
}
