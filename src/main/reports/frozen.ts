/** Yearly figures that change no more: their bytes are kept, their hash is journalled (design §4; product.md F). */
import { createHash } from 'node:crypto';
import type { Database as Connection } from 'better-sqlite3';
import { canonical, type Json } from '../../shared/journal/index.ts';
import { addShare, type Share } from '../../shared/money/index.ts';
import { facilitySettings } from '../facility/settings.ts';
import { entryIsHere } from '../ledger/entry-here.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { cashlessReport, cashlessRule } from './cashless.ts';
import { collectedReport } from './collected.ts';
import type { Period } from './periods.ts';
import type { ReportScope } from './scope.ts';

/** Kind of a frozen report as the journal names it. */
export const cashlessKind = 'cashless';

export interface FrozenBytes {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** What stands on the paper beside the figures, frozen with them: words, as they are printed. */
export interface FrozenWords {
  readonly attributes: readonly { readonly label: string; readonly value: string }[];
  readonly readiness: readonly { readonly label: string; readonly value: string }[];
  readonly indicators: readonly { readonly label: string; readonly value: string }[];
}

/** Figures of a frozen report as its bytes have them. */
export interface FrozenFigures {
  readonly kind: string;
  readonly asOf: number;
  readonly cashless: Share & { readonly from: string; readonly to: string };
}

/** What is frozen: the figures of the period, who they are of, the rule, and the moment they were true. */
export function freezeBytes(
  connection: Connection,
  reads: LedgerReads,
  period: Period,
  asOf: number,
  scope: Pick<ReportScope, 'is' | 'counters' | 'name'>,
  words: FrozenWords,
): FrozenBytes {
  const { facility } = facilitySettings(reads);
  const { is, counters, name: counterName } = scope;
  const figures = {
    kind: cashlessKind,
    rule: cashlessRule,
    asOf,
    scope: is,
    facility,
    counterName,
    standing: reads.setting('standing'),
    cashless: cashlessReport(connection, reads, period, counters),
    collected: collectedReport(connection, reads, period, {}, counters).total,
    words,
  };
  const bytes = new TextEncoder().encode(`${canonical(figures as unknown as Json)}\n`);
  return { bytes, hash: hashOf(bytes) };
}

/** SHA-256 as lower-case hex. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Keeps the bytes of a report. Inside the caller's act, together with the entry that names their hash. */
export function keepBytes(connection: Connection, report: string, bytes: Uint8Array): void {
  connection.prepare('INSERT INTO frozen_bytes (report, bytes) VALUES (?, ?)').run(report, bytes);
}

/** The stored bytes of a frozen report; undefined when they are gone or are not those that were journalled. */
export function frozenBytes(
  connection: Connection,
  reads: LedgerReads,
  report: string,
): FrozenBytes | undefined {
  const row = reads.frozenReport(report);
  const kept = connection
    .prepare<[string], { bytes: Uint8Array }>('SELECT bytes FROM frozen_bytes WHERE report = ?')
    .get(report);
  if (row === undefined || kept === undefined || hashOf(kept.bytes) !== row.hash) return undefined;
  return { bytes: kept.bytes, hash: row.hash };
}

function figuresOf(bytes: Uint8Array): FrozenFigures {
  return JSON.parse(new TextDecoder().decode(bytes)) as FrozenFigures;
}

/**
 * What came to the period since it was frozen: the figures now less those that were frozen. It stands on a line of its
 * own; nothing frozen changes. Undefined when the frozen bytes cannot be read.
 */
export function supplementOf(
  connection: Connection,
  reads: LedgerReads,
  report: string,
  counters: readonly string[],
): Share | undefined {
  const frozen = frozenBytes(connection, reads, report);
  if (frozen === undefined) return undefined;
  const before = figuresOf(frozen.bytes).cashless;
  return addShare(cashlessReport(connection, reads, before, counters), before, -1);
}

/** Moves kept bytes from a quarantined file into the one that goes on; those whose entries were lost stay behind. */
export function carryFrozen(from: Connection, to: Connection): void {
  const isHere = entryIsHere(to);
  const entryOf = from.prepare<[string], { id: string }>(
    `SELECT id FROM journal WHERE type = 'report.frozen' AND json_extract(body, '$.report') = ?`,
  );
  const add = to.prepare('INSERT INTO frozen_bytes (report, bytes) VALUES (?, ?)');
  const kept = from.prepare<[], { report: string; bytes: Uint8Array }>(
    'SELECT report, bytes FROM frozen_bytes',
  );
  for (const { report, bytes } of kept.iterate()) {
    const entry = entryOf.get(report)?.id;
    if (entry !== undefined && isHere(entry)) add.run(report, bytes);
  }
}
