/**
 * Whose a credit is. Pure, so that counter and backend judge alike. A virtual account says more than any content, a whole
 * match code more than account, amount and time; the latter never match by themselves, they only suggest (design §4
 * "nothing is matched by guess").
 */
import { findMatchCodes } from '../vietqr/index.ts';

/** A credit on an account of the facility. */
export interface HeardCredit {
  /** Bank and number: `970436-0000000001`. */
  readonly account: string;
  readonly amount: number;
  readonly paidAt: number;
  /** Content as it arrived, however mangled. */
  readonly content: string;
  readonly virtualAccount: string | null;
}

/** Something a counter has asked for. */
export interface Asked {
  readonly tender: string;
  readonly by: 'code' | 'virtual-account';
  /** The code or the virtual account given out for it. */
  readonly key: string;
  readonly account: string;
  /** What is still to come. */
  readonly amount: number;
  readonly askedAt: number;
  readonly expiresAt: number;
  /** `over`: expired, cancelled, or said to have never come. `credited`: has had its money. */
  readonly state: 'waiting' | 'accepted' | 'over' | 'credited';
}

export type MatchHow = 'exact' | 'short' | 'over' | 'late' | 'duplicate';

/** Why a person is shown something that might be it. */
export type SuggestionReason = 'several-codes' | 'part-of-code' | 'same-account' | 'same-amount' | 'in-time';

export interface Suggestion {
  readonly tender: string;
  /** Strongest first. */
  readonly reasons: readonly SuggestionReason[];
}

export type Match =
  | { readonly is: 'matched'; readonly tender: string; readonly how: MatchHow; readonly by: Asked['by'] }
  | { readonly is: 'unmatched'; readonly suggestions: readonly Suggestion[] };

/** Asked for so long before the bank's time at most: clocks of two machines differ. */
const clockSlackMs = 10 * 60_000;
/** A payer may pay a code the day after it expired. */
const lateMs = 24 * 60 * 60_000;
/** So many characters of a code in a row are no chance: 23^6 is 148 million. */
const partLength = 6;
const mostSuggestions = 5;

/**
 * Matches a credit to what was asked for. A key that was given out once decides; two different ones in one content are
 * for a person.
 */
export function matchCredit(credit: HeardCredit, asked: readonly Asked[]): Match {
  const named = byVirtualAccount(credit, asked);
  const found = named.length > 0 ? named : byCode(credit, asked);
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    return { is: 'matched', tender: only.tender, how: howOf(only, credit.amount), by: only.by };
  }
  const several = found.map(({ tender }) => ({ tender, reasons: ['several-codes'] as const }));
  const suggestions = several.length > 0 ? several : suggest(credit, asked);
  return { is: 'unmatched', suggestions: suggestions.slice(0, mostSuggestions) };
}

/** How the money stands to what was asked. A second credit is a duplicate whatever its amount. */
export function howOf({ state, amount }: Pick<Asked, 'state' | 'amount'>, came: number): MatchHow {
  if (state === 'credited') return 'duplicate';
  if (state === 'over') return 'late';
  if (came === amount) return 'exact';
  return came < amount ? 'short' : 'over';
}

function byVirtualAccount({ virtualAccount }: HeardCredit, asked: readonly Asked[]): readonly Asked[] {
  if (virtualAccount === null || virtualAccount === '') return [];
  const wanted = virtualAccount.toUpperCase();
  return asked.filter(({ by, key }) => by === 'virtual-account' && key.toUpperCase() === wanted);
}

function byCode({ content }: HeardCredit, asked: readonly Asked[]): readonly Asked[] {
  const codes: ReadonlySet<string> = new Set(findMatchCodes(content));
  return asked.filter(({ by, key }) => by === 'code' && codes.has(key));
}

function suggest(credit: HeardCredit, asked: readonly Asked[]): readonly Suggestion[] {
  const letters = credit.content.replace(/[^A-Za-z0-9]+/g, '').toUpperCase();
  return asked
    .filter(({ state }) => state !== 'credited')
    .map((one) => ({ tender: one.tender, reasons: reasonsOf(credit, letters, one) }))
    .filter(({ reasons }) => reasons.includes('part-of-code') || reasons.length === 3)
    .sort((one, other) => other.reasons.length - one.reasons.length);
}

function reasonsOf(credit: HeardCredit, letters: string, asked: Asked): readonly SuggestionReason[] {
  const inTime = credit.paidAt >= asked.askedAt - clockSlackMs && credit.paidAt <= asked.expiresAt + lateMs;
  const reasons: SuggestionReason[] = [];
  if (asked.by === 'code' && hasPart(letters, asked.key)) reasons.push('part-of-code');
  if (credit.account === asked.account) reasons.push('same-account');
  if (credit.amount === asked.amount) reasons.push('same-amount');
  if (inTime) reasons.push('in-time');
  return reasons;
}

function hasPart(letters: string, key: string): boolean {
  for (let at = 0; at + partLength <= key.length; at += 1) {
    if (letters.includes(key.slice(at, at + partLength))) return true;
  }
  return false;
}
