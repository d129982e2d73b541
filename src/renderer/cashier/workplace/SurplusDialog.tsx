import { useEffect, useState } from 'react';
import type { MethodResponse, PayerView } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useCounter } from '../../ui/client.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { windowIds } from '../../ui/ids.ts';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { chargeable, inScreenOrder } from './figures.ts';
import type { UnfinishedItem } from './Unfinished.tsx';

interface Part {
  readonly bill: string;
  readonly name: string;
  readonly amount: number;
}

/** The payer's lines in the order of the screen, as far as the money goes; the last one may be paid in part. */
export function linesFor(payer: PayerView, money: number): readonly Part[] {
  let left = money;
  return inScreenOrder(payer).lines.flatMap((line) => {
    const amount = chargeable(line) ? Math.min(line.owed, left) : 0;
    left -= amount;
    return amount === 0 ? [] : [{ bill: line.bill, name: line.name, amount }];
  });
}

interface SurplusDialogProps {
  readonly item: UnfinishedItem;
  readonly issued: (collected: MethodResponse<'surplus.use'>) => void;
  readonly close: () => void;
}

const causes = ['over', 'late', 'duplicate'] as const;

/** Money that came and that no unfinished payment wants: pays what the same payer owes, or is kept for them. */
export function SurplusDialog({ item, issued, close }: SurplusDialogProps) {
  const t = useText();
  const counter = useCounter();
  const [payer, setPayer] = useState<PayerView | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [collection] = useState(() => windowIds.next());
  const money = item.amount ?? 0;
  const tender = item.tender ?? '';
  useEffect(() => {
    if (item.payer === null) return;
    void counter.call('payer.open', { payer: item.payer }).then((answer) => {
      if (answer.ok) setPayer(answer.value);
    });
  }, [counter, item.payer]);
  const parts = payer === null ? [] : linesFor(payer, money);
  const known = item.payer !== null;

  const run = async (act: () => Promise<Failure | null>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const refused = await act();
    setBusy(false);
    setFailure(refused);
    if (refused === null) close();
  };
  const keep = () =>
    void run(async () => {
      const answer = await counter.call('surplus.keep', { tender });
      return answer.ok ? null : answer.reason;
    });
  const use = () => {
    if (payer === null || parts.length === 0) return;
    const lines = parts.map(({ bill, amount }) => ({ bill, amount }));
    const request = {
      ...{ tender, collection, payer: payer.payer, lines },
      payerName: item.name ?? payer.payerName ?? payer.name,
    };
    void run(async () => {
      const answer = await counter.call('surplus.use', request);
      if (answer.ok) issued(answer.value);
      return answer.ok ? null : answer.reason;
    });
  };
  const enter = parts.length > 0 ? use : known ? keep : close;
  useKeys({ Escape: close, Enter: enter, 'Alt+S': known ? keep : undefined }, { modal: true });
  const cause = causes.find((one) => one === item.cause);
  return (
    <Dialog title={t('surplus.title')} size="640" close={close}>
      <div className="qt-approval">
        <p className="qt-surplus">
          <span>{item.name}</span>
          <strong>{dong(money)}</strong>
        </p>
        <Notice tone="green">{t(cause === undefined ? 'surplus.other' : `surplus.${cause}`)}</Notice>
        {parts.length === 0 ? (
          <p>{t(known ? 'surplus.none' : 'surplus.unknown')}</p>
        ) : (
          <dl className="qt-sections">
            <div>
              <dt>{t('surplus.lines')}</dt>
              <dd />
            </div>
            {parts.map((part) => (
              <div key={part.bill}>
                <dt>{part.name}</dt>
                <dd>{dong(part.amount)}</dd>
              </div>
            ))}
          </dl>
        )}
        <p className="qt-advice">{t('surplus.back')}</p>
        <FailureNotice failure={failure} />
        {known && parts.length > 0 ? (
          <SecondaryAction label={t('surplus.keep')} chord="Alt+S" busy={busy} run={keep} />
        ) : null}
        <footer>
          <SecondaryAction label={t('surplus.close')} chord="Escape" run={close} />
          <PrimaryAction
            label={t(parts.length > 0 ? 'surplus.use' : known ? 'surplus.keep' : 'surplus.close')}
            chord="Enter"
            busy={busy}
            run={enter}
          />
        </footer>
      </div>
    </Dialog>
  );
}
