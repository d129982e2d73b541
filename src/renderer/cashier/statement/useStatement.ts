import { useState } from 'react';
import type { StatementColumnsSaid } from '../../../shared/journal/index.ts';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { StatementPreview } from '../../../shared/rpc/statements.ts';
import { useCounter } from '../../ui/client.tsx';
import { sendParts } from '../import/transfer.ts';

type Taken = MethodResponse<'statement.accept'>;

/** A statement on its way: sent, read, looked at, taken or dropped. Nothing is recorded before `accept`. */
export function useStatement() {
  const counter = useCounter();
  const [working, setWorking] = useState<'reading' | 'taking' | null>(null);
  const [preview, setPreview] = useState<StatementPreview | null>(null);
  const [done, setDone] = useState<Taken | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** The first rows of a file without a header, until somebody has said which column is what. */
  const [rows, setRows] = useState<readonly (readonly string[])[] | null>(null);
  /** Of which file the answers are; those of an earlier one come to nothing. */
  const [guard] = useState({ run: 0, statement: '' });

  const drop = (): void => {
    guard.run += 1;
    if (guard.statement !== '') void counter.call('statement.cancel', { statement: guard.statement });
    guard.statement = '';
    setWorking(null);
    setPreview(null);
    setDone(null);
    setRows(null);
    setFailure(null);
  };
  const look = async (account: string | null, columns?: StatementColumnsSaid): Promise<void> => {
    const { run, statement } = guard;
    setWorking('reading');
    setFailure(null);
    const answer = await counter.call('statement.preview', { statement, account, columns });
    const first =
      !answer.ok && answer.reason.code === 'statement-needs-mapping' && columns === undefined
        ? await counter.call('statement.rows', { statement })
        : null;
    if (guard.run !== run) return;
    setWorking(null);
    if (answer.ok) {
      setRows(null);
      setPreview(answer.value);
    } else if (first?.ok) setRows(first.value.rows);
    else setFailure(answer.reason);
  };
  const send = async (file: File, run: number): Promise<Failure | null> => {
    const begun = await counter.call('statement.begin', { fileName: file.name, bytes: file.size });
    if (!begun.ok) return begun.reason;
    const { statement, partBytes } = begun.value;
    if (guard.run !== run) {
      void counter.call('statement.cancel', { statement });
      return null;
    }
    guard.statement = statement;
    const sent = await sendParts(
      file,
      partBytes,
      () => undefined,
      (index, content) => counter.call('statement.part', { statement, index, content }),
    );
    return sent.ok ? null : sent.reason;
  };
  return {
    ...{ working, preview, rows, done, failure, drop, look },
    async take(file: File): Promise<void> {
      drop();
      const { run } = guard;
      setWorking('reading');
      const failed = await send(file, run);
      if (guard.run !== run) return;
      if (failed === null) await look(null);
      else {
        setWorking(null);
        setFailure(failed);
      }
    },
    async accept(alsoRows: readonly number[]): Promise<void> {
      setWorking('taking');
      setFailure(null);
      const { statement } = guard;
      const answer = await counter.call('statement.accept', { statement, alsoRows: [...alsoRows] });
      setWorking(null);
      if (answer.ok) {
        guard.statement = '';
        setDone(answer.value);
      } else setFailure(answer.reason);
    },
  };
}
