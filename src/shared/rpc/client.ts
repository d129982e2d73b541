/** The window's end of the contract: calls that always answer, and topics that survive a lost line. */
import type { Clock } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Channel } from './channel.ts';
import {
  type MethodName,
  type MethodRequest,
  type MethodResponse,
  methods,
  type TopicName,
  type TopicValue,
} from './contract.ts';
import type { Failure } from './define.ts';
import { moneyMovedIfLost } from './money.ts';
import { makeTopicReader, type TopicReader } from './topics.ts';
import {
  type CounterMessage,
  decodeCounterMessage,
  encode,
  maxMessageChars,
  type RpcFailureCode,
  type WindowMessage,
} from './wire.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost';

/** A value that can be read and followed; fits `useSyncExternalStore(subscribe, get)`. */
export interface Observable<T> {
  get(): T;
  /** Runs `changed` after every change; the returned function ends it. */
  subscribe(changed: () => void): () => void;
}

/**
 * Where lines come from. `start` hands over a new line whenever one stands (after a reload, a crash of the counter,
 * a broken socket); the returned function stops it. A line handed over replaces the one before.
 */
export interface ChannelSource {
  start(attach: (channel: Channel) => void): () => void;
}

export interface CounterClient {
  /** Always settles: with the checked response, or with a failure that says whether money moved. */
  call<M extends MethodName>(
    method: M,
    request: MethodRequest<M>,
  ): Promise<Result<MethodResponse<M>, Failure>>;
  /** Runs `changed` with the last known value, if any, and after every change, also across reconnects. */
  watch<T extends TopicName>(topic: T, changed: (value: TopicValue<T>) => void): () => void;
  readonly state: Observable<ConnectionState>;
  close(): void;
}

/** These wait for a device or a person at it. */
const patient: ReadonlySet<MethodName> = new Set(['collect.cardVoid', 'terminal.settle', 'devices.test']);

export interface ClientOptions {
  readonly clock: Clock;
  /** How long a call may take. Default 15 s; file methods and imports 180 s. */
  readonly callTimeoutMs?: number;
  readonly fileTimeoutMs?: number;
  /** Calls waiting for an answer at the same time. Default 64. */
  readonly maxPendingCalls?: number;
  /** Told of anything that should not happen (a bad message, a refused topic): code and name, never content. */
  readonly onProblem?: (code: string, name: string) => void;
}

/** A source with one line that never comes back; for tests and tools. */
export function singleChannel(channel: Channel): ChannelSource {
  return {
    start(attach) {
      attach(channel);
      return () => undefined;
    },
  };
}

interface PendingCall {
  readonly method: MethodName;
  readonly cancelTimeout: () => void;
  settle(answer: Result<unknown, Failure>): void;
}

function failed(code: RpcFailureCode, moneyMoved: Failure['moneyMoved']): Failure {
  return { code, moneyMoved };
}

function checkResponse<M extends MethodName>(method: M, value: unknown): Result<MethodResponse<M>, Failure> {
  const checked = methods[method].response.safeParse(value);
  if (!checked.success) return refuse(failed('bad-answer', moneyMovedIfLost(method)));
  return ok(checked.data as MethodResponse<M>);
}

function makeState(): Observable<ConnectionState> & { set(next: ConnectionState): void } {
  let current: ConnectionState = 'connecting';
  const followers = new Set<() => void>();
  return {
    get: () => current,
    subscribe(changed) {
      followers.add(changed);
      return () => followers.delete(changed);
    },
    set(next) {
      if (next === current) return;
      current = next;
      for (const changed of [...followers]) changed();
    },
  };
}

