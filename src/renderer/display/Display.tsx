import {
  IconCash,
  IconCheck,
  IconClock,
  IconCreditCard,
  IconDeviceMobile,
  IconDoorOff,
  IconHelpHexagon,
  IconHourglass,
  IconShieldCheck,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TextKey } from '../../shared/i18n/translate.ts';
import { unreachable } from '../../shared/kernel/assert.ts';
import { amountInWords } from '../../shared/money/index.ts';
import type { DisplayView } from '../../shared/rpc/contract.ts';
import { useConnection, useTopic } from '../ui/client.tsx';
import { digitCount, dong, dongSign, plainAmount } from '../ui/money.ts';
import { QrCode } from '../ui/QrCode.tsx';
import { Say, useText } from '../ui/text.tsx';
import { useTimeLeft } from '../ui/time.ts';

type AmountKind = 'huge' | 'large' | 'code';

/** Size steps in u by digits, so that ten digits fit the narrowest display. */
function amountUnits(kind: AmountKind, amount: number): number {
  const digits = digitCount(amount);
  if (kind === 'code') return digits <= 7 ? 72 : digits <= 8 ? 66 : 58;
  if (kind === 'huge') return digits <= 7 ? 140 : digits <= 8 ? 124 : digits <= 10 ? 100 : 84;
  return digits <= 7 ? 96 : digits <= 9 ? 82 : 66;
}

function Amount({ kind, amount }: { readonly kind: AmountKind; readonly amount: number }) {
  const units = amountUnits(kind, amount);
  return (
    <strong className="qd-amount" style={{ fontSize: `calc(${units} * var(--u))` }} data-testid="amount">
      {plainAmount(amount)}
      <span>{dongSign}</span>
    </strong>
  );
}

function Page(props: {
  readonly facility: string;
  readonly counter?: string;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <main className="qd-page" aria-live="polite">
      <header>
        <b>{props.facility}</b>
        <span>{props.counter ?? ''}</span>
      </header>
      <section>{props.children}</section>
      {props.foot === undefined ? null : <footer>{props.foot}</footer>}
    </main>
  );
}

