import type { SignatureCheck } from '../../shared/kernel/signer.ts';
import { type Database, type OpenFailure, OpenRefused, tryOpenDatabase } from '../store/database.ts';
import { checkIntegrity } from '../store/integrity.ts';
import type { Migration } from '../store/migrate.ts';
import { SettingRefused } from '../store/settings.ts';
import { attachReplayed, compareRows, compareSchemas, type RowDifference } from './compare.ts';
import type { EntryFault, LedgerFault } from './faults.ts';
import { headFault, headFileOf, readHeadFile } from './heads.ts';
import { isSqliteError } from './open.ts';
import { dropScratch, openScratch, scratchPath } from './replay.ts';
import type { LedgerTables } from './schema.ts';
import { type StoredEntries, storedEntries } from './stored.ts';
import { VerifyWalk, type Walked } from './verify-walk.ts';

/** What `verify` looks at, in this order. */
export const checkNames = [
  'open',
  'pages',
  'schema',
  'chain',
  'heads',
  'numbers',
  'money',
  'replay',
] as const;
export type CheckName = (typeof checkNames)[number];

/** `missing`: there was nothing to compare with (no head file). `skipped`: an earlier check failed. */
export interface CheckResult {
  readonly name: CheckName;
  readonly state: 'ok' | 'failed' | 'missing' | 'skipped';
  readonly detail?: string;
}

/** What a verification found. It is a value: nothing about the file makes `verify` throw. */
export interface VerifyReport {
  readonly ok: boolean;
  readonly counter: string | null;
  readonly kind: 'real' | 'training' | null;
  readonly epoch: number | null;
  readonly entries: number;
  readonly receipts: number;
  readonly checks: readonly CheckResult[];
  /** The first wrong entry, own journal first, then in order of epoch and seq. */
  readonly firstFault: EntryFault | null;
  readonly differences: readonly RowDifference[];
}

export interface VerifyOptions {
  /** The `money.db` to verify. It is opened for reading only; it may be in use. */
  readonly path: string;
  /** All steps of the schema of `money.db`. */
  readonly migrations: readonly Migration[];
  /** Makes the check of head records from the counter key in the ledger's first entry. */
  readonly signatureCheckOf: (publicKey: string) => SignatureCheck;
}

/** How far a verification is. */
export interface VerifyProgress {
  readonly entries: number;
}

/** What the caller gives to follow or stop it; a job's context fits. */
export interface VerifyContext {
  progress(value: VerifyProgress): void;
  /** Throws to end the verification early. */
  stopIfCancelled(): void;
}

const noContext: VerifyContext = { progress: () => undefined, stopIfCancelled: () => undefined };

/**
 * Verifies a whole ledger as it stood at one moment: settings, pages, schema with its triggers, the chain of every
 * counter and epoch with private parts and schemas, head records, receipt numbers, money equations, and that the rows
 * are what the entries give. Needs as much disk again as the rows take; memory stays bounded. Run it as a job.
 */
export function verifyLedger(options: VerifyOptions, context: VerifyContext = noContext): VerifyReport {
  const checks = new Map<CheckName, CheckResult>();
  const note = (name: CheckName, state: CheckResult['state'], detail?: string) => {
    checks.set(name, { name, state, ...(detail === undefined ? {} : { detail }) });
  };
  const opened = open(options);
  if (typeof opened === 'string') {
    note('open', 'failed', opened);
    return report(checks, null, null, []);
  }
  note('open', 'ok');
  try {
    return verifyOpened(opened, options, context, note, checks);
  } catch (cause) {
    if (cause instanceof OpenRefused) note('replay', 'failed', cause.message);
    else if (isSqliteError(cause)) note('pages', 'failed', cause.message);
    else throw cause;
    return report(checks, null, null, []);
  } finally {
    opened.close();
    dropScratch(options.path);
  }
}

type Note = (name: CheckName, state: CheckResult['state'], detail?: string) => void;

function open(options: VerifyOptions): Database<LedgerTables> | string {
  const { path, migrations } = options;
  try {
    const opened = tryOpenDatabase<LedgerTables>({ path, migrations, kind: 'money', readonly: true });
    return opened.ok ? opened.value : openFailure(opened.reason);
  } catch (cause) {
    if (cause instanceof SettingRefused) return cause.message;
    throw cause;
  }
}

function openFailure(failure: OpenFailure): string {
  const { code, ...rest } = failure;
  return `${code} ${JSON.stringify(rest)}`;
}

