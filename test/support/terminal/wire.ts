/**
 * The same cashier on real lines: ptys and TCP, real time, every deadline a hundredth of the production one. The cable is
 * cut by the simulated terminal at a byte that chance picks, and put back before the cashier asks.
 */
import {
  type CardAttempt,
  type CardOutcome,
  judgeQuery,
  type TerminalPort,
} from '../../../src/main/devices/ports.ts';
import { stxTerminal } from '../../../src/main/devices/terminal/stx/driver.ts';
import { zvtTerminal } from '../../../src/main/devices/terminal/zvt/driver.ts';
import { serialTransport } from '../../../src/main/devices/transport/serial.ts';
import { tcpTransport } from '../../../src/main/devices/transport/tcp.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { usualScript } from '../../../src/simulators/stx-terminal/contract.ts';
import { Terminal as StxSimulator } from '../../../src/simulators/stx-terminal/terminal.ts';
import { SerialLine, TcpLine } from '../../../src/simulators/terminal/lines.ts';
import { usualScript as usualZvtScript } from '../../../src/simulators/zvt-terminal/contract.ts';
import { Terminal as ZvtSimulator } from '../../../src/simulators/zvt-terminal/terminal.ts';
import { SerialCable } from '../../integration/devices/ptys.ts';
import type { Chance } from '../chance.ts';
import { checkedProfile } from '../stx/profile.ts';
import { checkedProfile as checkedZvtProfile } from '../zvt/profile.ts';

export type WireKind = 'stx' | 'zvt';
export type WireLink = 'pty' | 'tcp';

const clock = realClock();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const limits = { clockSkewMs: 5_000, longestMs: 10_000 };
const maxCharges = 5;
const maxTries = 200;
const tryEveryMs = 50;

/** A hundredth of the usual deadlines; opening a real line takes what it takes. */
const stxProfile = checkedProfile({
  openTimeoutMs: 3_000,
  writeTimeoutMs: 1_000,
  ackTimeoutMs: 20,
  replyTimeoutMs: 1_500,
  questionTimeoutMs: 150,
  gapTimeoutMs: 10,
});
const zvtProfile = (link: 'serial' | 'tcp') =>
  checkedZvtProfile({
    link,
    openTimeoutMs: 3_000,
    writeTimeoutMs: 1_000,
    ackTimeoutMs: 50,
    acceptanceTimeoutMs: 100,
    completionTimeoutMs: 1_800,
    questionTimeoutMs: 300,
    gapTimeoutMs: 10,
  });

/** One terminal, its line and a driver on the other end. */
interface Wire {
  readonly port: TerminalPort;
  readonly bytes: () => { readonly sent: number; readonly received: number };
  cutAt(direction: 'sent' | 'received', bytes: number): void;
  replug(): Promise<void>;
  standing(): number;
  stop(): Promise<void>;
}

