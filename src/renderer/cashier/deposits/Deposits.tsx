import { IconCash } from '@tabler/icons-react';
import type { PayerView } from '../../../shared/rpc/contract.ts';
import type { DepositView } from '../../../shared/rpc/deposits.ts';
import { printedNumber } from '../../../shared/text/index.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow, ColumnNames, EmptyList } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { StayHead } from './StayHead.tsx';
import type { Stay } from './StayPlace.tsx';

interface DepositsProps {
  readonly payer: PayerView;
  readonly stay: Stay;
  readonly take: () => void;
  readonly settle: () => void;
  readonly giveBack: (deposit: DepositView) => void;
  readonly refunds: () => void;
  readonly elsewhere: () => void;
  readonly back: () => void;
}

/** Where the money of one deposit is now; money under way back is told apart. */
function stateOf({ unproven, refunding, left, brought }: DepositView) {
  if (unproven) return { key: 'deposit.state.unproven', tone: 'amber' } as const;
  if (refunding > 0) return { key: 'deposit.state.refunding', tone: 'amber' } as const;
  if (brought && left > 0) return { key: 'deposit.brought', tone: 'blue' } as const;
  return left === 0
    ? ({ key: 'deposit.state.used', tone: 'blue' } as const)
    : ({ key: 'deposit.state.open', tone: 'green' } as const);
}

/** The deposits of a stay against what it has cost so far. */
export function Deposits({ payer, stay, take, settle, giveBack, refunds, elsewhere, back }: DepositsProps) {
  const t = useText();
  const { at, item: deposit, choose, arrows } = useChoice(stay.deposits);
  const returnable = deposit !== undefined && deposit.left > 0 && !deposit.unproven ? deposit : null;
  const short = Math.max(0, stay.accrued - stay.left);
  const print = useMethod('voucher.print');
  const again = (): void => {
    if (deposit !== undefined) void print.run({ document: deposit.deposit });
  };
  const giveBackNow = returnable === null ? undefined : () => giveBack(returnable);
  useKeys({ Enter: take, ...arrows }, { holdable: arrowKeys, screen: 'stay' });
  return (
    <Frame
      keys={[
        { chord: 'Alt+V', label: t('stay.settle'), run: settle },
        ...(giveBackNow === undefined
          ? []
          : [{ chord: 'Alt+T', label: t('deposit.give-back'), run: giveBackNow }]),
        ...(deposit === undefined || deposit.brought
          ? []
          : [{ chord: 'F10', label: t('voucher.print'), run: again }]),
        { chord: 'Alt+D', label: t('other.refunds'), run: refunds },
        { chord: 'Alt+K', label: t('elsewhere.open'), run: elsewhere },
        { chord: 'Escape', label: t('stay.back'), run: back },
      ]}
    >
      <section className="qt-history qt-stay">
        <StayHead title={t('stay.title')} payer={payer} />
        <ColumnNames
          row="qt-deposit-row"
          names={[
            t('deposit.column.number'),
            t('deposit.column.time'),
            t('deposit.column.payer'),
            t('deposit.column.state'),
            t('deposit.column.amount'),
            t('deposit.column.left'),
          ]}
          amounts={2}
        />
        <ChoiceList label={t('stay.title')} className="qt-history-list" tab>
          {stay.deposits.map((one, index) => {
            const state = stateOf(one);
            return (
              <ChoiceRow
                key={one.deposit}
                selected={index === at}
                choose={() => choose(index)}
                className="qt-history-row qt-deposit-row"
              >
                <b>{printedNumber({ number: one.number })}</b>
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
              </ChoiceRow>
            );
          })}
        </ChoiceList>
        {stay.deposits.length === 0 ? (
          <EmptyList title={t('deposit.none')} hint={t('deposit.none.hint')} />
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
      <Side
        head={
          <Total
            label={t('deposit.left')}
            beside={t('deposit.count', { n: stay.deposits.length })}
            amount={stay.left}
          />
        }
        end={
          <>
            <FailureNotice failure={print.failure} />
            <SecondaryAction label={t('stay.settle')} chord="Alt+V" run={settle} />
            {giveBackNow === undefined ? null : (
              <SecondaryAction label={t('deposit.give-back')} chord="Alt+T" run={giveBackNow} />
            )}
          </>
        }
        endClass="qt-stay-acts"
        action={{
          label: t(stay.deposits.length === 0 ? 'deposit.take' : 'deposit.more'),
          icon: <IconCash size={22} stroke={1.9} />,
          run: take,
        }}
      >
        <Facts
          className="qt-sums"
          rows={[
            [t('stay.accrued'), dong(stay.accrued)],
            [t('deposit.left'), dong(stay.left)],
            [t('stay.short'), short === 0 ? null : dong(short)],
          ]}
        />
        {stay.low ? (
          <Notice tone="amber" role="alert">
            <Say k="deposit.low" params={{ short: dong(short) }} />
          </Notice>
        ) : null}
      </Side>
    </Frame>
  );
}
