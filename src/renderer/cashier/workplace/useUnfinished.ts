import { useEffect, useState } from 'react';
import type { CounterClient } from '../../../shared/rpc/client.ts';
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

/** The receipt, or the one of this print job, as it stands now; undefined when it is not among the last ones. */
async function recent(counter: CounterClient, ref: string): Promise<ReceiptView | undefined> {
  const answer = await counter.call('receipt.recent', { text: '', limit: recentLimit });
  if (!answer.ok) return undefined;
  return answer.value.receipts.find((one) => one.receipt === ref || one.printJob === ref);
}

/** Opens things of the unfinished list; what cannot be opened now says why. */
export function useUnfinished(state: Workplace, controller: Controller, ask: (dialog: DialogAsked) => void) {
  const t = useText();
  const counter = useCounter();
  const { terminalCard, view } = useHouse();
  const [notice, setNotice] = useState<string | null>(null);
  const [receipt, setReceipt] = useState<ReceiptView | null>(null);
  const opened = receipt?.receipt ?? null;
  // Its paper may come while somebody looks at it: what is asked and offered then must be true at that moment.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is not looked at, that it did is
  useEffect(() => {
    if (opened === null) return;
    let left = false;
    void recent(counter, opened).then((found) => {
      if (!left && found !== undefined) setReceipt(found);
    });
    return () => {
      left = true;
    };
  }, [counter, opened, view]);
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
      const found = await recent(counter, item.ref);
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