async function open(kind: WireKind, link: WireLink, cable: SerialCable | null): Promise<Wire> {
  const simulator =
    kind === 'stx'
      ? new StxSimulator(clock, 1)
      : new ZvtSimulator(clock, 1, link === 'pty' ? 'serial' : 'tcp');
  if (simulator instanceof StxSimulator) {
    simulator.change({ ...usualScript, takesMs: 30, steps: true, ackWaitMs: 20, gapMs: 10 });
  } else {
    const scaled = { takesMs: 30, steps: true, ackWaitMs: 50, answerWaitMs: 300, gapMs: 10 };
    simulator.change({ ...usualZvtScript, ...scaled });
  }
  const line = cable === null ? new TcpLine(simulator, 0) : new SerialLine(simulator, cable.theirs);
  await line.on();
  const transport =
    line instanceof TcpLine
      ? tcpTransport({ host: '127.0.0.1', port: line.port }, clock, 'reset')
      : serialTransport(
          { path: cable?.ours ?? '', baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none' },
          clock,
        );
  const common = { transport, clock, unresolved: [], log: () => {} };
  const port =
    kind === 'stx'
      ? stxTerminal({ ...common, profile: stxProfile })
      : zvtTerminal({ ...common, profile: zvtProfile(link === 'pty' ? 'serial' : 'tcp') });
  return {
    port,
    bytes: () => simulator.books,
    cutAt: (direction, bytes) =>
      simulator.change(direction === 'sent' ? { unplugAfterSent: bytes } : { unplugAfterReceived: bytes }),
    replug: () => line.on(),
    standing: () => simulator.books.bookings.filter((one) => one.result === 'approved' && !one.voided).length,
    stop: async () => {
      port.close();
      await pause(30);
      await line.off();
    },
  };
}

/** What the cashier came to believe of one attempt. */
async function attempt(wire: Wire, reference: string, amount: number): Promise<string> {
  let ready = await wire.port.prepare();
  for (let tried = 0; !ready.ok && tried < maxTries; tried += 1) {
    await wire.replug();
    await pause(tryEveryMs);
    ready = await wire.port.prepare();
  }
  if (!ready.ok) return 'unreachable';
  let heardReceipt: string | null = null;
  const record = (one: CardOutcome): void => {
    if (one.kind === 'unknown') heardReceipt = one.heard?.stan ?? heardReceipt;
  };
  const sentAt = clock.now();
  const outcome = await wire.port.sale({ reference, amount }, { record });
  await wire.replug();
  if (outcome.kind !== 'unknown') return outcome.kind;
  const asked: CardAttempt = { reference, amount, sentAt, before: ready.value, heardReceipt };
  for (let tried = 0; tried < maxTries; tried += 1) {
    const judged = judgeQuery(asked, await wire.port.inquiry(asked), limits);
    if (judged !== 'undecided') return judged;
    await wire.replug();
    await pause(tryEveryMs);
  }
  return 'undecided';
}

async function collect(wire: Wire): Promise<readonly string[]> {
  const beliefs: string[] = [];
  for (let tried = 1; tried <= maxCharges; tried += 1) {
    const belief = await attempt(wire, `QT${String(tried).padStart(4, '0')}`, 150_000 + tried);
    beliefs.push(belief);
    if (belief === 'approved' || belief === 'undecided' || belief === 'unreachable') break;
  }
  return beliefs;
}

export interface WireResult {
  readonly pulled: number;
  /** Runs in which it was not approved at the first go. */
  readonly again: number;
  readonly wrong: readonly string[];
}

/** So many positions of a sale, picked by chance, one after the other on one line. */
export async function pullOnWire(
  kind: WireKind,
  link: WireLink,
  positions: number,
  chance: Chance,
): Promise<WireResult> {
  const cable = link === 'pty' ? new SerialCable() : null;
  await cable?.plug();
  const wrong: string[] = [];
  let again = 0;
  const span = await lengthOfSale(kind, link, cable);
  for (let done = 0; done < positions; done += 1) {
    const direction = chance.maybe(0.5) ? 'sent' : 'received';
    const at = chance.below(span[direction] + 1);
    const wire = await open(kind, link, cable);
    await wire.port.prepare();
    wire.cutAt(direction, at);
    const beliefs = await collect(wire);
    await pause(60);
    if (beliefs.length > 1 || beliefs[0] !== 'approved') again += 1;
    const agrees = beliefs.at(-1) === 'approved' && wire.standing() === 1;
    if (!agrees) {
      wrong.push(`${kind} ${link}, ${direction} byte ${at}: ${beliefs.join(', ')}; ${wire.standing()} stand`);
    }
    await wire.stop();
  }
  await cable?.remove();
  return { pulled: positions, again, wrong };
}

async function lengthOfSale(
  kind: WireKind,
  link: WireLink,
  cable: SerialCable | null,
): Promise<{ readonly sent: number; readonly received: number }> {
  const wire = await open(kind, link, cable);
  await wire.port.prepare();
  const before = { ...wire.bytes() };
  await collect(wire);
  await pause(60);
  const after = wire.bytes();
  await wire.stop();
  return { sent: after.sent - before.sent, received: after.received - before.received };
}
