import type { CreditCandidate } from '../../../shared/rpc/contract.ts';
import { PrimaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
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
  const who = [candidate.name, candidate.code, candidate.className].filter((part) => part !== null);
  return (
    <ChoiceRow selected={selected} choose={choose} className="qt-candidate">
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
    </ChoiceRow>
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
  const { account } = credit;
  return (
    <div className="qt-middle-bill qt-fade">
      <header className="qt-payer">
        <h1>{t('credit.title')}</h1>
        <Facts
          className="qt-credit"
          rows={[
            [t('credit.content'), credit.content, 'credit-content'],
            [t('credit.sender'), credit.senderName ?? t('credit.sender.none')],
            [t('credit.at'), `${timeOf(credit.paidAt)} ${shortDay(t, credit.paidAt)}`],
            [
              t('credit.account'),
              account === null
                ? null
                : t('credit.account.of', { bank: account.bank, last: account.lastFour }),
            ],
          ]}
        />
      </header>
      <div className="qt-bill-scroll">
        <h2 className="qt-candidates-head">{t('credit.candidates')}</h2>
        {candidates.length === 0 ? <p className="qt-candidates-none">{t('credit.candidates.none')}</p> : null}
        <ChoiceList label={t('credit.candidates')}>
          {candidates.map((candidate, index) => (
            <Candidate
              key={`${candidate.is} ${candidate.ref}`}
              candidate={candidate}
              selected={index === cursor}
              choose={() => store.send({ is: 'credit-cursor', by: index - cursor })}
            />
          ))}
        </ChoiceList>
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
      <Total label={t('credit.amount')} amount={state.credit.amount} id="due" />
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
