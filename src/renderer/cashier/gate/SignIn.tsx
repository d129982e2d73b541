import { IconChevronRight, IconCircleCheck, IconWifi } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import type { GateView, MethodResponse, PersonView } from '../../../shared/rpc/contract.ts';
import { PrimaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import type { BarKey } from '../../ui/KeyBar.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { longDay, timeOf, useCounterTime } from '../../ui/time.ts';
import { arrowKeys, stepped } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Mark } from '../frame/Rail.tsx';
import { useGateHelp } from '../help/GateHelp.tsx';
import { PinBoxes, PinPad, shortestPin } from './PinPad.tsx';

const lastPersonKey = 'quaythu.last-person';

/** First letters of the last two words of a name. */
export function initials(name: string): string {
  return name
    .split(' ')
    .slice(-2)
    .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
    .join('');
}

/** The roles of a person in words. */
export function rolesOf(t: TextOf, person: PersonView): string {
  return person.roles.map((role) => t(`role.${role}`)).join(', ');
}

/** Whether PIN entry is refused for somebody now, and until when. */
export function blockedUntil(gate: GateView, person: string, now: number): number | null {
  const block = gate.pinBlocked.find((one) => one.person === person);
  return block !== undefined && block.untilMs > now ? block.untilMs : null;
}

export interface PersonRowProps {
  readonly person: PersonView;
  readonly selected: boolean;
  readonly last: boolean;
  readonly choose: () => void;
}

/** A person of a list that arrows go through while the PIN keeps the focus. */
export function PersonRow({ person, selected, last, choose }: PersonRowProps) {
  const t = useText();
  return (
    <ChoiceRow selected={selected} choose={choose} className="qt-person">
      <i aria-hidden>{initials(person.name)}</i>
      <span>
        <b>{person.name}</b>
        <small>{`${rolesOf(t, person)}${last ? `, ${t('sign-in.last')}` : ''}`}</small>
      </span>
      {selected ? <IconChevronRight size={22} stroke={1.9} aria-hidden /> : null}
    </ChoiceRow>
  );
}

function LedgerFacts({ gate, help }: { readonly gate: GateView; readonly help: BarKey }) {
  const t = useText();
  return (
    <footer className="qt-gate-foot">
      <span>
        <IconCircleCheck size={20} stroke={1.9} color="var(--green)" />
        {gate.ledgerCheckedAt === null
          ? t('sign-in.ledger.none')
          : t('sign-in.ledger', { time: timeOf(gate.ledgerCheckedAt) })}
      </span>
      <span>
        <IconWifi size={20} stroke={1.9} />
        {gate.waitingToSend === null
          ? t('rail.network.not-enrolled')
          : gate.waitingToSend === 0
            ? t('sign-in.sent')
            : t('sign-in.waiting', { n: gate.waitingToSend })}
      </span>
      <span className="qt-gate-keys">
        <KeyCap chord="ArrowUp" />
        <KeyCap chord="ArrowDown" />
        {t('sign-in.change')}
        <KeyCap chord={help.chord} />
        {help.label}
      </span>
    </footer>
  );
}

type Recovered = MethodResponse<'ledger.openEpoch'>;

function lostKey({ lost }: Recovered): TextKey {
  if (lost === null) return 'quarantine.lost.unknown';
  return lost === 0 ? 'quarantine.lost.none' : 'quarantine.lost.some';
}

/** After a quarantine: what the new epoch kept and what is missing. */
function RecoveredNotice({ recovered }: { readonly recovered: Recovered }) {
  const { epoch, entries, lost } = recovered;
  return (
    <Notice tone={lost === 0 ? 'green' : 'amber'} role="alert">
      <Say k="quarantine.opened" params={{ epoch, entries }} />{' '}
      <Say k={lostKey(recovered)} params={{ lost: lost ?? 0 }} />
    </Notice>
  );
}

