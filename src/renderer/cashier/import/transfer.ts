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
 * Sends a file; gives the id of its import. `began` hears of it before the first part, `progress` of the share sent.
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
    counter.call('import.part', { import: id, index, content }),
  );
  return sent.ok ? ok(id) : sent;
}

/** A line may send two hundred messages in a second, and what else the window asks for needs room. */
const partsInASecond = 160;

/** Parts on their way at the same time: the way of one takes longer than the work on it at both ends. */
const partsInFlight = 3;

type Answer = Result<unknown, Failure>;

/**
 * Sends the parts of a file in order, some before the one in front is answered; `send` gets each as base64, `progress` the
 * share that was taken. What the counter had no room for is sent again, with all behind it.
 */
export async function sendParts(
  file: File,
  partBytes: number,
  progress: (share: number) => void,
  send: (index: number, content: string) => Promise<Answer>,
): Promise<Result<void, Failure>> {
  const parts = Math.ceil(file.size / partBytes);
  const partAt = readerOf(file, partBytes);
  const room = makePace();
  const waiting: Promise<Answer>[] = [];
  let next = 0;
  let refusals = 0;
  for (let taken = 0; taken < parts; ) {
    while (next < parts && waiting.length < partsInFlight) {
      await room();
      waiting.push(send(next, await partAt(next)));
      next += 1;
    }
    const answer = await waiting.shift();
    if (answer === undefined) continue;
    if (answer.ok) {
      taken += 1;
      refusals = 0;
      progress(taken / parts);
      continue;
    }
    // Those behind it cannot have been taken without it.
    await Promise.all(waiting.splice(0));
    refusals += 1;
    if (answer.reason.code !== 'too-many-calls' || refusals >= attempts) return refuse(answer.reason);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    next = taken;
  }
  return ok(undefined);
}

/** Waits where a second had as many parts as it may have. */
function makePace(): () => Promise<void> {
  let inThisSecond = 0;
  let second: Promise<void> | null = null;
  return async () => {
    if (second === null || inThisSecond >= partsInASecond) {
      await second;
      second = new Promise((resolve) => setTimeout(resolve, 1_000));
      inThisSecond = 0;
    }
    inThisSecond += 1;
  };
}

/** Parts read from a file at once: a browser takes longer to begin reading than to read all of these. */
const partsReadAtOnce = 16;

/** Gives any part of a file as base64. The block behind the one a part lies in is read meanwhile. */
function readerOf(file: File, partBytes: number): (index: number) => Promise<string> {
  const blockBytes = partBytes * partsReadAtOnce;
  const blocks = new Map<number, Promise<ArrayBuffer>>();
  const blockAt = (number: number): Promise<ArrayBuffer> => {
    const known = blocks.get(number);
    if (known !== undefined) return known;
    const reading = file.slice(number * blockBytes, (number + 1) * blockBytes).arrayBuffer();
    // A file that was changed meanwhile: whoever needs the block hears of it, and after a refusal nobody does.
    reading.catch(() => undefined);
    blocks.set(number, reading);
    return reading;
  };
  return async (index) => {
    const number = Math.floor(index / partsReadAtOnce);
    const block = await blockAt(number);
    void blockAt(number + 1);
    for (const other of blocks.keys()) if (other < number - 1) blocks.delete(other);
    const from = (index % partsReadAtOnce) * partBytes;
    return base64(new Uint8Array(block, from, Math.min(partBytes, block.byteLength - from)));
  };
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
