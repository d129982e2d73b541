/** Lists the province is master of, as they come by the feed: target bands, price lists, bank names (design §6 "Pull"). */
import type { ListedPrice } from '../../shared/journal/index.ts';
import type { BankRow } from '../../shared/rpc/settings.ts';
import { type FeedBody, syncLimits } from '../../shared/sync/index.ts';
import type { TargetBand } from './dated.ts';

const dayMs = 24 * 60 * 60_000;
/** As `settings.set` takes them. */
const mostBands = 40;

/** Why a list of the province is not taken; it stays a case. */
export type ListFault = 'list-too-long' | 'list-wrong';

/** The bands with one of the province: it replaces the one of the same day. */
export function withTarget(
  bands: readonly TargetBand[],
  { from, low, high }: FeedBody<'target'>,
): readonly TargetBand[] | ListFault {
  if (low > high) return 'list-wrong';
  const others = bands.filter((band) => band.from !== from);
  if (others.length >= mostBands) return 'list-too-long';
  return [...others, { from, low, high }].sort((a, b) => (a.from < b.from ? -1 : 1));
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10);
}

/**
 * The prices with a list of the province from its day on: what it names has its price, what it does not name any more ends
 * the day before. Prices the facility listed itself, and those of other lists, stay.
 */
export function withPriceList(
  prices: readonly ListedPrice[],
  { list, from, lines }: FeedBody<'price-list'>,
): readonly ListedPrice[] | ListFault {
  const idOf = (code: string) => `${list}/${code}`;
  const named = new Set(lines.map(({ code }) => idOf(code)));
  if (named.size < lines.length || [...named].some((id) => id.length > mostIdChars)) return 'list-wrong';
  const kept = prices
    .filter((price) => !(price.price.startsWith(`${list}/`) && price.from === from))
    .map((price) => {
      const { until = from } = price;
      const ends = price.price.startsWith(`${list}/`) && price.from < from && until >= from;
      return ends && !named.has(price.price) ? { ...price, until: dayBefore(from) } : price;
    });
  const told = lines.map(({ code, group, name, price }) => ({
    ...{ price: idOf(code), name, group, amount: price, onBehalf: false, from },
  }));
  return kept.length + told.length > syncLimits.listedPrices ? 'list-too-long' : [...kept, ...told];
}

/** Of the journal's `word`. */
const mostIdChars = 40;

/** The banks with the names of the province; one that was not known is added. */
export function withBankNames(
  banks: readonly BankRow[],
  told: FeedBody<'bank-list'> | null,
): readonly BankRow[] {
  if (told === null) return banks;
  const names = new Map(told.banks.map(({ bin, name }) => [bin, name]));
  const known = new Set(banks.map(({ bin }) => bin));
  const added = [...names].filter(([bin]) => !known.has(bin));
  return [
    ...banks.map((bank) => ({ ...bank, name: names.get(bank.bin) ?? bank.name })),
    ...added.map(([bin, name]) => ({ bin, shortName: name, name })),
  ];
}
