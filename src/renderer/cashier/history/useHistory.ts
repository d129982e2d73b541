import { useEffect, useRef, useState } from 'react';
import type { MethodRequest, MethodResponse } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { HistoryRow } from '../../../shared/rpc/history.ts';
import { useCounter } from '../../ui/client.tsx';

export type Asked = Pick<MethodRequest<'history.find'>, 'text' | 'period' | 'method' | 'scope'>;
export type Opened = MethodResponse<'history.open'>;

const pageRows = 50;
/** Waits for the next letter of somebody who types. */
const typingMs = 90;

export interface Found {
  readonly asked: Asked | null;
  readonly rows: readonly HistoryRow[];
  readonly next: number | null;
  readonly complete: boolean;
  readonly failure: Failure | null;
}

const nothing: Found = { asked: null, rows: [], next: null, complete: true, failure: null };

/**
 * The receipts that match, page by page. `asked` is what the rows answer: an answer that came too late for what is
 * typed by now is dropped. `news` changes when something was written, and the first page is read again.
 */
export function useHistory(asked: Asked, news: number): { found: Found; more: () => void } {
  const counter = useCounter();
  const [found, setFound] = useState(nothing);
  const turn = useRef(0);
  const { text, period, method, scope = 'counter' } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: something was written, the list may be longer
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    const timer = setTimeout(() => {
      const request = { text, period, method, scope, before: null, limit: pageRows };
      void counter.call('history.find', request).then((answer) => {
        if (mine !== turn.current) return;
        if (answer.ok) setFound({ asked: { text, period, method, scope }, ...answer.value, failure: null });
        else setFound({ ...nothing, failure: answer.reason });
      });
    }, typingMs);
    return () => clearTimeout(timer);
  }, [counter, text, period, method, scope, news]);
  const more = (): void => {
    if (found.next === null || found.asked === null) return;
    const mine = turn.current;
    void counter
      .call('history.find', { ...found.asked, before: found.next, limit: pageRows })
      .then((answer) => {
        if (mine !== turn.current || !answer.ok) return;
        setFound((before) =>
          before.next === found.next
            ? { ...before, rows: [...before.rows, ...answer.value.rows], next: answer.value.next }
            : before,
        );
      });
  };
  return { found, more };
}

/** Everything known of one receipt, read again when something was written. */
export function useOpened(row: Pick<HistoryRow, 'receipt' | 'sister'> | null, news: number): Opened | null {
  const counter = useCounter();
  const [opened, setOpened] = useState<Opened | null>(null);
  const receipt = row?.receipt ?? null;
  const sister = row?.sister?.counter ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: something was written, perhaps about its paper
  useEffect(() => {
    let mine = true;
    if (receipt !== null) {
      void counter.call('history.open', { receipt, counter: sister }).then((answer) => {
        if (mine && answer.ok) setOpened(answer.value);
      });
    }
    return () => {
      mine = false;
    };
  }, [counter, receipt, sister, news]);
  return opened !== null && opened.receipt.receipt === receipt ? opened : null;
}
