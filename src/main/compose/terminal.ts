/** Card terminals at work: their lines watched over, and the attempts on them (design §4, §5). */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { WorkplaceView } from '../../shared/rpc/contract.ts';
import { CardAttempts, type CardParts } from '../desk/card-attempts.ts';
import { leaveSettlements } from '../desk/card-settle.ts';
import type { Devices } from '../devices/open.ts';
import type { TerminalPort } from '../devices/ports.ts';
import { superviseTerminal } from '../devices/terminal/supervisor.ts';

export interface TerminalParts {
  readonly clock: Clock;
  readonly devices: Pick<Devices, 'terminals'>;
  readonly context: CardParts['context'];
  readonly changed: () => void;
}

export interface Terminals {
  readonly cards: CardAttempts;
  /** For the status rail; undefined where no terminal is connected. */
  rail(): WorkplaceView['rail']['terminal'] | undefined;
  /** Connects, asks about what is open, and keeps doing so. Call once the ledger is set up. */
  start(): void;
  /** Watches over the terminals there are now: others may have been set up. */
  reopened(): void;
  stop(): void;
}

const logToStderr = (what: string): void => {
  process.stderr.write(`terminal ${what}\n`);
};

/** The one new charges go to: one that may take a charge before one that may not, in the order of the devices. */
function usualOf(ports: readonly TerminalPort[]): TerminalPort | undefined {
  const online = ports.filter(({ state }) => state === 'online');
  return online.find(({ unresolved }) => unresolved.length === 0) ?? online[0] ?? ports[0];
}

/** What was being settled when the counter ended. */
function endSettlements(context: CardParts['context'], ports: readonly TerminalPort[]): void {
  for (const { name } of ports) {
    const open = context.reads.batchesOf(name).some(({ state }) => state === 'settling');
    if (open) context.ledger.act(() => leaveSettlements(context, name));
  }
}

/** Watches over nothing before `start`. */
export function openTerminals({ clock, devices, context, changed }: TerminalParts): Terminals {
  const watched = new Map<TerminalPort, () => void>();
  let started = false;
  const usual = () => usualOf(devices.terminals());
  const cards = new CardAttempts({
    context,
    changed,
    log: logToStderr,
    terminals: {
      usual,
      named: (name) => devices.terminals().find((port) => port.name === name),
      all: devices.terminals,
    },
  });
  const watch = (port: TerminalPort): (() => void) => {
    const stops = [
      port.onLate((late) => cards.late(port, late)),
      superviseTerminal({ port, clock, resolve: () => cards.resolveAll(port) }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  };
  const drop = (port: TerminalPort): void => {
    watched.get(port)?.();
    watched.delete(port);
  };
  const reopened = (): void => {
    if (!started) return;
    const now = devices.terminals();
    for (const port of [...watched.keys()]) if (!now.includes(port)) drop(port);
    for (const port of now) if (!watched.has(port)) watched.set(port, watch(port));
    changed();
  };
  return {
    cards,
    rail() {
      const terminal = usual();
      if (terminal === undefined) return undefined;
      return { name: terminal.name, state: terminal.state === 'online' ? 'ready' : terminal.state };
    },
    start() {
      cards.recover();
      endSettlements(context, devices.terminals());
      started = true;
      reopened();
    },
    reopened,
    stop() {
      started = false;
      for (const port of [...watched.keys()]) {
        drop(port);
        port.close();
      }
    },
  };
}
