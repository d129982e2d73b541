import { useState } from 'react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import type { TerminalCardView, TerminalView } from '../../../shared/rpc/card.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow, ColumnNames, EmptyList } from '../../ui/ChoiceList.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { CardDecide } from '../workplace/CardDecide.tsx';
import { BatchResult } from './BatchResult.tsx';
import { useTerminals } from './useTerminals.ts';
import { VoidDialog } from './VoidDialog.tsx';
import './terminal.css';

type CardState = 'approved' | 'voided' | 'unknown' | 'taking' | 'refunding';

function stateOf({ card, taking }: TerminalCardView): CardState {
  if (taking !== null) return taking.what === 'void' ? 'taking' : 'refunding';
  return card.state === 'approved' || card.state === 'voided' ? card.state : 'unknown';
}

const tones = {
  approved: 'green',
  voided: 'blue',
  unknown: 'red',
  taking: 'amber',
  refunding: 'amber',
} as const;

/** Whether nobody knows the end of something about this card. */
function isOpen(one: TerminalCardView): boolean {
  return ['unknown', 'taking', 'refunding'].includes(stateOf(one));
}

/** Where a charge stands among the cards of a terminal; −1 nowhere. */
function placeOf({ cards }: TerminalView, charge: string | null): number {
  return cards.findIndex(({ card }) => card.reference === charge || card.tender === charge);
}

/**
 * Card terminals: what was taken since the last settlement, taking one back, and settling against our ledger. It begins
 * at the charge with this tender or reference of ours.
 */
export function TerminalPlace({ charge }: { readonly charge: string | null }) {
  const t = useText();
  const { go, view } = useHouse();
  const { terminals, again } = useTerminals(view);
  const [wanted, setWhich] = useState<number | null>(null);
  const list = terminals ?? [];
  const which =
    wanted ??
    Math.max(
      0,
      list.findIndex((one) => placeOf(one, charge) >= 0),
    );
  const terminal = list[which % Math.max(1, list.length)];
  const home = (): void => go('workplace');
  if (terminal === undefined) {
    return (
      <Frame keys={[{ chord: 'Escape', label: t('bar.home'), run: home }]}>
        <section className="qt-history">
          {terminals === null ? null : (
            <EmptyList title={t('terminal.none')} hint={t('terminal.none.hint')} />
          )}
        </section>
      </Frame>
    );
  }
  const next = list.length > 1 ? () => setWhich(which + 1) : null;
  const start = Math.max(0, placeOf(terminal, charge));
  return <One key={terminal.name} {...{ terminal, start, again, next, home }} />;
}

/** A refusal that does not stand in the list of settlements. */
function untold(failure: Failure | null): Failure | null {
  return failure?.code.startsWith('settlement-') === true ? null : failure;
}

interface OneProps {
  readonly terminal: TerminalView;
  /** The card that is chosen at first. */
  readonly start: number;
  readonly again: () => void;
  readonly next: (() => void) | null;
  readonly home: () => void;
}

