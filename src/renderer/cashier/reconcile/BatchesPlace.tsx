import { useState } from 'react';
import type { PaidBatchView } from '../../../shared/rpc/card-batches.ts';
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
import { approvers } from '../corrections/Approver.tsx';
import { ReasonedForm, ReasonField, useReasoned } from '../corrections/ReasonedForm.tsx';
import type { Approval } from '../frame/ApprovalDialog.tsx';
import { Frame } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { feeText } from './BatchSuggestions.tsx';

/** So far back the list goes. */
const days = 92;

function BatchRow(props: {
  readonly batch: PaidBatchView;
  readonly selected: boolean;
  readonly choose: () => void;
}) {
  const { batch, selected, choose } = props;
  const t = useText();
  const came = batch.credits.length > 0;
  return (
    <ChoiceRow {...{ selected, choose }} className="qt-history-row qt-batch-row">
      <b className="qt-cut">
        {batch.counterName === null ? batch.terminal : `${batch.counterName} · ${batch.terminal}`}
      </b>
      <span>{batch.batch ?? ''}</span>
      <span>{`${timeOf(batch.at)} ${dateOf(batch.at).slice(0, 5)}`}</span>
      <span className="qt-batch-state" data-state={batch.state}>
        {t(`batches.state.${batch.state}`)}
      </span>
      <span className="qt-history-amount">{dong(batch.gross)}</span>
      <span className="qt-history-amount">{came ? dong(batch.credited) : ''}</span>
      <span className="qt-history-amount">{came ? feeText(batch.fee) : ''}</span>
    </ChoiceRow>
  );
}

