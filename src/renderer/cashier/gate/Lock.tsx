import { IconCloudUp, IconListCheck, IconLock, IconUsers } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { GateView } from '../../../shared/rpc/contract.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import type { BarKey } from '../../ui/KeyBar.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { longDay, timeOf, useCounterTime } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useGateHelp } from '../help/GateHelp.tsx';
import { PinBoxes, PinPad, shortestPin } from './PinPad.tsx';
import { blockedUntil, rolesOf } from './SignIn.tsx';

/** The locked screen: a clock, that nothing is lost, and nobody's name or amount but the cashier's own name. */
export function Lock({ gate }: { readonly gate: GateView }) {
  const t = useText();
  const now = useCounterTime(gate.now);
  const unlock = useMethod('staff.unlock');
  const signOut = useMethod('staff.signOut');
  const input = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState('');
  const [sure, setSure] = useState(false);
  const person = gate.signedIn;
  const until = person === null ? null : blockedUntil(gate, person.person, now);
  const ready = pin.length >= shortestPin && until === null;
  const enter = (): void => {
    if (!ready) return;
    void unlock.run({ pin }).then(() => {
      setPin('');
      input.current?.focus();
    });
  };
  const other = (): void => {
    if (sure) void signOut.run({});
    else setSure(true);
  };
  useKeys({ Enter: enter, F12: other, Escape: () => setPin('') });
  const keys: readonly BarKey[] = [
    { chord: 'Enter', label: t('lock.unlock'), run: enter },
    { chord: 'F12', label: t('lock.other'), run: other },
  ];
  const { shown } = useGateHelp(gate, keys, () => input.current?.focus());
  return (
    <main className="qt-gate qt-fade">
      <section className="qt-lock">
        <time>{timeOf(now)}</time>
        <p className="qt-lock-day">{longDay(t, now)}</p>
        <h1>
          <IconLock size={30} stroke={1.9} />
          {t('lock.title', { counter: gate.counterName })}
        </h1>
        <p>{t('lock.note')}</p>
        <ul>
          <li>
            <IconListCheck size={22} stroke={1.9} />
            {t('lock.note.ledger', {
              time: gate.ledgerCheckedAt === null ? '' : timeOf(gate.ledgerCheckedAt),
            })}
          </li>
          <li>
            <IconCloudUp size={22} stroke={1.9} />
            {gate.waitingToSend === null
              ? t('lock.note.not-enrolled')
              : gate.waitingToSend === 0
                ? t('lock.note.sent')
                : t('lock.note.waiting', { n: gate.waitingToSend })}
          </li>
        </ul>
        <small>{t('lock.private')}</small>
      </section>
      <section className="qt-gate-pin">
        <h2>{person?.name ?? ''}</h2>
        <p>{person === null ? '' : rolesOf(t, person)}</p>
        <PinBoxes
          label={t('sign-in.pin', { name: person?.name ?? '' })}
          hideLabel
          pin={pin}
          onPin={setPin}
          input={input}
          autoFocus
        />
        {until !== null && person !== null ? (
          <Notice tone="amber" role="alert">
            {t('sign-in.blocked', { name: person.name, time: timeOf(until) })}
          </Notice>
        ) : (
          <FailureNotice failure={unlock.failure ?? signOut.failure} />
        )}
        <PinPad pin={pin} onPin={setPin} />
        <PrimaryAction label={t('lock.unlock')} chord="Enter" off={!ready} busy={unlock.busy} run={enter} />
        <SecondaryAction
          label={t('lock.other')}
          chord="F12"
          busy={signOut.busy}
          icon={<IconUsers size={20} stroke={1.9} />}
          run={other}
        />
        {sure ? <Notice role="alert">{t('lock.other.sure')}</Notice> : null}
      </section>
      {shown}
    </main>
  );
}
