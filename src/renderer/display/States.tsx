import {
  IconCheck,
  IconClock,
  IconDeviceMobile,
  IconHelpHexagon,
  IconHourglass,
  IconShieldCheck,
} from '@tabler/icons-react';
import { amountInWords } from '../../shared/money/index.ts';
import type { DisplayView } from '../../shared/rpc/contract.ts';
import { dong } from '../ui/money.ts';
import { QrCode } from '../ui/QrCode.tsx';
import { Say, useText } from '../ui/text.tsx';
import { useTimeLeft } from '../ui/time.ts';
import { Amount, Lines, Page, Thought } from './Parts.tsx';

/** What to do before anything is asked for. */
export function Guidance({ view }: { readonly view: DisplayView & { state: 'guidance' } }) {
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

/** What is to be paid, before it is said how. */
export function Bill({ view }: { readonly view: DisplayView & { state: 'bill' } }) {
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

/** The money is there. */
export function Received({ view }: { readonly view: DisplayView & { state: 'received' } }) {
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
export function Code({ view }: { readonly view: DisplayView & { state: 'qr' } }) {
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
export function Ussd({ view }: { readonly view: DisplayView & { state: 'ussd' } }) {
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

/** Money said to be on its way; it is looked for. */
export function Waiting({ view }: { readonly view: DisplayView & { state: 'waiting' } }) {
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
      <Lines of={['display.qr.waiting.note.1']} />
      <p>
        <Say k="display.qr.waiting.note.2" params={{ time: left }} />
      </p>
    </Thought>
  );
}

/** Nobody knows yet whether it was paid. */
export function NotConfirmed({ view }: { readonly view: DisplayView & { state: 'not-confirmed' } }) {
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