/** Every settled batch with what the bank paid of it, the fee, and what was decided: each counted once. */
export function BatchesPlace(props: { readonly settlement: string; readonly close: () => void }) {
  const t = useText();
  const { close } = props;
  const [acts, setActs] = useState(0);
  const [deciding, setDeciding] = useState<'rest' | 'untie' | null>(null);
  const answer = useAnswer('batches.list', { days }, acts);
  const batches = answer.value?.batches ?? [];
  const [opened, setOpened] = useState(props.settlement);
  const start = batches.findIndex(({ settlement }) => settlement === opened);
  const { at, item: batch, choose } = useChoice(batches, { moved: () => setOpened('') });
  const shown = start >= 0 ? batches[start] : batch;
  const index = start >= 0 ? start : at;
  const go = (by: number) => (): void => choose(Math.max(0, Math.min(batches.length - 1, index + by)));
  const mayRest =
    shown !== undefined && (shown.state === 'differs' || shown.state === 'waiting') && shown.sure;
  const mayUntie = shown?.credits.some(({ here }) => here) === true;
  const untie = mayUntie ? () => setDeciding('untie') : undefined;
  const rest = mayRest ? () => setDeciding('rest') : () => undefined;
  const decided = (): void => {
    setDeciding(null);
    setActs(acts + 1);
  };
  useKeys({ ArrowDown: go(1), ArrowUp: go(-1), Enter: rest }, { holdable: arrowKeys, screen: 'batches' });
  return (
    <Frame
      keys={[
        ...(untie === undefined ? [] : [{ chord: 'Alt+X', label: t('batches.bar.untie'), run: untie }]),
        { chord: 'Escape', label: t('bar.back'), run: close },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{t('batches.title')}</h1>
          <p>{t('batches.since', { n: days })}</p>
        </header>
        <ColumnNames
          row="qt-batch-row"
          amounts={3}
          names={[
            t('batches.column.terminal'),
            t('batches.column.batch'),
            t('batches.column.at'),
            t('batches.column.state'),
            t('batches.gross'),
            t('batches.column.came'),
            t('batches.column.fee'),
          ]}
        />
        <ChoiceList label={t('batches.title')} className="qt-history-list" tab>
          {batches.map((one, position) => (
            <BatchRow
              key={one.settlement}
              batch={one}
              selected={position === index}
              choose={() => choose(position)}
            />
          ))}
        </ChoiceList>
        {answer.value !== null && batches.length === 0 ? (
          <EmptyList title={t('batches.none')} hint={t('batches.none.hint')} />
        ) : null}
        <FailureNotice failure={answer.failure} />
      </section>
      <Side
        head={
          shown === undefined ? null : (
            <Total
              label={t(`batches.state.${shown.state}`)}
              beside={shown.batch === null ? shown.terminal : `${shown.terminal} · ${shown.batch}`}
              cut
              amount={shown.rest < 0 ? -shown.rest : shown.rest}
              id="batch-rest"
            >
              {t(
                shown.rest < 0 ? 'batches.above' : shown.credited === 0 ? 'batches.not-come' : 'batches.kept',
              )}
            </Total>
          )
        }
        end={
          <Notice>
            <Say k="batches.note" />
          </Notice>
        }
        action={{ label: t(mayRest ? 'batches.act.rest' : 'batches.act.none'), off: !mayRest, run: rest }}
      >
        {shown === undefined ? null : <BatchFacts batch={shown} />}
      </Side>
      {deciding !== null && shown !== undefined ? (
        <DecideBatch batch={shown} what={deciding} done={decided} close={() => setDeciding(null)} />
      ) : null}
    </Frame>
  );
}

function BatchFacts({ batch }: { readonly batch: PaidBatchView }) {
  const t = useText();
  const { usual } = batch;
  return (
    <>
      <Facts
        className="qt-sums"
        rows={[
          [t('batches.gross'), dong(batch.gross)],
          [t('batches.counter'), batch.counterName],
          [t('batches.owner'), batch.owner],
          [t('batches.comes'), batch.credits.length === 0 ? null : dong(batch.credited)],
          [t('batches.column.fee'), batch.credits.length === 0 ? null : feeText(batch.fee)],
          [t('batches.usual.range'), `${feeText(usual.low)} – ${feeText(usual.high)}`],
          [t('batches.accepted'), batch.accepted],
        ]}
      />
      {batch.credits.map((one) => (
        <p key={one.credit} className="qt-batch-credit">
          <b>{dong(one.amount)}</b> {timeOf(one.paidAt)} {dateOf(one.paidAt)} · {one.reference}
          <small>
            {t('batches.said', { who: one.by, when: `${timeOf(one.at)} ${dateOf(one.at)}` })}
            {one.whole === one.amount ? '' : ` · ${t('batches.of', { amount: dong(one.whole) })}`}
          </small>
        </p>
      ))}
      {batch.sure ? null : (
        <Notice tone="amber">
          <Say k="batches.unsure" />
        </Notice>
      )}
    </>
  );
}

/** The chief accountant takes the rest as it is, or unties the newest credit. */
function DecideBatch(props: {
  readonly batch: PaidBatchView;
  readonly what: 'rest' | 'untie';
  readonly done: () => void;
  readonly close: () => void;
}) {
  const { batch, what, done, close } = props;
  const t = useText();
  const reasoned = useReasoned(approvers.money, true);
  const accept = useMethod('batches.acceptRest');
  const untie = useMethod('batches.uncredit');
  const credit = batch.credits.filter(({ here }) => here).at(-1);
  const send = async (text: string, approval: Approval): Promise<boolean> => {
    const { settlement, rest } = batch;
    if (what === 'rest') return (await accept.run({ settlement, rest, text, approval })) !== null;
    return credit !== undefined && (await untie.run({ credit: credit.credit, text, approval })) !== null;
  };
  const sum = what === 'rest' ? Math.abs(batch.rest) : (credit?.whole ?? 0);
  return (
    <ReasonedForm
      {...{ reasoned, send, done, close, missing: null }}
      attempt={what === 'rest' ? accept : untie}
      title={t(`batches.${what}.title`)}
      sum={dong(sum)}
      note={t(`batches.${what}.note`)}
      outcome={<Say k={`batches.${what}.outcome`} params={{ amount: dong(sum) }} />}
      act={t(`batches.${what}.act`)}
    >
      <div className="qt-field">
        <ReasonField label={t('batches.text')} reasoned={reasoned} autoFocus />
      </div>
    </ReasonedForm>
  );
}
