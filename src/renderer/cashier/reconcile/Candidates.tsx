import { IconCheck } from '@tabler/icons-react';
import type { CreditCandidate } from '../../../shared/rpc/contract.ts';
import type { DifferenceRow } from '../../../shared/rpc/documents.ts';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { dong } from '../../ui/money.ts';
import { useText } from '../../ui/text.tsx';

/** What such a difference means and what explains it most often. */
export function Reasons({ row }: { readonly row: DifferenceRow }) {
  const t = useText();
  return (
    <div className="qt-difference-why">
      <h3>{t('reconcile.why')}</h3>
      <p>{t(`reconcile.why.${row.kind}`)}</p>
      <h3>{t('reconcile.next')}</h3>
      <p>
        {row.counterName === null || isReconciledHere(row)
          ? t(`reconcile.next.${row.kind}`)
          : t('reconcile.next.elsewhere', { counter: row.counterName })}
      </p>
    </div>
  );
}

/** Money of a batch is said at any machine; everything else only where the payment was taken. */
function isReconciledHere({ kind }: DifferenceRow): boolean {
  return kind === 'unpaid' || kind === 'fee';
}

/** Whose a credit may be, with the reasons: they are what a person judges. */
export function Candidates(props: {
  readonly found: readonly CreditCandidate[];
  readonly loaded: boolean;
  readonly at: number | null;
  readonly choose: (index: number) => void;
}) {
  const { found, loaded, at, choose } = props;
  const t = useText();
  return (
    <div className="qt-suggested">
      <h3>{t('reconcile.suggested')}</h3>
      {found.length === 0 && loaded ? <p>{t('reconcile.suggested.none')}</p> : null}
      <ChoiceList label={t('reconcile.suggested')}>
        {found.map((candidate, index) => (
          <ChoiceRow
            key={`${candidate.is} ${candidate.ref}`}
            selected={index === at}
            choose={() => choose(index)}
          >
            <span>
              <b>{candidate.name ?? t('reconcile.nobody')}</b>
              <b>{dong(candidate.amount)}</b>
            </span>
            <small>
              {[t(`credit.is.${candidate.is}`), candidate.code, candidate.className]
                .filter((one) => one !== null)
                .join(' · ')}
            </small>
            {candidate.reasons.map((reason) => (
              <i key={reason}>
                <IconCheck size={16} stroke={1.9} aria-hidden />
                {t(`credit.reason.${reason}`)}
              </i>
            ))}
          </ChoiceRow>
        ))}
      </ChoiceList>
    </div>
  );
}
