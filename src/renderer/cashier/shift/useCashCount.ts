import { useState } from 'react';
import type { MethodRequest } from '../../../shared/rpc/contract.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { type CountDigits, type CountRow, countedTotal, countRequest, countRows, worthOf } from './count.ts';

/** A count of cash under way: its rows, what was typed of each, and which row is typed at. */
export interface CashCount {
  readonly rows: readonly CountRow[];
  readonly digits: CountDigits;
  readonly at: number;
  /** Whether the last row is typed at: Enter ends the count there. */
  readonly atLast: boolean;
  /** In đồng, of the rows that were typed so far. */
  readonly counted: number;
  /** How many rows something was typed in. */
  readonly filled: number;
  /** Whether the rows of 500 đồng and 200 đồng are there. */
  readonly small: boolean;
  readonly move: (to: number) => void;
  readonly type: (row: CountRow, digits: string) => void;
  readonly addSmall: () => void;
  readonly restart: () => void;
  readonly request: (purpose: 'close' | 'surprise') => MethodRequest<'shift.count'>;
}

/** The state of a count; its keys are bound by {@link useCountKeys}. */
export function useCashCount(): CashCount {
  const [digits, setDigits] = useState<CountDigits>({});
  const [small, setSmall] = useState(false);
  const [at, setAt] = useState(0);
  const rows = countRows(small);
  return {
    ...{ rows, digits, at, small },
    atLast: at >= rows.length - 1,
    counted: countedTotal(rows, digits),
    filled: rows.filter((row) => worthOf(row, digits) !== null).length,
    move: setAt,
    type: (row, typed) => setDigits((before) => ({ ...before, [String(row)]: typed })),
    addSmall: () => setSmall(true),
    restart: () => {
      setDigits({});
      setAt(0);
    },
    request: (purpose) => countRequest(rows, digits, purpose),
  };
}

/**
 * Enter goes down a row and ends the count on the last one, or wherever `ends` says so (a field that is no row);
 * the arrows go down and up.
 */
export function useCountKeys(cash: CashCount, finish: () => void, ends: () => boolean = () => false): void {
  const { at, atLast, rows, move } = cash;
  useKeys(
    {
      Enter: () => {
        if (atLast || ends()) finish();
        else move(at + 1);
      },
      ArrowDown: () => move(Math.min(rows.length - 1, at + 1)),
      ArrowUp: () => move(Math.max(0, at - 1)),
    },
    { holdable: ['ArrowDown', 'ArrowUp'] },
  );
}
