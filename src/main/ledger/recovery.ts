/** Quarantine and recovery: a damaged ledger is kept, and its good part goes on in a new epoch (design §3). */
import type { Database as Connection } from 'better-sqlite3';
import type { ChainHead } from '../../shared/journal/index.ts';
import { type EpochMs, vietnamIso } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/kernel/roles.ts';
import type { SignatureCheck } from '../../shared/kernel/signer.ts';
import { removeFile } from '../store/copy.ts';
import { type Database, openDatabase } from '../store/database.ts';
import type { Migration } from '../store/migrate.ts';
import { type NotReadable, openForSalvage } from '../store/salvage.ts';
import { transact } from '../store/transact.ts';
import type { ReopenedSeries } from './epoch.ts';
import type { EntryFault, HeadPlace } from './faults.ts';
import { headFault, headFileOf, highest, isAfter, readHeadFile } from './heads.ts';
import type { LedgerPorts } from './ledger.ts';
import { isSqliteError } from './open.ts';
import { fillRecovered } from './recovery-fill.ts';
import { type SalvageSource, salvageSource, type Trust } from './salvage.ts';
import type { LedgerTables } from './schema.ts';
import { swapIn } from './swap.ts';

export interface RecoveryOptions {
  /** The damaged `money.db`. Nobody may have it open. */
  readonly path: string;
  readonly migrations: readonly Migration[];
  readonly ports: LedgerPorts;
  /** Checks this counter's head records; undefined when its key is lost. */
  readonly heads: SignatureCheck | undefined;
  /** Heads known elsewhere: backups, backend, sister counters. Already checked by the caller. */
  readonly outsideHeads?: readonly HeadPlace[];
  /** Other files with the same journal, such as backups: entries damaged here are taken from there. */
  readonly copies?: readonly string[];
  /** Administrator who opens the new epoch. */
  readonly actor: string;
  /** Administrator named on the recovery sheet, when `local.db` was lost. */
  readonly recoveredBy?: string | null;
  /** Moves what other rooms keep in `money.db`; what throws an SqliteError is left behind and reported. */
  readonly carryOver?: (from: Connection, to: Connection) => void;
}

/** What was kept and what goes on. */
export interface Recovered {
  /** Where the damaged file lies now. */
  readonly quarantine: string;
  readonly counter: string;
  readonly epoch: number;
  /** The last entry that was kept. */
  readonly continues: ChainHead;
  /** The highest place that is known to have been written; after `continues` lies the lost stretch. */
  readonly highestKnown: HeadPlace;
  /** The first entry that does not verify, where there is one to name. */
  readonly fault: EntryFault | null;
  readonly entries: number;
  readonly series: readonly ReopenedSeries[];
  /** False when other rooms' tables could not be moved. */
  readonly carriedOver: boolean;
}

/** Why nothing was done. The file lies where it lay. */
export type RecoveryFailure =
  | NotReadable
  /** Not one entry verifies: only a backup helps. */
  | { readonly code: 'nothing-verifies'; readonly fault: EntryFault | null }
  /** The entries are right, this program is too old for them. */
  | { readonly code: 'newer-program'; readonly entry: EntryFault }
  /** Disk full, no right to write, or the file is still open somewhere. */
  | { readonly code: 'cannot-write'; readonly message: string };

/**
 * Puts the damaged file aside and starts a new epoch with every entry up to the last that verifies. Afterwards the
 * caller opens `path` again as at any start. The damaged file is never changed, and moved only once the new one is
 * complete on disk.
 */
export function recoverLedger(options: RecoveryOptions): Result<Recovered, RecoveryFailure> {
  const opened = openForSalvage<LedgerTables>(options.path);
  if (!opened.ok) return opened;
  const copies = (options.copies ?? []).flatMap((path) => {
    const copy = openForSalvage<LedgerTables>(path);
    return copy.ok ? [copy.value] : [];
  });
  const draftPath = `${options.path}.recovered`;
  try {
    const built = build(options, opened.value, copies, draftPath);
    if (!built.ok) return built;
    opened.value.close();
    const quarantine = swapIn(draftPath, options.path, quarantineStamp(options.ports.clock.now()));
    return ok({ ...built.value, quarantine });
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause)) throw cause;
    return refuse({ code: 'cannot-write', message: cause.message });
  } finally {
    opened.value.close();
    for (const copy of copies) copy.close();
    removeFile(draftPath);
  }
}

