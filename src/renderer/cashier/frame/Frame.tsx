import { createContext, type ReactNode, useContext } from 'react';
import type { Role } from '../../../shared/kernel/roles.ts';
import type { GateView, PersonView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import { type BarKey, KeyBar } from '../../ui/KeyBar.tsx';
import { useText } from '../../ui/text.tsx';
import { useCounterTime } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { displaySeen } from './displaySeen.ts';
import { Rail } from './Rail.tsx';
import { railItems } from './railItems.tsx';

/** Where the window is: the workplace or one of the places one key away. */
export type Place =
  | 'workplace'
  | 'shift'
  | 'more'
  | 'import'
  | 'statement'
  | 'history'
  | 'settings'
  | 'reports'
  | 'hand-in'
  | 'reconcile'
  /** Settings, at the line to the province. */
  | 'sync'
  | 'first-run'
  /** What is owed back, and credit balances. */
  | 'refunds'
  /** Deposits and settlement of the stay of whoever is open in the workplace. */
  | 'stay'
  /** Nhập bù: paper books. */
  | 'paper-books'
  /** What classes or wards owe. */
  | 'arrears'
  /** The dispute register. */
  | 'disputes'
  /** The outage log. */
  | 'outages'
  /** All counters of the facility. */
  | 'facility'
  /** What waits for a person to judge. */
  | 'cases'
  /** Card terminals: voids and settlement. */
  | 'terminal';

export interface House {
  readonly gate: GateView;
  readonly person: PersonView;
  readonly view: WorkplaceView;
  /** The counter's time, ticking. */
  readonly now: number;
  go(place: Place): void;
  /** F11: the receipts of the past, with what was being looked for. */
  history(text: string): void;
  /** Refunds and balances of one payer only. */
  refundsOf(payer: { readonly ref: string; readonly name: string }): void;
  /** The card terminals, at the charge of this tender or with this reference of ours. */
  terminalCard(charge: string): void;
  lock(): void;
  /** F1, with the keys of the present screen. */
  help(keys: readonly BarKey[]): void;
}

const HouseContext = createContext<House | null>(null);

/** What every screen behind the gate may ask: who, which counter, its view, where to go. */
export function useHouse(): House {
  const house = useContext(HouseContext);
  if (house === null) throw new Error('no HouseProvider above');
  return house;
}

/** Gives the house to all screens below, with a ticking clock. */
export function HouseProvider(props: Omit<House, 'now'> & { readonly children: ReactNode }) {
  const now = useCounterTime(props.view.now);
  const { children, ...house } = props;
  return <HouseContext value={{ ...house, now }}>{children}</HouseContext>;
}

/** Who may look at the settings. */
const settingsRoles: readonly Role[] = ['administrator', 'chief-accountant', 'accountant'];

interface FrameProps {
  readonly keys: readonly BarKey[];
  /** While counting: the rail hides what the expected cash could be worked out from. */
  readonly blind?: boolean;
  readonly children: ReactNode;
}

/** Rail 52, body, key bar 36. The keys of the bar are bound here, so each is shown and each works. */
export function Frame({ keys, blind = false, children }: FrameProps) {
  const t = useText();
  const house = useHouse();
  const { gate, view, now, person } = house;
  const mayLook = person.roles.some((role) => settingsRoles.includes(role));
  const openSync = mayLook ? () => house.go('sync') : null;
  const openCases = (): void => house.go('cases');
  const desk = gate.machine === 'accountant-desk';
  const items = railItems(t, view, {
    blind,
    person: person.name,
    now,
    openSync,
    openCases,
    desk,
    displaySeen: displaySeen(view.rail.display.connected),
  });
  const lock: BarKey = { chord: 'Ctrl+L', label: t('bar.lock'), run: house.lock };
  const help: BarKey = { chord: 'F1', label: t('bar.help'), run: () => house.help([...keys, lock]) };
  useKeys(Object.fromEntries([help, ...keys, lock].map((key) => [key.chord, key.run])));
  return (
    <div className="qt-frame" data-training={gate.ledgerKind === 'training' ? '' : undefined}>
      <Rail gate={gate} items={items} now={now} />
      <main className="qt-body">{children}</main>
      <KeyBar keys={[help, ...keys]} last={[lock]} />
    </div>
  );
}
