import { IconCash } from '@tabler/icons-react';
import { useState } from 'react';
import type { PayerView } from '../../../shared/rpc/contract.ts';
import type { DepositView } from '../../../shared/rpc/deposits.ts';
import { Amount } from '../../ui/Amount.tsx';
import { keepFocus, PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame } from '../frame/Frame.tsx';
import { StayHead } from './StayHead.tsx';
import type { Stay } from './StayPlace.tsx';

interface DepositsProps {
  readonly payer: PayerView;
  readonly stay: Stay;
  readonly take: () => void;
  readonly settle: () => void;
  readonly giveBack: (deposit: DepositView) => void;
  readonly refunds: () => void;
  readonly back: () => void;
}

/** Where the money of one deposit is now; money under way back is told apart. */
function stateOf({ unproven, refunding, left }: DepositView) {
  if (unproven) return { key: 'deposit.state.unproven', tone: 'amber' } as const;
  if (refunding > 0) return { key: 'deposit.state.refunding', tone: 'amber' } as const;
  return left === 0
    ? ({ key: 'deposit.state.used', tone: 'blue' } as const)
    : ({ key: 'deposit.state.open', tone: 'green' } as const);
}

/** The deposits of a stay against what it has cost so far. */
export function Deposits({ payer, stay, take, settle, giveBack, refunds, back }: DepositsProps) {
  const t = useText();
  const [at, setAt] = useState(0);
  const index = Math.min(at, Math.max(0, stay.deposits.length - 1));
  const deposit = stay.deposits[index];
  const returnable = deposit !== undefined && deposit.left > 0 && !deposit.unproven ? deposit : null;
  const short = Math.max(0, stay.accrued - stay.left);
  const move = (by: number) => () => setAt(Math.max(0, Math.min(stay.deposits.length - 1, index + by)));
  const print = useMethod('voucher.print');
  const again = (): void => {
    if (deposit !== undefined) void print.run({ document: deposit.deposit });
  };
  const giveBackNow = returnable === null ? undefined : () => giveBack(returnable);
  useKeys(
    { Enter: take, ArrowDown: move(1), ArrowUp: move(-1) },
    { holdable: ['ArrowDown', 'ArrowUp'], screen: 'stay' },
  );
  return (
    <Frame
      keys={[
        { chord: 'Alt+V', label: t('stay.settle'), run: settle },
        ...(giveBackNow === undefined
          ? []
          : [{ chord: 'Alt+T', label: t('deposit.give-back'), run: giveBackNow }]),
        ...(deposit === undefined ? [] : [{ chord: 'F10', label: t('voucher.print'), run: again }]),
        { chord: 'Alt+D', label: t('other.refunds'), run: refunds },
        { chord: 'Escape', label: t('stay.back'), run: back },
      ]}
    >
      <section className="qt-history qt-stay">
        <StayHead title={t('stay.title')} payer={payer} />
        <div className="qt-history-row qt-deposit-row qt-history-names" aria-hidden>
          <span>{t('deposit.column.number')}</span>
          <span>{t('deposit.column.time')}</span>
          <span>{t('deposit.column.payer')}</span>
          <span>{t('deposit.column.state')}</span>
          <span className="qt-history-amount">{t('deposit.column.amount')}</span>
          <span className="qt-history-amount">{t('deposit.column.left')}</span>
        </div>
        <div
          className="qt-history-list qt-focusable"
          role="listbox"
          aria-label={t('stay.title')}
          tabIndex={0}
        >
          {stay.deposits.map((one, position) => {
            const state = stateOf(one);
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: arrows choose
              // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose
              <div
                key={one.deposit}
                role="option"
                aria-selected={position === index}
                className="qt-history-row qt-deposit-row"
                onMouseDown={keepFocus}
                onClick={() => setAt(position)}
              >
                <b>{String(one.number).padStart(6, '0')}</b>
                <span>{`${timeOf(one.at)} ${dateOf(one.at).slice(0, 5)}`}</span>
                <span>{one.payerName ?? t('paper.private')}</span>
                <span>
                  <em className="qt-tag" data-tone={state.tone}>
                    {t(state.key)}
                  </em>
                </span>
                <span className="qt-history-amount">{dong(one.amount)}</span>
                <span className="qt-history-amount">
                  <b>{dong(one.left)}</b>
                </span>
              </div>
            );
          })}
        </div>
        {stay.deposits.length === 0 ? (
          <div className="qt-history-none" role="status">
            <b>{t('deposit.none')}</b>
            <p>{t('deposit.none.hint')}</p>
          </div>
        ) : null}
        {stay.settlements.map((one) => (
          <p key={one.settlement} className="qt-stay-settled">
            <Say
              k="stay.settled"
              params={{
                time: `${timeOf(one.at)} ${dateOf(one.at)}`,
                due: dong(one.due),
                back: dong(one.back),
              }}
            />
          </p>
        ))}
      </section>
      <aside className="qt-side">
        <section className="qt-total">
          <div>
            <span>{t('deposit.left')}</span>
            <span>{t('deposit.count', { n: stay.deposits.length })}</span>
          </div>
          <Amount amount={stay.left} size="total" id="total" />
        </section>
        <div className="qt-work">
          <dl className="qt-sums">
            <div>
              <dt>{t('stay.accrued')}</dt>
              <dd>{dong(stay.accrued)}</dd>
            </div>
            <div>
              <dt>{t('deposit.left')}</dt>
              <dd>{dong(stay.left)}</dd>
            </div>
            {short === 0 ? null : (
              <div>
                <dt>{t('stay.short')}</dt>
                <dd>{dong(short)}</dd>
              </div>
            )}
          </dl>
          {stay.low ? (
            <Notice tone="amber" role="alert">
              <Say k="deposit.low" params={{ short: dong(short) }} />
            </Notice>
          ) : null}
          <div className="qt-work-end qt-stay-acts">
            <FailureNotice failure={print.failure} />
            <SecondaryAction label={t('stay.settle')} chord="Alt+V" run={settle} />
            {giveBackNow === undefined ? null : (
              <SecondaryAction label={t('deposit.give-back')} chord="Alt+T" run={giveBackNow} />
            )}
          </div>
        </div>
        <div className="qt-action">
          <PrimaryAction
            label={t(stay.deposits.length === 0 ? 'deposit.take' : 'deposit.more')}
            chord="Enter"
            icon={<IconCash size={22} stroke={1.9} />}
            run={take}
          />
        </div>
      </aside>
    </Frame>
  );
}
