import { useEffect, useEffectEvent, useState } from 'react';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import type { HandInRow } from '../../../shared/rpc/documents.ts';
import { useMethod } from '../../ui/client.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { type Approval, ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { Frame } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { CountPart, CountTotal } from '../shift/CountPart.tsx';
import { useCashCount, useCountKeys } from '../shift/useCashCount.ts';

interface HandInCountProps {
  readonly row: HandInRow;
  /** What was counted, and that less handed in, once it is received; null when it was left. */
  readonly close: (received: MethodResponse<'handIn.confirm'> | null) => void;
}

/**
 * The receiver counts note by note what lies there, then confirms by PIN; both figures are kept. The count is blind: the
 * declared sum is not in this window, and a count that differs is asked for once more before it is taken as it is.
 */
export function HandInCount({ row, close }: HandInCountProps) {
  const t = useText();
  const confirm = useMethod('handIn.confirm');
  const cash = useCashCount();
  const [asking, setAsking] = useState(false);
  const [recounted, setRecounted] = useState(false);
  const empty = cash.filled === 0;
  const ask = (): void => {
    if (!empty) setAsking(true);
  };
  useCountKeys(cash, ask);
  const approve = async (receiver: Approval): Promise<void> => {
    const { lines, torn } = cash.request('surprise');
    const answer = await confirm.run({ handIn: row.handIn, lines, torn, recounted, receiver });
    if (answer !== null) close(answer);
  };
  const differs = confirm.failure?.code === 'hand-in-differs';
  // Nobody is told by how much: it is counted anew, and the second count is taken as it is.
  const countAgain = useEffectEvent(() => {
    confirm.clear();
    setAsking(false);
    setRecounted(true);
    cash.restart();
  });
  useEffect(() => {
    if (differs) countAgain();
  }, [differs]);
  return (
    <Frame
      blind
      keys={[
        { chord: 'Alt+D', label: t('close.recount'), run: cash.restart },
        { chord: 'Alt+L', label: t('close.small'), run: cash.addSmall },
        { chord: 'F9', label: t('hand-in.bar.confirm'), run: ask },
        { chord: 'Escape', label: t('hand-in.back'), run: () => close(null) },
      ]}
    >
      <div className="qt-close">
        <header className="qt-close-head">
          <h1>{t('hand-in.counting', { z: row.zNumber })}</h1>
          <p>{t('hand-in.from', { name: row.cashierName, shift: row.shiftName })}</p>
        </header>
        {/* Anew for the second count: the cursor stands in its first row. */}
        <CountPart key={String(recounted)} cash={cash} />
        <Side
          head={<CountTotal cash={cash} />}
          action={{
            label: t(empty ? 'hand-in.empty' : 'hand-in.confirm'),
            off: empty,
            chord: cash.atLast ? 'Enter' : 'F9',
            busy: confirm.busy,
            run: ask,
          }}
        >
          <Notice>
            <Say k="hand-in.count.note" />
          </Notice>
          {recounted ? (
            <Notice tone="amber" role="alert">
              <Say k="hand-in.differs" />
            </Notice>
          ) : null}
        </Side>
      </div>
      {asking ? (
        <ApprovalDialog
          only={['treasurer']}
          title={t('hand-in.pin')}
          nobody={t('hand-in.pin.nobody')}
          busy={confirm.busy}
          failure={confirm.failure}
          close={() => {
            setAsking(false);
            confirm.clear();
          }}
          approve={(receiver) => void approve(receiver)}
        />
      ) : null}
    </Frame>
  );
}
