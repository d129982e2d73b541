/** What a file would change of what its source has in force. */
import { invariant } from '../../shared/kernel/assert.ts';
import type { ChangedLine, ImportDifference } from '../../shared/rpc/import.ts';
import type { CatalogueDatabase } from './database.ts';
import type { DraftBill, DraftPayer } from './draft.ts';
import type { SourceInForce } from './generations.ts';
import { differenceLines } from './limits.ts';
import type { ReferencedPayer } from './references.ts';

/** Money at this counter on a bill line: on receipts, and under way. In đồng. */
export type PaidOn = (bill: string) => number;

/** A line in force, as little of it as comparing needs: a list has hundreds of thousands. */
type LineInForce = [id: number, ref: string, amount: number, listedPaid: number];

/** What a changed line is shown with, found only for those that are shown. */
type Shown = Pick<ChangedLine, 'code' | 'name' | 'fee' | 'period'>;

/** A changed line before it is shown. */
type Found = Pick<ChangedLine, 'kind' | 'before' | 'after' | 'paid'> & { readonly shown: () => Shown };

/**
 * Compares by reference, so that order and spelling of names do not count. Removed and changed lines with money on them
 * are cases and come first: nothing is reopened, but a person must look.
 */
export function differenceOf(
  database: CatalogueDatabase,
  inForce: SourceInForce,
  payers: readonly ReferencedPayer[],
  paidOn: PaidOn,
): ImportDifference {
  const fresh = freshLines(payers);
  const found = makeFound();
  const { each, shown } = linesInForce(database);
  const unlike: Unlike[] = [];
  for (const [id, ref, amount, listedPaid] of each(inForce)) {
    const before = amount - listedPaid;
    const now = fresh.takeNext(ref);
    if (now !== undefined && before === owed(now.bill)) found.same();
    else unlike.push({ id, ref, before, now });
  }
  for (const { id, ref, before, now = fresh.takeAnywhere(ref) } of unlike) {
    const after = now === undefined ? null : owed(now.bill);
    if (before === after) found.same();
    else if (now === undefined)
      found.line({ kind: 'removed', before, after, paid: paidOn(ref), shown: () => shown(id) });
    else found.line({ kind: 'changed', before, after, paid: paidOn(ref), shown: () => shownOf(now) });
  }
  for (const line of fresh.left()) {
    found.line({ kind: 'added', before: null, after: owed(line.bill), paid: 0, shown: () => shownOf(line) });
  }
  return found.end();
}

interface DraftLine {
  readonly ref: string;
  readonly payer: DraftPayer;
  readonly bill: DraftBill;
}

/** A line in force with another sum in the draft, or not found near the line before. */
interface Unlike {
  readonly id: number;
  readonly ref: string;
  readonly before: number;
  readonly now: DraftLine | undefined;
}

/** Lines between two that the next one is looked for at once: as many as a family or a class has that is new. */
const linesAhead = 40;

/**
 * The lines of a draft, each taken once. Both lists are in the order of names, so that nearly every line is the next one,
 * or a few further on; only what is not is looked for by its reference.
 */
function freshLines(payers: readonly ReferencedPayer[]) {
  const lines = payers.flatMap(({ payer, billRefs }) =>
    payer.bills.map((bill, index): DraftLine => ({ ref: billRefs[index] ?? '', payer, bill })),
  );
  const taken = new Uint8Array(lines.length);
  let next = 0;
  let placeOf: ReadonlyMap<string, number> | null = null;
  const take = (place: number): DraftLine | undefined => {
    taken[place] = 1;
    return lines[place];
  };
  return {
    /** The line of this reference when it is among the next ones. */
    takeNext(ref: string): DraftLine | undefined {
      const end = Math.min(next + linesAhead, lines.length);
      for (let place = next; place < end; place += 1) {
        if (lines[place]?.ref !== ref) continue;
        next = place + 1;
        return take(place);
      }
      return undefined;
    },
    /** The line of this reference wherever it is; only once all was asked for by `takeNext`. */
    takeAnywhere(ref: string): DraftLine | undefined {
      placeOf ??= new Map(
        lines.flatMap((line, place) => (taken[place] === 0 ? [[line.ref, place] as const] : [])),
      );
      const place = placeOf.get(ref);
      return place === undefined ? undefined : take(place);
    },
    left: (): DraftLine[] => lines.filter((_, place) => taken[place] === 0),
  };
}

function linesInForce({ connection }: CatalogueDatabase) {
  const lines = connection
    .prepare<[number, number], LineInForce>(
      'SELECT id, ref, amount, listed_paid FROM bill WHERE payer BETWEEN ? AND ?',
    )
    .raw();
  const ofBill = connection.prepare<[number], Shown>(
    'SELECT p.code, p.name, b.fee, b.period FROM bill b JOIN payer p ON p.id = b.payer WHERE b.id = ?',
  );
  return {
    each: ({ firstPayer, lastPayer }: SourceInForce) => lines.iterate(firstPayer, lastPayer),
    shown(id: number): Shown {
      const line = ofBill.get(id);
      invariant(line !== undefined, `bill ${id} stays while lists are compared`);
      return line;
    },
  };
}

function owed({ amount, listedPaid }: DraftBill): number {
  return amount - listedPaid;
}

function shownOf({ payer: { code, name }, bill: { fee, period } }: DraftLine): Shown {
  return { code, name, fee, period };
}

/** Counts all, keeps as many as are shown: cases first, then what is changed and removed, then what is new. */
function makeFound() {
  const counts = { added: 0, removed: 0, changed: 0, same: 0, cases: 0 };
  const kept = { cases: [] as Found[], others: [] as Found[], added: [] as Found[] };
  const keep = (lines: Found[], line: Found) => {
    if (lines.length < differenceLines) lines.push(line);
  };
  return {
    same(): void {
      counts.same += 1;
    },
    line(line: Found): void {
      counts[line.kind] += 1;
      if (line.paid > 0) counts.cases += 1;
      if (line.paid > 0) keep(kept.cases, line);
      else keep(line.kind === 'added' ? kept.added : kept.others, line);
    },
    end(): ImportDifference {
      const lines = [...kept.cases, ...kept.others, ...kept.added].slice(0, differenceLines);
      return { ...counts, lines: lines.map(({ shown, ...line }) => ({ ...line, ...shown() })) };
    },
  };
}
