import { InvariantBroken } from '../../shared/kernel/assert.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { expireAsked } from '../tenders/asked.ts';

export interface ExpiryParts {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly reads: LedgerReads;
  /** The time of a code is over; the screens show it. */
  readonly changed: () => void;
}

/** Longest sleep: the wall clock may be set, and a machine may have slept. */
const longestWaitMs = 30_000;

/**
 * Lets codes and USSD requests expire when their time is over, also those that were shown before a restart. Nobody's act. A claimed code
 * does not expire: the payer says the money is on its way, so it waits until the bank, an approver or the cashier speaks.
 * @returns stops it
 */
export function expireCodes({ clock, ledger, reads, changed }: ExpiryParts): () => void {
  let cancel: () => void = () => undefined;
  let lookedAt = clock.now() as number;

  const arm = (delayMs: number): void => {
    cancel();
    cancel = clock.after(Math.max(0, Math.min(delayMs, longestWaitMs)), look);
  };
  const look = (): void => {
    const now = clock.now();
    const shown = [...reads.tendersIn('vietqr', 'shown'), ...reads.tendersIn('ussd', 'asked')];
    const over = shown.filter((tender) => (tender.expiresAt ?? 0) <= now);
    if (over.length > 0) {
      const done = ledger.act(() => {
        for (const tender of over) expireAsked(ledger, tender);
      });
      if (!done.ok) throw new InvariantBroken(`a code cannot expire: ${done.reason}`);
    }
    const claimed = [...reads.tendersIn('vietqr', 'claimed'), ...reads.tendersIn('ussd', 'claimed')];
    const waiting = [...shown, ...claimed].map((one) => one.expiresAt ?? 0);
    if (waiting.some((at) => at > lookedAt && at <= now)) changed();
    lookedAt = now;
    const next = Math.min(...waiting.filter((at) => at > now));
    arm(next - now);
  };
  const unsubscribe = ledger.subscribe((entries) => {
    if (entries.some(({ type }) => type === 'vietqr.shown' || type === 'ussd.asked')) arm(0);
  });
  arm(0);
  return () => {
    unsubscribe();
    cancel();
  };
}
