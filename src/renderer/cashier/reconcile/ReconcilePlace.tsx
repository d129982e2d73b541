import { useState } from 'react';
import type { BatchSuggestion } from '../../../shared/rpc/card-batches.ts';
import type { CardGroup } from '../../../shared/rpc/card-match.ts';
import type { CreditCandidate } from '../../../shared/rpc/contract.ts';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { arrowKeys, stepped, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import type { WorkplaceStore } from '../workplace/useWorkplace.ts';
import { BatchesPlace } from './BatchesPlace.tsx';
import { BatchSuggestions } from './BatchSuggestions.tsx';
import { Candidates, Reasons } from './Candidates.tsx';
import { DifferenceList, type Kind, kinds } from './DifferenceList.tsx';
import { MatchCards } from './MatchCards.tsx';
import { TieDialog } from './TieDialog.tsx';
import './reconcile.css';

/** The list on the screen is at most so old. */
const readAgainMs = 5_000;

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

  const settled = useAnswer('batches.forCredit', mayMatch ? asked : null, news);
  /** Batches of cards come first: one that is suggested has its sum or its terminal in the credit. */
  const batches = asked !== null && settled.fresh ? (settled.value?.suggestions ?? []) : [];
  const choices = batches.length + found.length;
  const [tying, setTying] = useState<BatchSuggestion | null>(null);
  /** The settlement with which the list of batches opens; empty: the newest. */
  const [settlement, setSettlement] = useState<string | null>(null);

  const move = (by: number) =>
    judging === null ? step(by) : () => setJudging(stepped(judging, by, choices));
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
      const batch = judging === null ? undefined : batches[judging];
      const candidate = judging === null ? undefined : found[judging - batches.length];
      if (batch !== undefined) setTying(batch);
      else if (candidate !== undefined) await give(candidate);
      else if (choices > 0) setJudging(0);
      return;
    }
    if (mayMatch && (row.kind === 'unpaid' || row.kind === 'fee')) {
      setSaid(null);
      setSettlement(row.ref);
      return;
    }
    if (slips !== undefined) {
      setSaid(null);
      setBatch(slips);
      return;
    }
    if (row.kind !== 'surplus' || !mayKeep || row.counterName !== null) return;
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
  const turn = (): void => {
    setOnly(kinds[(kinds.indexOf(only) + 1) % kinds.length] ?? null);
    choose(0);
  };
  const history = (): void => {
    if (row?.receipt != null) house.history(row.receipt.split('/').at(-1) ?? '');
  };
  const able =
    slips !== undefined ||
    (row?.kind === 'surplus' && mayKeep && row.counterName === null) ||
    (mayMatch && (row?.kind === 'unpaid' || row?.kind === 'fee')) ||
    (row?.kind === 'credit' && choices > 0);
  const label = ((): string => {
    if (row === undefined) return t('reconcile.act.none');
    if (slips !== undefined) return t('reconcile.act.batch');
    if (row.kind === 'surplus' && mayKeep && row.counterName === null) return t('reconcile.act.keep');
    if (mayMatch && (row.kind === 'unpaid' || row.kind === 'fee')) return t('reconcile.act.batches');
    if (row.kind !== 'credit' || !mayAssign) return t('reconcile.act.wait');
    if (choices === 0) return t('reconcile.act.unknown');
    if (judging === null) return t('reconcile.act.judge');
    if (judging < batches.length) return t('reconcile.act.tie');
    return t(found[judging - batches.length]?.is === 'payer' ? 'reconcile.act.bill' : 'reconcile.act.assign');
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
  if (settlement !== null) {
    return (
      <BatchesPlace
        settlement={settlement}
        close={() => {
          setSettlement(null);
          setActs(acts + 1);
        }}
      />
    );
  }
  return (
    <Frame
      keys={[
        ...(mayMatch
          ? [{ chord: 'Alt+L', label: t('reconcile.bar.batches'), run: () => setSettlement('') }]
          : []),
        { chord: 'Alt+ArrowDown', label: t('reconcile.bar.kind'), run: turn },
        { chord: 'F11', label: t('reconcile.bar.receipt'), run: history },
        {
          chord: 'Escape',
          label: t(judging === null ? 'bar.home' : 'reconcile.bar.back'),
          run: back,
        },
      ]}
    >
      <DifferenceList
        {...{ all, rows, at, choose, only, list }}
        filter={(kind) => {
          setOnly(kind);
          choose(0);
        }}
      />
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
          <>
            <BatchSuggestions found={batches} at={judging} choose={setJudging} />
            {batches.length > 0 && found.length === 0 ? null : (
              <Candidates
                found={found}
                loaded={candidates.fresh}
                at={judging === null ? null : judging - batches.length}
                choose={(index) => setJudging(batches.length + index)}
              />
            )}
          </>
        ) : null}
      </Side>
      {tying !== null && row !== undefined ? (
        <TieDialog
          credit={row}
          suggestion={tying}
          close={() => setTying(null)}
          done={(words) => {
            setTying(null);
            setJudging(null);
            setActs(acts + 1);
            setSaid(words);
          }}
        />
      ) : null}
    </Frame>
  );
}
