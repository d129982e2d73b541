import type { DeskContext } from '../desk/context.ts';
import type { Person } from '../staff/rules.ts';
import type { CustomerDisplay } from '../views/display.ts';
import { gateView } from '../views/gate.ts';
import { type OutsideStates, workplaceView } from '../views/workplace.ts';
import type { RpcServer } from './serve.ts';

export interface RefreshParts extends Pick<DeskContext, 'clock' | 'reads' | 'spool' | 'staff'> {
  readonly server: RpcServer;
  readonly display: CustomerDisplay;
  readonly people: () => readonly Person[];
  readonly ledgerKind: 'real' | 'training';
  readonly demoPin: string | null;
  /** State and name of the usual printer. */
  readonly printer: () => OutsideStates['printer'] | undefined;
  /** Whether credits of the bank can be heard of. */
  readonly bank: () => OutsideStates['bank'];
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
      printer: { state: printer?.state ?? ('off' as const), name: printer?.name ?? '' },
      displayConnected: server.linesOpen('display') > 0,
      bank: parts.bank(),
    };
  };
  const now = () => {
    cancel?.();
    cancel = null;
    const open = staff.presence().state === 'open';
    server.publish('gate', gateView({ ...parts, ledgerCheckedAt: () => checkedAt }));
    server.publish('workplace', { view: open ? workplaceView({ ...parts, outside }) : null });
    server.publish('display', { view: display.view() });
  };
  return {
    now,
    soon: () => {
      cancel ??= clock.after(0, now);
    },
    stop: () => cancel?.(),
  };
}
