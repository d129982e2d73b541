import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { ConnectionState, CounterClient } from '../../shared/rpc/client.ts';
import type {
  MethodName,
  MethodRequest,
  MethodResponse,
  TopicName,
  TopicValue,
} from '../../shared/rpc/contract.ts';
import type { Failure } from '../../shared/rpc/define.ts';

const CounterContext = createContext<CounterClient | null>(null);

/** Gives the counter to all parts below. */
export function CounterProvider({
  counter,
  children,
}: {
  readonly counter: CounterClient;
  readonly children: ReactNode;
}) {
  return <CounterContext value={counter}>{children}</CounterContext>;
}

/** The counter of this window. */
export function useCounter(): CounterClient {
  const counter = useContext(CounterContext);
  if (counter === null) throw new Error('no CounterProvider above');
  return counter;
}

/** The present value of a topic, null until the first snapshot. */
export function useTopic<T extends TopicName>(topic: T): TopicValue<T> | null {
  const counter = useCounter();
  const [value, setValue] = useState<TopicValue<T> | null>(null);
  useEffect(() => counter.watch(topic, setValue), [counter, topic]);
  return value;
}

/** Whether the line to the counter stands. */
export function useConnection(): ConnectionState {
  const { state } = useCounter();
  return useSyncExternalStore(state.subscribe, state.get);
}

export interface Attempt<M extends MethodName> {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Runs the method unless one is already running; a second press does nothing. */
  run(request: MethodRequest<M>): Promise<MethodResponse<M> | null>;
  clear(): void;
}

/** One method as an act of a screen: at most one in flight, and its last refusal. */
export function useMethod<M extends MethodName>(method: M): Attempt<M> {
  const counter = useCounter();
  const [guard] = useState({ busy: false });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    busy,
    failure,
    clear: () => setFailure(null),
    async run(request) {
      if (guard.busy) return null;
      guard.busy = true;
      setBusy(true);
      const answer = await counter.call(method, request);
      guard.busy = false;
      setBusy(false);
      setFailure(answer.ok ? null : answer.reason);
      return answer.ok ? answer.value : null;
    },
  };
}
