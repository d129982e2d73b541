import {
  IconCash,
  IconCreditCard,
  IconDeviceMobile,
  IconPlayerPause,
  IconQrcode,
  IconReceipt,
  IconRefresh,
  IconUserCheck,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { cardWay } from './acts.ts';
import { Others, Paid, Running, Unknown, useReady } from './ChargeParts.tsx';
import type { CardActs } from './cardActs.ts';
import { unpaidReason } from './cardWords.ts';
import { type CardNow, type ChargingCard, cardNow } from './chargeState.ts';
import { receiptCount } from './figures.ts';
import { methodChord } from './Methods.tsx';
import { type Slipping, Slips } from './Slips.tsx';
import './card.css';

const icon = { size: 20, stroke: 1.9 } as const;
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

interface ChargeSideProps extends RestProps {
  readonly state: ChargingCard;
  readonly acts: CardActs;
  readonly slipping: Slipping;
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
export function ChargeSide({ state, acts, slipping, openMobile, park, decide }: ChargeSideProps) {
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
      <Total
        label={t(card.by === 'wallet' ? `card.wallet.head.${phase}` : heads[phase])}
        beside={t('bill.receipts', { lines, receipts })}
        amount={card.amount}
        id="due"
      >
        {phase === 'unknown' ? undefined : amountInWords(card.amount)}
      </Total>
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
            <Slips {...slipping} dropping={false} />
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
