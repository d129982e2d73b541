import { useState } from 'react';
import type { CardGroup } from '../../../shared/rpc/card-match.ts';
import type { CreditCandidate } from '../../../shared/rpc/contract.ts';
import { type DifferenceRow, differenceKinds } from '../../../shared/rpc/documents.ts';
import { ChoiceList, ChoiceRow, EmptyList } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { ageOf, dateOf, timeOf } from '../../ui/time.ts';
import { arrowKeys, stepped, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { wayText } from '../reports/ways.ts';
import type { WorkplaceStore } from '../workplace/useWorkplace.ts';
import { Candidates, Reasons } from './Candidates.tsx';
import { MatchCards } from './MatchCards.tsx';
import './reconcile.css';

type Kind = DifferenceRow['kind'];

/** The list on the screen is at most so old. */
const readAgainMs = 5_000;

function Row(props: {
  readonly row: DifferenceRow;
  readonly selected: boolean;
  readonly choose: () => void;
}) {
  const { row, selected, choose } = props;
  const t = useText();
  const { now } = useHouse();
  const way = row.method === null ? null : wayText(t, row.method, row.method);
  const told = [way, row.detail, row.receipt].filter((one) => one !== null && one !== '');
  return (
    <ChoiceRow selected={selected} choose={choose} className="qt-difference">
      <span>
        <b>{row.name ?? t('reconcile.nobody')}</b>
        <small>{told.join(' · ')}</small>
      </span>
      <span className="qt-difference-kind" data-kind={row.kind}>
        {t(`reconcile.kind.${row.kind}`)}
      </span>
      <span>
        {row.owner ?? t('reconcile.books')}
        <small>{ageOf(t, row.sinceMs, now)}</small>
      </span>
      <b>{dong(row.amount)}</b>
    </ChoiceRow>
  );
}

/** Differences between the counter and bank or terminal: whose, how old, what may explain them; a person decides. */
export function ReconcilePlace({ store }: { readonly store: WorkplaceStore }) {
  const t = useText();
  const house = useHouse();
  const { go, view } = house;
  const [only, setOnly] = useState<Kind | null>(null);
  const [judging, setJudging] = useState<number | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const assign = useMethod('credit.assign');
  const keep = useMethod('surplus.keep');
  const [acts, setActs] = useState(0);
  const news = `${Math.floor(view.now / readAgainMs)} ${acts}`;
  const list = useAnswer('reconcile.list', {}, news);
  const all = list.value?.rows ?? [];
  const rows = all.filter(({ kind }) => only === null || kind === only);
  const {
    at,
    item: row,
    choose,
    step,
  } = useChoice(rows, {
    moved: () => {
      setJudging(null);
      assign.clear();
      keep.clear();
    },
  });
  const may = (roles: readonly string[]) => house.person.roles.some((role) => roles.includes(role));
  const mayAssign = may(['cashier', 'accountant', 'chief-accountant']);
  const mayKeep = may(['cashier']);
  const mayMatch = may(['accountant', 'chief-accountant']);
  const [batch, setBatch] = useState<Pick<CardGroup, 'terminal' | 'batch'> | null>(null);
  const cards = useAnswer('cards.waiting', mayMatch ? {} : null, news);
  const groups = cards.value?.groups ?? [];
  /** The batch in which the chosen slip or settlement lies. */
  const slips =
    row === undefined
      ? undefined
      : groups.find(
          (group) => group.uneven === row.ref || group.slips.some(({ tender }) => tender === row.ref),
        );
  const opened = groups.find((group) => group.terminal === batch?.terminal && group.batch === batch?.batch);
  const asked = row?.kind === 'credit' && mayAssign ? { credit: row.ref } : null;
  const candidates = useAnswer('credit.candidates', asked, news);
  const found: readonly CreditCandidate[] =
    asked !== null && candidates.value?.credit.credit === asked.credit ? candidates.value.candidates : [];

  const move = (by: number) =>
    judging === null ? step(by) : () => setJudging(stepped(judging, by, found.length));
  const give = async (candidate: CreditCandidate): Promise<void> => {
    if (row === undefined || candidates.value === null) return;
    if (candidate.is === 'payer') {
      // Which lines it pays is chosen on the bill.
      store.send({ is: 'credit-opened', ...candidates.value });
      go('workplace');
      return;
    }
    const to =
      candidate.is === 'tender'
        ? { is: 'tender' as const, tender: candidate.ref }
        : { is: 'collection' as const, collection: candidate.ref, method: 'transfer' as const };
    const done = await assign.run({ credit: row.ref, to });
    if (done === null) return;
    setJudging(null);
    setActs(acts + 1);
    setSaid(t('reconcile.assigned', { amount: dong(row.amount), name: candidate.name ?? '-' }));
  };
  const enter = async (): Promise<void> => {
    if (row === undefined) return;
    if (row.kind === 'credit') {
      const candidate = judging === null ? undefined : found[judging];
      if (candidate !== undefined) await give(candidate);
      else if (found.length > 0) setJudging(0);
      return;
    }
    if (slips !== undefined) {
      setSaid(null);
      setBatch(slips);
      return;
    }
    if (row.kind !== 'surplus' || !mayKeep) return;
    const kept = await keep.run({ tender: row.ref });
    if (kept === null) return;
    setActs(acts + 1);
    setSaid(t('reconcile.kept', { amount: dong(kept.amount), name: row.name ?? '-' }));
  };
  const back = (): void => {
    if (judging === null) go('workplace');
    else setJudging(null);
  };
  useKeys(
    { ArrowDown: move(1), ArrowUp: move(-1), Enter: () => void enter() },
    { holdable: arrowKeys, screen: 'reconcile' },
  );
  const kinds: readonly (Kind | null)[] = [null, ...differenceKinds];
  const turn = (): void => {
    setOnly(kinds[(kinds.indexOf(only) + 1) % kinds.length] ?? null);
    choose(0);
  };
  const history = (): void => {
    if (row?.receipt != null) house.history(row.receipt.split('/').at(-1) ?? '');
  };
  const able =
    slips !== undefined ||
    (row?.kind === 'surplus' && mayKeep) ||
    (row?.kind === 'credit' && found.length > 0);
  const label = ((): string => {
    if (row === undefined) return t('reconcile.act.none');
    if (slips !== undefined) return t('reconcile.act.batch');
    if (row.kind === 'surplus' && mayKeep) return t('reconcile.act.keep');
    if (row.kind !== 'credit' || !mayAssign) return t('reconcile.act.wait');
    if (found.length === 0) return t('reconcile.act.unknown');
    if (judging === null) return t('reconcile.act.judge');
    return t(found[judging]?.is === 'payer' ? 'reconcile.act.bill' : 'reconcile.act.assign');
  })();
  if (opened !== undefined) {
    return (
      <MatchCards
        key={`${opened.terminal} ${opened.batch}`}
        group={opened}
        wrote={() => setActs(acts + 1)}
        close={(done) => {
          setBatch(null);
          setActs(acts + 1);
          setSaid(done);
        }}
      />
    );
  }
  return (
    <Frame
      keys={[
        { chord: 'Alt+ArrowDown', label: t('reconcile.bar.kind'), run: turn },
        { chord: 'F11', label: t('reconcile.bar.receipt'), run: history },
        {
          chord: 'Escape',
          label: t(judging === null ? 'bar.home' : 'reconcile.bar.back'),
          run: back,
        },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{t('reconcile.title')}</h1>
          <select
            className="qt-select"
            aria-label={t('reconcile.kind')}
            value={only ?? ''}
            tabIndex={-1}
            onChange={(event) => {
              setOnly((event.currentTarget.value || null) as Kind | null);
              choose(0);
            }}
          >
            {kinds.map((kind) => (
              <option key={kind ?? ''} value={kind ?? ''}>
                {kind === null
                  ? t('reconcile.kind.all', { n: all.length })
                  : `${t(`reconcile.kind.${kind}`)} (${all.filter((one) => one.kind === kind).length})`}
              </option>
            ))}
          </select>
          <p role="status">
            {t('reconcile.sum', {
              n: rows.length,
              amount: dong(rows.reduce((sum, one) => sum + one.amount, 0)),
            })}
          </p>
        </header>
        <div className="qt-difference qt-difference-names" aria-hidden>
          <span>{t('reconcile.column.who')}</span>
          <span>{t('reconcile.column.what')}</span>
          <span>{t('reconcile.column.owner')}</span>
          <span>{t('history.column.amount')}</span>
        </div>
        <ChoiceList label={t('reconcile.title')} className="qt-history-list" tab>
          {rows.map((one, index) => (
            <Row
              key={`${one.kind} ${one.ref}`}
              row={one}
              selected={index === at}
              choose={() => choose(index)}
            />
          ))}
        </ChoiceList>
        {list.value !== null && rows.length === 0 ? (
          <EmptyList title={t('reconcile.none')} hint={t('reconcile.none.hint')} />
        ) : null}
        {list.value?.more ? <Notice tone="amber">{t('reconcile.more')}</Notice> : null}
        <FailureNotice failure={list.failure} />
      </section>
      <Side
        head={
          row === undefined ? null : (
            <Total
              label={t(`reconcile.kind.${row.kind}`)}
              beside={`${timeOf(row.sinceMs)} ${dateOf(row.sinceMs)}`}
              amount={row.amount}
              id="difference"
            >
              {row.detail}
            </Total>
          )
        }
        end={
          <>
            <FailureNotice failure={assign.failure ?? keep.failure ?? candidates.failure} />
            <Notice>
              <Say k="reconcile.note" />
            </Notice>
          </>
        }
        action={{ label, off: !able, busy: assign.busy || keep.busy, run: () => void enter() }}
      >
        {said === null ? null : (
          <Notice tone="green" role="status">
            {said}
          </Notice>
        )}
        {row === undefined ? null : <Reasons row={row} />}
        {asked !== null ? (
          <Candidates found={found} loaded={candidates.fresh} at={judging} choose={setJudging} />
        ) : null}
      </Side>
    </Frame>
  );
}
