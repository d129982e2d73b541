import {
  IconArrowRight,
  IconHelpHexagon,
  IconLock,
  IconPlugConnectedX,
  IconRefresh,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TextKey, TextParams } from '../../../shared/i18n/translate.ts';
import type { CardView } from '../../../shared/rpc/card.ts';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { preciseTimeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import { LockedBill } from './Bill.tsx';
import { unknownReason } from './cardWords.ts';
import { type ChargingCard, cardNow } from './chargeState.ts';
import { PayerHead } from './PayerHead.tsx';

const icon = { size: 18, stroke: 1.9 } as const;

interface Moment {
  readonly key: string;
  readonly at: number;
  readonly icon: ReactNode;
  readonly text: TextKey;
  readonly params?: TextParams;
}

/** What is known of the attempt, in order of time; nothing is hidden. */
function momentsOf(card: CardView, now: number): readonly Moment[] {
  const { asked, step } = card;
  const sent: Moment = {
    ...{ key: 'sent', at: card.startedAt, icon: <IconArrowRight {...icon} />, text: 'card.story.sent' },
    params: { amount: dong(card.amount), reference: card.reference },
  };
  const lost: Moment = {
    ...{ key: 'lost', at: card.changedAt, text: unknownReason(card) },
    icon: <IconPlugConnectedX {...icon} color="var(--amber)" />,
  };
  const answered: readonly Moment[] =
    asked === null
      ? []
      : [
          {
            ...{ key: 'asked', at: asked.at, text: `card.asked.${asked.answer}` },
            icon: <IconRefresh {...icon} />,
          },
        ];
  const asking: readonly Moment[] =
    step === 'asking'
      ? [
          {
            ...{ key: 'asking', at: now, text: 'card.story.asking' },
            icon: <IconRefresh {...icon} color="var(--blue)" />,
          },
        ]
      : [];
  return [sent, lost, ...answered, ...asking];
}

const looks = ['success', 'refused', 'dead'] as const;

/** The middle while nobody knows whether the card was charged: the attempt, and what a person can look up. */
function UnknownStory({ state, card }: { readonly state: ChargingCard; readonly card: CardView }) {
  const t = useText();
  const { now } = useHouse();
  const n = state.choices.filter((choice) => choice.taken).length;
  return (
    <div className="qt-middle-bill">
      <PayerHead
        payer={state.payer}
        payerName={state.payerName}
        payerAddress={state.payerAddress}
        filling={null}
        editable={false}
        begin={() => undefined}
        fill={() => undefined}
      />
      <p className="qt-locked">
        <IconLock size={18} stroke={1.9} />
        <span>
          <Say k="card.locked.unknown" params={{ n }} />
        </span>
      </p>
      <div className="qt-story">
        <h2>{t('card.story')}</h2>
        <ol aria-live="polite">
          {momentsOf(card, now).map((moment) => (
            <li key={moment.key}>
              <time>{preciseTimeOf(moment.at)}</time>
              {moment.icon}
              <span>
                <Say k={moment.text} params={moment.params ?? {}} />
              </span>
            </li>
          ))}
        </ol>
        <h2>{t('card.look', { terminal: card.terminal })}</h2>
        <dl>
          {looks.map((look) => (
            <div key={look}>
              <dt>
                <Say k={`card.look.${look}`} />
              </dt>
              <dd>
                <Say k={`card.look.${look}.then`} />
              </dd>
            </div>
          ))}
        </dl>
        <p>
          <IconHelpHexagon {...icon} />
          <span>
            <Say
              k="card.numbers"
              params={{ reference: card.reference, tid: card.tid ?? '–', stan: card.stan ?? '–' }}
            />
          </span>
        </p>
      </div>
    </div>
  );
}

/** The middle while a card is charged: the locked lines, or what is known of an attempt nobody knows the end of. */
export function ChargeMiddle({ state }: { readonly state: ChargingCard }) {
  const { front } = useHouse().view;
  const { card, phase } = cardNow(state.card, front);
  return phase === 'unknown' ? <UnknownStory state={state} card={card} /> : <LockedBill state={state} />;
}