function Guidance({ view }: { readonly view: DisplayView & { state: 'guidance' } }) {
  const t = useText();
  const steps = ['display.guidance.1', 'display.guidance.2', 'display.guidance.3'] as const;
  return (
    <Page
      facility={view.facilityName}
      counter={view.counterName}
      foot={
        <p className="qd-safety">
          <IconShieldCheck stroke={1.9} />
          {t('display.safety')}
        </p>
      }
    >
      <div className="qd-guidance">
        <h1>{t('display.guidance.title')}</h1>
        <ol>
          {steps.map((step, index) => (
            <li key={step}>
              <i>{index + 1}</i>
              <span>
                <Say k={step} />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </Page>
  );
}

/** One thought: a round picture at the left, the words and the amount at the right. */
function Thought(props: {
  readonly facility: string;
  readonly counter?: string;
  readonly tone: 'blue' | 'green' | 'amber' | 'plain';
  readonly icon: ReactNode;
  readonly title: string;
  readonly name?: string;
  readonly children: ReactNode;
}) {
  return (
    <Page facility={props.facility} {...(props.counter === undefined ? {} : { counter: props.counter })}>
      <div className="qd-thought">
        <i data-tone={props.tone}>{props.icon}</i>
        <div>
          {props.name === undefined ? null : <span className="qd-small-name">{props.name}</span>}
          <h1 data-tone={props.tone}>{props.title}</h1>
          {props.children}
        </div>
      </div>
    </Page>
  );
}

function Lines({ of }: { readonly of: readonly TextKey[] }) {
  return (
    <>
      {of.map((line) => (
        <p key={line}>
          <Say k={line} />
        </p>
      ))}
    </>
  );
}

function Bill({ view }: { readonly view: DisplayView & { state: 'bill' } }) {
  const t = useText();
  return (
    <Page
      facility={view.facilityName}
      foot={
        <p className="qd-safety">
          <IconShieldCheck stroke={1.9} />
          <span>
            <Say k="display.bill.check" />
          </span>
        </p>
      }
    >
      <div className="qd-bill">
        <h1 className="qd-name">{view.maskedName}</h1>
        <p>{t('display.bill.items', { items: view.items })}</p>
        <Amount kind="huge" amount={view.total} />
        <p className="qd-words">{amountInWords(view.total)}</p>
        {view.received > 0 ? <p>{t('display.bill.received', { amount: dong(view.received) })}</p> : null}
      </div>
    </Page>
  );
}

function Received({ view }: { readonly view: DisplayView & { state: 'received' } }) {
  const t = useText();
  const change = view.change ?? 0;
  return (
    <Thought
      facility={view.facilityName}
      tone="green"
      icon={<IconCheck stroke={2.4} />}
      title={t('display.received')}
      name={view.maskedName}
    >
      <Amount kind="large" amount={view.total} />
      {change === 0 ? null : (
        <p className="qd-change">
          {t('display.received.change')} <b>{dong(change)}</b>
        </p>
      )}
      <Lines of={['display.received.note.1', 'display.received.note.2']} />
    </Thought>
  );
}

/** The code at the left, clear of the cashier's hand; at the right what the payer compares. */
function Code({ view }: { readonly view: DisplayView & { state: 'qr' } }) {
  const t = useText();
  const left = useTimeLeft(view.expiresAt);
  return (
    <main className="qd-page">
      <section className="qd-code">
        <div>
          <QrCode
            payload={view.payload}
            label={t('display.qr.label', { amount: dong(view.amount) })}
            className="qd-qr"
          />
          <p className="qd-left">
            <IconClock stroke={1.9} />
            {t('display.qr.left', { time: left })}
          </p>
        </div>
        <div>
          <span>{t('display.qr.amount')}</span>
          <Amount kind="code" amount={view.amount} />
          <span>{t('display.qr.to')}</span>
          <b className="qd-holder">{view.holder}</b>
          <span className="qd-bank">{view.bank}</span>
          <span className="qd-bank">
            {t('display.qr.last-four')} <b>{view.lastFour}</b>
          </span>
          <ol>
            {view.steps.map((step, index) => (
              <li key={step}>
                <i>{index + 1}</i>
                {t(`display.qr.step.${step}`)}
              </li>
            ))}
          </ol>
        </div>
      </section>
    </main>
  );
}

/** Mobile Money without a picture to scan: what to type, as large as what must be compared. */
function Ussd({ view }: { readonly view: DisplayView & { state: 'ussd' } }) {
  const t = useText();
  return (
    <Thought
      facility={view.facilityName}
      tone="blue"
      icon={<IconDeviceMobile stroke={1.9} />}
      title={t('display.ussd.title', { operator: view.operatorName })}
      name={view.maskedName}
    >
      <Amount kind="large" amount={view.amount} />
      <p className="qd-dial">
        {view.dial === '' ? null : (
          <>
            {t('display.ussd.dial')} <b>{view.dial}</b>
            {', '}
          </>
        )}
        {t('display.ussd.to')} <b>{view.payTo}</b>
      </p>
      <Lines of={['display.ussd.note']} />
    </Thought>
  );
}

function Waiting({ view }: { readonly view: DisplayView & { state: 'waiting' } }) {
  const t = useText();
  const left = useTimeLeft(view.expiresAt);
  return (
    <Thought
      facility={view.facilityName}
      tone="blue"
      icon={<IconHourglass stroke={1.9} />}
      title={t('display.qr.waiting')}
      name={view.maskedName}
    >
      <Amount kind="large" amount={view.amount} />
      <Lines of={['display.qr.waiting.note.1', 'display.qr.waiting.note.2']} />
      <p>{t('display.qr.left', { time: left })}</p>
    </Thought>
  );
}

function NotConfirmed({ view }: { readonly view: DisplayView & { state: 'not-confirmed' } }) {
  const t = useText();
  return (
    <Thought
      facility={view.facilityName}
      tone="amber"
      icon={<IconHelpHexagon stroke={1.9} />}
      title={t('display.qr.not-confirmed')}
      name={view.maskedName}
    >
      <Amount kind="large" amount={view.amount} />
      {view.received > 0 ? (
        <p>{t('display.qr.partly', { amount: dong(view.received) })}</p>
      ) : (
        <Lines of={['display.qr.not-confirmed.note.1', 'display.qr.not-confirmed.note.2']} />
      )}
    </Thought>
  );
}

function Screen({ view }: { readonly view: DisplayView }) {
  const t = useText();
  switch (view.state) {
    case 'guidance':
      return <Guidance view={view} />;
    case 'bill':
      return <Bill view={view} />;
    case 'cash':
      return (
        <Thought
          facility={view.facilityName}
          tone="blue"
          icon={<IconCash stroke={1.9} />}
          title={t('display.cash.title')}
          name={view.maskedName}
        >
          <Amount kind="large" amount={view.due} />
          <Lines of={['display.cash.note.1', 'display.cash.note.2']} />
        </Thought>
      );
    case 'qr':
      return <Code view={view} />;
    case 'ussd':
      return <Ussd view={view} />;
    case 'card':
      return (
        <Thought
          facility={view.facilityName}
          tone="blue"
          icon={<IconCreditCard stroke={1.9} />}
          title={t('display.card.title')}
          name={view.maskedName}
        >
          <Amount kind="large" amount={view.amount} />
          <Lines of={['display.card.note.1', 'display.card.note.2']} />
        </Thought>
      );
    case 'waiting':
      return <Waiting view={view} />;
    case 'not-confirmed':
      return <NotConfirmed view={view} />;
    case 'received':
      return <Received view={view} />;
    case 'cancelled':
      return (
        <Thought
          facility={view.facilityName}
          tone="plain"
          icon={<IconX stroke={2.2} />}
          title={t('display.cancelled')}
        >
          <Lines of={['display.cancelled.note.1', 'display.cancelled.note.2']} />
        </Thought>
      );
    case 'closed':
      return (
        <Thought
          facility={view.facilityName}
          counter={view.counterName}
          tone="plain"
          icon={<IconDoorOff stroke={1.9} />}
          title={t('display.closed')}
        >
          <Lines of={['display.closed.note.1', 'display.closed.note.2']} />
        </Thought>
      );
    default:
      return unreachable(view);
  }
}

/**
 * The customer display: one thought per state, one amount of the same shape and place, green only for received.
 * Without a line to the counter it shows no amount: an old one may no longer be true.
 */
export function Display() {
  const t = useText();
  const topic = useTopic('display');
  const connection = useConnection();
  if (topic === null || connection !== 'open') {
    return (
      <main className="qd-page qd-waiting">
        <section>
          <h1>{t('display.waiting')}</h1>
        </section>
      </main>
    );
  }
  return <Screen view={topic.view} />;
}