/** "Ai đứng quầy?": a person by arrows, a PIN, Enter. */
export function SignIn({
  gate,
  recovered,
}: {
  readonly gate: GateView;
  /** What ending a quarantine brought, until somebody has signed in. */
  readonly recovered: Recovered | null;
}) {
  const t = useText();
  const now = useCounterTime(gate.now);
  const signIn = useMethod('staff.signIn');
  const input = useRef<HTMLInputElement>(null);
  const people = gate.people.filter((person) => person.active);
  const [lastPerson] = useState(() => localStorage.getItem(lastPersonKey));
  const [chosen, setChosen] = useState<string | null>(lastPerson);
  const [pin, setPin] = useState('');
  const at = Math.max(
    0,
    people.findIndex((person) => person.person === chosen),
  );
  const person = people[at];
  const until = person === undefined ? null : blockedUntil(gate, person.person, now);
  const ready = person !== undefined && pin.length >= shortestPin && until === null;

  const choose = (index: number): void => {
    setChosen(people[stepped(index, 0, people.length)]?.person ?? null);
    setPin('');
    signIn.clear();
    input.current?.focus();
  };
  const enter = (): void => {
    if (!ready || person === undefined) return;
    localStorage.setItem(lastPersonKey, person.person);
    void signIn.run({ person: person.person, pin }).then(() => {
      setPin('');
      input.current?.focus();
    });
  };
  useKeys(
    {
      ArrowUp: () => choose(at - 1),
      ArrowDown: () => choose(at + 1),
      Enter: enter,
      Escape: () => setPin(''),
    },
    { holdable: arrowKeys },
  );

  const keys: readonly BarKey[] = [
    { chord: 'ArrowUp', label: t('sign-in.change'), run: () => choose(at - 1) },
    { chord: 'ArrowDown', label: t('sign-in.change'), run: () => choose(at + 1) },
    { chord: 'Enter', label: t('sign-in.enter'), run: enter },
  ];
  const { help, shown } = useGateHelp(gate, keys, () => input.current?.focus());

  return (
    <main className="qt-gate qt-fade">
      <section className="qt-gate-people">
        <header>
          <Mark size={40} />
          <div>
            <b>{`${gate.counterName} · ${t(`institution.${gate.institution}`)}`}</b>
            <span>{gate.facilityName}</span>
          </div>
          {gate.ledgerKind === 'training' ? <em>{t('app.training')}</em> : null}
          <div className="qt-gate-clock">
            <b>{timeOf(now)}</b>
            <span>{longDay(t, now)}</span>
          </div>
        </header>
        {recovered === null ? null : <RecoveredNotice recovered={recovered} />}
        <h1>{t('sign-in.title')}</h1>
        <ChoiceList label={t('sign-in.people')} className="qt-people">
          {people.map((one, index) => (
            <PersonRow
              key={one.person}
              person={one}
              selected={index === at}
              last={one.person === lastPerson}
              choose={() => choose(index)}
            />
          ))}
        </ChoiceList>
        <LedgerFacts gate={gate} help={help} />
      </section>
      <section className="qt-gate-pin">
        <PinBoxes
          label={person === undefined ? t('sign-in.pin.none') : t('sign-in.pin', { name: person.name })}
          pin={pin}
          onPin={setPin}
          input={input}
          autoFocus
        />
        {gate.demoPin === null ? (
          <p>{t('sign-in.hint')}</p>
        ) : (
          <Notice>
            <Say k="sign-in.demo" params={{ pin: gate.demoPin }} />
          </Notice>
        )}
        <PinPad pin={pin} onPin={setPin} />
        <PrimaryAction label={t('sign-in.enter')} chord="Enter" off={!ready} busy={signIn.busy} run={enter} />
        {until !== null && person !== undefined ? (
          <Notice tone="amber" role="alert">
            {t('sign-in.blocked', { name: person.name, time: timeOf(until) })}
          </Notice>
        ) : (
          <FailureNotice failure={signIn.failure} />
        )}
        <p>{t('sign-in.forgot')}</p>
      </section>
      {shown}
    </main>
  );
}
