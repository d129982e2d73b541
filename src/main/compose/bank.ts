import type { Clock } from '../../shared/kernel/clock.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import { findMatchCodes } from '../../shared/vietqr/index.ts';
import { applyCredit } from '../bank/credits.ts';
import { accountOfCredit, type LooseCredits } from '../bank/loose-credits.ts';
import type { BankCredit, BankFeedState } from '../bank/port.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { simulatedBankFeed } from '../sync/simulated-bank-feed.ts';
import { profileAllowed } from '../upkeep/local.ts';
import type { CounterSettings } from './house.ts';

export interface BankParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ledger: Ledger;
  readonly reads: LedgerReads;
  readonly kind: 'real' | 'training';
  readonly settings: Pick<CounterSettings, 'simulators'>;
  readonly changed: () => void;
  /** Where credits wait that stand in nobody's journal. */
  readonly loose: LooseCredits;
}

/** What tells this counter of credits, wired to the ledger. */
export interface Bank {
  state(): BankFeedState;
  start(): void;
  stop(): void;
}

const noBank: Bank = {
  state: () => ({ state: 'not-connected', sinceMs: null }),
  start: () => undefined,
  stop: () => undefined,
};

/**
 * The feed this ledger may have: a training one that of the simulated bank, a real one none until it is enrolled with a
 * backend. Each credit is an act of its own.
 */
export function openBank({ clock, ids, ledger, reads, kind, settings, changed, loose }: BankParts): Bank {
  const simulated = settings.simulators.find(({ peer }) => peer === 'bank');
  if (simulated === undefined || !profileAllowed(kind, 'launcher')) return noBank;
  const feed = simulatedBankFeed(simulated, clock);
  // One with a code is another counter's; one that a person here has assigned is in the journal.
  const notice = (credit: BankCredit): void => {
    const known = reads.creditByReference(accountOfCredit(credit), credit.reference) !== undefined;
    if (known || findMatchCodes(credit.content).length > 0) return;
    loose.note(credit);
    changed();
  };
  const take = (credit: BankCredit): void => {
    const done = ledger.act(() => applyCredit({ ledger, reads, ids }, credit, 'feed'));
    // Never holds up the others; the feed is read again from its beginning at the next start.
    if (!done.ok) process.stderr.write(`bank credit-refused ${done.reason}\n`);
    else if (done.value.is === 'not-ours') notice(credit);
    else if (done.value.is === 'contradicts') process.stderr.write('bank credit-contradicts\n');
  };
  return { state: feed.state, start: () => feed.start(take, changed), stop: feed.stop };
}