/** Calls that wait for an answer, each with its own deadline. */
function makePending(clock: Clock) {
  const pending = new Map<number, PendingCall>();
  let lastId = 0;
  return {
    size: () => pending.size,
    add(method: MethodName, timeoutMs: number, settle: PendingCall['settle']): number {
      lastId += 1;
      const id = lastId;
      const cancelTimeout = clock.after(timeoutMs, () => {
        pending.delete(id);
        settle(refuse(failed('timeout', moneyMovedIfLost(method))));
      });
      pending.set(id, { method, cancelTimeout, settle });
      return id;
    },
    take(id: number): PendingCall | undefined {
      const call = pending.get(id);
      pending.delete(id);
      call?.cancelTimeout();
      return call;
    },
    /** The line is gone: nobody knows what became of these. */
    failAll(): void {
      for (const id of [...pending.keys()]) {
        const call = this.take(id);
        call?.settle(refuse(failed('connection-lost', moneyMovedIfLost(call.method))));
      }
    },
  };
}

/**
 * Makes the client. A money call that timed out or lost its line answers `moneyMoved: 'unknown'`; the caller sends
 * it again with the same ids, which the counter answers from what is written (design §4).
 */
export function createClient(source: ChannelSource, options: ClientOptions): CounterClient {
  const { clock } = options;
  const problem = options.onProblem ?? (() => undefined);
  const maxPending = options.maxPendingCalls ?? 64;
  const pending = makePending(clock);
  const state = makeState();
  let channel: Channel | null = null;
  let closed = false;

  const send = (message: WindowMessage): void => channel?.post(encode(message));
  const reader: TopicReader = makeTopicReader({
    watch: (topic) => {
      if (state.get() === 'open') send({ kind: 'watch', topic });
    },
    unwatch: (topic) => {
      if (state.get() === 'open') send({ kind: 'unwatch', topic });
    },
    problem,
  });

  const drop = (gone: Channel): void => {
    if (channel !== gone) return;
    channel = null;
    pending.failAll();
    state.set('lost');
  };

  const receive = (message: CounterMessage): void => {
    switch (message.kind) {
      case 'hello':
        state.set('open');
        reader.rewatch();
        return;
      case 'result':
      case 'failure': {
        const call = pending.take(message.id);
        if (call === undefined) return;
        if (message.kind === 'failure') call.settle(refuse(message.failure as Failure));
        else call.settle(ok(message.value));
        return;
      }
      case 'snapshot':
      case 'change':
        reader.receive(message);
        return;
      case 'refused':
        problem(message.code, message.topic ?? '');
        return;
    }
  };

  const attach = (next: Channel): void => {
    if (closed) {
      next.close();
      return;
    }
    const before = channel;
    if (before !== null) {
      drop(before);
      before.close();
    }
    channel = next;
    if (state.get() === 'open') state.set('lost');
    next.onClose(() => drop(next));
    next.onMessage((data) => {
      if (channel !== next) return;
      const decoded = decodeCounterMessage(data);
      if (decoded.ok) receive(decoded.value);
      else problem(decoded.reason, 'message');
    });
  };
  const stopSource = source.start(attach);

  const timeoutOf = (method: MethodName): number =>
    method.startsWith('import.') ||
    method.startsWith('document.') ||
    method === 'ledger.openEpoch' ||
    patient.has(method)
      ? (options.fileTimeoutMs ?? 180_000)
      : (options.callTimeoutMs ?? 15_000);

  return {
    async call(method, request) {
      if (state.get() !== 'open') return refuse(failed('not-connected', 'no'));
      if (pending.size() >= maxPending) return refuse(failed('too-many-calls', 'no'));
      const answer = await new Promise<Result<unknown, Failure>>((settle) => {
        const id = pending.add(method, timeoutOf(method), settle);
        const text = encode({ kind: 'call', id, method, request });
        if (text.length <= maxMessageChars) channel?.post(text);
        else pending.take(id)?.settle(refuse(failed('too-large', 'no')));
      });
      return answer.ok ? checkResponse(method, answer.value) : answer;
    },
    watch: (topic, changed) => reader.add(topic, changed),
    state: { get: state.get, subscribe: state.subscribe },
    close() {
      closed = true;
      stopSource();
      const last = channel;
      if (last !== null) drop(last);
      last?.close();
    },
  };
}
