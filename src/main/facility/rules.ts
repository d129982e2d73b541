/** Which settings a person may set, which of them need a second person, and what is wrong with a value. */
import {
  type Body,
  canonical,
  type Json,
  type ListedPrice,
  type MobileOperator,
} from '../../shared/journal/index.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { cardFees, receiptForms, targetBands } from './dated.ts';
import { allPrices, knownOperators } from './methods.ts';

export type SettingChange = Body<'settings.set'>;

/**
 * Settings of the settings page. `true`: where money goes, what paper says and what may be risked; these need the
 * chief accountant's PIN too (design §6 "Pull": an administrator and the chief accountant).
 */
export const editableSettings: Readonly<Partial<Record<SettingChange['key'], boolean>>> = {
  facility: true,
  standing: true,
  'cash-rounding': true,
  'acceptance-limit': true,
  'method.qr': true,
  'method.website': true,
  'method.mobile-money': true,
  'method.card': true,
  targets: true,
  'card-fee': true,
  'receipt-forms': true,
  'payer-fields': true,
  prices: true,
  'mobile-money': true,
  counter: false,
  words: false,
  'auto-lock': false,
  support: false,
};

/** Why a value is not taken. */
export type SettingFault =
  | 'setting-not-editable'
  | 'setting-day-missing'
  | 'setting-day-past'
  | 'setting-day-twice'
  | 'setting-band-empty'
  | 'setting-beneficiary-needed'
  | 'setting-price-twice'
  | 'setting-ends-before'
  | 'setting-operator-twice';

/** Days of a list in order, each once. */
function daysFault(list: readonly { readonly from: string }[]): SettingFault | null {
  return new Set(list.map(({ from }) => from)).size === list.length ? null : 'setting-day-twice';
}

/** Rows of the past that are not as they were: what receipts and reports were made by stays. */
function pastChanged<T extends { readonly from: string }>(
  before: readonly T[],
  after: readonly T[],
  today: string,
): boolean {
  const past = (list: readonly T[]) => canonical(list.filter(({ from }) => from < today) as unknown as Json);
  return past(before) !== past(after);
}

interface Band {
  readonly from: string;
  readonly low: number;
  readonly high: number;
}

function bandsFault(before: readonly Band[], after: readonly Band[], today: string): SettingFault | null {
  if (after.some(({ low, high }) => low > high)) return 'setting-band-empty';
  return pastChanged(before, after, today) ? 'setting-day-past' : daysFault(after);
}

interface Ending {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Whether an entry ends before it began, or on a day that is over and on which it was still in force. */
function endFault(
  before: Ending | undefined,
  { from = '', until }: Ending,
  today: string,
): SettingFault | null {
  if (until === before?.until) return null;
  // What has ended stays so: the days between were without it.
  if (before?.until !== undefined && before.until < today) return 'setting-day-past';
  if (until === undefined) return null;
  return until < from || until < today ? 'setting-ends-before' : null;
}

/** Prices of the past stay, but for the day they end on; a fee has one price a day. */
function pricesFault(
  before: readonly ListedPrice[],
  after: readonly ListedPrice[],
  today: string,
): SettingFault | null {
  const withoutEnd = (list: readonly ListedPrice[]) => list.map(({ until: _, ...price }) => price);
  if (pastChanged(withoutEnd(before), withoutEnd(after), today)) return 'setting-day-past';
  const key = ({ price, from }: ListedPrice) => `${price} ${from}`;
  const known = new Map(before.map((price) => [key(price), price]));
  if (new Set(after.map(key)).size < after.length) return 'setting-price-twice';
  for (const price of after) {
    const fault = endFault(known.get(key(price)), price, today);
    if (fault !== null) return fault;
  }
  return null;
}

/** Operators that were in use get a last day; they are not forgotten, what was paid through them names them. */
function operatorsFault(
  before: readonly MobileOperator[],
  after: readonly MobileOperator[],
  today: string,
): SettingFault | null {
  if (new Set(after.map(({ operator }) => operator)).size < after.length) return 'setting-operator-twice';
  const gone = before.some(
    ({ operator, from = '' }) => from < today && !after.some((one) => one.operator === operator),
  );
  if (gone) return 'setting-day-past';
  for (const one of after) {
    const fault = endFault(
      before.find(({ operator }) => operator === one.operator),
      one,
      today,
    );
    if (fault !== null) return fault;
  }
  return null;
}

function faultOf(reads: LedgerReads, change: SettingChange, today: string): SettingFault | null {
  if (editableSettings[change.key] === undefined) return 'setting-not-editable';
  switch (change.key) {
    case 'method.qr':
    case 'method.website':
    case 'method.mobile-money':
    case 'method.card':
      return change.value.on && change.value.since === null ? 'setting-day-missing' : null;
    case 'targets':
      return bandsFault(targetBands(reads), change.value.list, today);
    case 'card-fee':
      return bandsFault(cardFees(reads), change.value.list, today);
    case 'receipt-forms': {
      const { list } = change.value;
      if (pastChanged(receiptForms(reads), list, today)) return 'setting-day-past';
      return daysFault(list);
    }
    case 'prices':
      return pricesFault(allPrices(reads), change.value.list, today);
    case 'mobile-money':
      return operatorsFault(knownOperators(reads), change.value.operators, today);
    case 'payer-fields': {
      const school = reads.setting('facility')?.institution === 'school';
      return school && change.value.beneficiary !== 'required' ? 'setting-beneficiary-needed' : null;
    }
    default:
      return null;
  }
}

/** Checks changes before they take effect on `today` (`YYYY-MM-DD`); says whether a second person is needed. */
export function checkSettings(
  reads: LedgerReads,
  changes: readonly SettingChange[],
  today: string,
): Result<{ readonly needsSecond: boolean }, SettingFault> {
  for (const change of changes) {
    const fault = faultOf(reads, change, today);
    if (fault !== null) return refuse(fault);
  }
  return ok({ needsSecond: changes.some(({ key }) => editableSettings[key] === true) });
}
