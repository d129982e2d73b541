import { canonical } from '../../shared/journal/index.ts';
import { InvariantBroken } from '../../shared/kernel/assert.ts';
import type { BankRow } from '../../shared/rpc/settings.ts';
import { feedBodies, feedItem } from '../../shared/sync/index.ts';
import { findMatchCodes } from '../../shared/vietqr/index.ts';
import { applyCredit } from '../bank/credits.ts';
import { accountOfCredit, type LooseCredits } from '../bank/loose-credits.ts';
import type { BankCredit } from '../bank/port.ts';
import { type FeedLists, feedLists } from '../catalogue/feed-lists.ts';
import { readWatched, type WatchedCatalogue } from '../catalogue/watched.ts';
import type { CaseBook } from '../desk/cases.ts';
import type { SyncDesk } from '../desk/enrol.ts';
import { targetBands } from '../facility/dated.ts';
import { withBankNames, withPriceList, withTarget } from '../facility/feed-lists.ts';
import { allPrices } from '../facility/methods.ts';
import { facilitySettings } from '../facility/settings.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import { sisterJournals } from '../ledger/sister.ts';
import { storedEntries } from '../ledger/stored.ts';
import { signatureCheckOf, signerOf } from '../ports/keys.ts';
import { sealerOf } from '../ports/sealing.ts';
import { transact } from '../store/transact.ts';
import { askToEnrol } from '../sync/enrol.ts';
import { type LinkParts, SyncLink } from '../sync/link.ts';
import { NotApplied } from '../sync/pull.ts';
import { syncStore } from '../sync/store.ts';
import type { Bank } from './bank.ts';
import type { Books } from './books.ts';
import { type CasesParts, noteOwnFunds, openCases, watchTwice } from './cases.ts';
import type { House } from './house.ts';

export interface SyncParts {
  readonly house: House;
  readonly books: Books;
  readonly kind: 'real' | 'training';
  readonly counterName: () => string;
  readonly loose: LooseCredits;
  readonly changed: () => void;
  readonly facility: FacilityReads;
}

/** The line to the backend of a counter at work. */
export interface Sync {
  readonly link: SyncLink;
  readonly desk: SyncDesk;
  readonly cases: CaseBook;
  /** The file of the lists was made anew. */
  readListsAgain(): void;
  /** Whether the backend has this entry of our own. */
  isSent(entry: string): boolean;
  /** The bank list that came with the program, with the names the province told. */
  banks(own: readonly BankRow[]): readonly BankRow[];
  /** Credits come by the feed. */
  readonly bank: Bank;
  start(): void;
  stop(): Promise<void>;
}

/** The bill a case is about, and whose it is, so that somebody can find it. */
function aboutOf({ catalogue }: House, item: string | null): string | null {
  const read = feedItem.safeParse(item === null ? null : JSON.parse(item));
  const body = read.success && read.data.kind === 'bill' ? feedBodies.bill.safeParse(read.data.body) : null;
  if (body === null || !body.success) return null;
  const { bill, payer } = body.data;
  const known = readWatched(catalogue).openPayer(payer);
  return known === null ? bill : `${bill}, ${known.name} (${known.code})`;
}

/** Targets and price lists of the province take effect as they come: it is master of them (design §6 "Pull"). */
function provinceLists({ ledger, reads }: Books): LinkParts['facility'] {
  return {
    takeTarget(target) {
      const before = targetBands(reads);
      const list = withTarget(before, target);
      if (typeof list === 'string') return list;
      if (canonical([...list]) === canonical([...before])) return null;
      ledger.append({ type: 'settings.set', body: { key: 'targets', value: { list: [...list] } } });
      return null;
    },
    takePriceList(told) {
      const before = allPrices(reads);
      const list = withPriceList(before, told);
      if (typeof list === 'string') return list;
      if (canonical([...list]) === canonical([...before])) return null;
      ledger.append({ type: 'settings.set', body: { key: 'prices', value: { list: [...list] } } });
      return null;
    },
  };
}

/**
 * Lists of the feed, in whatever file is open. What comes while it is damaged is written down as a case, and tried again
 * once another has taken its place.
 */
function listsOf(catalogue: WatchedCatalogue): FeedLists {
  let made = { of: catalogue.connection, lists: feedLists(catalogue) };
  const lists = (): FeedLists => {
    if (made.of !== catalogue.connection) made = { of: catalogue.connection, lists: feedLists(catalogue) };
    return made.lists;
  };
  const take = (run: () => void): void => {
    const taken = catalogue.guard(() => {
      run();
      return true;
    }, false);
    if (!taken) throw new NotApplied();
  };
  return {
    takePayer: (payer) => take(() => lists().takePayer(payer)),
    takeBill: (bill) => take(() => lists().takeBill(bill)),
    begun: () => catalogue.guard(() => lists().begun(), true),
  };
}

