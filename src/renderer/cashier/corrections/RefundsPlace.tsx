import { IconCash } from '@tabler/icons-react';
import { useState } from 'react';
import type { RefundView } from '../../../shared/rpc/corrections.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow, ColumnNames, EmptyList } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { ElsewhereDialog } from '../deposits/ElsewhereDialog.tsx';
import type { Approval } from '../frame/ApprovalDialog.tsx';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { RefundOnTerminal } from '../terminal/RefundOnTerminal.tsx';
import { approvers } from './Approver.tsx';
import { RefundDialogs } from './RefundDialogs.tsx';
import { BalanceDetail, Paid, primaryOf, RefundDetail, RowCells } from './RefundParts.tsx';
import { useRefundRows } from './useRefundRows.ts';

/** What is owed back and not paid, and what is kept for somebody; of one payer, or of all. */
export function RefundsPlace({
  payer,
}: {
  readonly payer: { readonly ref: string; readonly name: string } | null;
}) {
  const t = useText();
  const { go, view } = useHouse();
  const [paid, setPaid] = useState<RefundView | null>(null);
  const [asking, setAsking] = useState<'approve' | 'refuse' | 'balance' | null>(null);
  const [elsewhere, setElsewhere] = useState(false);
  const [lostSlip, setLostSlip] = useState(false);
  const [reference, setReference] = useState('');
  /** Its terminal has it, or may have: nobody pays it another way meanwhile. */
  const [held, setHeld] = useState(false);
  const approve = useMethod('refund.approve');
  const refuse = useMethod('refund.refuse');
  const pay = useMethod('refund.pay');
  const print = useMethod('voucher.print');
  const again = (): void => {
    if (paid !== null) void print.run({ document: paid.refund });
  };
  const { rows, read } = useRefundRows(payer?.ref ?? null);
  const list = rows ?? [];
  const clear = (): void => {
    setPaid(null);
    for (const attempt of [approve, refuse, pay]) attempt.clear();
    setReference('');
    setLostSlip(false);
  };
  const { at, item: row, choose, arrows } = useChoice(list, { moved: clear });
  const refund = row?.is === 'refund' ? row.refund : null;
  const balance = row?.is === 'balance' ? row.balance : null;
  const cash = refund?.way === 'cash';
  const noDrawer = cash && refund?.state === 'approved' && view.shift === null;
  const needsReference = refund?.state === 'approved' && !cash && reference.trim() === '';

  const give = async (approval: Approval, text: string): Promise<void> => {
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
  const onTerminal = (answer: RefundView | null): void => {
    if (answer !== null) setPaid(answer);
    void read();
  };
  const enter = ((): (() => void) | undefined => {
    if (paid !== null) return () => setPaid(null);
    if (balance !== null) return () => setAsking('balance');
    if (refund?.state === 'requested') return () => setAsking('approve');
    if (refund?.state === 'approved' && !noDrawer && !needsReference) return () => void payNow();
    return undefined;
  })();
  useKeys({ Enter: enter ?? (() => undefined), ...arrows }, { holdable: arrowKeys, screen: 'refunds' });
  const may = refund !== null && paid === null && !held;
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
        ...(payer === null
          ? []
          : [{ chord: 'Alt+K', label: t('elsewhere.open'), run: () => setElsewhere(true) }]),
        { chord: 'F11', label: t('bar.history'), run: () => go('history') },
        { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{payer === null ? t('refunds.title') : t('refunds.title.of', { name: payer.name })}</h1>
        </header>
        <ColumnNames
          row="qt-refunds-row"
          names={[
            t('refunds.column.what'),
            t('refunds.column.who'),
            t('refunds.column.state'),
            t('history.column.amount'),
          ]}
        />
        <ChoiceList label={t('refunds.title')} className="qt-history-list" tab>
          {list.map((one, index) => (
            <ChoiceRow
              key={one.key}
              selected={index === at}
              choose={() => choose(index)}
              className="qt-history-row qt-refunds-row"
            >
              <RowCells row={one} />
            </ChoiceRow>
          ))}
        </ChoiceList>
        {rows !== null && list.length === 0 ? (
          <EmptyList
            title={t(payer === null ? 'refunds.none' : 'refunds.none.of', { name: payer?.name ?? '' })}
            hint={t('refunds.none.hint')}
          />
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
            {refund?.state === 'approved' && !cash && !held ? (
              <TextField
                key={refund.refund}
                label={t('refund.reference')}
                value={reference}
                maxLength={40}
                autoFocus
                change={setReference}
              />
            ) : null}
            {refund === null ? null : (
              <RefundOnTerminal
                key={`terminal-${refund.refund}`}
                refund={refund}
                hold={setHeld}
                done={onTerminal}
              />
            )}
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
            label={
              held && paid === null ? t('card.wait') : primaryOf(t, { refund, balance, paid, needsReference })
            }
            chord="Enter"
            icon={<IconCash size={22} stroke={1.9} />}
            off={enter === undefined}
            busy={busy}
            run={enter ?? (() => undefined)}
          />
        </div>
      </aside>
      {elsewhere && payer !== null ? (
        <ElsewhereDialog
          payer={payer.ref}
          name={payer.name}
          visit={null}
          done={() => {
            setElsewhere(false);
            void read();
          }}
          close={() => setElsewhere(false)}
        />
      ) : null}
      <RefundDialogs
        asking={asking}
        balance={balance}
        approvers={lostSlip ? approvers.fee : approvers.money}
        busy={busy}
        failure={asking === 'refuse' ? refuse.failure : approve.failure}
        give={(approval, text) => void give(approval, text)}
        close={(done) => {
          setAsking(null);
          if (done) void read();
          else clear();
        }}
      />
    </Frame>
  );
}
