import { useCallback, useEffect, useState } from 'react';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import type { RefundView } from '../../../shared/rpc/corrections.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useFailureText, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import { CardDecide } from '../workplace/CardDecide.tsx';

type Way = MethodResponse<'terminal.refundWay'>;

interface RefundOnTerminalProps {
  readonly refund: RefundView;
  /** Whether the terminal has it, or may have, so that it is paid no other way. */
  readonly hold: (held: boolean) => void;
  /** It is paid, or the list may be another. */
  readonly done: (paid: RefundView | null) => void;
}

/** An approved refund to a card that a connected terminal took: sent there, asked about, decided. Nothing otherwise. */
export function RefundOnTerminal({ refund, hold, done }: RefundOnTerminalProps) {
  const counter = useCounter();
  const { view } = useHouse();
  const [way, setWay] = useState<Way | null>(null);
  const fits = refund.state === 'approved' && refund.way === 'card';
  const read = useCallback(async (): Promise<void> => {
    const answer = fits ? await counter.call('terminal.refundWay', { refund: refund.refund }) : null;
    setWay(answer?.ok ? answer.value : null);
  }, [counter, fits, refund.refund]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is not looked at, that it did is
  useEffect(() => {
    void read();
  }, [read, view]);
  if (!fits || way === null || way.card === null) return null;
  return <Offer {...{ refund, way, card: way.card, read, hold, done }} />;
}

interface OfferProps extends RefundOnTerminalProps {
  readonly way: Way;
  readonly card: NonNullable<Way['card']>;
  readonly read: () => Promise<void>;
}

function Offer({ refund, way, card, read, hold, done }: OfferProps) {
  const t = useText();
  const textOf = useFailureText();
  const counter = useCounter();
  const send = useMethod('terminal.refund');
  const ask = useMethod('collect.cardQuery');
  const [deciding, setDeciding] = useState(false);
  const open = way.tried?.state === 'sent' || way.tried?.state === 'unknown';
  const going = send.busy || card.step === 'refunding';
  const held = open || going;
  useEffect(() => {
    hold(held);
    return () => hold(false);
  }, [hold, held]);
  const sendNow = (): void => {
    void send.run({ refund: refund.refund }).then(async (paid) => {
      await read();
      done(paid);
    });
  };
  /** After a question or a decision: what is paid by now is told with its voucher. */
  const settled = async (): Promise<void> => {
    const now = await counter.call('terminal.refundWay', { refund: refund.refund });
    const paid = now.ok && now.value.tried?.state === 'approved';
    const told = paid ? await counter.call('terminal.refund', { refund: refund.refund }) : null;
    await read();
    done(told?.ok ? told.value : null);
  };
  const askNow = (): void => {
    void ask.run({ tender: card.tender }).then(settled);
  };
  useKeys({
    'Alt+M': way.why === null && !going ? sendNow : undefined,
    'Alt+H': open && !going ? askNow : undefined,
    'Alt+Q': open && !going ? () => setDeciding(true) : undefined,
  });
  if (going) {
    return <Notice role="status">{t('terminal.refund.going', { terminal: card.terminal })}</Notice>;
  }
  if (open) {
    return (
      <>
        <Notice tone="amber" role="alert">
          <Say k="terminal.refund.open" params={{ terminal: card.terminal }} />
        </Notice>
        <FailureNotice failure={ask.failure} />
        <div className="qt-terminal-acts">
          <SecondaryAction label={t('terminal.ask')} chord="Alt+H" busy={ask.busy} run={askNow} />
          <SecondaryAction label={t('terminal.decide')} chord="Alt+Q" run={() => setDeciding(true)} />
        </div>
        {deciding ? (
          <CardDecide
            card={card}
            back={{ what: 'refund', amount: refund.amount, reference: way.tried?.reference ?? '' }}
            close={() => setDeciding(false)}
            decide={async (decision) => {
              const answer = await counter.call('collect.cardDecide', { tender: card.tender, ...decision });
              await settled();
              return answer.ok ? null : answer.reason;
            }}
          />
        ) : null}
      </>
    );
  }
  if (way.why !== null) {
    return <p className="qt-quiet">{textOf({ code: way.why, moneyMoved: 'no' })}</p>;
  }
  return (
    <>
      <FailureNotice failure={send.failure} />
      <SecondaryAction
        label={t('terminal.refund.send', { terminal: card.terminal })}
        chord="Alt+M"
        run={sendNow}
      />
    </>
  );
}
