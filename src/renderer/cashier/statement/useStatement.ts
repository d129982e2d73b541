import { useState } from 'react';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { StatementPreview } from '../../../shared/rpc/statements.ts';
import { useCounter } from '../../ui/client.tsx';
import { patiently, sendParts } from '../import/transfer.ts';

type Taken = MethodResponse<'statement.accept'>;

/** A statement on its way: sent, read, looked at, taken or dropped. Nothing is recorded before `accept`. */
export function useStatement() {
  const counter = useCounter();
  const [working, setWorking] = useState<'reading' | 'taking' | null>(null);
  const [preview, setPreview] = useState<StatementPreview | null>(null);
  const [done, setDone] = useState<Taken | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Of which file the answers are; those of an earlier one come to nothing. */
  const [guard] = useState({ run: 0, statement: '' });

  const drop = (): void => {
    guard.run += 1;
    if (guard.statement !== '') void counter.call('statement.cancel', { statement: guard.statement });
    guard.statement = '';
    setWorking(null);
    setPreview(null);
    setDone(null);
    setFailure(null);
  };
  const look = async (account: string | null): Promise<void> => {
    const { run, statement } = guard;
    setWorking('reading');
    const answer = await counter.call('statement.preview', { statement, account });
    if (guard.run !== run) return;
    setWorking(null);
    if (answer.ok) setPreview(answer.value);
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
      (index, content) => patiently(counter, 'statement.part', { statement, index, content }),
    );
    return sent.ok ? null : sent.reason;
  };
  return {
    ...{ working, preview, done, failure, drop, look },
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
