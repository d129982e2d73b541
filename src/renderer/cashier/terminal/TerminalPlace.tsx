import { useState } from 'react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import type { TerminalCardView, TerminalView } from '../../../shared/rpc/card.ts';
import { Amount } from '../../ui/Amount.tsx';
import { keepFocus, PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { CardDecide } from '../workplace/CardDecide.tsx';
import { BatchResult } from './BatchResult.tsx';
import { useTerminals } from './useTerminals.ts';
import { VoidDialog } from './VoidDialog.tsx';
import './terminal.css';

type CardState = 'approved' | 'voided' | 'unknown' | 'taking';

function stateOf({ card, taking }: TerminalCardView): CardState {
  if (taking !== null) return 'taking';
  return card.state === 'approved' || card.state === 'voided' ? card.state : 'unknown';
}

const tones = { approved: 'green', voided: 'blue', unknown: 'red', taking: 'amber' } as const;

/** Card terminals: what was taken since the last settlement, taking one back, and settling against our ledger. */
export function TerminalPlace() {
  const t = useText();
  const { go, view } = useHouse();
  const { terminals, again } = useTerminals(view);
  const [which, setWhich] = useState(0);
  const list = terminals ?? [];
  const terminal = list[which % Math.max(1, list.length)];
  const home = (): void => go('workplace');
  if (terminal === undefined) {
    return (
      <Frame keys={[{ chord: 'Escape', label: t('bar.home'), run: home }]}>
        <section className="qt-history">
          {terminals === null ? null : (
            <div className="qt-history-none" role="status">
              <b>{t('terminal.none')}</b>
              <p>{t('terminal.none.hint')}</p>
            </div>
          )}
        </section>
      </Frame>
    );
  }
  const next = list.length > 1 ? () => setWhich(which + 1) : null;
  return <One key={terminal.name} terminal={terminal} again={again} next={next} home={home} />;
}

interface OneProps {
  readonly terminal: TerminalView;
  readonly again: () => void;
  readonly next: (() => void) | null;
  readonly home: () => void;
}

function One({ terminal, again, next, home }: OneProps) {
  const t = useText();
  const counter = useCounter();
  const settle = useMethod('terminal.settle');
  const take = useMethod('collect.cardVoid');
  const ask = useMethod('collect.cardQuery');
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState<'void' | 'decide' | null>(null);
  const [sure, setSure] = useState(false);
  const [voided, setVoided] = useState<number | null>(null);
  const index = Math.max(0, Math.min(at, terminal.cards.length - 1));
  const chosen = terminal.cards[index];
  const state = chosen === undefined ? null : stateOf(chosen);
  const open = state === 'unknown' || state === 'taking';
  const waits =
    terminal.open > 0 || terminal.cards.some((one) => ['unknown', 'taking'].includes(stateOf(one)));
  const busy = settle.busy || take.busy;
  const fresh = (): void => {
    setSure(false);
    setVoided(null);
    settle.clear();
    ask.clear();
  };
  const move = (by: number) => (): void => {
    fresh();
    setAt(Math.max(0, Math.min(terminal.cards.length - 1, index + by)));
  };
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
      ArrowUp: move(-1),
      ArrowDown: move(1),
      'Alt+V': mayVoid ? startVoid : undefined,
      'Alt+H': open ? query : undefined,
      'Alt+Q': open ? () => setAsking('decide') : undefined,
      'Alt+N': next ?? undefined,
    },
    { holdable: ['ArrowUp', 'ArrowDown'], screen: 'terminal' },
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
        <div className="qt-history-row qt-terminal-row qt-history-names" aria-hidden>
          <span>{t('terminal.column.time')}</span>
          <span>{t('terminal.column.payer')}</span>
          <span>{t('terminal.column.card')}</span>
          <span>{t('terminal.column.state')}</span>
          <span className="qt-history-amount">{t('terminal.column.amount')}</span>
        </div>
        <div
          className="qt-history-list qt-focusable"
          role="listbox"
          aria-label={t('terminal.cards')}
          tabIndex={0}
        >
          {terminal.cards.map((one, position) => (
            <CardRow
              key={one.card.tender}
              one={one}
              selected={position === index}
              choose={() => {
                fresh();
                setAt(position);
              }}
            />
          ))}
        </div>
        {terminal.cards.length === 0 ? (
          <div className="qt-history-none" role="status">
            <b>{t('terminal.cards.none')}</b>
          </div>
        ) : null}
      </section>
      <aside className="qt-side">
        <section className="qt-total">
          <div>
            <span>{t('terminal.ours')}</span>
            <span>{t('terminal.ours.count', { n: terminal.ours.count })}</span>
          </div>
          <Amount amount={terminal.ours.total} size="total" id="to-settle" />
        </section>
        <div className="qt-work qt-terminal-work">
          <BatchResult batch={terminal.batches[0]} />
          {chosen === undefined || state === 'voided' ? null : (
            <section aria-label={t('terminal.void')}>
              {state === 'unknown' ? <Notice tone="amber">{t('terminal.unknown.advice')}</Notice> : null}
              {state === 'taking' ? (
                <Notice tone="amber">{t('terminal.no-void.void-under-way')}</Notice>
              ) : null}
              {state === 'approved' && chosen.noVoid !== null ? (
                <p className="qt-quiet">
                  {t(keyFor('terminal.no-void', chosen.noVoid, 'terminal.no-void.tender-finished'))}
                </p>
              ) : null}
              {open ? (
                <div className="qt-terminal-acts">
                  <SecondaryAction label={t('terminal.ask')} chord="Alt+H" busy={ask.busy} run={query} />
                  <SecondaryAction
                    label={t('terminal.decide')}
                    chord="Alt+Q"
                    run={() => setAsking('decide')}
                  />
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
          <FailureNotice failure={settle.failure ?? ask.failure} />
        </div>
        <div className="qt-action">
          <PrimaryAction
            label={t(waits ? 'terminal.settle.wait' : sure ? 'terminal.settle.sure' : 'terminal.settle')}
            chord="Enter"
            off={waits}
            busy={settle.busy}
            run={settleNow}
          />
        </div>
      </aside>
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
    // biome-ignore lint/a11y/useFocusableInteractive: arrows choose
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose
    <div
      role="option"
      aria-selected={selected}
      className="qt-history-row qt-terminal-row"
      data-void={state === 'voided' ? '' : undefined}
      onMouseDown={keepFocus}
      onClick={choose}
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
    </div>
  );
}
