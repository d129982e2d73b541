import { IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { HandInRow } from '../../../shared/rpc/documents.ts';
import { Amount } from '../../ui/Amount.tsx';
import { keepFocus, PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { ageOf, dateOf, timeOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { MakingNotice } from '../reports/MakingNotice.tsx';
import { useDocument } from '../reports/useDocument.ts';
import type { HandInDone } from './HandInPlace.tsx';

function Row(props: { readonly row: HandInRow; readonly selected: boolean; readonly choose: () => void }) {
  const { row, selected, choose } = props;
  const t = useText();
  const { now } = useHouse();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const waits = row.state === 'made';
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: arrows choose
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose
    <div
      ref={element}
      role="option"
      aria-selected={selected}
      className="qt-hand-in-row"
      onMouseDown={keepFocus}
      onClick={choose}
    >
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
      <b>{dong(row.amount)}</b>
    </div>
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

/** The list: those that wait first to be counted, those received with who took them. Their paper is one key away. */
export function HandInList(props: HandInListProps) {
  const { rows, loaded, failure, done, said, fund, count, countFund, bank } = props;
  const t = useText();
  const { go } = useHouse();
  const [at, setAt] = useState(0);
  const [refused, setRefused] = useState<HandInRow | null>(null);
  const { making, make } = useDocument();
  const chosen = Math.min(at, Math.max(0, rows.length - 1));
  const row = rows[chosen];
  const move = (by: number) => () => {
    setAt(Math.max(0, Math.min(rows.length - 1, chosen + by)));
    setRefused(null);
  };
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
  useKeys(
    { ArrowDown: move(1), ArrowUp: move(-1), Enter: enter },
    { holdable: ['ArrowDown', 'ArrowUp'], screen: 'hand-in' },
  );
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
        <div
          className="qt-hand-in-list qt-focusable"
          role="listbox"
          aria-label={t('hand-in.title')}
          tabIndex={0}
        >
          {rows.map((one, index) => (
            <Row key={one.handIn} row={one} selected={index === chosen} choose={() => setAt(index)} />
          ))}
        </div>
        {loaded && rows.length === 0 ? (
          <div className="qt-history-none" role="status">
            <b>{t('hand-in.none')}</b>
            <p>{t('hand-in.none.hint')}</p>
          </div>
        ) : null}
        <FailureNotice failure={failure} />
      </section>
      <aside className="qt-side">
        {row === undefined ? null : (
          <section className="qt-total">
            <div>
              <span>{t('hand-in.says', { name: row.cashierName })}</span>
            </div>
            <Amount amount={row.amount} size="total" id="handed-in" />
            <p>
              {row.safeDrops === 0 ? '' : t('hand-in.drops', { amount: dong(row.safeDrops) })}
              {row.counted === null || row.counted === row.amount
                ? ''
                : ` ${t('hand-in.counted', { amount: dong(row.counted) })}`}
            </p>
          </section>
        )}
        <div className="qt-work">
          {done === null ? null : (
            <Notice tone={done.difference === 0 ? 'green' : 'amber'} role="status">
              <Say k="hand-in.done" params={{ z: done.row.zNumber }} />{' '}
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
          <div className="qt-work-end">
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
          </div>
        </div>
        <div className="qt-action">
          <PrimaryAction
            label={row?.state === 'confirmed' ? t('hand-in.taken') : t('hand-in.start')}
            chord="Enter"
            off={row?.state !== 'made'}
            run={enter}
          />
        </div>
      </aside>
    </Frame>
  );
}
