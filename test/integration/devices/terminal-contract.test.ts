import type { TerminalPort, Transport } from '../../../src/main/devices/ports.ts';
import { scriptedTerminal } from '../../../src/main/devices/terminal/scripted.ts';
import { stxTerminal } from '../../../src/main/devices/terminal/stx/driver.ts';
import { zvtTerminal } from '../../../src/main/devices/terminal/zvt/driver.ts';
import { serialTransport } from '../../../src/main/devices/transport/serial.ts';
import { tcpTransport } from '../../../src/main/devices/transport/tcp.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { usualScript } from '../../../src/simulators/stx-terminal/contract.ts';
import { usualScript as usualZvtScript } from '../../../src/simulators/zvt-terminal/contract.ts';
import { checkedProfile } from '../../support/stx/profile.ts';
import { StxProgram, ZvtProgram } from '../../support/terminal/programs.ts';
import { checkedProfile as checkedZvtProfile } from '../../support/zvt/profile.ts';
import { SerialCable } from './ptys.ts';
import { type TerminalRig, type TerminalWords, terminalContract } from './terminal-contract.ts';

const clock = realClock();
/** Shorter than in production, long enough for a busy machine. */
const profile = checkedProfile({ replyTimeoutMs: 1_000, questionTimeoutMs: 5_000 }, 100);
/** The person takes so long that nobody waits any more. */
const lateMs = 2_500;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const zvtProfile = (link: 'serial' | 'tcp') =>
  checkedZvtProfile(
    {
      link,
      completionTimeoutMs: 1_000,
      acceptanceTimeoutMs: 500,
      ackTimeoutMs: 500,
      questionTimeoutMs: 5_000,
    },
    100,
  );

const stxWords: TerminalWords = {
  tid: 'Q1234567',
  declined: 'ND',
  emptyBatch: 'NB',
  stan: '000001',
  silentAbout: [],
};
const zvtWords: TerminalWords = {
  tid: '28004869',
  declined: '05',
  emptyBatch: 'C9',
  stan: '0001',
  silentAbout: ['rrn', 'batch'],
};

/** The rig around a simulator that is already there. */
function simulatorRig(
  simulator: StxProgram | ZvtProgram,
  drive: (unresolved: readonly string[]) => TerminalPort,
  line: { plug(): Promise<void>; unplug(): Promise<void>; remove(): Promise<void> },
): TerminalRig {
  const ports: TerminalPort[] = [];
  const closeAll = async (): Promise<void> => {
    for (const port of ports.splice(0)) port.close();
    await pause(30);
  };
  const stx = simulator instanceof StxProgram;
  return {
    words: stx ? stxWords : zvtWords,
    port(unresolved = []) {
      const port = drive(unresolved);
      // One till at a time: a terminal has one socket.
      for (const old of ports.splice(0)) old.close();
      ports.push(port);
      return port;
    },
    async reset() {
      await line.plug();
      if (stx) await simulator.script(usualScript);
      else await simulator.script({ ...usualZvtScript, ackWaitMs: 200, answerWaitMs: 400 });
      // It may still wait for the answer to what it said last.
      if (!stx) while ((await simulator.state()).busy) await pause(10);
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
      else if (stx) await simulator.script({ nakNext: 2 });
      else await simulator.script({ deafToCharges: 1 });
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
    bookings: async () =>
      (await simulator.state()).books.bookings.map((one) => ({
        ...one,
        reference: 'reference' in one ? one.reference : null,
      })),
    async stop() {
      await closeAll();
      simulator.stop();
      await line.remove();
    },
  };
}

async function tcpRig(): Promise<TerminalRig> {
  const simulator = await StxProgram.start('--factor', '100');
  return simulatorRig(
    simulator,
    stxOver(() => tcpTransport(simulator.address, clock, 'reset')),
    noCable,
  );
}

const nothing = async () => {};
const noCable = { plug: nothing, unplug: nothing, remove: nothing };
const quiet = (): void => {};

function stxOver(transport: () => Transport): (unresolved: readonly string[]) => TerminalPort {
  return (unresolved) => stxTerminal({ profile, transport: transport(), clock, unresolved, log: quiet });
}

function zvtOver(
  link: 'serial' | 'tcp',
  transport: () => Transport,
): (unresolved: readonly string[]) => TerminalPort {
  const parts = { profile: zvtProfile(link), clock, log: quiet };
  return (unresolved) => zvtTerminal({ ...parts, transport: transport(), unresolved });
}

async function zvtTcpRig(): Promise<TerminalRig> {
  const simulator = await ZvtProgram.start('--factor', '100');
  // In pieces, as a network may deliver it.
  await simulator.script({ pieces: 7 });
  return simulatorRig(
    simulator,
    zvtOver('tcp', () => tcpTransport(simulator.address, clock, 'reset')),
    noCable,
  );
}

async function zvtPtyRig(): Promise<TerminalRig> {
  const cable = new SerialCable();
  await cable.plug();
  const simulator = await ZvtProgram.start('--factor', '100', '--path', cable.theirs);
  const address = { path: cable.ours, baudRate: 9600, dataBits: 8, stopBits: 2, parity: 'none' } as const;
  return simulatorRig(
    simulator,
    zvtOver('serial', () => serialTransport(address, clock)),
    cable,
  );
}

async function ptyRig(): Promise<TerminalRig> {
  const cable = new SerialCable();
  await cable.plug();
  const simulator = await StxProgram.start('--factor', '100', '--path', cable.theirs);
  const address = { path: cable.ours, baudRate: 9600, dataBits: 8, stopBits: 1, parity: 'none' } as const;
  return simulatorRig(
    simulator,
    stxOver(() => serialTransport(address, clock)),
    cable,
  );
}

async function scriptedRig(): Promise<TerminalRig> {
  const double = scriptedTerminal('POS-1', clock);
  const { terminal } = double;
  return {
    words: stxWords,
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
terminalContract('ZVT driver over TCP', zvtTcpRig);
terminalContract('ZVT driver over ptys', zvtPtyRig);
terminalContract('scripted double', scriptedRig);
