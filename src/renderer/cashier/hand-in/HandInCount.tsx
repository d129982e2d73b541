import { useState } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import type { HandInRow } from '../../../shared/rpc/documents.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { Frame } from '../frame/Frame.tsx';
import { CountTable } from '../shift/CountScreen.tsx';
import { type CountDigits, countedTotal, countRequest, countRows, worthOf } from '../shift/count.ts';

interface HandInCountProps {
  readonly row: HandInRow;
  /** Counted less handed in once it is received; null when it was left. */
  readonly close: (difference: number | null) => void;
}

/** The receiver counts note by note what lies there, then confirms by PIN; both figures are kept. */
export function HandInCount({ row, close }: HandInCountProps) {
  const t = useText();
  const confirm = useMethod('handIn.confirm');
  const [digits, setDigits] = useState<CountDigits>({});
  const [small, setSmall] = useState(false);
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState(false);
  const rows = countRows(small);
  const last = rows.length - 1;
  const counted = countedTotal(rows, digits);
  const filled = rows.filter((one) => worthOf(one, digits) !== null).length;
  const difference = counted - row.amount;
  const enter = (): void => {
    if (at < last) setAt(at + 1);
    else setAsking(true);
  };
  useKeys(
    {
      Enter: enter,
      ArrowDown: () => setAt(Math.min(last, at + 1)),
      ArrowUp: () => setAt(Math.max(0, at - 1)),
    },
    { holdable: ['ArrowDown', 'ArrowUp'] },
  );
  const outcome =
    difference === 0 ? (
      <Say k="hand-in.even" />
    ) : (
      <Say
        k={difference < 0 ? 'hand-in.short' : 'hand-in.over'}
        params={{ amount: dong(Math.abs(difference)) }}
      />
    );
  return (
    <Frame
      blind
      keys={[
        {
          chord: 'Alt+D',
          label: t('close.recount'),
          run: () => {
            setDigits({});
            setAt(0);
          },
        },
        { chord: 'Alt+L', label: t('close.small'), run: () => setSmall(true) },
        { chord: 'F9', label: t('hand-in.bar.confirm'), run: () => setAsking(true) },
        { chord: 'Escape', label: t('hand-in.back'), run: () => close(null) },
      ]}
    >
      <div className="qt-close">
        <header className="qt-close-head">
          <h1>{t('hand-in.counting', { z: row.zNumber })}</h1>
          <p>{t('hand-in.from', { name: row.cashierName, shift: row.shiftName })}</p>
        </header>
        <section className="qt-count-part">
          <CountTable
            rows={rows}
            digits={digits}
            at={at}
            move={setAt}
            type={(one, typed) => setDigits((before) => ({ ...before, [String(one)]: typed }))}
          />
        </section>
        <aside className="qt-side">
          <section className="qt-total">
            <div>
              <span>{t('close.counted')}</span>
              <span>{t('close.filled', { filled, all: rows.length })}</span>
            </div>
            <Amount amount={counted} size="total" id="total" />
            <p>{counted === 0 ? '' : amountInWords(counted)}</p>
          </section>
          <div className="qt-work">
            <Notice>
              <Say k="hand-in.count.note" />
            </Notice>
          </div>
          <div className="qt-action">
            <PrimaryAction
              label={t('hand-in.confirm')}
              chord={at < last ? 'F9' : 'Enter'}
              busy={confirm.busy}
              run={() => setAsking(true)}
            />
          </div>
        </aside>
      </div>
      {asking ? (
        <ApprovalDialog
          only={['treasurer']}
          title={t('hand-in.pin')}
          head={
            <>
              <dl className="qt-shift-facts" data-testid="hand-in-figures">
                <div>
                  <dt>{t('hand-in.says', { name: row.cashierName })}</dt>
                  <dd>{dong(row.amount)}</dd>
                </div>
                <div>
                  <dt>{t('close.counted')}</dt>
                  <dd>{dong(counted)}</dd>
                </div>
              </dl>
              <Notice tone={difference === 0 ? 'green' : 'amber'}>{outcome}</Notice>
            </>
          }
          busy={confirm.busy}
          failure={confirm.failure}
          close={() => {
            setAsking(false);
            confirm.clear();
          }}
          approve={(receiver) => {
            const { lines, torn } = countRequest(rows, digits, 'surprise');
            void confirm.run({ handIn: row.handIn, lines, torn, receiver }).then((answer) => {
              if (answer !== null) close(answer.difference);
            });
          }}
        />
      ) : null}
    </Frame>
  );
}
