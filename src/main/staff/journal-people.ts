import type { Role } from '../../shared/kernel/roles.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Person } from './rules.ts';

/** Everybody the journal knows, those who left included; `-` for a name that was erased. */
export function journalPeople(reads: Pick<LedgerReads, 'people'>): Person[] {
  return reads.people().map((row) => ({
    person: row.id,
    name: row.name ?? '-',
    roles: JSON.parse(row.roles) as Role[],
    active: row.active === 1,
  }));
}
