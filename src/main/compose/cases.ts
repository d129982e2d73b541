import type { Body, Entry } from '../../shared/journal/index.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Sealer } from '../../shared/kernel/sealer.ts';
import type { CatalogueReads } from '../catalogue/read.ts';
import {
  billTwice,
  type CaseBook,
  creditTwice,
  type OpenCase,
  type TwicePaid,
  twicePaid,
} from '../desk/cases.ts';
import { fundOfCase, goneOfFund, isGivenTwice, refundTwice } from '../desk/fund-twice.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import { sha256 } from '../ledger/ledger.ts';
import { type FundName, fundKey } from '../ledger/read-funds.ts';
import type { SisterJournals } from '../ledger/sister.ts';
import type { StoredEntry } from '../ledger/stored.ts';
import type { SyncStore } from '../sync/store.ts';

export interface CasesParts {
  readonly clock: Clock;
  readonly store: SyncStore;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly facility: FacilityReads;
  readonly catalogue: Pick<CatalogueReads, 'billByRef'>;
}

/** Credits that nobody knows have a list of their own, where they are assigned. */
const elsewhere: ReadonlySet<string> = new Set(['credit-unmatched']);

/** Cases of the feed and of bills taken twice, kept where the sync room keeps what it could not apply. */
export function openCases(parts: CasesParts): CaseBook {
  const { facility, sealer, store } = parts;
  const stands = ({ kind, item }: OpenCase): boolean => {
    const fund = kind === refundTwice ? fundOfCase({ item }) : null;
    if (fund !== null) return isGivenTwice(facility, fund);
    const twice = kind === billTwice ? twicePaid(item) : null;
    // A receipt was voided or paid back since: what is left is owed once.
    return twice === null || isTwice(facility, twice);
  };
  return {
    open: () => store.cases().filter((one) => !elsewhere.has(one.reason) && stands(one)),
    settle(id) {
      const fund = store.cases().find((one) => one.id === id && one.kind === refundTwice);
      const name = fund === undefined ? null : fundOfCase(fund);
      if (fund === undefined || name === null) return store.settleItem(id);
      // How much was judged is kept: when more goes out later, it is to be judged again.
      const item = JSON.stringify({ judged: goneOfFund(facility, name) });
      store.replaceItem({ ...fund, state: 'settled', item });
    },
    unseal: (subject, sealed) => sealer.open(subject, sealed),
  };
}

/**
 * Journals of sisters that are looked at as they are taken in: a bill for which two counters have more money than was
 * owed is a case at both, with both receipts as they are (design §6), and so are a credit that
 * both gave away, and a deposit or balance that both gave back. Every counter makes it alike, so it is one case.
 */
export function watchTwice(journals: SisterJournals, parts: CasesParts): SisterJournals {
  return {
    ...journals,
    take(entries, applying) {
      const taken = journals.take(entries, applying);
      if (!taken.ok || taken.value.stored === 0) return taken;
      for (const [bill, on] of billsIn(entries)) note(parts, bill, on);
      for (const key of creditsIn(parts, entries)) noteCredit(parts, key);
      for (const fund of fundsIn(parts, entries)) noteFund(parts, fund);
      return taken;
    },
  };
}

/**
 * The same for what this counter itself has just committed: a deposit that is used or given back here, after a sister's
 * journal said that she did, is a case of both. Its own transaction, after the act; nothing is written where nothing is twice.
 */
export function noteOwnFunds(
  parts: CasesParts,
  entries: readonly Entry[],
  transact: (run: () => void) => void,
): void {
  const stored = entries.map(({ counter, type, body }) => ({ counter, type, body: JSON.stringify(body) }));
  const funds = fundsIn(parts, stored).filter((fund) => isGivenTwice(parts.facility, fund));
  if (funds.length > 0)
    transact(() => {
      for (const fund of funds) noteFund(parts, fund);
    });
}

/** Bill lines of new receipts, each with one of the receipt lines it stands on. */
function billsIn(entries: readonly StoredEntry[]): ReadonlyMap<string, { counter: string; line: string }> {
  const bills = new Map<string, { counter: string; line: string }>();
  for (const { counter, type, body } of entries) {
    if (type !== 'receipt.issued') continue;
    const { lines } = JSON.parse(body) as Body<'receipt.issued'>;
    for (const { bill, line } of lines) bills.set(bill, { counter, line });
  }
  return bills;
}

