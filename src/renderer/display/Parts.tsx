import type { ReactNode } from 'react';
import type { TextKey } from '../../shared/i18n/translate.ts';
import { digitCount, dongSign, plainAmount } from '../ui/money.ts';
import { Say } from '../ui/text.tsx';

type AmountKind = 'huge' | 'large' | 'code';

/** Size steps in u by digits, so that ten digits fit the narrowest display. */
function amountUnits(kind: AmountKind, amount: number): number {
  const digits = digitCount(amount);
  if (kind === 'code') return digits <= 7 ? 72 : digits <= 8 ? 66 : 58;
  if (kind === 'huge') return digits <= 7 ? 140 : digits <= 8 ? 124 : digits <= 10 ? 100 : 84;
  return digits <= 7 ? 96 : digits <= 9 ? 82 : 66;
}

/** An amount in the size its digits allow. */
export function Amount({ kind, amount }: { readonly kind: AmountKind; readonly amount: number }) {
  const units = amountUnits(kind, amount);
  return (
    <strong className="qd-amount" style={{ fontSize: `calc(${units} * var(--u))` }} data-testid="amount">
      {plainAmount(amount)}
      <span>{dongSign}</span>
    </strong>
  );
}

/** The frame of every state. */
export function Page(props: {
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

/** One thought: a round picture at the left, the words and the amount at the right. */
export function Thought(props: {
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

/** Lines of words. */
export function Lines({ of }: { readonly of: readonly TextKey[] }) {
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
