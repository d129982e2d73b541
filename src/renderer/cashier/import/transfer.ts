/** Files between the window and the counter, part by part: never more of one in a message than the line takes. */

import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import type { CounterClient } from '../../../shared/rpc/client.ts';
import type { MethodName, MethodRequest, MethodResponse } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { importFileBytes } from '../../../shared/rpc/import.ts';
import { bytesOf, saveFile } from '../../ui/saveFile.ts';

/** Bytes turned to text at once; keeps the argument list of `fromCharCode` short. */
const chunkBytes = 0x8000;

/** What newer engines have of their own, sixty times as quick: a large list took a second longer without it. */
interface OwnBase64 {
  readonly toBase64?: () => string;
}

function base64(bytes: Uint8Array & OwnBase64): string {
  if (bytes.toBase64 !== undefined) return bytes.toBase64();
  const texts: string[] = [];
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    texts.push(String.fromCharCode(...bytes.subarray(from, from + chunkBytes)));
  }
  return btoa(texts.join(''));
}

/** A call with so many attempts when the counter says that too much came within a second. */
export async function patiently<M extends MethodName>(
  counter: CounterClient,
  method: M,
  request: MethodRequest<M>,
): Promise<Result<MethodResponse<M>, Failure>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await counter.call(method, request);
    if (answer.ok || answer.reason.code !== 'too-many-calls' || attempt >= attempts) return answer;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

const attempts = 5;
const waitMs = 1_000;

/** Whether the counter would refuse the file for its size. */
export function isTooBig(file: Blob): boolean {
  return file.size > importFileBytes;
}

/**
 * Sends a file; gives the id of its import. `stopped` is asked before each part, `progress` told the share sent.
 */
export async function sendFile(
  counter: CounterClient,
  file: File,
  source: string,
  hooks: { readonly began: (id: string) => void; readonly progress: (share: number) => void },
): Promise<Result<string, Failure>> {
  const begun = await counter.call('import.begin', { fileName: file.name, bytes: file.size, source });
  if (!begun.ok) return begun;
  const { import: id, partBytes } = begun.value;
  hooks.began(id);
  const sent = await sendParts(file, partBytes, hooks.progress, (index, content) =>
    patiently(counter, 'import.part', { import: id, index, content }),
  );
  return sent.ok ? ok(id) : sent;
}

/** A line may send two hundred messages in a second, and what else the window asks for needs room. */
const partsInASecond = 160;

/**
 * Sends the parts of a file one after the other, and makes the next one ready meanwhile; `send` gets each as base64,
 * `progress` the share that was sent.
 */
export async function sendParts(
  file: File,
  partBytes: number,
  progress: (share: number) => void,
  send: (index: number, content: string) => Promise<Result<unknown, Failure>>,
): Promise<Result<void, Failure>> {
  const partAt = async (from: number): Promise<string> =>
    base64(new Uint8Array(await file.slice(from, from + partBytes).arrayBuffer()));
  let second: Promise<void> = Promise.resolve();
  let next = partAt(0);
  for (let index = 0; index * partBytes < file.size; index += 1) {
    if (index % partsInASecond === 0) {
      await second;
      second = new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    const sent = (index + 1) * partBytes;
    const answering = send(index, await next);
    next = partAt(sent);
    // A file that was changed meanwhile: whoever needs the part hears of it, and after a refusal nobody does.
    next.catch(() => undefined);
    const answer = await answering;
    if (!answer.ok) return refuse(answer.reason);
    progress(Math.min(1, sent / file.size));
  }
  return ok(undefined);
}

/** Fetches an exported list and gives it to the browser as a download. Gives the name of the file. */
export async function downloadPaidList(
  counter: CounterClient,
  source: string,
  format: 'xlsx' | 'csv',
): Promise<Result<string, Failure>> {
  const made = await counter.call('import.export', { source, format });
  if (!made.ok) return made;
  const { export: id, fileName, parts } = made.value;
  const blobs: Uint8Array<ArrayBuffer>[] = [];
  for (let index = 0; index < parts; index += 1) {
    const part = await patiently(counter, 'import.exportPart', { export: id, index });
    if (!part.ok) return refuse(part.reason);
    blobs.push(bytesOf(part.value.content));
  }
  saveFile(blobs, fileName);
  return ok(fileName);
}
