import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { type Failed, read } from './api.ts';

export interface Reading<T> {
  readonly value: T | null;
  readonly failed: Failed | null;
  reload(): void;
}

/** An answer of the backend, read anew with each path; the old one stays until the new one is there. */
export function useRead<Schema extends z.ZodType>(path: string, schema: Schema): Reading<z.output<Schema>> {
  const [state, setState] = useState<{ path: string; value: z.output<Schema> | null; failed: Failed | null }>(
    {
      path,
      value: null,
      failed: null,
    },
  );
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = turn >= 0;
    read(path, schema).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setState({ path, value: answer.value, failed: null });
      else {
        setState((before) => ({
          path,
          value: before.path === path ? before.value : null,
          failed: answer.reason,
        }));
      }
    });
    return () => {
      wanted = false;
    };
  }, [path, schema, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { value: state.value, failed: state.failed, reload };
}
