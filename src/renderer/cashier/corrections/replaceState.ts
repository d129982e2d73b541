/** What a replacing receipt says instead of the void one, and what of the money it leaves free. Pure. */
import type { BillLineView } from '../../../shared/rpc/contract.ts';
import type { VoidChoices } from '../../../shared/rpc/corrections.ts';
import type { Fates } from './voidState.ts';

/** Other names on the same lines; other sums or lines of the same person; lines of another person. */
export const replaceWhats = ['names', 'lines', 'person'] as const;
export type ReplaceWhat = (typeof replaceWhats)[number];

/** A line that the new receipt may have. */
export interface NewLine {
  readonly bill: string;
  readonly name: string;
  /** Owed once the old receipt is void. */
  readonly room: number;
  readonly digits: string;
}

type Choices = Pick<VoidChoices, 'lines' | 'onBehalf' | 'tenders'>;

/** Money of the old receipt that a new one can take: what really came, without what cash was rounded up by. */
export function moneyOf({ tenders }: Pick<VoidChoices, 'tenders'>): number {
  return tenders.reduce((sum, { amount, claim }) => sum + amount - claim, 0);
}

/**
 * Lines of a bill that the new receipt may have; thu hộ and revenue never on one receipt. Of the same person those on
 * the old receipt keep their sums; of another the money is laid on the lines in their order.
 */
export function newLines(lines: readonly BillLineView[], choices: Choices, what: ReplaceWhat): NewLine[] {
  const before = new Map(choices.lines.map(({ bill, amount }) => [bill, amount]));
  let money = moneyOf(choices);
  return lines
    .filter(({ onBehalf, blocked }) => onBehalf === choices.onBehalf && blocked === null)
    .flatMap(({ bill, name, owed }): NewLine[] => {
      const had = what === 'lines' ? (before.get(bill) ?? 0) : 0;
      const room = owed + had;
      if (room === 0) return [];
      const amount = what === 'lines' ? had : Math.min(room, money);
      money -= amount;
      return [{ bill, name, room, digits: amount === 0 ? '' : String(amount) }];
    });
}

/** Sum of the new lines. */
export function newTotal(lines: readonly NewLine[]): number {
  return lines.reduce((sum, { digits }) => sum + Number(digits || 0), 0);
}

/** What is left of each tender, in the order in which the counter takes them; those wholly taken are not there. */
export function leftOf(
  { tenders }: Pick<VoidChoices, 'tenders'>,
  total: number,
): readonly { readonly tender: string; readonly method: string; readonly left: number }[] {
  let wanted = total;
  return tenders.flatMap(({ tender, method, amount, claim }) => {
    const taken = Math.min(amount - claim, wanted);
    wanted -= taken;
    const left = amount - claim - taken;
    return left === 0 ? [] : [{ tender, method, left }];
  });
}

/** Why the new lines cannot be; null when they can. */
export function linesFault(
  choices: Choices,
  lines: readonly NewLine[],
  fates: Fates,
): 'none' | 'room' | 'money' | 'fates' | null {
  const total = newTotal(lines);
  if (total === 0) return 'none';
  if (lines.some(({ digits, room }) => Number(digits || 0) > room)) return 'room';
  if (total > moneyOf(choices)) return 'money';
  return leftOf(choices, total).some(({ tender }) => fates[tender] === undefined) ? 'fates' : null;
}
