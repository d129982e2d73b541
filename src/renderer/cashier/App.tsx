import { useEffect, useMemo, useState } from 'react';
import { unreachable } from '../../shared/kernel/assert.ts';
import type { GateView, MethodResponse, WorkplaceView } from '../../shared/rpc/contract.ts';
import { useConnection, useCounter, useTopic } from '../ui/client.tsx';
import type { BarKey } from '../ui/KeyBar.tsx';
import { Notice } from '../ui/Notice.tsx';
import { makeStore } from '../ui/store.ts';
import { useText } from '../ui/text.tsx';
import { ArrearsPlace } from './arrears/ArrearsPlace.tsx';
import { OutagePlace } from './corrections/OutagePlace.tsx';
import { PaperPlace } from './corrections/PaperPlace.tsx';
import { RefundsPlace } from './corrections/RefundsPlace.tsx';
import { StayPlace } from './deposits/StayPlace.tsx';
import { DisputesPlace } from './disputes/DisputesPlace.tsx';
import { CasesPlace } from './facility/CasesPlace.tsx';
import { FacilityPlace } from './facility/FacilityPlace.tsx';
import { HouseProvider, type Place } from './frame/Frame.tsx';
import { Lock } from './gate/Lock.tsx';
import { Quarantined } from './gate/Quarantined.tsx';
import { Setup } from './gate/Setup.tsx';
import { SignIn } from './gate/SignIn.tsx';
import { goingOn } from './gate/setup/draft.ts';
import { FirstRun } from './gate/setup/FirstRun.tsx';
import { HandInPlace } from './hand-in/HandInPlace.tsx';
import { Help } from './help/Help.tsx';
import { HistoryPlace } from './history/HistoryPlace.tsx';
import { ImportPlace } from './import/ImportPlace.tsx';
import { MorePlace } from './people/MorePlace.tsx';
import { ReconcilePlace } from './reconcile/ReconcilePlace.tsx';
import { ReportsPlace } from './reports/ReportsPlace.tsx';
import { SettingsPlace } from './settings/SettingsPlace.tsx';
import { ShiftPlace } from './shift/ShiftPlace.tsx';
import { StatementPlace } from './statement/StatementPlace.tsx';
import { TerminalPlace } from './terminal/TerminalPlace.tsx';
import { finding } from './workplace/findState.ts';
import { reduceWorkplace } from './workplace/state.ts';
import type { WorkplaceStore } from './workplace/useWorkplace.ts';
import { Workplace } from './workplace/Workplace.tsx';

const minuteMs = 60_000;

/** Asks for the lock when nobody has pressed a key or the mouse for so long; 0 never does. */
function useAutoLock(minutes: number, lock: () => void): void {
  useEffect(() => {
    if (minutes === 0) return;
    let timer = setTimeout(lock, minutes * minuteMs);
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(lock, minutes * minuteMs);
    };
    window.addEventListener('keydown', again, { capture: true });
    window.addEventListener('pointerdown', again, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', again, { capture: true });
      window.removeEventListener('pointerdown', again, { capture: true });
    };
  }, [minutes, lock]);
}

function Waiting() {
  const t = useText();
  return (
    <main className="qt-plain" role="status">
      <h1>{t('app.connecting')}</h1>
      <p>{t('app.connecting.more')}</p>
    </main>
  );
}

/** The first set-up is not through, and whoever signed in may go on with it. */
function firstRun(person: NonNullable<GateView['signedIn']>): boolean {
  return goingOn() !== null && person.roles.includes('administrator');
}

interface OpenProps {
  readonly gate: GateView;
  readonly person: NonNullable<GateView['signedIn']>;
  readonly view: WorkplaceView;
  readonly store: WorkplaceStore;
}

