import { TextInput } from '@mantine/core';
import { IconCash } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { RefundView } from '../../../shared/rpc/corrections.ts';
import { keepFocus, PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { type Approval, ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { approvers } from './Approver.tsx';
import { RefundForm } from './RefundForm.tsx';
import { BalanceDetail, Paid, primaryOf, RefundDetail, type Row, RowCells } from './RefundParts.tsx';

/** What is owed back and not paid, and what is kept for somebody; of one payer, or of all. */
export function RefundsPlace({
  payer,
}: {
  readonly payer: { readonly ref: string; readonly name: string } | null;
}) {
  const t = useText();
  const counter = useCounter();
  const { go, view } = useHouse();
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [at, setAt] = useState(0);
  const [paid, setPaid] = useState<RefundView | null>(null);
  const [asking, setAsking] = useState<'approve' | 'refuse' | 'balance' | null>(null);
  const [lostSlip, setLostSlip] = useState(false);
  const [text, setText] = useState('');
  const [reference, setReference] = useState('');
  const approve = useMethod('refund.approve');
  const refuse = useMethod('refund.refuse');
  const pay = useMethod('refund.pay');
  const print = useMethod('voucher.print');
  const again = (): void => {
    if (paid !== null) void print.run({ document: paid.refund });
  };
  const only = payer?.ref ?? null;

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

  const list = rows ?? [];
  const index = Math.min(at, Math.max(0, list.length - 1));
  const row = list[index];
  const clear = (): void => {
    for (const attempt of [approve, refuse, pay]) attempt.clear();
    setReference('');
    setLostSlip(false);
  };
  const move = (by: number) => () => {
    setAt(Math.max(0, Math.min(list.length - 1, index + by)));
    setPaid(null);
    clear();
  };
  const refund = row?.is === 'refund' ? row.refund : null;
  const balance = row?.is === 'balance' ? row.balance : null;
  const cash = refund?.way === 'cash';
  const noDrawer = cash && refund?.state === 'approved' && view.shift === null;
  const needsReference = refund?.state === 'approved' && !cash && reference.trim() === '';

  const give = async (approval: Approval): Promise<void> => {
    if (refund === null) return;
    const answer =
      asking === 'refuse'
        ? await refuse.run({
            refund: refund.refund,
            text: text.trim() || t('refund.refuse.default'),
            approval,
          })
        : await approve.run({ refund: refund.refund, approval, lostSlip });
    if (answer === null) return;
    setAsking(null);
    await read();
  };
  const payNow = async (): Promise<void> => {
    if (refund === null) return;
    const answer = await pay.run({ refund: refund.refund, reference: cash ? null : reference.trim() });
    if (answer === null) return;
    setPaid(answer);
    await read();
  };
  const enter = ((): (() => void) | undefined => {
    if (paid !== null) return () => setPaid(null);
    if (balance !== null) return () => setAsking('balance');
    if (refund?.state === 'requested') return () => setAsking('approve');
    if (refund?.state === 'approved' && !noDrawer && !needsReference) return () => void payNow();
    return undefined;
  })();
  useKeys(
    { Enter: enter ?? (() => undefined), ArrowDown: move(1), ArrowUp: move(-1) },
    { holdable: ['ArrowDown', 'ArrowUp'], screen: 'refunds' },
  );
  const may = refund !== null && paid === null;
  const lost = refund?.source === 'deposit' && refund.state === 'requested';
  const busy = approve.busy || refuse.busy || pay.busy;
  return (
    <Frame
      keys={[
        ...(may ? [{ chord: 'Alt+B', label: t('refund.refuse'), run: () => setAsking('refuse') }] : []),
        ...(may && lost
          ? [{ chord: 'Alt+G', label: t('refund.lost'), run: () => setLostSlip(!lostSlip) }]
          : []),
        ...(paid === null ? [] : [{ chord: 'F10', label: t('voucher.print'), run: again }]),
        { chord: 'F11', label: t('bar.history'), run: () => go('history') },
        { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{payer === null ? t('refunds.title') : t('refunds.title.of', { name: payer.name })}</h1>
        </header>
        <div className="qt-history-row qt-refunds-row qt-history-names" aria-hidden>
          <span>{t('refunds.column.what')}</span>
          <span>{t('refunds.column.who')}</span>
          <span>{t('refunds.column.state')}</span>
          <span className="qt-history-amount">{t('history.column.amount')}</span>
        </div>
        <div
          className="qt-history-list qt-focusable"
          role="listbox"
          aria-label={t('refunds.title')}
          tabIndex={0}
        >
          {list.map((one, position) => (
            // biome-ignore lint/a11y/useFocusableInteractive: arrows choose
            // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose
            <div
              key={one.key}
              role="option"
              aria-selected={position === index}
              className="qt-history-row qt-refunds-row"
              onMouseDown={keepFocus}
              onClick={() => setAt(position)}
            >
              <RowCells row={one} />
            </div>
          ))}
        </div>
        {rows !== null && list.length === 0 ? (
          <div className="qt-history-none" role="status">
            <b>{t(payer === null ? 'refunds.none' : 'refunds.none.of', { name: payer?.name ?? '' })}</b>
            <p>{t('refunds.none.hint')}</p>
          </div>
        ) : null}
      </section>
      <aside className="qt-side">
        {paid !== null ? (
          <Paid refund={paid} />
        ) : refund !== null ? (
          <RefundDetail refund={refund} lostSlip={lostSlip} />
        ) : balance !== null ? (
          <BalanceDetail balance={balance} />
        ) : (
          <div className="qt-work">
            <p className="qt-quiet">{t('refunds.pick')}</p>
          </div>
        )}
        {paid === null ? (
          <div className="qt-fix-side qt-field">
            {refund?.state === 'approved' && !cash ? (
              <TextInput
                key={refund.refund}
                label={t('refund.reference')}
                value={reference}
                maxLength={40}
                autoFocus
                onChange={(event) => setReference(event.currentTarget.value)}
              />
            ) : null}
            {noDrawer ? <Notice tone="amber">{t('refund.no-shift')}</Notice> : null}
            <FailureNotice failure={asking === null ? pay.failure : null} />
            {may ? (
              <div className="qt-history-buttons">
                <SecondaryAction label={t('refund.refuse')} chord="Alt+B" run={() => setAsking('refuse')} />
                {lost ? (
                  <SecondaryAction
                    label={t('refund.lost')}
                    chord="Alt+G"
                    run={() => setLostSlip(!lostSlip)}
                  />
                ) : null}
              </div>
            ) : null}
          </div>
        ) : null}
        {paid === null || print.failure === null ? null : (
          <div className="qt-fix-side">
            <FailureNotice failure={print.failure} />
          </div>
        )}
        <div className="qt-action">
          <PrimaryAction
            label={primaryOf(t, { refund, balance, paid, needsReference })}
            chord="Enter"
            icon={<IconCash size={22} stroke={1.9} />}
            off={enter === undefined}
            busy={busy}
            run={enter ?? (() => undefined)}
          />
        </div>
      </aside>
      {asking === 'approve' || asking === 'refuse' ? (
        <ApprovalDialog
          only={lostSlip ? approvers.fee : approvers.money}
          busy={busy}
          failure={asking === 'refuse' ? refuse.failure : approve.failure}
          approve={(approval) => void give(approval)}
          close={() => {
            setAsking(null);
            clear();
          }}
          title={t(asking === 'refuse' ? 'refund.refuse.title' : 'refund.approve.title')}
          head={
            asking === 'refuse' ? (
              <div className="qt-field">
                <TextInput
                  label={t('refund.refuse.text')}
                  value={text}
                  maxLength={200}
                  onChange={(event) => setText(event.currentTarget.value)}
                />
              </div>
            ) : null
          }
        />
      ) : null}
      {asking === 'balance' && balance !== null ? (
        <RefundForm
          title={t('refund.title.balance')}
          note={<Say k="refund.note.balance" params={{ name: balance.payerName ?? '-' }} />}
          subject={{ source: 'balance', id: balance.balance, receipt: null }}
          left={balance.left}
          way={balance.way}
          payeeName={balance.payerName ?? ''}
          done={() => {
            setAsking(null);
            void read();
          }}
          close={() => setAsking(null)}
        />
      ) : null}
    </Frame>
  );
}
