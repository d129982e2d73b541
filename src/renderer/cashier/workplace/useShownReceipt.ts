import { useEffect, useState } from 'react';
import type { ReceiptView } from '../../../shared/rpc/contract.ts';
import { useCounter } from '../../ui/client.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { Workplace } from './state.ts';

const none: readonly ReceiptView[] = [];

/**
 * The receipt that is shown after a payment, as the counter knows it now: printing and sending go on while it stands
 * here. Of several receipts of one payment only the last is in the topic; the others are asked for when something changed.
 * @returns null while no payment was just finished
 */
export function useShownReceipt(state: Workplace): ReceiptView | null {
  const counter = useCounter();
  const { view } = useHouse();
  const [fresh, setFresh] = useState(none);
  const receipts = state.at === 'done' ? state.collected.receipts : none;
  const count = receipts.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is not looked at, that it did is
  useEffect(() => {
    if (count < 2) return;
    let left = false;
    void counter.call('receipt.recent', { text: '', limit: count }).then((answer) => {
      if (!left && answer.ok) setFresh(answer.value.receipts);
    });
    return () => {
      left = true;
    };
  }, [counter, count, view]);
  const own = state.at === 'done' ? receipts[state.shown] : undefined;
  if (own === undefined) return null;
  const known = [view.lastReceipt, ...fresh].find((one) => one?.receipt === own.receipt);
  return known ?? own;
}