/** Puts the sync room together with ledger, keys and bank. Nothing is sent before {@link Sync.start}. */
export function openSync({ house, books, kind, counterName, loose, changed, facility }: SyncParts): Sync {
  const { clock, ids, random, signer, keys } = house;
  const { money, ledger, reads } = books;
  const store = syncStore(money);
  const sealer = sealerOf([keys.sealing]);
  const stopped = new AbortController();
  const stored = storedEntries(money);
  const lists = listsOf(house.catalogue);
  const ofCases: CasesParts = {
    ...{ clock, store, sealer, facility },
    catalogue: readWatched(house.catalogue),
  };
  // A catalogue that was made anew has nothing of what the feed told.
  if (!lists.begun()) transact(money, () => store.forgetLists());
  const link = new SyncLink({
    ...{ clock, ids, random, signer, sealer, store, stored, signatureCheckOf, changed },
    counter: ledger.counter,
    head: () => ledger.head,
    transact: (run) => transact(money, run),
    facilityKey: keys.facility.publicKey,
    sisters: watchTwice(sisterJournals(money), ofCases),
    act: (run) => {
      try {
        return ledger.act(run).ok;
      } catch (cause) {
        if (cause instanceof NotApplied) return false;
        throw cause;
      }
    },
    applyCredit: (credit) => takeCredit(credit),
    lists,
    facility: provinceLists(books),
    paidOn: (bill) => reads.bill(bill).paid,
  });

  function takeCredit(credit: BankCredit): string | null {
    const effect = applyCredit({ ledger, reads, ids }, credit, 'feed');
    if (effect.is === 'contradicts') return 'credit-contradicts';
    const known = reads.creditByReference(accountOfCredit(credit), credit.reference) !== undefined;
    // With a code it is another counter's; without one it waits for a person of any counter.
    if (effect.is !== 'not-ours' || known || findMatchCodes(credit.content).length > 0) return null;
    loose.note(credit);
    return 'credit-unmatched';
  }

  const desk: SyncDesk = {
    training: kind === 'training',
    ask: (typed) =>
      askToEnrol(
        {
          ...{ clock, signer, sealer, signatureCheckOf },
          counter: ledger.counter,
          kind: facilitySettings(reads).machine,
          name: counterName(),
          facility: signerOf(keys.facility),
        },
        typed,
        stopped.signal,
      ),
    keep(found) {
      transact(money, () => {
        store.saveLink(found, clock.now());
        store.clearStop('push');
        store.clearStop('pull');
      });
      link.start();
      changed();
    },
    enrolled: () => store.link() !== null,
    view() {
      const enrolled = store.link();
      return {
        enrolled: enrolled && { url: enrolled.url, facilityName: enrolled.facilityName },
        ...link.state(),
        heardAt: link.heardAtMs,
        clockAheadMs: link.clockAheadMs,
        backendWentBack: link.pusher.backendWentBack,
        stops: store.stops().map(({ what, code, say, at }) => ({ what, code, say, at })),
        cases: store.cases().map(({ item, ...one }) => ({ ...one, about: aboutOf(house, item) })),
        sisters: store.sisters().map(({ counter, name, state, stalled }) => ({
          ...{ counter, name, state },
          stalled: stalled !== null,
          untilMs: stored.tail(counter, 1)[0]?.at ?? null,
        })),
      };
    },
    resume: () => link.resume(),
  };
  const unsubscribe = ledger.subscribe((entries) => {
    noteOwnFunds(ofCases, entries, (run) => transact(money, run));
    link.wake();
  });
  return {
    link,
    desk,
    cases: openCases(ofCases),
    isSent: store.isSent,
    readListsAgain() {
      transact(money, () => store.forgetLists());
      link.readListsAgain();
    },
    banks: (own) => withBankNames(own, store.bankList()),
    bank: {
      state: () => {
        if (!desk.enrolled()) return { state: 'not-connected', sinceMs: null };
        return link.live
          ? { state: 'live', sinceMs: link.heardAtMs }
          : { state: 'paused', sinceMs: link.state().sinceMs };
      },
      start: () => undefined,
      stop: () => undefined,
    },
    start: () => {
      if (kind === 'training' && desk.enrolled()) throw new InvariantBroken('a training ledger is enrolled');
      link.start();
    },
    stop: async () => {
      unsubscribe();
      stopped.abort();
      await link.stop();
    },
  };
}
