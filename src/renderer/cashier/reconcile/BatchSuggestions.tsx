import { IconCheck } from '@tabler/icons-react';
import type { BatchSuggestion } from '../../../shared/rpc/card-batches.ts';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { dong, percent } from '../../ui/money.ts';
import { type TextOf, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';

/** Basis points as people say a fee: `1,10 %`. */
export function feeText(basisPoints: number): string {
  return `${percent(basisPoints, 10_000, 2)}\u00a0%`;
}

/** The batches of a suggestion in one line. */
export function batchesText(t: TextOf, { batches }: Pick<BatchSuggestion, 'batches'>): string {
  return batches
    .map(({ terminal, batch }) =>
      batch === null ? t('batches.terminal', { terminal }) : t('cards.batch', { terminal, batch }),
    )
    .join('; ');
}

/** Settled batches whose money a credit may be, with the reasons and what the bank would keep. */
export function BatchSuggestions(props: {
  readonly found: readonly BatchSuggestion[];
  readonly at: number | null;
  readonly choose: (index: number) => void;
}) {
  const { found, at, choose } = props;
  const t = useText();
  if (found.length === 0) return null;
  return (
    <div className="qt-suggested">
      <h3>{t('batches.suggested')}</h3>
      <ChoiceList label={t('batches.suggested')}>
        {found.map((one, index) => (
          <ChoiceRow key={one.settlements.join(' ')} selected={index === at} choose={() => choose(index)}>
            <span>
              <b>{batchesText(t, one)}</b>
              <b>{dong(one.gross)}</b>
            </span>
            <small>
              {one.batches.map(({ at: settled }) => `${timeOf(settled)} ${dateOf(settled)}`).join('; ')}
              {` · ${t('batches.keeps', { amount: dong(one.left), fee: feeText(one.fee) })}`}
            </small>
            {one.reasons.map((reason) => (
              <i key={reason}>
                <IconCheck size={16} stroke={1.9} aria-hidden />
                {t(`batches.reason.${reason}`)}
              </i>
            ))}
          </ChoiceRow>
        ))}
      </ChoiceList>
    </div>
  );
}
