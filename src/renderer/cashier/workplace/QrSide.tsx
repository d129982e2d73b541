import {
  IconCash,
  IconCreditCard,
  IconDeviceMobile,
  IconHelpHexagon,
  IconHourglass,
  IconMessageCircle,
  IconPlayerPause,
  IconQrcode,
  IconReceipt,
  IconShieldExclamation,
  IconUserCheck,
} from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import type { QrView } from '../../../shared/rpc/contract.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { cardWay } from './acts.ts';
import { receiptCount } from './figures.ts';
import { type Method, methodChord } from './Methods.tsx';
import type { MoreActs } from './moreActs.ts';
import type { QrActs } from './qrActs.ts';
import { type PayingByCode, type QrNow, qrNow } from './qrState.ts';
import { type Slipping, Slips, speaksOfSlips } from './Slips.tsx';

const icon = { size: 20, stroke: 1.9 } as const;

/** Minutes and seconds, two digits each; never below nothing. */
function clockOf(restMs: number): string {
  const seconds = Math.max(0, Math.ceil(restMs / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** What the payer types on the phone, and what is known of it. */
function Dial({ ussd }: { readonly ussd: NonNullable<QrView['ussd']> }) {
  const t = useText();
  const rows = [
    ['mobile.dial', ussd.dial],
    ['mobile.pay-to', ussd.payTo],
    ['mobile.from', ussd.phone],
    ['mobile.number', ussd.operatorNumber],
  ] as const;
  return (
    <section className="qt-ussd">
      <div>
        <b>{ussd.operatorName}</b>
        <div className="qt-dial">
          {rows.map(([label, value]) =>
            value === null || value === '' ? null : (
              <Fragment key={label}>
                <span>{t(label)}</span>
                <b>{value}</b>
              </Fragment>
            ),
          )}
        </div>
      </div>
    </section>
  );
}

function Countdown({ now }: { readonly now: QrNow }) {
  const t = useText();
  const { now: time } = useHouse();
  const { shownAt, expiresAt } = now.qr;
  const rest = Math.max(0, expiresAt - time);
  const share = Math.min(1, rest / Math.max(1, expiresAt - shownAt));
  return (
    <section className="qt-qr-wait">
      <IconHourglass size={22} stroke={1.9} />
      <b>
        {t(now.phase === 'claimed' ? 'qr.claimed' : now.qr.ussd === null ? 'qr.waiting' : 'mobile.waiting')}
      </b>
      <span data-testid="qr-rest">{clockOf(rest)}</span>
      <i aria-hidden>
        <i style={{ width: `${share * 100}%` }} />
      </i>
    </section>
  );
}

function Code({ now }: { readonly now: QrNow }) {
  const t = useText();
  const { display } = useHouse().view.rail;
  const { payload, holder, bank, lastFour, matchCode, ussd } = now.qr;
  if (ussd !== null) return <Dial ussd={ussd} />;
  return (
    <section className="qt-qr">
      <QrCode className="qt-qr-code" payload={payload} label={t('qr.code')} />
      <div>
        <small>{t(display.connected ? 'qr.on-display' : 'qr.display-off')}</small>
        <b>{holder}</b>
        <span>
          <Say k="qr.account" params={{ bank, last: lastFour }} />
        </span>
        <span>
          <Say k="qr.match" params={{ code: matchCode }} />
        </span>
      </div>
    </section>
  );
}

/** What happened, whether money moved, what next (look.md "Wording"). */
function Outcome({ now }: { readonly now: QrNow }) {
  const { phase, qr, received, left } = now;
  switch (phase) {
    case 'waiting':
    case 'claimed':
      return (
        <Notice tone="amber" icon={<IconShieldExclamation size={22} stroke={1.9} />}>
          <Say k="qr.fraud" />
        </Notice>
      );
    case 'covered':
      return (
        <Notice tone={qr.state === 'accepted' ? 'amber' : 'green'} role="status">
          <Say
            k={qr.state === 'accepted' ? 'qr.accepted' : 'qr.covered'}
            params={{ amount: dong(received) }}
          />
        </Notice>
      );
    case 'short':
      return (
        <Notice tone="red" role="alert">
          <Say k="qr.short" params={{ missing: dong(qr.amount - qr.received), kept: dong(qr.received) }} />
        </Notice>
      );
    case 'more':
      return (
        <Notice tone="blue" role="status">
          <Say k="qr.more" params={{ kept: dong(received), left: dong(left) }} />
        </Notice>
      );
    case 'expired':
      return (
        <Notice tone="amber" role="alert">
          <Say k="qr.expired" />
        </Notice>
      );
    case 'never-came':
      return (
        <Notice tone="red" role="alert">
          <Say k="qr.never-came" />
        </Notice>
      );
  }
}

interface QrSideProps {
  readonly state: PayingByCode;
  readonly acts: QrActs;
  /** Esc was pressed once although the payer says that it is sent. */
  readonly sureToTakeOff: boolean;
  readonly slipping: Slipping;
  readonly park: () => void;
  readonly more: MoreActs;
  /** Opens the approver's dialog: accepted, or never came. */
  readonly accept: () => void;
}

/** How what is left can be paid; small beside a code that waits, which has the room. */
function Rest(props: {
  readonly now: QrNow;
  readonly acts: QrActs;
  readonly more: MoreActs;
  /** Something else needs the room. */
  readonly tight: boolean;
}) {
  const { now, acts, more, tight } = props;
  const t = useText();
  const { view } = useHouse();
  const { front, methods } = view;
  const waits = now.phase === 'waiting' || now.phase === 'claimed';
  const small = waits || tight;
  const way = (method: Method['method'], label: TextKey, sign: ReactNode, run: () => void) => (
    <SecondaryAction
      key={method}
      label={t(small ? `method.${method}` : label)}
      chord={methodChord(method)}
      off={!methods.some((one) => one.method === method && one.ready)}
      icon={sign}
      run={run}
    />
  );
  if (now.left === 0) return null;
  return (
    <div className="qt-rest" data-small={small ? '' : undefined}>
      {waits ? <p>{t('qr.rest', { left: dong(now.left) })}</p> : null}
      {way('qr', 'qr.new-code', <IconQrcode {...icon} />, () => void acts.askForRest('qr', front))}
      {way('cash', 'qr.rest-cash', <IconCash {...icon} />, () => void acts.askForRest('cash', front))}
      {way('card', 'held.rest-card', <IconCreditCard {...icon} />, () => {
        void acts.askForRest(cardWay(view), front);
      })}
      {way('mobile-money', 'held.rest-mobile', <IconDeviceMobile {...icon} />, () => more.openMobile(front))}
    </div>
  );
}

/** The right side while a code is being paid. Enter is kept for the receipt and stays off until the money is there. */
export function QrSide({ state, acts, sureToTakeOff, slipping, park, more, accept }: QrSideProps) {
  const t = useText();
  const { front } = useHouse().view;
  const now = qrNow(state.qr, front);
  const { phase, qr, received, left } = now;
  const waits = phase === 'waiting' || phase === 'claimed';
  const covered = phase === 'covered';
  const amount = waits ? qr.amount : covered ? received : left;
  const lines = state.choices.filter((choice) => choice.taken).length;
  const receipts = receiptCount(state.payer.lines, state.choices);
  return (
    <>
      <Total
        label={t(waits ? 'qr.due' : covered ? 'qr.received' : 'qr.left')}
        beside={t('bill.receipts', { lines, receipts })}
        amount={amount}
        id="due"
      />
      <div className="qt-work">
        {waits ? <Countdown now={now} /> : null}
        {waits ? <Code now={now} /> : <Outcome now={now} />}
        {phase === 'waiting' ? (
          <SecondaryAction
            label={t('qr.claim')}
            chord="Alt+N"
            busy={state.busy === 'claiming'}
            icon={<IconMessageCircle {...icon} />}
            run={() => void acts.claim(front)}
          />
        ) : null}
        {phase === 'claimed' ? (
          <SecondaryAction
            label={t('accept.open')}
            chord="Alt+A"
            icon={<IconUserCheck {...icon} />}
            run={accept}
          />
        ) : null}
        {qr.state === 'accepted' ? (
          <SecondaryAction
            label={t('never.open')}
            chord="Alt+A"
            icon={<IconHelpHexagon {...icon} />}
            run={accept}
          />
        ) : null}
        <Rest now={now} acts={acts} more={more} tight={speaksOfSlips(slipping)} />
        {covered || (waits && left > 0) ? null : (
          <SecondaryAction
            label={t('qr.park')}
            chord="F5"
            busy={state.busy === 'parking'}
            icon={<IconPlayerPause {...icon} />}
            run={park}
          />
        )}
        <div className="qt-work-end">
          <Slips {...slipping} dropping={sureToTakeOff} />
          <FailureNotice failure={state.failure} />
          {sureToTakeOff && slipping.slips.length === 0 ? (
            <Notice tone="amber" role="alert">
              {phase === 'more' ? (
                <Say k="bill.undo.sure.back" params={{ amount: dong(now.received) }} />
              ) : (
                <Say k="qr.take-off.sure" />
              )}
            </Notice>
          ) : null}
          {waits ? <Outcome now={now} /> : null}
        </div>
      </div>
      <div className="qt-action">
        <PrimaryAction
          label={t(covered ? 'qr.issue' : 'qr.issue.waiting')}
          chord="Enter"
          off={!covered}
          busy={state.busy === 'issuing'}
          icon={covered ? <IconReceipt size={22} stroke={1.9} /> : undefined}
          run={() => void acts.issue(front)}
        />
      </div>
    </>
  );
}
