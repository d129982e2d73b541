/** The outage log: what was out, from when to when; it fills itself where the counter notices (product.md C). */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';

export type OutageKind = 'network' | 'power' | 'bank' | 'printer' | 'terminal' | 'other';

/** A person notes an outage; `to` null while it lasts. */
export function noteOutage(
  context: DeskContext,
  request: {
    readonly kind: OutageKind;
    readonly from: number;
    readonly to: number | null;
    readonly text: string;
  },
): Outcome<{ outage: string }> {
  const { ids, ledger } = context;
  return act(context, (actor) => {
    const outage = ids.next();
    ledger.append({
      type: 'outage.began',
      actor,
      body: { outage, kind: request.kind, from: request.from, automatic: false },
      private: { text: request.text },
    });
    if (request.to !== null) ledger.append({ type: 'outage.ended', actor, body: { outage, to: request.to } });
    return { outage };
  });
}

/** It is over. */
export function endOutage(
  context: DeskContext,
  request: { readonly outage: string; readonly to: number },
): Outcome<Record<string, never>> {
  const row = context.reads.outage(request.outage);
  if (row === undefined) return fail('outage-not-found');
  return act(context, (actor) => {
    context.ledger.append({ type: 'outage.ended', actor, body: { outage: row.id, to: request.to } });
    return {};
  });
}

export interface OutageWatch {
  /** Says how a channel stands now. Short breaks are not an outage. */
  tell(kind: OutageKind, works: boolean): void;
  stop(): void;
}

/** Breaks shorter than this are nobody's business. */
const outageAfterMs = 60_000;

/**
 * Journals outages of channels by itself: one that does not work for a minute is out, from the moment it was first
 * told; it ends when it works again. Nothing before the ledger is set up.
 */
export function watchOutages(parts: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ledger: Ledger;
  readonly reads: LedgerReads;
}): OutageWatch {
  const { clock, ids, ledger, reads } = parts;
  const down = new Map<OutageKind, { from: number; outage: string | null; cancel: () => void }>();
  const began = (kind: OutageKind): void => {
    const state = down.get(kind);
    if (state === undefined || reads.counterRow() === undefined) return;
    const outage = ids.next();
    const body = { outage, kind, from: state.from, automatic: true };
    const done = ledger.act(() => ledger.append({ type: 'outage.began', body, private: { text: null } }));
    if (done.ok) state.outage = outage;
  };
  return {
    tell(kind, works) {
      const state = down.get(kind);
      if (!works && state === undefined) {
        const cancel = clock.after(outageAfterMs, () => began(kind));
        down.set(kind, { from: clock.now(), outage: null, cancel });
      }
      if (!works || state === undefined) return;
      state.cancel();
      down.delete(kind);
      const { outage } = state;
      if (outage === null) return;
      ledger.act(() => ledger.append({ type: 'outage.ended', body: { outage, to: clock.now() } }));
    },
    stop() {
      for (const { cancel } of down.values()) cancel();
      down.clear();
    },
  };
}
