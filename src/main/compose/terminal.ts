/** Card terminals: which this ledger may drive, their lines watched over, and the attempts on them (design §4, §5). */
import { invariant } from '../../shared/kernel/assert.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { WorkplaceView } from '../../shared/rpc/contract.ts';
import { CardAttempts, type CardParts } from '../desk/card-attempts.ts';
import type { TerminalPort } from '../devices/ports.ts';
import { stxTerminal } from '../devices/terminal/stx/driver.ts';
import { parseStxProfile, usualStxProfile } from '../devices/terminal/stx/profile.ts';
import { superviseTerminal } from '../devices/terminal/supervisor.ts';
import { zvtTerminal } from '../devices/terminal/zvt/driver.ts';
import { parseZvtProfile, usualZvtProfile } from '../devices/terminal/zvt/profile.ts';
import { tcpTransport } from '../devices/transport/tcp.ts';
import { profileAllowed } from '../upkeep/local.ts';
import type { House } from './house.ts';

export interface TerminalParts extends Pick<House, 'settings'> {
  readonly clock: Clock;
  readonly kind: 'real' | 'training';
  readonly context: CardParts['context'];
  readonly changed: () => void;
}

export interface Terminals {
  readonly cards: CardAttempts;
  /** For the status rail; undefined where no terminal is connected. */
  rail(): WorkplaceView['rail']['terminal'] | undefined;
  /** Connects, asks about what is open, and keeps doing so. Call once the ledger is set up. */
  start(): void;
  stop(): void;
}

/** How many đồng one unit of the simulated terminals is; they are started without any other. */
const simulatedScaling = { factor: 1, chosenBy: 'simulated', chosenOn: '2026-01-01' } as const;

type Drive = (unresolved: readonly string[], log: (text: string) => void) => TerminalPort;
interface Simulated {
  readonly peer: string;
  readonly host: string;
  readonly port: number;
}

/** A driver for what the launcher started; null for other peers. */
function simulatedDriver(
  { peer, host, port }: Simulated,
  clock: Clock,
): { name: string; drive: Drive } | null {
  const transport = () => tcpTransport({ host, port }, clock, 'reset');
  switch (peer) {
    case 'stx-terminal': {
      const profile = parseStxProfile({
        ...usualStxProfile,
        name: 'POS-1',
        amountScaling: simulatedScaling,
        fields: { ...usualStxProfile.fields, settledCount: 'N1', settledTotal: 'N2' },
        replies: { ...usualStxProfile.replies, notFound: ['NF'] },
        answersOnlyWhenIdle: true,
      });
      invariant(profile.ok, 'the profile of the simulated terminal');
      const parts = { profile: profile.value, clock };
      return {
        name: 'POS-1',
        drive: (unresolved, log) => stxTerminal({ ...parts, transport: transport(), unresolved, log }),
      };
    }
    case 'zvt-terminal': {
      const profile = parseZvtProfile({
        ...usualZvtProfile,
        name: 'POS-2',
        amountScaling: simulatedScaling,
        link: 'tcp',
        nothingToSettle: ['C9'],
        tellsClock: true,
        answersOnlyWhenIdle: true,
      });
      invariant(profile.ok, 'the profile of the simulated terminal');
      const parts = { profile: profile.value, clock };
      return {
        name: 'POS-2',
        drive: (unresolved, log) => zvtTerminal({ ...parts, transport: transport(), unresolved, log }),
      };
    }
    default:
      return null;
  }
}

const logToStderr = (what: string): void => {
  process.stderr.write(`terminal ${what}\n`);
};

/** Makes the drivers this ledger may have; nothing is opened before `start`. */
export function openTerminals({ clock, kind, settings, context, changed }: TerminalParts): Terminals {
  const allowed = profileAllowed(kind, 'launcher') ? settings.simulators : [];
  const drivers = allowed.flatMap((one) => simulatedDriver(one, clock) ?? []);
  const ports: TerminalPort[] = [];
  const stops: (() => void)[] = [];
  const cards = new CardAttempts({
    context,
    changed,
    log: logToStderr,
    terminals: {
      usual: () => ports[0],
      named: (name) => ports.find((port) => port.name === name),
    },
  });
  return {
    cards,
    rail() {
      const [usual] = ports;
      if (usual === undefined) return undefined;
      return { name: usual.name, state: usual.state === 'online' ? 'ready' : usual.state };
    },
    start() {
      cards.recover();
      for (const { name, drive } of drivers) {
        const port = drive(cards.unresolved(name), () => undefined);
        ports.push(port);
        stops.push(
          port.onState(changed),
          port.onLate((late) => cards.late(port, late)),
          superviseTerminal({ port, clock, resolve: () => cards.resolveAll(port) }),
        );
      }
      changed();
    },
    stop() {
      for (const stop of stops.splice(0)) stop();
      for (const port of ports) port.close();
    },
  };
}
