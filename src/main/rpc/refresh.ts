import type { TopicValue } from '../../shared/rpc/contract.ts';
import type { LooseCredits } from '../desk/assign-credit.ts';
import type { DeskContext } from '../desk/context.ts';
import type { Person } from '../staff/rules.ts';
import type { CustomerDisplay } from '../views/display.ts';
import { gateView } from '../views/gate.ts';
import { type OutsideStates, workplaceView } from '../views/workplace.ts';
import type { RpcServer } from './serve.ts';

export interface RefreshParts extends Pick<DeskContext, 'clock' | 'reads' | 'spool' | 'staff'> {
  readonly server: RpcServer;
  readonly loose: LooseCredits;
  readonly display: CustomerDisplay;
  readonly people: () => readonly Person[];
  readonly ledgerKind: 'real' | 'training';
  readonly demoPin: string | null;
  /** The usual printer, and who prints while it cannot. */
  readonly printer: () => OutsideStates['printer'] | undefined;
  /** What the topics say of all devices, and where the display's view goes besides. */
  readonly devices: {
    topic(): TopicValue<'devices'>;
    scan(): TopicValue<'scan'>;
    shown(view: TopicValue<'display'>['view']): void;
  };
  /** The card terminal that is connected, and what is known of attempts beside the ledger. */
  readonly terminal: () => OutsideStates['terminal'];
  readonly cardGlance: OutsideStates['cardGlance'];
  /** Whether credits of the bank can be heard of. */
  readonly bank: () => OutsideStates['bank'];
  /** How the line to the backend stands. */
  readonly network: () => OutsideStates['network'];
  /** Whether the backend has an entry of this counter. */
  readonly isSent: (entry: string) => boolean;
  /** How many cases wait for a person. */
  readonly cases: () => number;
  readonly backupLate: () => boolean;
  /** How the lists of payers stand. */
  readonly lists: () => OutsideStates['lists'];
}

function terminalOf(terminal: OutsideStates['terminal']): Pick<OutsideStates, 'terminal'> {
  return terminal === undefined ? {} : { terminal };
}

/** Brings the topics up to what the ledger and the devices say. */
export interface Refresher {
  /** At the next turn, once for everything that happens until then. */
  soon(): void;
  now(): void;
  stop(): void;
}

/** Publishes all topics; each sends only the top-level keys that changed. */
export function makeRefresher(parts: RefreshParts): Refresher {
  const { clock, server, display, staff } = parts;
  const checkedAt = clock.now();
  let cancel: (() => void) | null = null;
  const outside = () => {
    const printer = parts.printer();
    return {
      printer: printer ?? { state: 'off' as const, name: '', spare: null, drawerShut: false },
      displayConnected: server.linesOpen('display') > 0,
      bank: parts.bank(),
      ...terminalOf(parts.terminal()),
      cardGlance: parts.cardGlance,
      network: parts.network(),
      cases: parts.cases(),
      backupLate: parts.backupLate(),
      lists: parts.lists(),
    };
  };
  const waitingToSend = () => {
    const { state, waiting } = parts.network();
    return state === 'not-enrolled' ? null : waiting;
  };
  const now = () => {
    cancel?.();
    cancel = null;
    const open = staff.presence().state === 'open';
    server.publish('gate', gateView({ ...parts, ledgerCheckedAt: () => checkedAt, waitingToSend }));
    server.publish('workplace', { view: open ? workplaceView({ ...parts, outside }) : null });
    const shown = display.view();
    server.publish('display', { view: shown });
    parts.devices.shown(shown);
    server.publish('devices', parts.devices.topic());
    server.publish('scan', parts.devices.scan());
  };
  return {
    now,
    soon: () => {
      cancel ??= clock.after(0, now);
    },
    stop: () => cancel?.(),
  };
}
