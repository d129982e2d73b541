import type { ReactNode } from 'react';
import { useText } from '../ui/text.tsx';
import { Chain, Heard, Waiting } from './Parts.tsx';

/** What the backend knows of a counter, wherever it is listed. */
interface CounterFacts {
  readonly kind: string;
  readonly state: string;
  readonly lastContactAt: number | null;
  readonly waiting: number | null;
  readonly waitingSince: number | null;
  readonly seq: number | null;
  readonly hash: string | null;
  readonly fault: string | null;
}

/** Its name, and what tells it from an ordinary counter at work. */
export function CounterName({ one, name }: { readonly one: CounterFacts; readonly name: ReactNode }) {
  const t = useText();
  return (
    <td>
      {name}
      {one.kind === 'accountant-desk' ? <small>{t('province.desk')}</small> : null}
      {one.state === 'revoked' ? <small>{t('province.revoked')}</small> : null}
    </td>
  );
}

/** When it was last heard of. */
export function CounterHeard({ one, now }: { readonly one: CounterFacts; readonly now: number }) {
  return (
    <td>
      <Heard at={one.lastContactAt} now={now} />
    </td>
  );
}

/** What waits there to be sent. */
export function CounterWaiting({ one, now }: { readonly one: CounterFacts; readonly now: number }) {
  return (
    <td className="pv-number">
      <Waiting waiting={one.waiting} since={one.waitingSince} now={now} />
    </td>
  );
}

/** Where its journal stands here, and whether its chain is whole. */
export function CounterChain({ one }: { readonly one: CounterFacts }) {
  return (
    <>
      <td className="pv-quiet">{one.hash === null ? '–' : `${one.hash.slice(0, 4)} ${one.hash.slice(4)}`}</td>
      <td>
        <Chain whole={one.seq === null ? null : one.fault === null} />
      </td>
    </>
  );
}
