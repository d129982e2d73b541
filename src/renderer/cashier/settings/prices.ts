/** Listed fees and operators of Mobile Money while they are written: days as typed, what is missing, what is in force. */
import type { ListedPrice, MobileOperator } from '../../../shared/journal/index.ts';
import { dayText, readDay } from './day.ts';

/** First and last day as typed; an empty last day is "until further notice". */
interface Days {
  readonly from: string;
  readonly until: string;
  /** It was in force before today: what was collected by it stays, only its last day can be set. */
  readonly past: boolean;
}

export interface PriceDraft extends Days {
  readonly price: string;
  readonly name: string;
  readonly group: string;
  readonly digits: string;
  readonly onBehalf: boolean;
}

export interface OperatorDraft extends Days {
  readonly operator: string;
  readonly name: string;
  readonly dial: string;
  readonly payTo: string;
}

function daysOf(one: { readonly from?: string | undefined; readonly until?: string | undefined }) {
  return {
    from: one.from === undefined ? '' : dayText(one.from),
    until: one.until === undefined ? '' : dayText(one.until),
  };
}

/** Days as the journal has them; what was not typed is left out. */
function daysTyped({ from, until }: Days): { readonly from?: string; readonly until?: string } {
  const [first, last] = [readDay(from), readDay(until)];
  return { ...(first === null ? {} : { from: first }), ...(last === null ? {} : { until: last }) };
}

export function priceDrafts(list: readonly ListedPrice[], today: string): readonly PriceDraft[] {
  return list.map((one) => ({
    ...daysOf(one),
    ...{ price: one.price, name: one.name, group: one.group, onBehalf: one.onBehalf },
    digits: String(one.amount),
    past: one.from < today,
  }));
}

export function operatorDrafts(list: readonly MobileOperator[], today: string): readonly OperatorDraft[] {
  return list.map((one) => ({
    ...daysOf(one),
    ...{ operator: one.operator, name: one.name, dial: one.dial, payTo: one.payTo },
    past: (one.from ?? '') < today,
  }));
}

/** The list as it would be written. Only of drafts without a lack. */
export function pricesOf(drafts: readonly PriceDraft[]): ListedPrice[] {
  return drafts.map((one) => ({
    ...{ price: one.price, name: one.name.trim(), group: one.group, amount: Number(one.digits) },
    ...{ onBehalf: one.onBehalf, from: '' },
    ...daysTyped(one),
  }));
}

/** As {@link pricesOf}. */
export function operatorsOf(drafts: readonly OperatorDraft[]): MobileOperator[] {
  return drafts.map((one) => ({
    ...{ operator: one.operator, name: one.name.trim(), dial: one.dial, payTo: one.payTo.trim() },
    ...daysTyped(one),
  }));
}

type DraftLack = 'name' | 'amount' | 'pay-to' | 'from' | 'until' | 'twice';

function daysLack({ from, until }: Days, today: string, fromNeeded: boolean): DraftLack | null {
  const [first, last] = [readDay(from), readDay(until)];
  if (first === null && (fromNeeded || from !== '')) return 'from';
  if (until === '') return null;
  return last === null || last < (first ?? '') || (last < today && first !== null && first >= today)
    ? 'until'
    : null;
}

/** What keeps the price list from being saved, and where; null when nothing does. */
export function priceLack(
  drafts: readonly PriceDraft[],
  today: string,
): { readonly at: number; readonly lack: DraftLack } | null {
  for (const [at, one] of drafts.entries()) {
    if (one.name.trim() === '') return { at, lack: 'name' };
    if (Number(one.digits) === 0) return { at, lack: 'amount' };
    const lack = daysLack(one, today, true);
    if (lack !== null) return { at, lack };
    // A new price holds from today at the earliest.
    if (!one.past && (readDay(one.from) ?? '') < today) return { at, lack: 'from' };
    const twice = drafts.some(
      (other, index) => index < at && other.price === one.price && readDay(other.from) === readDay(one.from),
    );
    if (twice) return { at, lack: 'twice' };
  }
  return null;
}

/** As {@link priceLack}. */
export function operatorLack(
  drafts: readonly OperatorDraft[],
  today: string,
): { readonly at: number; readonly lack: DraftLack } | null {
  for (const [at, one] of drafts.entries()) {
    if (one.name.trim() === '') return { at, lack: 'name' };
    if (one.payTo.trim() === '') return { at, lack: 'pay-to' };
    const lack = daysLack(one, today, false);
    if (lack !== null) return { at, lack };
  }
  return null;
}

export type Standing = 'now' | 'coming' | 'over' | 'replaced' | 'unsaved';

/** How a row stands today. */
export function standingOf(
  one: Pick<Days, 'from' | 'until'>,
  today: string,
  newer: readonly Pick<Days, 'from'>[] = [],
): Standing {
  const [first, last] = [readDay(one.from) ?? '', readDay(one.until)];
  if (last !== null && last < today) return 'over';
  if (first > today) return 'coming';
  const replaced = newer.some((other) => {
    const from = readDay(other.from) ?? '';
    return from > first && from <= today;
  });
  return replaced ? 'replaced' : 'now';
}

/** A word of our own that no row has. */
export function freeKey(prefix: string, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) if (!taken.includes(`${prefix}-${n}`)) return `${prefix}-${n}`;
}
