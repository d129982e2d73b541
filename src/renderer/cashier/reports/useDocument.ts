import { useState } from 'react';
import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import type { CounterClient } from '../../../shared/rpc/client.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { PaperRequest } from '../../../shared/rpc/documents.ts';
import { useCounter } from '../../ui/client.tsx';
import { bytesOf, saveFile } from '../../ui/saveFile.ts';
import { patiently } from '../import/transfer.ts';

export type PaperFormat = 'pdf' | 'xlsx';

/** Where the making of a file stands. */
export type Making =
  | { readonly at: 'idle' }
  | { readonly at: 'making'; readonly format: PaperFormat }
  | { readonly at: 'done'; readonly fileName: string }
  | { readonly at: 'failed'; readonly failure: Failure };

async function fetchPaper(
  counter: CounterClient,
  paper: PaperRequest,
  format: PaperFormat,
): Promise<Result<string, Failure>> {
  const made = await counter.call('document.make', { paper, format });
  if (!made.ok) return refuse(made.reason);
  const { file, fileName, parts } = made.value;
  const bytes: Uint8Array<ArrayBuffer>[] = [];
  for (let index = 0; index < parts; index += 1) {
    const part = await patiently(counter, 'document.part', { file, index });
    if (!part.ok) return refuse(part.reason);
    bytes.push(bytesOf(part.value.content));
  }
  saveFile(bytes, fileName);
  return ok(fileName);
}

/** Makes papers one at a time and gives each to the browser; the screen goes on meanwhile. */
export function useDocument(): {
  readonly making: Making;
  make(paper: PaperRequest, format: PaperFormat): void;
  said(making: Making): void;
} {
  const counter = useCounter();
  const [making, setMaking] = useState<Making>({ at: 'idle' });
  return {
    making,
    said: setMaking,
    make(paper, format) {
      if (making.at === 'making') return;
      setMaking({ at: 'making', format });
      void fetchPaper(counter, paper, format).then((answer) =>
        setMaking(
          answer.ok ? { at: 'done', fileName: answer.value } : { at: 'failed', failure: answer.reason },
        ),
      );
    },
  };
}
