import { IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { CardGroup, CardSlip } from '../../../shared/rpc/card-match.ts';
import { ChoiceList, ChoiceRow, ColumnNames } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { digitsOf } from '../../ui/digits.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong, signedDong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { Frame } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { type CardSums, sumsOf, verdictOf } from './cardSums.ts';

interface MatchCardsProps {
  readonly group: CardGroup;
  /** What was done, in words; null when it was left. */
  readonly close: (said: string | null) => void;
  /** Something was written of this batch. */
  readonly wrote: () => void;
}

function SlipRow(props: {
  readonly slip: CardSlip;
  readonly taken: boolean;
  readonly selected: boolean;
  readonly choose: () => void;
}) {
  const { slip, taken, selected, choose } = props;
  const t = useText();
  return (
    <ChoiceRow
      {...{ selected, choose }}
      className="qt-history-row qt-slip-row"
      data-off={taken ? undefined : ''}
      aria-checked={taken}
    >
      {taken ? (
        <IconSquareCheckFilled size={22} color="var(--blue)" aria-hidden />
      ) : (
        <IconSquare size={22} stroke={1.9} color="var(--ink-3)" aria-hidden />
      )}
      <b>{slip.approvalCode}</b>
      <span>{slip.lastFour}</span>
      <span>{`${timeOf(slip.at)} ${dateOf(slip.at).slice(0, 5)}`}</span>
      <span className="qt-cut">
        {slip.name ?? ''}
        {slip.missing ? (
          <em className="qt-tag" data-tone="red">
            {t('cards.missing')}
          </em>
        ) : null}
      </span>
      <span className="qt-history-amount">{dong(slip.amount)}</span>
    </ChoiceRow>
  );
}

/** The slips of one batch against its settlement paper: a person looks each up, types the paper's sums, and says so. */
export function MatchCards({ group, close, wrote }: MatchCardsProps) {
  const t = useText();
  const { terminal, batch, slips } = group;
  const { at, item: slip, choose, arrows } = useChoice(slips);
  const [out, setOut] = useState<ReadonlySet<string>>(
    () => new Set(slips.filter(({ missing }) => missing).map(({ tender }) => tender)),
  );
  const [count, setCount] = useState('');
  const [total, setTotal] = useState('');
  const [deciding, setDeciding] = useState(false);
  const countField = useRef<HTMLInputElement>(null);
  const totalField = useRef<HTMLInputElement>(null);
  const match = useMethod('cards.match');
  const miss = useMethod('cards.missing');
  const taken = slips.filter(({ tender }) => !out.has(tender));
  const sums = sumsOf(group, taken, { count, total });
  const missing =
    count === ''
      ? 'count'
      : total === ''
        ? 'total'
        : sums.ourCount === 0 && taken.length === 0
          ? 'slip'
          : null;
  const mark = (off: boolean) => (): void => {
    if (slip === undefined) return;
    const next = new Set(out);
    if (off) next.add(slip.tender);
    else next.delete(slip.tender);
    setOut(next);
  };
  const run = async (): Promise<void> => {
    if (missing === 'count') countField.current?.focus();
    if (missing === 'total') totalField.current?.focus();
    if (missing !== null) return;
    const done = await match.run({
      ...{ terminal, batch, tenders: taken.map(({ tender }) => tender) },
      ...{ count: Number(count), total: Number(total) },
    });
    if (done === null) return;
    const { matched: n, difference } = done;
    const even = difference === 0 && Number(count) === done.ourCount;
    close(t(even ? 'cards.done' : 'cards.done.difference', { n, batch, amount: dong(Math.abs(difference)) }));
  };
  const decide = slip === undefined || slip.missing ? undefined : () => setDeciding(true);
  useKeys(
    { ...arrows, Enter: () => void run(), ArrowLeft: mark(true), ArrowRight: mark(false) },
    { holdable: arrowKeys, screen: 'cards' },
  );
  return (
    <Frame
      keys={[
        { chord: 'ArrowLeft', label: t('cards.bar.out'), run: mark(true) },
        { chord: 'ArrowRight', label: t('cards.bar.in'), run: mark(false) },
        ...(decide === undefined ? [] : [{ chord: 'Alt+X', label: t('cards.bar.missing'), run: decide }]),
        { chord: 'Escape', label: t('bar.back'), run: () => close(null) },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{t('cards.title')}</h1>
          <p>{t('cards.batch', { terminal, batch })}</p>
        </header>
        <ColumnNames
          row="qt-slip-row"
          names={[
            '',
            t('cards.column.code'),
            t('cards.column.last'),
            t('cards.column.when'),
            t('cards.column.who'),
            t('cards.column.amount'),
          ]}
        />
        <ChoiceList label={t('cards.slips')} className="qt-history-list" tab>
          {slips.map((one, index) => (
            <SlipRow
              key={one.tender}
              slip={one}
              taken={!out.has(one.tender)}
              selected={index === at}
              choose={() => choose(index)}
            />
          ))}
        </ChoiceList>
      </section>
      <Side
        head={
          <Total
            label={t('cards.chosen', { n: taken.length })}
            amount={taken.reduce((sum, { amount }) => sum + amount, 0)}
            id="cards-chosen"
          />
        }
        end={
          <>
            <FailureNotice failure={match.failure} />
            <Notice>
              <Say k="cards.how" />
            </Notice>
          </>
        }
        action={{
          label: t(missing === null ? 'cards.act' : `cards.need.${missing}`),
          off: missing !== null,
          busy: match.busy,
          run: () => void run(),
        }}
      >
        <div className="qt-field qt-cards-paper">
          <TextField
            ref={countField}
            label={t('cards.count')}
            value={count}
            inputMode="numeric"
            maxLength={5}
            change={(text) => setCount(digitsOf(text))}
          />
          <MoneyField label={t('cards.total')} digits={total} onDigits={setTotal} inputRef={totalField} />
        </div>
        <Sums group={group} sums={sums} said={missing === null} />
      </Side>
      {deciding && slip !== undefined ? (
        <ApprovalDialog
          only={['chief-accountant']}
          own
          title={t('cards.missing.title', { code: slip.approvalCode })}
          head={<Notice tone="amber">{t('cards.missing.note', { amount: dong(slip.amount) })}</Notice>}
          busy={miss.busy}
          failure={miss.failure}
          close={() => {
            setDeciding(false);
            miss.clear();
          }}
          approve={(approval) => {
            void miss.run({ tender: slip.tender, approval }).then((done) => {
              if (done === null) return;
              setOut(new Set([...out, slip.tender]));
              setDeciding(false);
              wrote();
            });
          }}
        />
      ) : null}
    </Frame>
  );
}

/** Ours against the paper's, and what the difference means. */
function Sums(props: { readonly group: CardGroup; readonly sums: CardSums; readonly said: boolean }) {
  const { group, sums, said } = props;
  const t = useText();
  const { matchedBefore } = group;
  const verdict = verdictOf(sums);
  const amount = dong(Math.abs(sums.difference));
  return (
    <>
      <dl className="qt-sums">
        {matchedBefore.count === 0 ? null : (
          <div>
            <dt>{t('cards.before')}</dt>
            <dd>{t('cards.before.value', { n: matchedBefore.count, amount: dong(matchedBefore.total) })}</dd>
          </div>
        )}
        <div>
          <dt>{t('cards.ours')}</dt>
          <dd>{t('cards.before.value', { n: sums.ourCount, amount: dong(sums.ourTotal) })}</dd>
        </div>
        {said && sums.difference !== 0 ? (
          <div>
            <dt>{t('cards.difference')}</dt>
            <dd>{signedDong(sums.difference)}</dd>
          </div>
        ) : null}
      </dl>
      {said ? (
        <Notice tone={verdict === 'even' ? 'green' : 'amber'} role="status">
          <Say k={`cards.${verdict}`} params={{ amount }} />
        </Notice>
      ) : null}
    </>
  );
}
