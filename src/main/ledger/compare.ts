/** Compares a database with another of the same schema that is attached to the same connection. */
import { kinds, tables } from '../../shared/payment/index.ts';
import type { Database } from '../store/database.ts';
import type { LedgerTables } from './schema.ts';

/** A row that is not what the entries give. Never its values: they may be names. */
export interface RowDifference {
  readonly table: string;
  readonly counter: string;
  readonly id: string;
  /** `differs`: in `columns`. `extra`: no entry gives it. `missing`: the entries give it and it is not there. */
  readonly what: 'differs' | 'extra' | 'missing';
  readonly columns: readonly string[];
}

/** Differences looked for in each table; the first is what matters. */
const mostDifferences = 20;
const attachedName = 'replayed';

type Connection = Database<LedgerTables>['connection'];

/** Attaches the file at `path`; before any transaction. */
export function attachReplayed(connection: Connection, path: string): void {
  connection.prepare(`ATTACH ? AS ${attachedName}`).run(path);
}

/**
 * Rows that differ between the database and the attached one, both ways, at most {@link mostDifferences} of each table.
 * Each row is looked up by its key on the other side: two EXCEPTs say the same, but would hold whole tables in memory.
 */
export function compareRows(connection: Connection): RowDifference[] {
  return kinds.flatMap((kind) => {
    const columns = Object.keys(tables[kind].columns).filter((column) => column !== 'id');
    return [...differing(connection, kind, columns), ...missing(connection, kind)];
  });
}

function differing(connection: Connection, table: string, columns: readonly string[]): RowDifference[] {
  const flags = columns.map((column) => `mine."${column}" IS NOT fresh."${column}" AS "${column}"`);
  const differs = columns.map((column) => `mine."${column}" IS NOT fresh."${column}"`).join(' OR ');
  const found = connection
    .prepare(
      `SELECT mine."id" AS "_id", mine."counter" AS "_counter", fresh."id" IS NULL AS "_extra", ${flags.join(', ')}
       FROM main."${table}" AS mine
       LEFT JOIN ${attachedName}."${table}" AS fresh ON fresh."id" = mine."id" AND fresh."counter" = mine."counter"
       WHERE fresh."id" IS NULL OR ${differs}
       LIMIT ${mostDifferences}`,
    )
    .all() as Record<string, string | number>[];
  return found.map((row) => ({
    table,
    counter: String(row._counter),
    id: String(row._id),
    what: row._extra === 1 ? 'extra' : 'differs',
    columns: row._extra === 1 ? [] : columns.filter((column) => row[column] === 1),
  }));
}

function missing(connection: Connection, table: string): RowDifference[] {
  const found = connection
    .prepare(
      `SELECT fresh."id" AS id, fresh."counter" AS counter
       FROM ${attachedName}."${table}" AS fresh
       LEFT JOIN main."${table}" AS mine ON mine."id" = fresh."id" AND mine."counter" = fresh."counter"
       WHERE mine."id" IS NULL
       LIMIT ${mostDifferences}`,
    )
    .all() as { id: string; counter: string }[];
  return found.map(({ id, counter }) => ({ table, counter, id, what: 'missing', columns: [] }));
}

/**
 * Names of tables, indexes and triggers of `mine` that are not as in `fresh`, a new file of the same program: a dropped
 * trigger is found here. Each file is read through its own connection.
 */
export function compareSchemas(mine: Connection, fresh: Connection): string[] {
  const [one, other] = [schemaOf(mine), schemaOf(fresh)];
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names].filter((name) => one.get(name) !== other.get(name)).sort();
}

function schemaOf(connection: Connection): Map<string, string | null> {
  const rows = connection
    .prepare(
      `SELECT type || ' ' || name AS name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .all() as { name: string; sql: string | null }[];
  return new Map(rows.map(({ name, sql }) => [name, sql]));
}