function verifyOpened(
  database: Database<LedgerTables>,
  options: VerifyOptions,
  context: VerifyContext,
  note: Note,
  checks: Map<CheckName, CheckResult>,
): VerifyReport {
  const scratch = openScratch(options.path, options.migrations);
  try {
    const { connection } = database;
    // Before the scratch file is attached: the check reads every attached file, and would keep this one from being filled.
    const pages = checkIntegrity(connection, 'quick');
    note('pages', pages.ok ? 'ok' : 'failed', pages.ok ? undefined : pages.reason.problems[0]);
    attachReplayed(connection, scratchPath(options.path));
    // One read transaction: every check sees the same moment, whatever the counter writes meanwhile.
    connection.exec('BEGIN');
    const schema = compareSchemas(connection, scratch.connection);
    note('schema', schema.length === 0 ? 'ok' : 'failed', schema.join(', ') || undefined);
    const stored = storedEntries(database);
    const walked = new VerifyWalk(database, scratch, stored, context).walk();
    noteWalk(walked, note);
    const heads = checkHeads(stored, walked, options, note);
    const differences = walked.appliedAll ? compareRows(connection) : [];
    noteReplay(walked, differences, note);
    return report(checks, walked, heads, differences);
  } finally {
    scratch.close();
  }
}

function noteWalk(walked: Walked, note: Note): void {
  const of = (name: 'chain' | 'numbers' | 'money') => {
    const fault = walked.faults[name];
    note(name, fault === null ? 'ok' : 'failed', fault === null ? undefined : say(fault));
  };
  of('chain');
  of('numbers');
  of('money');
}

function noteReplay(walked: Walked, differences: readonly RowDifference[], note: Note): void {
  const illegal = walked.faults.replay;
  if (illegal !== null) note('replay', 'failed', say(illegal));
  else if (!walked.appliedAll) note('replay', 'skipped');
  else if (differences.length === 0) note('replay', 'ok');
  else {
    const [first] = differences;
    note(
      'replay',
      'failed',
      `${first?.table} ${first?.id} ${first?.what} ${first?.columns.join(', ')}`.trim(),
    );
  }
}

function checkHeads(
  stored: StoredEntries,
  walked: Walked,
  options: VerifyOptions,
  note: Note,
): EntryFault | null {
  const { own, counterKey } = walked;
  if (own === null || counterKey === null) {
    if (own === null && walked.entries > 0) note('open', 'failed', 'nothing says whose ledger this is');
    note('heads', walked.entries === 0 ? 'missing' : 'skipped');
    return null;
  }
  const file = readHeadFile(headFileOf(options.path), options.signatureCheckOf(counterKey));
  const fault = headFault(file.records, {
    counter: own.counter,
    head: stored.tail(own.counter, 1)[0] ?? null,
    hashAt: (epoch, seq) => stored.at(own.counter, epoch, seq)?.hash,
  });
  if (fault === null) {
    const records = `${file.records.length} records`;
    if (file.records.length > 0) note('heads', 'ok', records);
    else note('heads', 'missing', file.present ? `${file.invalid} invalid lines` : undefined);
    return null;
  }
  const entry = entryOfHeadFault(fault);
  note('heads', 'failed', entry === null ? fault.code : say(entry));
  return entry;
}

function entryOfHeadFault(fault: LedgerFault): EntryFault | null {
  if (fault.code === 'rolled-back') return { place: fault.first, fault: 'entry-gone' };
  if (fault.code !== 'forked') return null;
  const { counter, epoch, seq } = fault.recorded;
  return { place: { counter, epoch, seq, id: null }, fault: 'head-differs' };
}

/** One line for a log or a terminal. */
function say({ place, fault, detail }: EntryFault): string {
  const where = `epoch ${place.epoch} seq ${place.seq}${place.id === null ? '' : ` ${place.id}`}`;
  return `${fault} at ${where}${detail === undefined ? '' : ` (${detail})`}`;
}

function report(
  checks: ReadonlyMap<CheckName, CheckResult>,
  walked: Walked | null,
  heads: EntryFault | null,
  differences: readonly RowDifference[],
): VerifyReport {
  const all = checkNames.map((name): CheckResult => checks.get(name) ?? { name, state: 'skipped' });
  const own = walked?.own?.counter ?? null;
  return {
    ok: all.every(({ state }) => state === 'ok' || state === 'missing'),
    counter: own,
    kind: walked?.kind ?? null,
    epoch: walked?.own?.epoch ?? null,
    entries: walked?.entries ?? 0,
    receipts: walked?.receipts ?? 0,
    checks: all,
    firstFault: first([...Object.values(walked?.faults ?? {}), heads], own),
    differences,
  };
}

function first(faults: readonly (EntryFault | null)[], own: string | null): EntryFault | null {
  const found = faults.filter((fault) => fault !== null);
  const rank = ({ place }: EntryFault) => (place.counter === own ? 0 : 1);
  found.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.place.counter < b.place.counter ? -1 : a.place.counter > b.place.counter ? 1 : 0) ||
      a.place.epoch - b.place.epoch ||
      a.place.seq - b.place.seq,
  );
  return found[0] ?? null;
}
