import type { Role } from '../../shared/kernel/roles.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Person } from './rules.ts';

/** People as read from rows: asked for with every call, changed a few times a year. */
const readFrom = new WeakMap<object, readonly Person[]>();

/** Everybody the journal knows, those who left included; `-` for a name that was erased. */
export function journalPeople(reads: Pick<LedgerReads, 'people'>): readonly Person[] {
  const rows = reads.people();
  const known = readFrom.get(rows);
  if (known !== undefined) return known;
  const people = rows.map((row) => ({
    person: row.id,
    name: row.name ?? '-',
    roles: JSON.parse(row.roles) as Role[],
    active: row.active === 1,
  }));
  readFrom.set(rows, people);
  return people;
}
