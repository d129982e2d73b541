import { useEffect, useState } from 'react';
import type { ReceiptView } from '../../../shared/rpc/contract.ts';
import { useCounter } from '../../ui/client.tsx';
import { useText } from '../../ui/text.tsx';
import { arrowKeys } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import type { Controller } from './controller.ts';
import type { DialogAsked } from './Dialogs.tsx';
import type { Workplace } from './state.ts';
import type { UnfinishedItem } from './Unfinished.tsx';

const recentLimit = 100;

/** Opens things of the unfinished list; what cannot be opened now says why. */
export function useUnfinished(state: Workplace, controller: Controller, ask: (dialog: DialogAsked) => void) {
  const t = useText();
  const counter = useCounter();
  const { terminalCard } = useHouse();
  const [notice, setNotice] = useState<string | null>(null);
  const [receipt, setReceipt] = useState<ReceiptView | null>(null);
  const open = async (item: UnfinishedItem): Promise<void> => {
    setNotice(null);
    if (state.at !== 'find' && state.at !== 'done') {
      setNotice(t('unfinished.busy'));
    } else if (item.collection !== null && item.canIssue) {
      await controller.qr.issueParked(item.collection);
    } else if (item.collection !== null) {
      await controller.resumeParked(item.collection);
    } else if (item.kind === 'card-unknown') {
      terminalCard(item.ref);
    } else if (item.kind === 'not-printed') {
      const answer = await counter.call('receipt.recent', { text: '', limit: recentLimit });
      const found = answer.ok
        ? answer.value.receipts.find((one) => one.receipt === item.ref || one.printJob === item.ref)
        : undefined;
      if (found === undefined) setNotice(t('unfinished.not-here'));
      else setReceipt(found);
    } else if (item.kind === 'voucher-not-printed') {
      ask({ is: 'voucher', document: item.ref });
    } else if (item.kind === 'unmatched-credit') {
      await controller.more.openCredit(item.ref);
    } else if (item.kind === 'received-no-receipt') {
      ask({ is: 'surplus', item });
    } else if (item.kind === 'qr-waiting' && item.cause === 'accepted') {
      ask({ is: 'never', item });
    } else {
      setNotice(t('unfinished.not-here'));
    }
  };
  return { open, notice, receipt, close: () => setReceipt(null) };
}

/** While the unfinished list has the focus: arrows move in it, above its first row is the find box again. */
export function UnfinishedKeys(props: {
  readonly focused: number;
  readonly count: number;
  readonly move: (to: number) => void;
  readonly leave: () => void;
}) {
  const { focused, count, move, leave } = props;
  useEffect(() => {
    const row = document.querySelector<HTMLButtonElement>(`.qt-unfinished-row[data-index="${focused}"]`);
    row?.focus();
  }, [focused]);
  useKeys(
    {
      ArrowDown: () => move(Math.min(count - 1, focused + 1)),
      ArrowUp: () => (focused === 0 ? leave() : move(focused - 1)),
      Escape: leave,
    },
    { holdable: arrowKeys },
  );
  return null;
}
