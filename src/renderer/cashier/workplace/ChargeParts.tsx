import { IconCircleCheck, IconCreditCard, IconHelpHexagon, IconHourglass } from '@tabler/icons-react';
import type { CardView } from '../../../shared/rpc/card.ts';
import { Facts } from '../../ui/Facts.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { preciseAgeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import type { ChargingCard } from './chargeState.ts';
import type { Method } from './Methods.tsx';

const icon = { size: 20, stroke: 1.9 } as const;
const steps = ['connecting', 'waiting', 'card', 'pin'] as const;

function isAt(step: CardView['step']) {
  return (one: (typeof steps)[number]): boolean => one === step;
}

/** How far the terminal is: what is behind, what goes on, what is still to come. */
export function Running({ card, givingUp }: { readonly card: CardView; readonly givingUp: boolean }) {
  const t = useText();
  const { now } = useHouse();
  const at = Math.max(0, steps.findIndex(isAt(card.step)));
  const wallet = card.by === 'wallet' && card.step !== 'connecting';
  return (
    <>
      <section className="qt-qr-wait">
        <IconHourglass size={22} stroke={1.9} />
        <b>{t(wallet ? 'card.wallet.step' : `card.step.${steps[at] ?? 'waiting'}`)}</b>
        <span data-testid="card-age">{preciseAgeOf(t, card.startedAt, now)}</span>
      </section>
      {card.by === 'wallet' ? null : (
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
      )}
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
export function Paid({ card }: { readonly card: CardView }) {
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
      <Facts
        className="qt-card-facts"
        rows={rows.map(([label, value]) => [t(label), value === '' ? null : value] as const)}
      />
    </>
  );
}

/** Whether a way of paying can be taken now. */
export function useReady(): (method: Method['method']) => boolean {
  const { methods } = useHouse().view;
  return (method) => methods.some((one) => one.method === method && one.ready);
}

/** Nobody knows: what it means for the money, what not to do, what to tell the payer (look/07). */
export function Unknown({ state, card }: { readonly state: ChargingCard; readonly card: CardView }) {
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
export function Others() {
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
