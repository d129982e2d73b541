import {
  IconCash,
  IconCircleCheck,
  IconCreditCard,
  IconDeviceMobile,
  IconHelpHexagon,
  IconHourglass,
  IconPlayerPause,
  IconQrcode,
  IconReceipt,
  IconRefresh,
  IconUserCheck,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import type { CardView } from '../../../shared/rpc/card.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { preciseAgeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import { cardWay } from './acts.ts';
import type { CardActs } from './cardActs.ts';
import { unpaidReason } from './cardWords.ts';
import { type CardNow, type ChargingCard, cardNow } from './chargeState.ts';
import { receiptCount } from './figures.ts';
import { type Method, methodChord } from './Methods.tsx';
import './card.css';

const icon = { size: 20, stroke: 1.9 } as const;
const steps = ['connecting', 'waiting', 'card', 'pin'] as const;

function isAt(step: CardView['step']) {
  return (one: (typeof steps)[number]): boolean => one === step;
}

/** How far the terminal is: what is behind, what goes on, what is still to come. */
function Running({ card, givingUp }: { readonly card: CardView; readonly givingUp: boolean }) {
  const t = useText();
  const { now } = useHouse();
  const at = Math.max(0, steps.findIndex(isAt(card.step)));
  return (
    <>
      <section className="qt-qr-wait">
        <IconHourglass size={22} stroke={1.9} />
        <b>{t(`card.step.${steps[at] ?? 'waiting'}`)}</b>
        <span data-testid="card-age">{preciseAgeOf(t, card.startedAt, now)}</span>
      </section>
      <ol className="qt-card-steps" aria-label={t('card.steps.label')}>
        {steps.map((step, index) => (
          <li
            key={step}
            aria-current={index === at ? 'step' : undefined}
            data-done={index < at ? '' : undefined}
          >
            {index < at ? <IconCircleCheck {...icon} /> : <i>{index + 1}</i>}
            <span>{t(`card.step.${step}.short`)}</span>
          </li>
        ))}
      </ol>
      <div className="qt-work-end">
        {givingUp ? (
          <Notice tone="amber" role="alert">
            <Say k="card.giving-up" />
          </Notice>
        ) : (
          <Notice tone="blue" icon={<IconCreditCard size={22} stroke={1.9} />}>
            <Say k="card.running" params={{ terminal: card.terminal }} />
          </Notice>
        )}
      </div>
    </>
  );
}

/** The money is there: which card, and what proves it. */
function Paid({ card }: { readonly card: CardView }) {
  const t = useText();
  const decided = card.state === 'decided-paid';
  const rows = [
    ['card.last-four', card.lastFour === null ? null : `•••• ${card.lastFour}`],
    ['card.scheme', card.scheme?.trim() ?? null],
    ['card.approval', card.approvalCode],
    ['card.tid', card.tid],
    ['card.batch-stan', card.stan === null ? null : `${card.batch ?? '–'} / ${card.stan}`],
    ['card.reference', card.reference],
  ] as const;
  return (
    <>
      <Notice tone={decided ? 'amber' : 'green'} role="status">
        <Say
          k={decided ? 'card.paid.decided' : 'card.paid'}
          params={{ amount: dong(card.amount), terminal: card.terminal }}
        />
      </Notice>
      <dl className="qt-card-facts">
        {rows.map(([label, value]) =>
          value === null || value === '' ? null : (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </>
  );
}

function useReady(): (method: Method['method']) => boolean {
  const { methods } = useHouse().view;
  return (method) => methods.some((one) => one.method === method && one.ready);
}

interface RestProps {
  readonly acts: CardActs;
  readonly openMobile: () => void;
}

/** The other ways, and the card once more. */
function Rest({ acts, openMobile }: RestProps) {
  const t = useText();
  const { view } = useHouse();
  const { front } = view;
  const ready = useReady();
  const ask = (way: Parameters<CardActs['askForRest']>[0]) => () => void acts.askForRest(way, front);
  const ways = [
    ['cash', t('card.rest.cash'), <IconCash key="cash" {...icon} />, ask('cash')],
    ['qr', t('card.rest.qr'), <IconQrcode key="qr" {...icon} />, ask('qr')],
    ['card', t('card.rest.again'), <IconCreditCard key="card" {...icon} />, ask(cardWay(view))],
    ['mobile-money', t('card.rest.mobile'), <IconDeviceMobile key="mobile" {...icon} />, openMobile],
  ] as const;
  return ways.map(([method, label, face, run]) => (
    <SecondaryAction
      key={method}
      label={label}
      chord={methodChord(method)}
      off={!ready(method)}
      icon={face}
      run={run}
    />
  ));
}

/** Nobody knows: what it means for the money, what not to do, what to tell the payer (look/07). */
function Unknown({ state, card }: { readonly state: ChargingCard; readonly card: CardView }) {
  const t = useText();
  const { now } = useHouse();
  const n = state.choices.filter((choice) => choice.taken).length;
  const parts = ['money', 'dont', 'say'] as const;
  return (
    <section className="qt-unknown" aria-label={t('card.unknown.title')} role="alert">
      <h2>
        <IconHelpHexagon size={26} stroke={1.9} />
        {t('card.unknown.title')}
      </h2>
      <div>
        {parts.map((part) => (
          <p key={part}>
            <small>{t(`card.unknown.${part}`)}</small>
            <span>
              <Say k={`card.unknown.${part}.text`} params={{ n }} />
            </span>
          </p>
        ))}
        <p>
          <small>{t('card.unknown.attempt')}</small>
          <span>
            <Say
              k="card.unknown.attempt.text"
              params={{
                terminal: card.terminal,
                reference: card.reference,
                age: preciseAgeOf(t, card.changedAt, now),
              }}
            />
          </span>
        </p>
      </div>
    </section>
  );
}

/** Which ways others may still pay while this terminal waits for its answer. */
function Others() {
  const t = useText();
  const ready = useReady();
  return (
    <p className="qt-card-others">
      <span>{t('card.others')}</span>
      {(['cash', 'qr'] as const).map((method) =>
        ready(method) ? (
          <span key={method} data-tone="green">
            <IconCircleCheck size={16} stroke={1.9} />
            {t(`card.others.${method}`)}
          </span>
        ) : null,
      )}
      <span data-tone="amber">
        <IconHelpHexagon size={16} stroke={1.9} />
        {t('card.others.rests')}
      </span>
    </p>
  );
}

interface ChargeSideProps extends RestProps {
  readonly state: ChargingCard;
  readonly acts: CardActs;
  readonly park: () => void;
  /** Opens the approver's dialog. */
  readonly decide: () => void;
}

interface Act {
  readonly label: string;
  readonly off: boolean;
  readonly busy: boolean;
  readonly icon?: React.ReactNode;
  readonly run: () => void;
}

/** What Enter does now; the button says what it waits for. */
function useEnter(state: ChargingCard, now: CardNow, acts: CardActs): Act {
  const t = useText();
  const { front } = useHouse().view;
  switch (now.phase) {
    case 'running':
      return { label: t('card.wait'), off: true, busy: false, run: () => undefined };
    case 'paid':
      return {
        ...{ label: t(now.covered ? 'qr.issue' : 'card.choose-rest'), off: !now.covered },
        ...{ busy: state.busy === 'issuing', icon: <IconReceipt size={22} stroke={1.9} /> },
        run: () => void acts.issue(front),
      };
    case 'unpaid': {
      const off = now.received > 0;
      return {
        ...{ label: t(off ? 'card.choose-rest' : 'card.back-to-bill'), off, busy: state.busy === 'undoing' },
        run: () => void acts.backToBill(front),
      };
    }
    case 'unknown': {
      const asking = state.busy === 'asking' || now.card.step !== null;
      return {
        ...{ label: t(asking ? 'card.asking' : 'card.ask'), off: false, busy: asking },
        icon: <IconRefresh size={22} stroke={1.9} />,
        run: () => void acts.query(front),
      };
    }
  }
}

const heads = {
  running: 'card.head.running',
  paid: 'card.head.paid',
  unpaid: 'card.head.unpaid',
  unknown: 'card.head.unknown',
} as const;

/** The right side while a card is charged on a connected terminal. Enter never charges anything here. */
export function ChargeSide({ state, acts, openMobile, park, decide }: ChargeSideProps) {
  const t = useText();
  const { front } = useHouse().view;
  const now = cardNow(state.card, front);
  const { card, phase } = now;
  const enter = useEnter(state, now, acts);
  const lines = state.choices.filter((choice) => choice.taken).length;
  const receipts = receiptCount(state.payer.lines, state.choices);
  const wanted = state.givingUp && card.state === 'sent';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as the terminal has what is to be given up
  useEffect(() => {
    if (wanted) void acts.giveUp(front);
  }, [wanted]);
  return (
    <>
      <section className="qt-total">
        <div>
          <span>{t(heads[phase])}</span>
          <span>{t('bill.receipts', { lines, receipts })}</span>
        </div>
        <Amount amount={card.amount} size="total" id="due" />
        {phase === 'unknown' ? null : <p>{amountInWords(card.amount)}</p>}
      </section>
      <div className="qt-work">
        {phase === 'running' ? <Running card={card} givingUp={state.givingUp} /> : null}
        {phase === 'paid' ? <Paid card={card} /> : null}
        {phase === 'unpaid' ? (
          <Notice tone={card.state === 'voided' ? 'plain' : 'red'} role="alert">
            <Say k="card.unpaid" params={{ reason: unpaidReason(t, card) }} />
          </Notice>
        ) : null}
        {phase === 'unknown' ? <Unknown state={state} card={card} /> : null}
        {(phase === 'unpaid' || phase === 'paid') && now.left > 0 ? (
          <Rest acts={acts} openMobile={openMobile} />
        ) : null}
        {phase === 'unknown' ? (
          <>
            <SecondaryAction
              label={t('qr.park')}
              chord="F5"
              busy={state.busy === 'parking'}
              icon={<IconPlayerPause {...icon} />}
              run={park}
            />
            <SecondaryAction
              label={t('card.decide')}
              chord="Alt+N"
              off={card.step !== null}
              icon={<IconUserCheck {...icon} />}
              run={decide}
            />
          </>
        ) : null}
        {phase === 'running' ? null : (
          <div className="qt-work-end">
            <FailureNotice failure={state.failure} />
            {phase === 'unknown' ? <Others /> : null}
          </div>
        )}
      </div>
      <div className="qt-action">
        <PrimaryAction
          label={enter.label}
          chord="Enter"
          off={enter.off}
          busy={enter.busy}
          icon={enter.icon}
          run={enter.run}
        />
      </div>
    </>
  );
}
