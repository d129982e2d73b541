import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { ImportMapping, ImportPreview, ImportSource } from '../../../shared/rpc/import.ts';
import { useCounter } from '../../ui/client.tsx';
import { isTooBig, sendFile } from './transfer.ts';

/** What is being done with the file, and how far it is. */
export type Working = { readonly step: 'sending' | 'reading' | 'taking'; readonly percent: number };

export interface Taken {
  readonly payers: number;
  readonly lines: number;
}

const askEveryMs = 300;
/** Percent between two pictures while a file is sent: painting each part took longer than sending it. */
const sendingStep = 5;

/** A list on its way: sent, read, looked at, taken or dropped. Nothing is in force before `accept`. */
export function useImport() {
  const counter = useCounter();
  const [sources, setSources] = useState<readonly ImportSource[] | null>(null);
  const [id, setId] = useState<string | null>(null);
  const [working, setWorking] = useState<Working | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [done, setDone] = useState<Taken | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [guard] = useState({ run: 0 });

  const refresh = (): void => {
    void counter.call('import.sources', {}).then((answer) => {
      if (answer.ok) setSources(answer.value.sources);
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once when the place is opened, again after taking
  useEffect(refresh, []);
  useEffect(() => {
    if (id === null || working?.step !== 'reading') return undefined;
    const timer = setInterval(() => {
      void counter.call('import.progress', { import: id }).then((answer) => {
        if (!answer.ok) return;
        const { percent } = answer.value;
        setWorking((now) => (now?.step === 'reading' ? { ...now, percent } : now));
      });
    }, askEveryMs);
    return () => clearInterval(timer);
  }, [counter, id, working?.step]);

  const read = async (of: string, mapping: ImportMapping | null, run: number): Promise<void> => {
    setWorking({ step: 'reading', percent: 0 });
    const answer = await counter.call('import.preview', { import: of, mapping });
    if (guard.run !== run) return;
    setWorking(null);
    if (answer.ok) setPreview(answer.value);
    else setFailure(answer.reason);
  };
  const drop = (): void => {
    guard.run += 1;
    if (id !== null && done === null) void counter.call('import.cancel', { import: id });
    setId(null);
    setWorking(null);
    setPreview(null);
    setDone(null);
    setFailure(null);
  };
  return {
    ...{ sources, working, preview, done, failure },
    /** Sends and reads a file, in place of the one before. */
    async take(file: File, source: string): Promise<void> {
      drop();
      if (isTooBig(file)) {
        setFailure({ code: 'import-too-big', moneyMoved: 'no' });
        return;
      }
      guard.run += 1;
      const { run } = guard;
      setWorking({ step: 'sending', percent: 0 });
      const sent = await sendFile(counter, file, source, {
        began: (begun) => {
          if (guard.run === run) setId(begun);
          else void counter.call('import.cancel', { import: begun });
        },
        progress: (share) => {
          const percent = sendingStep * Math.floor((share * 100) / sendingStep);
          if (guard.run !== run) return;
          setWorking((now) => (now?.percent === percent ? now : { step: 'sending', percent }));
        },
      });
      if (guard.run !== run) return;
      if (sent.ok) await read(sent.value, null, run);
      else {
        setWorking(null);
        setFailure(sent.reason);
      }
    },
    /** Reads the same file with other columns. */
    async readAgain(mapping: ImportMapping): Promise<void> {
      if (id === null) return;
      guard.run += 1;
      setFailure(null);
      await read(id, mapping, guard.run);
    },
    async accept(): Promise<void> {
      if (id === null) return;
      setWorking({ step: 'taking', percent: 100 });
      setFailure(null);
      const answer = await counter.call('import.accept', { import: id });
      setWorking(null);
      if (!answer.ok) {
        setFailure(answer.reason);
        return;
      }
      setDone(answer.value);
      refresh();
    },
    drop,
    fail: setFailure,
  };
}

export type Importing = ReturnType<typeof useImport>;
