import { type Body, type ChainHead, systemActor } from '../../shared/journal/index.ts';
import { InvariantBroken, invariant } from '../../shared/kernel/assert.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import type { HeadPlace } from './faults.ts';
import { highest } from './heads.ts';
import { Ledger, type LedgerPorts } from './ledger.ts';
import { type LedgerReads, ledgerReads } from './read.ts';
import type { LedgerTables } from './schema.ts';

/** Why and from where a new epoch starts. */
export interface NewEpoch {
  readonly cause: Body<'epoch.opened'>['cause'];
  /** The last entry that is here. */
  readonly continues: ChainHead;
  /** Every head known from outside the file: head file, backups, backend, sisters. */
  readonly knownHeads: readonly HeadPlace[];
  /** True when entries may be lost that no head record tells of. */
  readonly mayMiss: boolean;
  /** Administrator who opens it; null when the act has no person (a simulation). */
  readonly actor: string | null;
  /** Administrator named on the recovery sheet, when `local.db` was lost. */
  readonly recoveredBy: string | null;
}

/** A series that ended with the old epoch and the one that goes on in the new. */
export interface ReopenedSeries {
  readonly closed: string;
  readonly closedAt: number;
  readonly opened: string;
}

/** Our own series; a paper book goes on with its printed numbers. */
const reopened = ['receipt', 'on-behalf', 'deposit', 'refund'] as const;

/**
 * Opens the epoch of `ledger`, whose journal of that epoch is still empty: `epoch.opened`, which closes every series of
 * numbers, then each again under a new suffix, from 1 (design §3 "Epochs"). Inside the caller's act.
 */
export function openEpoch(ledger: Ledger, reads: LedgerReads, epoch: NewEpoch): readonly ReopenedSeries[] {
  invariant(ledger.head.seq === 0, 'a new epoch starts with its opening');
  const actor = epoch.actor ?? systemActor;
  const open = reopened.flatMap((purpose) => reads.series(purpose));
  const known = highest(
    [...epoch.knownHeads, { counter: ledger.counter, ...epoch.continues }],
    ledger.counter,
  );
  invariant(known !== undefined, 'the head it continues from is known');
  const mayMiss = epoch.mayMiss || known.hash !== epoch.continues.hash;
  ledger.append({
    type: 'epoch.opened',
    actor,
    body: {
      cause: epoch.cause,
      continues: headOf(epoch.continues),
      highestKnown: headOf(known),
      recoveredBy: epoch.recoveredBy,
      series: open.map((series) => ({ series: series.id, closedAt: series.next - 1, mayMiss })),
    },
  });
  const taken = new Set(open.map(({ id }) => id));
  return open.map((series) => {
    const opened = newName(series, ledger, taken);
    ledger.append({
      type: 'series.opened',
      actor,
      body: {
        series: opened,
        purpose: series.purpose as Body<'series.opened'>['purpose'],
        year: series.year,
        firstNumber: 1,
        width: series.width,
        confirmedBy: 'person',
      },
    });
    return { closed: series.id, closedAt: series.next - 1, opened };
  });
}

/** A ledger that goes on in a new epoch of the same file. */
export interface ContinuedLedger {
  readonly ledger: Ledger;
  readonly reads: LedgerReads;
  readonly series: readonly ReopenedSeries[];
}

/**
 * Lets a whole file, such as a restored backup, go on in a new epoch. `before` is its ledger, used no more afterwards.
 * The refusal is the rule that forbids the opening; then nothing is written.
 */
export function continueInNewEpoch(
  database: Database<LedgerTables>,
  ports: LedgerPorts,
  before: Ledger,
  opening: Omit<NewEpoch, 'continues'>,
): Result<ContinuedLedger, string> {
  const known = highest(opening.knownHeads, before.counter)?.epoch ?? 0;
  const epoch = 1 + Math.max(before.head.epoch, known);
  const ledger = new Ledger(database, ports, before.counter, epoch);
  const reads = ledgerReads(database, ledger);
  const setEpoch = statement(database, (query, p: Placeholders<{ epoch: number }>) =>
    query.updateTable('own').set({ epoch: p.epoch }),
  );
  const opened = ledger.act(() => {
    setEpoch.run({ epoch });
    return openEpoch(ledger, reads, { ...opening, continues: before.head });
  });
  return opened.ok ? ok({ ledger, reads, series: opened.value }) : opened;
}

function headOf({ epoch, seq, hash }: ChainHead): ChainHead {
  return { epoch, seq, hash };
}

/** `VP26-Q2` becomes `VP26-Q2.2` in epoch 2 and `VP26-Q2.3` in epoch 3. */
function newName(series: Row<'series'>, ledger: Ledger, taken: Set<string>): string {
  const suffix = /\.(\d+)$/.exec(series.id);
  const fromEpoch = suffix?.[1] !== undefined && ledger.rows.get('epoch', suffix[1]) !== undefined;
  const stem = fromEpoch ? series.id.slice(0, -(suffix?.[0].length ?? 0)) : series.id;
  for (const mark of ['', 'a', 'b', 'c', 'd']) {
    const name = `${stem}.${ledger.head.epoch}${mark}`;
    if (taken.has(name) || ledger.rows.get('series', name) !== undefined) continue;
    taken.add(name);
    return name;
  }
  throw new InvariantBroken(`no free name for the series that follows ${series.id}`);
}
