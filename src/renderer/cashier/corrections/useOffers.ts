import { useEffect, useState } from 'react';
import type { BalanceView } from '../../../shared/rpc/corrections.ts';
import type { ReductionView } from '../../../shared/rpc/deposits.ts';
import { useCounter } from '../../ui/client.tsx';
import { walletTerminalOf } from '../terminal/useTerminals.ts';

/** What the counter has for a payer besides the chosen lines. */
export interface Offers {
  readonly balances: readonly BalanceView[];
  /** Đồng of meal days carried over; 0 at a hospital. */
  readonly carried: number;
  readonly reductions: readonly ReductionView[];
  /** The terminal that would show an e-wallet code; null without one. */
  readonly wallet: string | null;
}

/**
 * Asks for everything once. Null until the last answer: a list that grew while somebody chooses in it would turn a key
 * already on its way into another act.
 */
export function useOffers(payer: string, school: boolean): Offers | null {
  const counter = useCounter();
  const [offers, setOffers] = useState<Offers | null>(null);
  useEffect(() => {
    let left = false;
    const asked = Promise.all([
      counter.call('balance.open', {}),
      counter.call('deposit.list', { payer, visit: null }),
      school ? counter.call('fee.carried', { payer }) : null,
      counter.call('terminal.view', {}),
    ]);
    void asked.then(([balances, deposits, carried, terminals]) => {
      if (left) return;
      setOffers({
        balances: balances.ok ? balances.value.balances.filter((one) => one.payer === payer) : [],
        carried: carried?.ok ? carried.value.left : 0,
        reductions: deposits.ok ? deposits.value.reductions : [],
        wallet: terminals.ok ? walletTerminalOf(terminals.value.terminals) : null,
      });
    });
    return () => {
      left = true;
    };
  }, [counter, payer, school]);
  return offers;
}
