import type { Body, Entry } from '../../shared/journal/index.ts';
import { isEntryType } from '../../shared/journal/index.ts';
import { addUp, equationGap, type FigureTotal, figuresOf, postingsOf } from '../../shared/payment/index.ts';
import { moveEntryOf } from './entries.ts';
import type { EntryFaultCode } from './faults.ts';
import { sameFigures } from './read.ts';

type ShiftFault = { readonly fault: EntryFaultCode; readonly detail: string };
type Totals = Map<string, FigureTotal>;

/**
 * Checks the money equations from entries alone (design §4). Every entry must add up by itself, which names the one that
 * does not; a Z must hold exactly the figures of its shift's entries, and a shift must close once, so that each of its
 * receipts stands in one Z. Memory: the totals of open shifts, and an id for each closed one.
 */
export class ShiftCheck {
  readonly #open = new Map<string, Totals>();
  readonly #closed = new Set<string>();

  /** Looks at the next entry of the counter. */
  see(entry: Entry): ShiftFault | null {
    if (!isEntryType(entry.type)) return null;
    const { shift } = entry;
    if (shift !== null && this.#closed.has(shift)) {
      return { fault: 'shift-already-closed', detail: entry.type };
    }
    const move = moveEntryOf(entry, null);
    const postings = move === null ? [] : addUp(postingsOf(move as never));
    const gap = postings.length === 0 ? 0 : equationGap(figuresOf(postings));
    if (gap !== 0) return { fault: 'money-does-not-add-up', detail: `${gap} đ` };
    if (shift !== null && postings.length > 0) this.#add(shift, postings);
    return entry.type === 'shift.closed' ? this.#close(entry.body as Body<'shift.closed'>) : null;
  }

  #add(shift: string, postings: readonly FigureTotal[]): void {
    const totals = this.#open.get(shift) ?? new Map<string, FigureTotal>();
    this.#open.set(shift, totals);
    for (const one of postings) {
      const id = `${one.account}|${one.key}`;
      const before = totals.get(id);
      totals.set(id, {
        ...one,
        amount: one.amount + (before?.amount ?? 0),
        count: one.count + (before?.count ?? 0),
      });
    }
  }

  #close(body: Body<'shift.closed'>): ShiftFault | null {
    const fresh = figuresOf([...(this.#open.get(body.shift)?.values() ?? [])]);
    this.#open.delete(body.shift);
    this.#closed.add(body.shift);
    if (!sameFigures(fresh, body.figures)) return differs('figures');
    if (equationGap(fresh) !== 0)
      return { fault: 'money-does-not-add-up', detail: `${equationGap(fresh)} đ` };
    if (body.expected !== fresh.expectedCash) return differs('expected');
    if (body.difference !== body.counted - body.expected) return differs('difference');
    return body.counted === body.nextFloat + body.handedIn ? null : differs('handed-in');
  }
}

function differs(detail: string): ShiftFault {
  return { fault: 'z-differs-from-entries', detail };
}
