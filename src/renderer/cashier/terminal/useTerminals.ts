import { useCallback, useEffect, useState } from 'react';
import type { TerminalView } from '../../../shared/rpc/card.ts';
import { useCounter } from '../../ui/client.tsx';

/** The terminals as they are now, asked for again whenever the workplace changes. Null until the first answer. */
export function useTerminals(changed: unknown): {
  readonly terminals: readonly TerminalView[] | null;
  readonly again: () => void;
} {
  const counter = useCounter();
  const [terminals, setTerminals] = useState<readonly TerminalView[] | null>(null);
  const again = useCallback(() => {
    void counter.call('terminal.view', {}).then((answer) => {
      if (answer.ok) setTerminals(answer.value.terminals);
    });
  }, [counter]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is not looked at, that it did is
  useEffect(again, [again, changed]);
  return { terminals, again };
}

/** The first terminal that shows codes for e-wallets and can be reached; null without one. */
export function walletTerminalOf(terminals: readonly TerminalView[]): string | null {
  return terminals.find(({ wallet, state }) => wallet && state === 'ready')?.name ?? null;
}