/** Behind the gate: the workplace and the places one key away. */
function Open({ gate, person, view, store }: OpenProps) {
  const counter = useCounter();
  const [place, setPlace] = useState<Place>(() => (firstRun(person) ? 'first-run' : 'workplace'));
  const [help, setHelp] = useState<readonly BarKey[] | null>(null);
  const [sought, setSought] = useState('');
  const [charge, setCharge] = useState<string | null>(null);
  const [owedTo, setOwedTo] = useState<{ readonly ref: string; readonly name: string } | null>(null);
  const lock = useMemo(() => () => void counter.call('staff.lock', {}), [counter]);
  useAutoLock(gate.autoLockMinutes, lock);
  const screen = (() => {
    switch (place) {
      case 'workplace':
        return gate.machine === 'counter' ? <Workplace store={store} /> : <FacilityPlace home />;
      case 'facility':
        return <FacilityPlace home={false} />;
      case 'cases':
        return <CasesPlace />;
      case 'shift':
        return <ShiftPlace />;
      case 'more':
        return <MorePlace />;
      case 'import':
        return <ImportPlace />;
      case 'history':
        return <HistoryPlace text={sought} />;
      case 'settings':
        return <SettingsPlace />;
      case 'reports':
        return <ReportsPlace />;
      case 'hand-in':
        return <HandInPlace />;
      case 'reconcile':
        return <ReconcilePlace store={store} />;
      case 'sync':
        return <SettingsPlace first="sync" />;
      case 'statement':
        return <StatementPlace />;
      case 'first-run':
        return <FirstRun />;
      case 'refunds':
        return <RefundsPlace payer={owedTo} />;
      case 'stay':
        return <StayPlace store={store} />;
      case 'paper-books':
        return <PaperPlace />;
      case 'arrears':
        return <ArrearsPlace />;
      case 'disputes':
        return <DisputesPlace />;
      case 'outages':
        return <OutagePlace />;
      case 'terminal':
        return <TerminalPlace charge={charge} />;
      default:
        return unreachable(place);
    }
  })();
  return (
    <HouseProvider
      gate={gate}
      person={person}
      view={view}
      go={(next) => {
        setSought('');
        setOwedTo(null);
        setCharge(null);
        setPlace(next);
      }}
      refundsOf={(payer) => {
        setOwedTo(payer);
        setPlace('refunds');
      }}
      terminalCard={(wanted) => {
        setCharge(wanted);
        setPlace('terminal');
      }}
      lock={lock}
      help={setHelp}
      history={(text) => {
        setSought(text);
        setPlace('history');
      }}
    >
      {screen}
      {help === null ? null : <Help keys={help} support={gate.support} close={() => setHelp(null)} />}
    </HouseProvider>
  );
}

/** The cashier window: what the gate says, decides which screen there is. */
export function App() {
  const t = useText();
  const gate = useTopic('gate');
  const workplace = useTopic('workplace');
  const connection = useConnection();
  const [recovered, setRecovered] = useState<MethodResponse<'ledger.openEpoch'> | null>(null);
  const signedIn = gate?.signedIn?.person ?? null;
  // The state of the workplace outlives a lock, not the person.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new person starts with an empty workplace
  const store = useMemo(() => makeStore(reduceWorkplace, finding()), [signedIn]);
  if (gate === null) return <Waiting />;
  if (gate.state === 'open' && recovered !== null) setRecovered(null);
  const screen = (() => {
    switch (gate.state) {
      case 'setup':
        return <Setup now={gate.now} />;
      case 'signed-out':
        return <SignIn gate={gate} recovered={recovered} />;
      case 'locked':
        return <Lock gate={gate} />;
      case 'quarantined':
        return <Quarantined gate={gate} recovered={setRecovered} />;
      case 'open': {
        const view = workplace?.view ?? null;
        if (view === null || gate.signedIn === null) return <Waiting />;
        return <Open key={signedIn} gate={gate} person={gate.signedIn} view={view} store={store} />;
      }
      default:
        return unreachable(gate.state);
    }
  })();
  return (
    <>
      {screen}
      {connection === 'lost' ? (
        <div className="qt-lost">
          <Notice tone="red" role="alert">
            {t('app.lost')}
          </Notice>
        </div>
      ) : null}
    </>
  );
}
