import type { BatchView } from '../../../shared/rpc/card.ts';
import { dong, signedDong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';

/**
 * The terminal's total less ours; null where it tells none, or cannot: its totals have no sign, so a batch in which more
 * was refunded than charged is compared by its slip.
 */
function differenceOf({ total, ours }: BatchView): number | null {
  return total === null || ours.total < 0 ? null : total - ours.total;
}

/** Cause of a settlement that found nothing to settle. */
const emptyBatch = 'empty-batch';

/** What a difference means and what to do about it. */
function Verdict({ batch }: { readonly batch: BatchView }) {
  if (batch.state !== 'settled') {
    const key = batch.cause === emptyBatch ? 'empty' : batch.state;
    return (
      <Notice tone={key === 'empty' ? 'blue' : 'amber'} role={key === 'empty' ? 'status' : 'alert'}>
        <Say k={`terminal.batch-state.${key}`} />
      </Notice>
    );
  }
  const difference = differenceOf(batch);
  if (difference === null) {
    return (
      <Notice tone="amber">
        <Say k="terminal.untold" />
      </Notice>
    );
  }
  if (difference === 0 && (batch.count === null || batch.count === batch.ours.count)) {
    return (
      <Notice tone="green" role="status">
        <Say k="terminal.even" params={{ batch: batch.batch ?? '-' }} />
      </Notice>
    );
  }
  const key = difference === 0 ? 'same-total' : difference > 0 ? 'more' : 'less';
  return (
    <Notice tone="red" role="alert">
      <Say k={`terminal.${key}`} params={{ amount: dong(Math.abs(difference)) }} />
    </Notice>
  );
}

/** One settlement: its totals against ours. */
export function BatchResult({ batch }: { readonly batch: BatchView | undefined }) {
  const t = useText();
  if (batch === undefined) return <p className="qt-quiet">{t('terminal.last.none')}</p>;
  const difference = differenceOf(batch);
  const counted = (count: number | null, total: number | null): string =>
    total === null
      ? t('terminal.theirs.untold')
      : `${count === null ? '' : `${t('terminal.ours.count', { n: count })}, `}${dong(total)}`;
  return (
    <section className="qt-terminal-batch" aria-label={t('terminal.last')} data-testid="batch">
      <h3>
        {t('terminal.last')}
        <small>{`${timeOf(batch.at)} ${dateOf(batch.at)}`}</small>
      </h3>
      {batch.state === 'settled' ? (
        <dl>
          <div>
            <dt>{t('terminal.theirs')}</dt>
            <dd>{counted(batch.count, difference === null ? null : batch.total)}</dd>
          </div>
          <div>
            <dt>{t('terminal.book')}</dt>
            <dd>{counted(batch.ours.count, batch.ours.total)}</dd>
          </div>
          {difference === null || difference === 0 ? null : (
            <div data-wrong="">
              <dt>{t('terminal.difference')}</dt>
              <dd>{signedDong(difference)}</dd>
            </div>
          )}
        </dl>
      ) : null}
      <Verdict batch={batch} />
    </section>
  );
}
