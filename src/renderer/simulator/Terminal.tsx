import type { z } from 'zod';
import { dong } from '../ui/money.ts';
import { useText } from '../ui/text.tsx';
import { timeOf } from '../ui/time.ts';
import { Choice, Device, useLooks } from './parts.tsx';
import { order, type Peer } from './peers.ts';
import { anything, terminalState } from './states.ts';

/** How long somebody looks for the card. */
const slowPayerMs = 6_000;
/** An answer so late that the counter still waits for it, and may be cut off meanwhile. */
const lateReplyMs = 8_000;
/** Nonsense before each thing it sends. */
const noiseBytes = 5;
const newest = 6;

/** The card terminal: power, what the bank says, what gets lost on the way, and what it booked. */
export function Terminal({ peer }: { readonly peer: Peer }) {
  const t = useText();
  const { state, look } = useLooks(peer, '/state', terminalState);
  const send = (path: string, body: object) => (): void => {
    void order(peer, { method: 'POST', path, body }, anything).then(look);
  };
  const set = (body: object) => send('/script', body);
  const script = state?.script;
  // Each names a payment in its own way.
  const otherName = peer.peer === 'zvt-terminal' ? 'wrongReceipt' : 'wrongReference';
  const usual = { loseReplies: 0, replyDelayMs: 0, wrongAmount: false, [otherName]: false };
  const replies = script === undefined ? null : repliesOf(script);
  const bookings = state?.books.bookings.slice(-newest).toReversed() ?? [];
  return (
    <Device
      title={t(peer.peer === 'zvt-terminal' ? 'panel.terminal.zvt' : 'panel.terminal')}
      on={script?.power ?? null}
    >
      <Choice
        label={t('panel.power')}
        options={[
          { label: t('panel.power.on'), on: script?.power === true, run: set({ power: true }) },
          { label: t('panel.power.off'), on: script?.power === false, run: set({ power: false }) },
          { label: t('panel.terminal.restart'), on: false, run: send('/restart', {}) },
        ]}
      />
      <Choice
        label={t('panel.host')}
        options={[
          { label: t('panel.host.approve'), on: script?.host === 'approve', run: set({ host: 'approve' }) },
          { label: t('panel.host.decline'), on: script?.host === 'decline', run: set({ host: 'decline' }) },
        ]}
      />
      <Choice
        label={t('panel.payer')}
        options={[
          {
            label: t('panel.payer.quick'),
            on: script?.takesMs === 0,
            run: set({ takesMs: 0, steps: false }),
          },
          {
            label: t('panel.payer.slow'),
            on: (script?.takesMs ?? 0) > 0,
            run: set({ takesMs: slowPayerMs, steps: true }),
          },
        ]}
      />
      <Choice
        label={t('panel.replies')}
        options={[
          { label: t('panel.replies.usual'), on: replies === 'usual', run: set(usual) },
          {
            label: t('panel.replies.lost'),
            on: replies === 'lost',
            run: set({ ...usual, loseReplies: 1 }),
          },
          {
            label: t('panel.replies.late'),
            on: replies === 'late',
            run: set({ ...usual, replyDelayMs: lateReplyMs }),
          },
          {
            label: t('panel.replies.wrong'),
            on: replies === 'wrong',
            run: set({ ...usual, wrongAmount: true }),
          },
          {
            label: t('panel.replies.other'),
            on: replies === 'other',
            run: set({ ...usual, [otherName]: true }),
          },
        ]}
      />
      {peer.peer === 'stx-terminal' ? (
        <Choice
          label={t('panel.line')}
          options={[
            {
              label: t('panel.line.clean'),
              on: script?.garbage === 0 && script.duplicateReplies === 0,
              run: set({ garbage: 0, duplicateReplies: 0 }),
            },
            {
              label: t('panel.line.noisy'),
              on: (script?.garbage ?? 0) > 0,
              run: set({ garbage: noiseBytes, duplicateReplies: 0, damageReplies: 1 }),
            },
            {
              label: t('panel.line.twice'),
              on: (script?.duplicateReplies ?? 0) > 0,
              run: set({ garbage: 0, duplicateReplies: 1 }),
            },
          ]}
        />
      ) : null}
      <Choice
        label={t('panel.cable')}
        options={[
          { label: t('panel.cable.command'), on: false, run: set({ unplugAfterReceived: 20 }) },
          { label: t('panel.cable.answer'), on: false, run: set({ unplugAfterSent: 30 }) },
        ]}
      />
      <p className="sim-books">
        {t('panel.terminal.books', {
          n: state?.books.bookings.length ?? 0,
          settlements: state?.books.settlements ?? 0,
        })}
      </p>
      <ul className="sim-list">
        {bookings.map((one) => (
          <li key={`${one.at}-${one.kind}-${one.amount}`}>
            <span>{timeOf(one.at)}</span>
            <span>{t(`panel.booking.${one.kind}`)}</span>
            <b>{dong(one.amount)}</b>
            <em data-state={one.result === 'approved' && !one.voided ? 'on' : 'off'}>
              {t(`panel.booking.${one.voided ? 'voided' : one.result}`)}
            </em>
          </li>
        ))}
      </ul>
    </Device>
  );
}

type Replies = 'usual' | 'lost' | 'late' | 'wrong' | 'other';

function repliesOf(script: z.output<typeof terminalState>['script']): Replies {
  if (script.wrongAmount) return 'wrong';
  if (script.wrongReference || script.wrongReceipt) return 'other';
  if (script.loseReplies > 0) return 'lost';
  return script.replyDelayMs > 0 ? 'late' : 'usual';
}
