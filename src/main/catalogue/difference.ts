/** What a file would change of what its source has in force. */
import { invariant } from '../../shared/kernel/assert.ts';
import type { ChangedLine, ImportDifference } from '../../shared/rpc/import.ts';
import { differenceLines } from './limits.ts';
import type { OpenList } from './open-lists.ts';

/** The lines of a file in its order, in columns: an object for each would cost more than the comparing. */
export interface ListLines {
  readonly refs: readonly string[];
  /** amount − listed as paid, in đồng. */
  readonly owed: ArrayLike<number>;
  /** What the line of that place is shown with. */
  readonly shown: (place: number) => Shown;
}

/** Money at this counter on a bill line: on receipts, and under way. In đồng. */
export type PaidOn = (bill: string) => number;

/** A line in force, as little of it as comparing needs: a list has hundreds of thousands. */
type LineInForce = [id: number, ref: string, amount: number, listedPaid: number];

/** What a changed line is shown with, found only for those that are shown. */
export type Shown = Pick<ChangedLine, 'code' | 'name' | 'fee' | 'period'>;

/** A changed line before it is shown. */
type Found = Pick<ChangedLine, 'kind' | 'before' | 'after' | 'paid'> & { readonly shown: () => Shown };

/**
 * Compares by reference, so that order and spelling of names do not count. Removed and changed lines with money on them
 * are cases and come first: nothing is reopened, but a person must look.
 */
export function differenceOf(
  inForce: readonly OpenList[],
  lines: ListLines,
  paidOn: PaidOn,
): ImportDifference {
  const fresh = freshLines(lines);
  const found = makeFound();
  const unlike: Unlike[] = [];
  for (const { each, shown } of inForce.map(linesInForce)) {
    for (const [id, ref, amount, listedPaid] of each()) {
      const before = amount - listedPaid;
      const now = fresh.takeNext(ref);
      if (now !== undefined && before === now.owed) found.same();
      else unlike.push({ ref, before, now, shown: () => shown(id) });
    }
  }
  for (const { ref, before, now = fresh.takeAnywhere(ref), shown } of unlike) {
    const after = now === undefined ? null : now.owed;
    if (before === after) found.same();
    else if (now === undefined) found.line({ kind: 'removed', before, after, paid: paidOn(ref), shown });
    else found.line({ kind: 'changed', before, after, paid: paidOn(ref), shown: now.shown });
  }
  for (const line of fresh.left()) {
    found.line({ kind: 'added', before: null, after: line.owed, paid: 0, shown: line.shown });
  }
  return found.end();
}

interface FreshLine {
  readonly owed: number;
  readonly shown: () => Shown;
}

/** A line in force with another sum in the file, or not found near the line before. */
interface Unlike {
  readonly shown: () => Shown;
  readonly ref: string;
  readonly before: number;
  readonly now: FreshLine | undefined;
}

/** Lines between two that the next one is looked for at once: as many as a family or a class has that is new. */
const linesAhead = 40;

/**
 * The lines of a file, each taken once. Both lists are in the order of names, so that nearly every line is the next one,
 * or a few further on; only what is not is looked for by its reference.
 */
function freshLines({ refs, owed, shown }: ListLines) {
  const taken = new Uint8Array(refs.length);
  let next = 0;
  let placeOf: ReadonlyMap<string, number> | null = null;
  const lineAt = (place: number): FreshLine => ({ owed: owed[place] ?? 0, shown: () => shown(place) });
  const take = (place: number): FreshLine => {
    taken[place] = 1;
    return lineAt(place);
  };
  return {
    /** The line of this reference when it is among the next ones. */
    takeNext(ref: string): FreshLine | undefined {
      const end = Math.min(next + linesAhead, refs.length);
      for (let place = next; place < end; place += 1) {
        if (refs[place] !== ref) continue;
        next = place + 1;
        return take(place);
      }
      return undefined;
    },
    /** The line of this reference wherever it is; only once all was asked for by `takeNext`. */
    takeAnywhere(ref: string): FreshLine | undefined {
      placeOf ??= new Map(refs.flatMap((one, place) => (taken[place] === 0 ? [[one, place] as const] : [])));
      const place = placeOf.get(ref);
      return place === undefined ? undefined : take(place);
    },
    left: (): FreshLine[] => refs.flatMap((_, place) => (taken[place] === 0 ? [lineAt(place)] : [])),
  };
}

/** Lines read at once: one by one they take twice as long, all together they would be in memory twice. */
const linesAtOnce = 10_000;

function linesInForce({ connection }: OpenList) {
  const next = connection
    .prepare<[number, number], LineInForce>(
      'SELECT id, ref, amount, listed_paid FROM bill WHERE id > ? ORDER BY id LIMIT ?',
    )
    .raw();
  const ofBill = connection.prepare<[number], Shown>(
    'SELECT p.code, p.name, b.fee, b.period FROM bill b JOIN payer p ON p.id = b.payer WHERE b.id = ?',
  );
  return {
    *each(): Generator<LineInForce, void> {
      for (let lines = next.all(0, linesAtOnce); lines.length > 0; ) {
        yield* lines;
        lines = next.all(lines.at(-1)?.[0] ?? 0, linesAtOnce);
      }
    },
    shown(id: number): Shown {
      const line = ofBill.get(id);
      invariant(line !== undefined, `bill ${id} stays while lists are compared`);
      return line;
    },
  };
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