/** Credits that were given to a payment or to card batches. */
function creditsIn({ facility }: CasesParts, entries: readonly StoredEntry[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { counter, type, body } of entries) {
    if (type !== 'credit.matched' && type !== 'batch.credited') continue;
    const said = JSON.parse(body) as Body<'credit.matched'> | Body<'batch.credited'>;
    const credit = facility.of(counter).credit(said.credit);
    if (credit !== undefined) keys.add(`${credit.account}|${credit.bankReference}`);
  }
  return keys;
}

/** Deposits and balances of which something was used, asked back, brought or told of. */
function fundsIn(
  { facility }: CasesParts,
  entries: readonly Pick<StoredEntry, 'counter' | 'type' | 'body'>[],
): readonly FundName[] {
  const funds = new Map<string, FundName>();
  const note = (counter: string, source: string, id: string): void => {
    if (source !== 'deposit' && source !== 'balance') return;
    const name = facility.fundName(source, counter, id);
    if (name !== null) funds.set(fundKey(name), name);
  };
  for (const { counter, type, body } of entries) {
    if (type === 'deposit.taken')
      note(counter, 'deposit', (JSON.parse(body) as Body<'deposit.taken'>).deposit);
    if (type === 'refund.requested' || type === 'fund.brought') {
      const { source, id } = JSON.parse(body) as Body<'refund.requested'> | Body<'fund.brought'>;
      note(counter, source, id);
    }
    if (type !== 'receipt.issued') continue;
    const { sources } = JSON.parse(body) as Body<'receipt.issued'>;
    for (const { source, id } of sources) note(counter, source, id);
  }
  return [...funds.values()];
}

function noteFund({ clock, facility, store }: CasesParts, fund: FundName): void {
  const id = caseOf(`fund:${fundKey(fund)}`);
  if (!isGivenTwice(facility, fund)) return;
  const kept = store.kept(id);
  if (kept !== null && (kept.state !== 'settled' || judgedOf(kept.item) >= goneOfFund(facility, fund)))
    return;
  const item = JSON.stringify(fund);
  store.replaceItem({ id, kind: refundTwice, state: 'case', reason: refundTwice, item, at: clock.now() });
}

/** What had gone when somebody judged the case. */
function judgedOf(item: string | null): number {
  return item === null ? 0 : (JSON.parse(item) as { readonly judged: number }).judged;
}

function noteCredit({ clock, facility, store }: CasesParts, key: string): void {
  const id = caseOf(`credit:${key}`);
  if (facility.matchedBy(key).length < 2 || store.hasItem(id)) return;
  const item = JSON.stringify({ key });
  store.noteItem({ id, kind: creditTwice, state: 'case', reason: creditTwice, item, at: clock.now() });
}

/** Inside the transaction that takes the journal in. */
function note(parts: CasesParts, bill: string, on: { counter: string; line: string }): void {
  const { clock, facility, store } = parts;
  const payer = facility.of(on.counter).lineRow(on.line)?.beneficiary;
  const id = caseOf(`bill:${bill}`);
  if (payer === undefined || store.hasItem(id)) return;
  const twice: TwicePaid = { bill, payer, owed: owedOn(parts, bill) };
  if (!isTwice(facility, twice)) return;
  const item = JSON.stringify(twice);
  store.noteItem({ id, kind: billTwice, state: 'case', reason: billTwice, item, at: clock.now() });
}

/** As the list has it. A machine without the list takes the same sum at two counters for the same debt. */
function owedOn({ catalogue, facility }: CasesParts, bill: string): number {
  const line = catalogue.billByRef(bill);
  if (line !== null) return Math.max(0, line.amount - line.listedPaid);
  const paid = facility.paidBy(bill).map((one) => one.paid);
  const [most = 0] = paid.toSorted((a, b) => b - a);
  const same = paid.filter((one) => one === most).length > 1;
  return same ? most : paid.reduce((sum, one) => sum + one, 0);
}

function isTwice(facility: FacilityReads, { bill, owed }: TwicePaid): boolean {
  const paid = facility.paidBy(bill);
  return paid.length > 1 && paid.reduce((sum, one) => sum + one.paid, 0) > owed;
}

/** The same id at every counter, in the shape of all ids. */
function caseOf(what: string): string {
  const hex = sha256(`quay-thu-twice:${what}`);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `7${hex.slice(12, 15)}`, `8${hex.slice(15, 18)}`];
  return [...parts, hex.slice(18, 30)].join('-');
}
