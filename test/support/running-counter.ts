/** A real counter on a real folder, with a client on a line of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CounterSettings } from '../../src/main/compose/house.ts';
import { startCounter } from '../../src/main/counter.ts';
import { realClock, realRandom } from '../../src/main/ports/real.ts';
import type { CounterHandle } from '../../src/shared/handover/counter.ts';
import type { Clock, EpochMs } from '../../src/shared/kernel/clock.ts';
import { makeIds } from '../../src/shared/kernel/ids.ts';
import { channelPair } from '../../src/shared/rpc/channel.ts';
import { type CounterClient, createClient, singleChannel } from '../../src/shared/rpc/client.ts';
import type {
  MethodName,
  MethodRequest,
  MethodResponse,
  TopicName,
  TopicValue,
} from '../../src/shared/rpc/contract.ts';
import type { Capability, Failure } from '../../src/shared/rpc/define.ts';

export const resourcesFolder = fileURLToPath(new URL('../../resources', import.meta.url));

export interface RunningCounter {
  readonly folder: string;
  readonly clock: ShiftedClock;
  readonly handle: CounterHandle;
  readonly client: CounterClient;
  readonly ids: { next(): string };
  /** A further line, as another window would have. */
  line(capability: Capability): CounterClient;
  /** Stops the counter; the folder stays. */
  stop(): Promise<void>;
  /** Stops and removes the folder. */
  remove(): Promise<void>;
}

/** The machine's clock, whose wall time somebody can set; durations and timers do not notice. */
export interface ShiftedClock extends Clock {
  /** Sets the wall clock forward or back. */
  jump(byMs: number): void;
}

/** A clock that shows `startMs` now; without it the true time. */
export function shiftedClock(startMs?: number): ShiftedClock {
  const real = realClock();
  let offsetMs = startMs === undefined ? 0 : startMs - real.now();
  return {
    now: () => (real.now() + offsetMs) as EpochMs,
    monotonicMs: real.monotonicMs,
    after: real.after,
    jump: (byMs) => {
      offsetMs += byMs;
    },
  };
}

/** A folder that a test owns. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'quay-thu-test-'));
}

/** Starts a counter in `folder` with what the settings say beyond a training ledger without demo. */
export async function runCounter(
  folder: string,
  settings: Partial<CounterSettings> = {},
  clock: ShiftedClock = shiftedClock(),
): Promise<RunningCounter> {
  const ports = { clock, random: realRandom() };
  const handle = await startCounter(ports, {
    dataFolder: folder,
    resourcesFolder,
    ledgerKind: 'training',
    demo: null,
    simulators: [],
    ...settings,
  });
  const line = (capability: Capability) => {
    const [ours, theirs] = channelPair();
    handle.accept(theirs, capability);
    return createClient(singleChannel(ours), { clock: ports.clock });
  };
  const client = line('cashier');
  const stop = async () => {
    client.close();
    await handle.close();
  };
  return {
    folder,
    clock,
    handle,
    client,
    ids: makeIds(ports.clock, ports.random),
    line,
    stop,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The value of an answer that must have succeeded. */
export function succeeded<T>(answer: { ok: true; value: T } | { ok: false; reason: Failure }): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.reason)}`);
  return answer.value;
}

/** The counter takes calls again after a second; asking sooner is one refusal more, and after many it cuts the line. */
const refillMs = 1_000;

/** A call made again while the counter says that too much came within a second, as a window does. */
export async function patiently<M extends MethodName>(
  client: CounterClient,
  method: M,
  request: MethodRequest<M>,
): Promise<MethodResponse<M>> {
  for (;;) {
    const answer = await client.call(method, request);
    if (answer.ok || answer.reason.code !== 'too-many-calls') return succeeded(answer);
    await new Promise((resolve) => setTimeout(resolve, refillMs));
  }
}

/** Waits until a topic satisfies `wanted`; fails after `timeoutMs`. */
export function untilTopic<T extends TopicName>(
  client: CounterClient,
  topic: T,
  wanted: (value: TopicValue<T>) => boolean,
  timeoutMs = 10_000,
): Promise<TopicValue<T>> {
  return new Promise((resolve, reject) => {
    let last: unknown;
    const timer = setTimeout(() => {
      unwatch();
      reject(new Error(`topic ${topic} never came to that; last ${JSON.stringify(last)}`));
    }, timeoutMs);
    const unwatch = client.watch(topic, (value) => {
      last = value;
      if (!wanted(value)) return;
      clearTimeout(timer);
      queueMicrotask(() => unwatch());
      resolve(value);
    });
  });
}

/** Signs in the first person of that role with the demonstration PIN. */
export async function signIn(client: CounterClient, role: string, pin: string): Promise<string> {
  const gate = await untilTopic(client, 'gate', (view) => view.people.length > 0);
  const person = gate.people.find((one) => one.roles.some((held) => held === role));
  if (person === undefined) throw new Error(`nobody is ${role}`);
  succeeded(await client.call('staff.signIn', { person: person.person, pin }));
  return person.person;
}
