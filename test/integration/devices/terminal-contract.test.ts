import type { TerminalPort, Transport } from '../../../src/main/devices/ports.ts';
import { scriptedTerminal } from '../../../src/main/devices/terminal/scripted.ts';
import { stxTerminal } from '../../../src/main/devices/terminal/stx/driver.ts';
import { serialTransport } from '../../../src/main/devices/transport/serial.ts';
import { tcpTransport } from '../../../src/main/devices/transport/tcp.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { usualScript } from '../../../src/simulators/stx-terminal/contract.ts';
import { checkedProfile } from '../../support/stx/profile.ts';
import { SerialCable } from './ptys.ts';
import { type TerminalRig, terminalContract } from './terminal-contract.ts';
import { TerminalSimulator } from './terminal-simulator.ts';

const clock = realClock();
/** Shorter than in production, long enough for a busy machine. */
const profile = checkedProfile({ replyTimeoutMs: 1_000, questionTimeoutMs: 5_000 }, 100);
/** The person takes so long that nobody waits any more. */
const lateMs = 2_500;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The rig around a simulator that is already there. */
function simulatorRig(
  simulator: TerminalSimulator,
  transport: () => Transport,
  line: { plug(): Promise<void>; unplug(): Promise<void>; remove(): Promise<void> },
): TerminalRig {
  const ports: TerminalPort[] = [];
  const closeAll = async (): Promise<void> => {
    for (const port of ports.splice(0)) port.close();
    await pause(30);
  };
  return {
    port(unresolved = []) {
      const port = stxTerminal({ profile, transport: transport(), clock, unresolved, log: () => {} });
      // One till at a time: a terminal has one socket.
      for (const old of ports.splice(0)) old.close();
      ports.push(port);
      return port;
    },
    async reset() {
      await line.plug();
      await simulator.script(usualScript);
    },
    async decline() {
      await simulator.script({ host: 'decline' });
    },
    async down() {
      await simulator.script({ power: false });
      await line.unplug();
      // A charge within the moment before the system tells of the break is rightly unknown, and not meant here.
      for (let tries = 0; tries < 200 && ports.some(({ state }) => state === 'online'); tries += 1)
        await pause(10);
    },
    async lose(what) {
      if (what === 'reply') await simulator.script({ loseReplies: 1 });
      else await simulator.script({ nakNext: 2 });
    },
    async late() {
      await simulator.script({ takesMs: lateMs });
      return {
        async came() {
          while ((await simulator.state()).busy) await pause(20);
          await pause(200);
        },
      };
    },
    async withSteps() {
      await simulator.script({ takesMs: 100, steps: true });
    },
    bookings: async () => (await simulator.state()).books.bookings,
    async stop() {
      await closeAll();
      simulator.stop();
      await line.remove();
    },
  };
}

async function tcpRig(): Promise<TerminalRig> {
  const simulator = await TerminalSimulator.start('--factor', '100');
  const nothing = async () => {};
  return simulatorRig(simulator, () => tcpTransport(simulator.address, clock, 'reset'), {
    plug: nothing,
    unplug: nothing,
    remove: nothing,
  });
}

async function ptyRig(): Promise<TerminalRig> {
  const cable = new SerialCable();
  await cable.plug();
  const simulator = await TerminalSimulator.start('--factor', '100', '--path', cable.theirs);
  const address = { path: cable.ours, baudRate: 9600, dataBits: 8, stopBits: 1, parity: 'none' } as const;
  return simulatorRig(simulator, () => serialTransport(address, clock), cable);
}

async function scriptedRig(): Promise<TerminalRig> {
  const double = scriptedTerminal('POS-1', clock);
  const { terminal } = double;
  return {
    port(unresolved = []) {
      double.restart(unresolved);
      return terminal;
    },
    async reset() {
      double.script({ next: 'approve', line: 'up', steps: [] });
    },
    async decline() {
      double.script({ next: 'decline' });
    },
    async down() {
      double.script({ line: 'down' });
    },
    async lose(what) {
      double.script({ next: what === 'reply' ? 'lose-reply' : 'lose-command' });
    },
    async late() {
      double.script({ next: 'late' });
      return { came: async () => {} };
    },
    async withSteps() {
      double.script({ steps: ['card', 'pin'] });
    },
    bookings: async () => double.bookings,
    stop: async () => {},
  };
}

terminalContract('STX driver over TCP', tcpRig);
terminalContract('STX driver over ptys', ptyRig);
terminalContract('scripted double', scriptedRig);
