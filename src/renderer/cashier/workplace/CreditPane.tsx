import { useEffect, useRef } from 'react';
import type { CreditCandidate } from '../../../shared/rpc/contract.ts';
import { Amount } from '../../ui/Amount.tsx';
import { keepFocus, PrimaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { shortDay, timeOf } from '../../ui/time.ts';
import { chosenCandidate, type JudgingCredit } from './creditState.ts';
import type { WorkplaceStore } from './useWorkplace.ts';

function Candidate(props: {
  readonly candidate: CreditCandidate;
  readonly selected: boolean;
  readonly choose: () => void;
}) {
  const t = useText();
  const { candidate, selected, choose } = props;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const who = [candidate.name, candidate.code, candidate.className].filter((part) => part !== null);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: arrows choose
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose
    <div
      ref={row}
      role="option"
      aria-selected={selected}
      className="qt-candidate"
      onMouseDown={keepFocus}
      onClick={choose}
    >
      <span>
        <b>{who[0] ?? ''}</b>
        <small>{[t(`credit.is.${candidate.is}`), ...who.slice(1)].join(' · ')}</small>
      </span>
      <span className="qt-reasons">
        {candidate.reasons.map((reason) => (
          <i key={reason}>{t(`credit.reason.${reason}`)}</i>
        ))}
      </span>
      <b>{dong(candidate.amount)}</b>
    </div>
  );
}

/** What the bank said, and who it may be for: reasons in the middle, because they are what a person judges. */
export function CreditMiddle({
  state,
  store,
}: {
  readonly state: JudgingCredit;
  readonly store: WorkplaceStore;
}) {
  const t = useText();
  const { credit, candidates, cursor } = state;
  return (
    <div className="qt-middle-bill qt-fade">
      <header className="qt-payer">
        <h1>{t('credit.title')}</h1>
        <dl className="qt-credit">
          <div>
            <dt>{t('credit.content')}</dt>
            <dd data-testid="credit-content">{credit.content}</dd>
          </div>
          <div>
            <dt>{t('credit.sender')}</dt>
            <dd>{credit.senderName ?? t('credit.sender.none')}</dd>
          </div>
          <div>
            <dt>{t('credit.at')}</dt>
            <dd>{`${timeOf(credit.paidAt)} ${shortDay(t, credit.paidAt)}`}</dd>
          </div>
          {credit.account === null ? null : (
            <div>
              <dt>{t('credit.account')}</dt>
              <dd>{t('credit.account.of', { bank: credit.account.bank, last: credit.account.lastFour })}</dd>
            </div>
          )}
        </dl>
      </header>
      <div className="qt-bill-scroll">
        <h2 className="qt-candidates-head">{t('credit.candidates')}</h2>
        {candidates.length === 0 ? <p className="qt-candidates-none">{t('credit.candidates.none')}</p> : null}
        <div role="listbox" aria-label={t('credit.candidates')}>
          {candidates.map((candidate, index) => (
            <Candidate
              key={`${candidate.is} ${candidate.ref}`}
              candidate={candidate}
              selected={index === cursor}
              choose={() => store.send({ is: 'credit-cursor', by: index - cursor })}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The right side: how much came, and the one act. */
export function CreditSide({
  state,
  assign,
}: {
  readonly state: JudgingCredit;
  readonly assign: () => void;
}) {
  const t = useText();
  const candidate = chosenCandidate(state);
  const label =
    candidate === undefined
      ? t('credit.assign.none')
      : t(candidate.is === 'payer' ? 'credit.open' : 'credit.assign');
  return (
    <>
      <section className="qt-total">
        <div>
          <span>{t('credit.amount')}</span>
        </div>
        <Amount amount={state.credit.amount} size="total" id="due" />
      </section>
      <div className="qt-work">
        <div className="qt-work-end">
          <FailureNotice failure={state.failure} />
          <Notice tone="amber">
            <Say k="credit.judge" />
          </Notice>
        </div>
      </div>
      <div className="qt-action">
        <PrimaryAction
          label={label}
          chord="Enter"
          off={candidate === undefined}
          busy={state.busy !== null}
          run={assign}
        />
      </div>
    </>
  );
}
