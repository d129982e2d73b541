import { IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { HandInRow } from '../../../shared/rpc/documents.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow, EmptyList } from '../../ui/ChoiceList.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { ageOf, dateOf, timeOf } from '../../ui/time.ts';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { MakingNotice } from '../reports/MakingNotice.tsx';
import { useDocument } from '../reports/useDocument.ts';
import type { HandInDone } from './HandInPlace.tsx';

function Row(props: { readonly row: HandInRow; readonly selected: boolean; readonly choose: () => void }) {
  const { row, selected, choose } = props;
  const t = useText();
  const { now } = useHouse();
  const waits = row.state === 'made';
  return (
    <ChoiceRow selected={selected} choose={choose} className="qt-hand-in-row">
      <b>{`Z ${row.zNumber}`}</b>
      <span>
        {row.cashierName}
        <small>{`${row.shiftName}, ${timeOf(row.closedAt)} ${dateOf(row.closedAt)}`}</small>
      </span>
      <span className="qt-hand-in-state" data-tone={waits ? 'amber' : 'green'}>
        {waits ? <IconClock size={18} stroke={1.9} /> : <IconCircleCheck size={18} stroke={1.9} />}
        {waits
          ? t('hand-in.waits', { age: ageOf(t, row.closedAt, now) })
          : t('hand-in.received', { name: row.receiverName ?? '-' })}
      </span>
      <b>{row.amount === null ? '' : dong(row.amount)}</b>
    </ChoiceRow>
  );
}

interface HandInListProps {
  readonly rows: readonly HandInRow[];
  readonly loaded: boolean;
  readonly failure: Failure | null;
  readonly done: HandInDone | null;
  /** What was done with the fund, in words. */
  readonly said: string | null;
  /** The fund, for the treasurer; null for others. */
  readonly fund: MethodResponse<'fund.papers'> | null;
  readonly count: (row: HandInRow) => void;
  readonly countFund: () => void;
  readonly bank: () => void;
}

function Difference({ difference }: { readonly difference: number }) {
  if (difference === 0) return <Say k="hand-in.even" />;
  const k = difference < 0 ? 'hand-in.short' : 'hand-in.over';
  return <Say k={k} params={{ amount: dong(Math.abs(difference)) }} />;
}

/** What was handed in; before it is received only whose it is, so that the treasurer counts blind. */
function HandedIn({ row }: { readonly row: HandInRow }) {
  const t = useText();
  const drops = row.safeDrops === 0 ? '' : t('hand-in.drops', { amount: dong(row.safeDrops) });
  if (row.amount === null)
    return (
      <section className="qt-total">
        <div>
          <span>{t('hand-in.hidden', { name: row.cashierName })}</span>
        </div>
        <p data-testid="hand-in-hidden">{`${t('hand-in.hidden.note')} ${drops}`}</p>
      </section>
    );
  const counted =
    row.counted === null || row.counted === row.amount
      ? ''
      : t('hand-in.counted', { amount: dong(row.counted) });
  const twice =
    row.counts.length < 2
      ? ''
      : t('hand-in.counts', { sums: row.counts.map(({ total }) => dong(total)).join('; ') });
  return (
    <Total label={t('hand-in.says', { name: row.cashierName })} amount={row.amount} id="handed-in">
      {`${drops} ${counted} ${twice}`}
    </Total>
  );
}

/** The list: those that wait first to be counted, those received with who took them. Their paper is one key away. */
export function HandInList(props: HandInListProps) {
  const { rows, loaded, failure, done, said, fund, count, countFund, bank } = props;
  const t = useText();
  const { go } = useHouse();
  const [refused, setRefused] = useState<HandInRow | null>(null);
  const { making, make } = useDocument();
  const { at, item: row, choose, arrows } = useChoice(rows, { moved: () => setRefused(null) });
  const enter = (): void => {
    if (row === undefined) return;
    if (row.state === 'made') count(row);
    else setRefused(row);
  };
  const pdf = (): void => {
    if (row !== undefined) make({ is: 'hand-in', z: row.z }, 'pdf');
  };
  const [newest] = fund?.papers ?? [];
  const fundPaper = (): void => {
    if (newest === undefined) return;
    const { id, kind } = newest;
    make(kind === 'banked' ? { is: 'bank-deposit', banking: id } : { is: 'fund-count', count: id }, 'pdf');
  };
  useKeys({ ...arrows, Enter: enter }, { holdable: arrowKeys, screen: 'hand-in' });
  return (
    <Frame
      keys={[
        { chord: 'Ctrl+P', label: t('hand-in.bar.pdf'), run: pdf },
        {
          chord: 'Ctrl+E',
          label: t('reports.bar.xlsx'),
          run: () => {
            if (row !== undefined) make({ is: 'hand-in', z: row.z }, 'xlsx');
          },
        },
        ...(fund === null
          ? []
          : [
              { chord: 'F8', label: t('fund.count'), run: countFund },
              { chord: 'F9', label: t('fund.bank'), run: bank },
              { chord: 'Alt+P', label: t('fund.paper'), run: fundPaper },
            ]),
        { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{t('hand-in.title')}</h1>
          <p>{t('hand-in.count', { n: rows.filter(({ state }) => state === 'made').length })}</p>
        </header>
        <ChoiceList label={t('hand-in.title')} className="qt-hand-in-list" tab>
          {rows.map((one, index) => (
            <Row key={one.handIn} row={one} selected={index === at} choose={() => choose(index)} />
          ))}
        </ChoiceList>
        {loaded && rows.length === 0 ? (
          <EmptyList title={t('hand-in.none')} hint={t('hand-in.none.hint')} />
        ) : null}
        <FailureNotice failure={failure} />
      </section>
      <Side
        head={row === undefined ? null : <HandedIn row={row} />}
        end={
          <>
            {fund === null ? null : (
              <p className="qt-fund">
                {t('fund.balance')}
                <b data-testid="fund">{dong(fund.balance)}</b>
              </p>
            )}
            <Notice>
              <Say k="hand-in.note" />
            </Notice>
            {row === undefined ? null : (
              <SecondaryAction label={t('papers.hand-in')} chord="Ctrl+P" run={pdf} />
            )}
          </>
        }
        action={{
          label: row?.state === 'confirmed' ? t('hand-in.taken') : t('hand-in.start'),
          off: row?.state !== 'made',
          run: enter,
        }}
      >
        {done === null ? null : (
          <Notice tone={done.difference === 0 ? 'green' : 'amber'} role="status">
            <Say k="hand-in.done" params={{ z: done.row.zNumber }} />{' '}
            {t('hand-in.said', { amount: dong(done.counted - done.difference) })}{' '}
            <Difference difference={done.difference} />
          </Notice>
        )}
        {said === null ? null : (
          <Notice tone="blue" role="status">
            {said}
          </Notice>
        )}
        {refused === null ? null : (
          <Notice tone="amber" role="alert">
            <Say k="hand-in.again" params={{ z: refused.zNumber, name: refused.receiverName ?? '-' }} />
          </Notice>
        )}
        <MakingNotice making={making} />
      </Side>
    </Frame>
  );
}
