import { IconAlertTriangle } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { GateView, MethodResponse } from '../../../shared/rpc/contract.ts';
import { PrimaryAction } from '../../ui/actions.tsx';
import { ChoiceList } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { timeOf, useCounterTime } from '../../ui/time.ts';
import { useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { PinBoxes, shortestPin } from './PinPad.tsx';
import { blockedUntil, PersonRow } from './SignIn.tsx';

function WhatHappened({ gate }: { readonly gate: GateView }) {
  const t = useText();
  const { quarantine } = gate;
  return (
    <section className="qt-lock" role="alert">
      <IconAlertTriangle size={48} stroke={1.6} color="var(--red)" />
      <h1>{t('quarantine.title')}</h1>
      {quarantine === null ? null : <p>{t(`quarantine.code.${quarantine.code}`)}</p>}
      {quarantine?.place ? (
        <p>
          {t('quarantine.place', {
            epoch: String(quarantine.place.epoch),
            seq: String(quarantine.place.seq),
          })}
        </p>
      ) : null}
      <p>{t('quarantine.what')}</p>
      <Notice tone="red">{t('quarantine.money')}</Notice>
      <p>{t('quarantine.next')}</p>
      {gate.ledgerCheckedAt === null ? null : (
        <small>{t('quarantine.checked', { time: timeOf(gate.ledgerCheckedAt) })}</small>
      )}
    </section>
  );
}

/** The journal failed its check: what happened, what of the money, and how an administrator goes on. */
export function Quarantined({
  gate,
  recovered,
}: {
  readonly gate: GateView;
  /** The counter works again: what was kept and what is missing, to be said on the screen that comes next. */
  readonly recovered: (answer: MethodResponse<'ledger.openEpoch'>) => void;
}) {
  const t = useText();
  const now = useCounterTime(gate.now);
  const openEpoch = useMethod('ledger.openEpoch');
  const input = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState('');
  const { at, item: person, choose, arrows } = useChoice(gate.people, { moved: () => setPin('') });
  const until = person === undefined ? null : blockedUntil(gate, person.person, now);
  const ready = person !== undefined && pin.length >= shortestPin && until === null;
  const enter = (): void => {
    if (!ready || person === undefined) return;
    void openEpoch.run({ person: person.person, pin }).then((answer) => {
      if (answer !== null) recovered(answer);
      setPin('');
      input.current?.focus();
    });
  };
  useKeys({ Enter: enter, ...arrows });
  return (
    <main className="qt-gate qt-fade">
      <WhatHappened gate={gate} />
      <section className="qt-gate-pin">
        <h2>{t('quarantine.who')}</h2>
        {person === undefined ? (
          <Notice tone="amber" role="alert">
            {t('quarantine.nobody')}
          </Notice>
        ) : (
          <>
            <ChoiceList label={t('quarantine.who')} className="qt-people">
              {gate.people.map((one, index) => (
                <PersonRow
                  key={one.person}
                  person={one}
                  selected={index === at}
                  last={false}
                  choose={() => choose(index)}
                />
              ))}
            </ChoiceList>
            <PinBoxes
              label={t('sign-in.pin', { name: person.name })}
              pin={pin}
              onPin={setPin}
              input={input}
              autoFocus
            />
            {until === null ? (
              <FailureNotice failure={openEpoch.failure} />
            ) : (
              <Notice tone="amber" role="alert">
                {t('sign-in.blocked', { name: person.name, time: timeOf(until) })}
              </Notice>
            )}
            <PrimaryAction
              label={t('quarantine.open')}
              chord="Enter"
              off={!ready}
              busy={openEpoch.busy}
              run={enter}
            />
          </>
        )}
      </section>
    </main>
  );
}
