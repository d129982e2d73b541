import { useCallback, useEffect, useState } from 'react';
import { useCounter } from '../../ui/client.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { Row } from './RefundParts.tsx';

/** Refunds that are not paid and balances that are kept, of one payer or of all (null); read again after each act. */
export function useRefundRows(only: string | null): {
  /** Null before the first answer. */
  readonly rows: readonly Row[] | null;
  readonly read: () => Promise<void>;
} {
  const counter = useCounter();
  const { view } = useHouse();
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const read = useCallback(async (): Promise<void> => {
    const [pending, kept] = await Promise.all([
      counter.call('refund.pending', {}),
      counter.call('balance.open', {}),
    ]);
    if (!pending.ok || !kept.ok) return;
    const mine = (of: string | null) => only === null || of === only;
    setRows([
      ...pending.value.refunds
        .filter((one) => mine(one.payer))
        .map((refund): Row => ({ is: 'refund', key: refund.refund, refund })),
      ...kept.value.balances
        .filter((one) => mine(one.payer))
        .map((balance): Row => ({ is: 'balance', key: balance.balance, balance })),
    ]);
  }, [counter, only]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: something was written, the list may be another
  useEffect(() => {
    void read();
  }, [read, view.now]);

  return { rows, read };
}
