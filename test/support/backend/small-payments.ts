/** Payments as fast as a counter takes them. */
import { patiently } from '../running-counter.ts';
import type { CounterOfFacility } from './real-counter.ts';

/** So little that the bills of the list last for a long run. */
const partAmount = 200;

/**
 * Takes a small part of a bill in cash, each time again. Of several counters with one list each has `mine` of its payers:
 * the bills of the others are theirs.
 */
export function smallPayments(
  { counter: { client, ids }, owing }: CounterOfFacility,
  mine: (at: number) => boolean = () => true,
): () => Promise<void> {
  let debt: { payer: string; bill: string; left: number } | null = null;
  return async () => {
    if (debt === null || debt.left < 2 * partAmount) {
      const { payer, line } = await owing(mine);
      debt = { payer, bill: line.bill, left: line.owed };
    }
    const tender = ids.next();
    const lines = [{ bill: debt.bill, amount: partAmount }];
    const who = { payer: debt.payer, payerName: 'Đặng Thị Đào' };
    await patiently(client, 'collect.cashBegin', { collection: ids.next(), tender, ...who, lines });
    await patiently(client, 'collect.cashReceive', { tender, given: 0 });
    debt.left -= partAmount;
  };
}
