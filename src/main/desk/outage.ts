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
  /** Says how a channel or device stands now; `name` tells devices of a kind apart. Short breaks are not an outage. */
  tell(kind: OutageKind, works: boolean, name?: string): void;
  stop(): void;
}

/** Breaks shorter than this are nobody's business. */
const outageAfterMs = 60_000;

/**
 * Journals outages of channels and devices by itself: one that does not work for a minute is out, from the moment it was
 * first told; it ends when it works again. Nothing before the ledger is set up.
 */
export function watchOutages(parts: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ledger: Ledger;
  readonly reads: LedgerReads;
}): OutageWatch {
  const { clock, ids, ledger, reads } = parts;
  interface Down {
    readonly kind: OutageKind;
    readonly name: string | null;
    readonly from: number;
    outage: string | null;
    cancel: () => void;
  }
  const down = new Map<string, Down>();
  const began = (state: Down): void => {
    if (reads.counterRow() === undefined) return;
    const outage = ids.next();
    const body = { outage, kind: state.kind, from: state.from, automatic: true };
    const text = state.name;
    const done = ledger.act(() => ledger.append({ type: 'outage.began', body, private: { text } }));
    if (done.ok) state.outage = outage;
  };
  /** What was out when the counter ended, and works now. */
  const endLeft = (kind: OutageKind, name: string | null): void => {
    const now = clock.now();
    const left = reads
      .outagesAt(now, now)
      .filter((row) => row.to === null && row.automatic === 1 && row.kind === kind && row.text === name);
    if (left.length === 0) return;
    ledger.act(() => {
      for (const { id } of left) ledger.append({ type: 'outage.ended', body: { outage: id, to: now } });
    });
  };
  const heard = new Set<string>();
  let stopped = false;
  return {
    tell(kind, works, name) {
      // Devices that are closed with the counter say that they are gone; by then its book is closed too.
      if (stopped) return;
      const key = `${kind} ${name ?? ''}`;
      const state = down.get(key);
      if (works && !heard.has(key)) {
        heard.add(key);
        if (state?.outage == null) endLeft(kind, name ?? null);
      }
      if (!works && state === undefined) {
        const fresh: Down = {
          ...{ kind, name: name ?? null, from: clock.now(), outage: null },
          cancel: () => undefined,
        };
        fresh.cancel = clock.after(outageAfterMs, () => began(fresh));
        down.set(key, fresh);
      }
      if (!works || state === undefined) return;
      state.cancel();
      down.delete(key);
      const { outage } = state;
      if (outage === null) return;
      ledger.act(() => ledger.append({ type: 'outage.ended', body: { outage, to: clock.now() } }));
    },
    stop() {
      stopped = true;
      for (const { cancel } of down.values()) cancel();
      down.clear();
    },
  };
}

/** What a device's state says of it; null where it says nothing (not heard of yet). */
function worksNow(state: string): boolean | null {
  switch (state) {
    case 'offline':
      return false;
    case 'unknown':
    case 'connecting':
      return null;
    default:
      // Without paper it is still there, and the cashier is told at once.
      return true;
  }
}

/** Tells the log how printers and card terminals stand. */
export function tellDevices(
  watch: OutageWatch,
  devices: readonly { readonly name: string; readonly kind: string; readonly state: string }[],
): void {
  for (const { name, kind, state } of devices) {
    const works = worksNow(state);
    if ((kind !== 'printer' && kind !== 'terminal') || works === null) continue;
    watch.tell(kind, works, name);
  }
}

/** All that the counter itself can say of it. */
const wentOff = 'Máy tắt không báo trước';
/** Shorter than a start of the machine. */
const leastGapMs = 60_000;

/**
 * The counter was last known to run at `lastAliveMs` and did not end by itself: with a shift open, the time until now was
 * a power cut as far as anybody can tell (product.md C). A person may say more of it.
 */
export function notePowerCut(
  parts: Pick<DeskContext, 'clock' | 'ids' | 'ledger' | 'reads'>,
  lastAliveMs: number | null,
): void {
  const { clock, ids, ledger, reads } = parts;
  const shift = reads.openShift();
  const now = clock.now();
  if (shift === undefined || lastAliveMs === null || now - lastAliveMs < leastGapMs) return;
  const from = Math.max(lastAliveMs, shift.openedAt);
  ledger.act(() => {
    const outage = ids.next();
    const body = { outage, kind: 'power', from, automatic: true } as const;
    ledger.append({ type: 'outage.began', body, private: { text: wentOff } });
    ledger.append({ type: 'outage.ended', body: { outage, to: now } });
  });
}
