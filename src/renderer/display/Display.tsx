import { IconCash, IconCreditCard, IconDoorOff, IconQrcode, IconX } from '@tabler/icons-react';
import { unreachable } from '../../shared/kernel/assert.ts';
import type { DisplayView } from '../../shared/rpc/contract.ts';
import { useConnection, useTopic } from '../ui/client.tsx';
import { useText } from '../ui/text.tsx';
import { Amount, Lines, Thought } from './Parts.tsx';
import { Bill, Code, Guidance, NotConfirmed, Received, Ussd, Waiting } from './States.tsx';

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
          icon={view.by === 'wallet' ? <IconQrcode stroke={1.9} /> : <IconCreditCard stroke={1.9} />}
          title={t(view.by === 'wallet' ? 'display.wallet.title' : 'display.card.title')}
          name={view.maskedName}
        >
          <Amount kind="large" amount={view.amount} />
          <Lines
            of={
              view.by === 'wallet'
                ? ['display.wallet.note.1', 'display.wallet.note.2']
                : ['display.card.note.1', 'display.card.note.2']
            }
          />
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
