import { IconCheck } from '@tabler/icons-react';
import type { BillLineView } from '../../../shared/rpc/contract.ts';
import { ChoiceList, ChoiceRow, EmptyList } from '../../ui/ChoiceList.tsx';
import { dong, wordsUnlessZero } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import type { Stay } from './StayPlace.tsx';
import type { Marks, SettleFigures } from './settleState.ts';

/** What a settlement came to. */
export interface Settled {
  readonly receipt: string | null;
  readonly back: number;
  /** Hoàn ứng was asked for at once. */
  readonly asked: boolean;
}

interface LinesProps {
  readonly lines: readonly BillLineView[];
  readonly stay: Stay;
  readonly marks: Marks;
  readonly at: number;
  readonly choose: (at: number) => void;
}

/** The lines of the stay, each with its column of the bảng kê. */
export function SettleLines({ lines, stay, marks, at, choose }: LinesProps) {
  const t = useText();
  if (lines.length === 0) return <EmptyList title={t('settle.lines.none')} />;
  return (
    <ChoiceList label={t('settle.list')} className="qt-history-list">
      {lines.map((line, index) => {
        const left = marks.left.has(line.bill);
        const reduced = stay.reductions
          .filter(({ bill }) => bill === line.bill)
          .reduce((sum, one) => sum + one.amount, 0);
        return (
          <ChoiceRow
            key={line.bill}
            selected={index === at}
            choose={() => choose(index)}
            className="qt-history-row qt-settle-row"
            data-left={left ? '' : undefined}
          >
            <span>{left ? null : <IconCheck size={20} stroke={2} color="var(--blue)" aria-hidden />}</span>
            <span>
              {line.name}
              {reduced === 0 ? null : <small>{t('settle.reduced', { amount: dong(reduced) })}</small>}
            </span>
            <span>{left ? t('bill.not-taken') : t(`settle.part.${marks.part[line.bill] ?? 'own'}`)}</span>
            <span className="qt-history-amount">{dong(line.owed)}</span>
          </ChoiceRow>
        );
      })}
    </ChoiceList>
  );
}

/** The sum that leads from the whole cost to thu thêm or hoàn ứng. */
export function SettleSums({
  figures,
  insurance,
}: {
  readonly figures: SettleFigures;
  readonly insurance: number;
}) {
  const t = useText();
  const { due, back } = figures;
  const result = due > 0 ? due : back;
  const title = due > 0 ? 'settle.due' : back > 0 ? 'settle.back' : 'settle.even';
  const rows = [
    ['settle.gross', figures.gross, false],
    ['settle.minus.insurance', -insurance, false],
    ['settle.minus.exempted', -figures.exempted, false],
    ['settle.payable', figures.payable, true],
    ['settle.part.own', figures.own, false],
    ['settle.part.out-of-list', figures.outOfList, false],
    ['settle.part.surcharge', figures.surcharge, false],
    ['settle.minus.deposits', -figures.applied, false],
  ] as const;
  return (
    <>
      <Total label={t(title)} amount={result} idle={result === 0}>
        {wordsUnlessZero(result)}
      </Total>
      <div className="qt-work">
        <dl className="qt-sums">
          {rows.map(([key, amount, strong]) => (
            <div key={key} data-small={key.startsWith('settle.part.') ? '' : undefined}>
              <dt>{strong ? <b>{t(key)}</b> : t(key)}</dt>
              <dd>{dong(amount)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}

/** After the settlement: the receipt, and what goes back. */
export function SettledFacts({ done }: { readonly done: Settled }) {
  return (
    <div className="qt-settled">
      <Notice tone="green" role="status">
        {done.receipt === null ? (
          <Say k="settle.done.none" />
        ) : (
          <Say k="settle.done" params={{ number: done.receipt }} />
        )}
      </Notice>
      {done.back === 0 ? null : (
        <Notice tone="amber">
          <Say k={done.asked ? 'settle.done.asked' : 'settle.done.kept'} params={{ back: dong(done.back) }} />
        </Notice>
      )}
    </div>
  );
}