function One({ terminal, start, again, next, home }: OneProps) {
  const t = useText();
  const counter = useCounter();
  const settle = useMethod('terminal.settle');
  const take = useMethod('collect.cardVoid');
  const ask = useMethod('collect.cardQuery');
  const [asking, setAsking] = useState<'void' | 'decide' | null>(null);
  const [sure, setSure] = useState(false);
  const [voided, setVoided] = useState<number | null>(null);
  const fresh = (): void => {
    setSure(false);
    setVoided(null);
    settle.clear();
    ask.clear();
  };
  const { at, item: chosen, choose, arrows } = useChoice(terminal.cards, { start, moved: fresh });
  const state = chosen === undefined ? null : stateOf(chosen);
  const open = chosen !== undefined && isOpen(chosen);
  const waits = terminal.open > 0 || terminal.cards.some(isOpen);
  const busy = settle.busy || take.busy;
  const settleNow = (): void => {
    if (waits || busy) return;
    if (!sure) {
      fresh();
      setSure(true);
      return;
    }
    setSure(false);
    void settle.run({ terminal: terminal.name }).then(again);
  };
  const mayVoid = chosen !== undefined && chosen.noVoid === null && !busy;
  const startVoid = (): void => {
    fresh();
    take.clear();
    setAsking('void');
  };
  const query = (): void => {
    if (chosen !== undefined) void ask.run({ tender: chosen.card.tender }).then(again);
  };
  useKeys(
    {
      Enter: settleNow,
      ...arrows,
      'Alt+V': mayVoid ? startVoid : undefined,
      'Alt+H': open ? query : undefined,
      'Alt+Q': open ? () => setAsking('decide') : undefined,
      'Alt+N': next ?? undefined,
    },
    { holdable: arrowKeys, screen: 'terminal' },
  );
  return (
    <Frame
      keys={[
        ...(next === null ? [] : [{ chord: 'Alt+N', label: t('terminal.next'), run: next }]),
        { chord: 'Escape', label: t('bar.home'), run: home },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{t('terminal.title', { name: terminal.name })}</h1>
          <p>{t('terminal.cards')}</p>
        </header>
        <ColumnNames
          row="qt-terminal-row"
          names={[
            t('terminal.column.time'),
            t('terminal.column.payer'),
            t('terminal.column.card'),
            t('terminal.column.state'),
            t('terminal.column.amount'),
          ]}
        />
        <ChoiceList label={t('terminal.cards')} className="qt-history-list" tab>
          {terminal.cards.map((one, index) => (
            <CardRow key={one.card.tender} one={one} selected={index === at} choose={() => choose(index)} />
          ))}
        </ChoiceList>
        {terminal.cards.length === 0 ? <EmptyList title={t('terminal.cards.none')} /> : null}
      </section>
      <Side
        head={
          <Total
            label={t('terminal.ours')}
            beside={t('terminal.ours.count', { n: terminal.ours.count })}
            amount={terminal.ours.total}
            id="to-settle"
          />
        }
        work="qt-terminal-work"
        action={{
          label: t(waits ? 'terminal.settle.wait' : sure ? 'terminal.settle.sure' : 'terminal.settle'),
          off: waits,
          busy: settle.busy,
          run: settleNow,
        }}
      >
        {settle.busy ? null : <BatchResult batch={terminal.batches[0]} />}
        {chosen === undefined || state === 'voided' ? null : (
          <section aria-label={t('terminal.void')}>
            {state === 'unknown' ? <Notice tone="amber">{t('terminal.unknown.advice')}</Notice> : null}
            {state === 'taking' ? <Notice tone="amber">{t('terminal.no-void.void-under-way')}</Notice> : null}
            {state === 'refunding' ? (
              <Notice tone="amber">
                <Say k="terminal.refund.open" params={{ terminal: terminal.name }} />
              </Notice>
            ) : null}
            {state === 'approved' && chosen.noVoid !== null ? (
              <p className="qt-quiet">
                {t(keyFor('terminal.no-void', chosen.noVoid, 'terminal.no-void.tender-finished'))}
              </p>
            ) : null}
            {open ? (
              <div className="qt-terminal-acts">
                <SecondaryAction label={t('terminal.ask')} chord="Alt+H" busy={ask.busy} run={query} />
                <SecondaryAction label={t('terminal.decide')} chord="Alt+Q" run={() => setAsking('decide')} />
              </div>
            ) : null}
            {mayVoid ? <SecondaryAction label={t('terminal.void')} chord="Alt+V" run={startVoid} /> : null}
          </section>
        )}
        {voided === null ? null : (
          <Notice tone="green" role="status">
            {t('terminal.void.done', { amount: dong(voided) })}
          </Notice>
        )}
        {sure ? <Notice tone="amber">{t('terminal.settle.sure.note')}</Notice> : null}
        {settle.busy ? <Notice role="status">{t('terminal.settling')}</Notice> : null}
        <FailureNotice failure={untold(settle.failure) ?? ask.failure} />
      </Side>
      {asking === 'void' && chosen !== undefined ? (
        <VoidDialog
          amount={chosen.card.amount}
          terminal={terminal.name}
          busy={take.busy}
          failure={take.failure}
          close={() => setAsking(null)}
          take={(reason, approval) => {
            const { tender, amount } = chosen.card;
            void take.run({ tender, reason, approval }).then((answer) => {
              again();
              if (answer === null) return;
              setAsking(null);
              setVoided(amount);
            });
          }}
        />
      ) : null}
      {asking === 'decide' && chosen !== undefined ? (
        <CardDecide
          card={chosen.card}
          {...(chosen.taking === null ? {} : { back: chosen.taking })}
          close={() => setAsking(null)}
          decide={async (decision) => {
            const answer = await counter.call('collect.cardDecide', {
              tender: chosen.card.tender,
              ...decision,
            });
            again();
            return answer.ok ? null : answer.reason;
          }}
        />
      ) : null}
    </Frame>
  );
}

interface CardRowProps {
  readonly one: TerminalCardView;
  readonly selected: boolean;
  readonly choose: () => void;
}

function CardRow({ one, selected, choose }: CardRowProps) {
  const t = useText();
  const { card, payerName, paidAt } = one;
  const state = stateOf(one);
  const digits = card.lastFour === null ? null : `•••• ${card.lastFour}`;
  return (
    <ChoiceRow
      selected={selected}
      choose={choose}
      className="qt-history-row qt-terminal-row"
      data-void={state === 'voided' ? '' : undefined}
    >
      <span>{timeOf(paidAt ?? card.startedAt)}</span>
      <span>{payerName ?? t('paper.private')}</span>
      <span>{[digits, card.stan ?? card.reference].filter((part) => part !== null).join(', ')}</span>
      <span>
        <em className="qt-tag" data-tone={tones[state]}>
          {t(`terminal.state.${state}`)}
        </em>
      </span>
      <span className="qt-history-amount">{dong(card.amount)}</span>
    </ChoiceRow>
  );
}
