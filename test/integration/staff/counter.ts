import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { Ledger } from '../../../src/main/ledger/ledger.ts';
import type { LedgerTables } from '../../../src/main/ledger/schema.ts';
import { seededRandom, type VirtualClock, virtualClock } from '../../../src/main/ports/virtual.ts';
import type { StaffEntry } from '../../../src/main/staff/entries.ts';
import type { Outcome } from '../../../src/main/staff/failure.ts';
import type { PinParameters } from '../../../src/main/staff/pin.ts';
import type { Person } from '../../../src/main/staff/rules.ts';
import { createStaffTables, type StaffTables } from '../../../src/main/staff/schema.ts';
import { createStaff, type Staff } from '../../../src/main/staff/staff.ts';
import { type Database, openDatabase } from '../../../src/main/store/database.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import type { Result } from '../../../src/shared/kernel/result.ts';
import type { Role } from '../../../src/shared/kernel/roles.ts';
import type { Row } from '../../../src/shared/payment/index.ts';

const counterId = '01910000-0000-7000-8000-0000000000c1';

export const cheapPins: PinParameters = { cost: 1024, blockSize: 8, parallelization: 1 };

/** PINs of the invented people below. */
export const pins = { admin: '270415', cashier: '839201', other: '5093', chief: '64128', approver: '71935' };
export type Who = keyof typeof pins;

const firstPeople = [
  { name: 'Đỗ Quản Trị', roles: ['administrator'], pin: pins.admin },
  { name: 'Nguyễn Thị Mẫu', roles: ['cashier', 'treasurer'], pin: pins.cashier },
  { name: 'Lý Văn Thử', roles: ['cashier'], pin: pins.other },
  { name: 'Võ Thị Ví Dụ', roles: ['chief-accountant'], pin: pins.chief },
  { name: 'Trần Hiệu Trưởng', roles: ['approver'], pin: pins.approver },
] as const;

/** The real journal in a real `money.db`, and what the tests read of it. */
export class Journal {
  readonly ledger: Ledger;
  readonly database: Database<LedgerTables>;
  /** Set to make the next act fail at its very end. */
  failNext = false;

  constructor(path: string, clock: VirtualClock, start: number) {
    this.database = openDatabase<LedgerTables>({ path, migrations: moneyMigrations });
    onTestFinished(() => this.database.close());
    const random = seededRandom(1000 + start);
    const ports = { clock, random, ids: makeIds(clock, random) };
    this.ledger = new Ledger(this.database, ports, counterId, 1);
  }

  act<R>(run: () => R): Result<R, string> {
    try {
      return this.ledger.act(() => {
        const value = run();
        if (this.failNext) throw new Error('disk full');
        return value;
      });
    } finally {
      this.failNext = false;
    }
  }

  /** Entries of this room, oldest first, as they were handed in. */
  get entries(): StaffEntry[] {
    const rows = this.database.connection
      .prepare(`select type, body, actor, content from journal left join private_parts on entry = journal.id
                where type not in ('ledger.opened', 'clock.jumped') order by seq`)
      .all() as { type: string; body: string; actor: string; content: string | null }[];
    return rows.map(({ type, body, actor, content }) => {
      const entry = { type, body: JSON.parse(body), actor };
      return (content === null ? entry : { ...entry, private: JSON.parse(content) }) as StaffEntry;
    });
  }

  people(): Person[] {
    const rows = this.database.connection.prepare('select * from person').all() as Row<'person'>[];
    return rows.map(({ id, name, roles, active }) => ({
      person: id,
      name: name ?? '',
      roles: JSON.parse(roles) as Role[],
      active: active === 1,
    }));
  }

  types(from = 0): string[] {
    return this.entries.slice(from).map(({ type }) => type);
  }
}

export interface Counter {
  readonly staff: Staff;
  readonly journal: Journal;
  readonly clock: VirtualClock;
  readonly local: Database<StaffTables>;
  readonly changes: { count: number };
  readonly autoLock: { ms: number };
  readonly id: Record<Who, string>;
  row(who: Who): StaffTables['pin_verifiers'];
  /** The same files in a new process at the present wall time, shifted by `jumpMs`; monotonic time begins at 0. */
  restart(options?: { jumpMs?: number; parameters?: PinParameters }): Counter;
}

function wire(
  folder: string,
  clock: VirtualClock,
  parameters: PinParameters,
  id: Record<Who, string>,
  start: number,
): Counter {
  const journal = new Journal(join(folder, 'money.db'), clock, start);
  const local = openDatabase<StaffTables>({
    path: join(folder, 'local.db'),
    migrations: [{ number: 1, name: 'staff', up: createStaffTables }],
  });
  onTestFinished(() => local.close());
  const random = seededRandom(start);
  const changes = { count: 0 };
  const autoLock = { ms: 0 };
  const staff = createStaff({
    clock,
    random,
    ids: makeIds(clock, random),
    local,
    people: () => journal.people(),
    ledger: {
      act: (run) => journal.act(run),
      append: (entry) => journal.ledger.append(entry),
    },
    autoLockMs: () => autoLock.ms,
    changed: () => {
      changes.count += 1;
    },
    parameters,
  });
  return {
    staff,
    journal,
    clock,
    local,
    changes,
    autoLock,
    id,
    row(who) {
      const query = local.connection.prepare('select * from pin_verifiers where person = ?');
      return query.get(id[who]) as StaffTables['pin_verifiers'];
    },
    restart(options = {}) {
      local.close();
      journal.database.close();
      const later = virtualClock(clock.now() + (options.jumpMs ?? 0));
      return wire(folder, later, options.parameters ?? parameters, id, start + 1);
    },
  };
}

/** A counter without people. */
export function emptyCounter(parameters: PinParameters = cheapPins): Counter {
  const folder = mkdtempSync(join(tmpdir(), 'quay-thu-staff-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const id: Record<Who, string> = { admin: '', cashier: '', other: '', chief: '', approver: '' };
  const clock = virtualClock(Date.UTC(2026, 10, 19, 5, 27));
  const counter = wire(folder, clock, parameters, id, 1);
  const key = 'A'.repeat(43);
  const opened = { kind: 'real', counterKey: key, facilityKey: key, sealingKey: key } as const;
  counter.journal.act(() => counter.journal.ledger.append({ type: 'ledger.opened', body: opened }));
  return counter;
}

/** A counter with one person of each kind, nobody signed in. */
export async function counterWithPeople(parameters: PinParameters = cheapPins): Promise<Counter> {
  const counter = emptyCounter(parameters);
  const made = value(await counter.staff.createFirstPeople(firstPeople, () => undefined));
  for (const [index, who] of (Object.keys(pins) as Who[]).entries())
    counter.id[who] = made.people[index] ?? '';
  return counter;
}

/** The value of an outcome that must be a success. */
export function value<T>(outcome: Result<T, unknown>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.reason)}`);
  return outcome.value;
}

/** The code of an outcome, or `ok`. */
export function code(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.reason.code;
}

/** Lets everything queued before start, up to its scrypt, which takes longer than this. */
export async function untilHashing(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

export async function signIn(counter: Counter, who: Who): Promise<void> {
  value(await counter.staff.signIn(counter.id[who], pins[who]));
}