/**
 * Active people as far as the damaged file still tells, so that an administrator can prove who they are by PIN before
 * recovery. Empty when nothing can be read.
 */
export function peopleOfDamaged(
  path: string,
): readonly { readonly person: string; readonly name: string | null; readonly roles: readonly Role[] }[] {
  const opened = openForSalvage<LedgerTables>(path);
  if (!opened.ok) return [];
  try {
    const rows = opened.value.connection
      .prepare(
        'SELECT p.id, p.name, p.roles FROM person p JOIN own o ON o.counter = p.counter WHERE p.active = 1',
      )
      .all() as { id: string; name: string | null; roles: string }[];
    return rows.map(({ id, name, roles }) => ({ person: id, name, roles: JSON.parse(roles) as Role[] }));
  } catch (cause) {
    if (isSqliteError(cause) || cause instanceof SyntaxError) return [];
    throw cause;
  } finally {
    opened.value.close();
  }
}

function build(
  options: RecoveryOptions,
  damaged: Database<LedgerTables>,
  copies: readonly Database<LedgerTables>[],
  draftPath: string,
): Result<Omit<Recovered, 'quarantine'>, RecoveryFailure> {
  const sources = [damaged, ...copies].map(salvageSource).filter((source) => source !== undefined);
  const file = options.heads === undefined ? null : readHeadFile(headFileOf(options.path), options.heads);
  const records = [...(file?.records ?? []), ...(options.outsideHeads ?? [])];
  const counter = counterOf(sources, records);
  if (counter === undefined) return refuse({ code: 'nothing-verifies', fault: null });
  removeFile(draftPath);
  const draft = openDatabase<LedgerTables>({
    path: draftPath,
    migrations: options.migrations,
    kind: 'money',
    now: options.ports.clock.now(),
  });
  try {
    const filled = fillRecovered(draft, {
      sources,
      counter,
      trust: trustOf(sources, records, counter),
      knownHeads: records,
      epoch: nextEpoch(sources, records, counter),
      ports: options.ports,
      actor: options.actor,
      recoveredBy: options.recoveredBy ?? null,
    });
    if (!filled.ok) return filled;
    return ok({ ...filled.value, counter, carriedOver: carry(options, damaged.connection, draft) });
  } finally {
    draft.close();
  }
}

function carry(options: RecoveryOptions, from: Connection, draft: Database<LedgerTables>): boolean {
  const { carryOver } = options;
  if (carryOver === undefined) return true;
  try {
    transact(draft, () => carryOver(from, draft.connection));
    return true;
  } catch (cause) {
    if (isSqliteError(cause)) return false;
    throw cause;
  }
}

/** Whose ledger this is: the file says it, else a copy, else the head records. */
function counterOf(sources: readonly SalvageSource[], records: readonly HeadPlace[]): string | undefined {
  return (
    sources.find((source) => source.own !== undefined)?.own?.counter ?? records[records.length - 1]?.counter
  );
}

function nextEpoch(
  sources: readonly SalvageSource[],
  records: readonly HeadPlace[],
  counter: string,
): number {
  const inFiles = sources.flatMap((source) => [source.own?.epoch ?? 0, ...source.epochsOf(counter)]);
  return 1 + Math.max(0, ...inFiles, highest(records, counter)?.epoch ?? 0);
}

/** Entries are trusted up to the last record that agrees before the first that does not. */
function trustOf(sources: readonly SalvageSource[], records: readonly HeadPlace[], counter: string): Trust {
  const hashAt = (epoch: number, seq: number) => {
    const row = sources[0]?.at(counter, epoch, seq);
    return row === undefined || row === 'unreadable' ? undefined : row.hash;
  };
  const own = records.filter((record) => record.counter === counter);
  const differing = own.filter((one) => headFault([one], { counter, head: one, hashAt })?.code === 'forked');
  const wrong = differing.reduce<HeadPlace | undefined>(
    (lowest, one) => (lowest === undefined || isAfter(lowest, one) ? one : lowest),
    undefined,
  );
  if (wrong === undefined) return { until: null };
  const agreeing = own.filter((one) => isAfter(wrong, one) && hashAt(one.epoch, one.seq) === one.hash);
  return { until: highest(agreeing, counter) ?? { epoch: wrong.epoch, seq: wrong.seq - 1 } };
}

/** `2026-11-19T12-27-05`: sortable, and legal in a file name everywhere. */
function quarantineStamp(now: EpochMs): string {
  return vietnamIso(now).slice(0, 19).replaceAll(':', '-');
}
