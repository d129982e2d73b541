import { useState } from 'react';
import type { GateView } from '../../../shared/rpc/contract.ts';
import type { BarKey } from '../../ui/KeyBar.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Help } from './Help.tsx';

/** F1 before anybody is signed in: the keys of that screen, and whom to call about a forgotten PIN. */
export function useGateHelp(gate: Pick<GateView, 'support'>, keys: readonly BarKey[], closed: () => void) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const help: BarKey = { chord: 'F1', label: t('bar.help'), run: () => setOpen(true) };
  useKeys({ F1: help.run });
  const close = (): void => {
    setOpen(false);
    closed();
  };
  return {
    help,
    shown: open ? (
      <Help keys={[help, ...keys]} support={gate.support} first="trouble.pin" close={close} />
    ) : null,
  };
}
