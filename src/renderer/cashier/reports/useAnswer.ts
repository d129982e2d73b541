import { useEffect, useState } from 'react';
import type { MethodName, MethodRequest, MethodResponse } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { useCounter } from '../../ui/client.tsx';

export interface Answer<M extends MethodName> {
  /** The newest answer; the one before stays until there is a new one, so nothing flickers. */
  readonly value: MethodResponse<M> | null;
  /** Whether `value` answers what is asked now. */
  readonly fresh: boolean;
  readonly failure: Failure | null;
}

/**
 * Asks whenever the request or `news` changes; an answer that came too late is dropped. `null` asks nothing.
 * `news` changes when something was written.
 */
export function useAnswer<M extends MethodName>(
  method: M,
  request: MethodRequest<M> | null,
  news: number | string = '',
): Answer<M> {
  const counter = useCounter();
  const key = request === null ? null : JSON.stringify(request);
  const [answer, setAnswer] = useState<{ key: string | null } & Omit<Answer<M>, 'fresh'>>({
    key: null,
    value: null,
    failure: null,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something was written
  useEffect(() => {
    let mine = true;
    if (key !== null) {
      void counter.call(method, JSON.parse(key) as MethodRequest<M>).then((answered) => {
        if (!mine) return;
        setAnswer((before) =>
          answered.ok
            ? { key, value: answered.value, failure: null }
            : { key, value: before.value, failure: answered.reason },
        );
      });
    }
    return () => {
      mine = false;
    };
  }, [counter, method, key, news]);
  return { value: answer.value, failure: answer.failure, fresh: answer.key === key };
}
