/** Head records: what stood in the journal, signed, outside the database (design §3 "Head records"). */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type ChainHead, canonical } from '../../shared/journal/index.ts';
import type { EpochMs } from '../../shared/kernel/clock.ts';
import type { SignatureCheck, Signer } from '../../shared/kernel/signer.ts';
import type { HeadPlace, LedgerFault } from './faults.ts';

/** One line of the head file, of a backup, of a Z report: the journal stood here at this time. */
export interface HeadRecord extends HeadPlace {
  readonly at: number;
  /** Ed25519, base64url, over {@link signedBytes}. */
  readonly signature: string;
}

const headRecord = z.strictObject({
  counter: z.string().min(1).max(64),
  epoch: z.int().min(1),
  seq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.int().min(0),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/** The head file of a database lies beside it. */
export function headFileOf(databasePath: string): string {
  return join(dirname(databasePath), 'heads.jsonl');
}

/** What is signed: the canonical record without its signature, marked so that no other signed text can be taken for it. */
function signedBytes(record: Omit<HeadRecord, 'signature'>): Uint8Array {
  const { counter, epoch, seq, hash, at } = record;
  return new TextEncoder().encode(canonical({ at, counter, epoch, hash, seq, what: 'head' }));
}

/** Signs where the journal of `counter` stands. */
export function signHead(signer: Signer, counter: string, head: ChainHead, at: EpochMs): HeadRecord {
  const record = { counter, epoch: head.epoch, seq: head.seq, hash: head.hash, at };
  return { ...record, signature: Buffer.from(signer.sign(signedBytes(record))).toString('base64url') };
}

/** Reads one head record; undefined when it is torn, of another shape, or not signed by that key. */
export function readHead(text: string, check: SignatureCheck): HeadRecord | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = headRecord.safeParse(json);
  if (!parsed.success) return undefined;
  const record: HeadRecord = parsed.data;
  const signature = Buffer.from(record.signature, 'base64url');
  return check.verify(signedBytes(record), signature) ? record : undefined;
}

/** What a head file holds. */
export interface HeadFile {
  /** False when there is no file: shown as missing, no fault by itself. */
  readonly present: boolean;
  /** Valid records in order of the file. */
  readonly records: readonly HeadRecord[];
  /** Lines that are not valid; one torn line at the end is what a power-cut leaves. */
  readonly invalid: number;
}

/** A head file this long was not written by us; its end is what counts. */
const mostBytesRead = 8 * 1024 * 1024;

/** Reads a head file. Never throws: what cannot be read is missing. */
export function readHeadFile(path: string, check: SignatureCheck): HeadFile {
  if (!existsSync(path)) return { present: false, records: [], invalid: 0 };
  let text: string;
  try {
    text = readFileSync(path).subarray(-mostBytesRead).toString('utf8');
  } catch {
    return { present: false, records: [], invalid: 0 };
  }
  const lines = text.split('\n').filter((line) => line !== '');
  const records = lines.map((line) => readHead(line, check)).filter((record) => record !== undefined);
  return { present: true, records, invalid: lines.length - records.length };
}

/** Whether `one` stands after `other`. */
export function isAfter(
  one: Pick<HeadPlace, 'epoch' | 'seq'>,
  other: Pick<HeadPlace, 'epoch' | 'seq'>,
): boolean {
  return one.epoch > other.epoch || (one.epoch === other.epoch && one.seq > other.seq);
}

/** The record that stands furthest, of those for `counter`. */
export function highest<R extends HeadPlace>(records: readonly R[], counter: string): R | undefined {
  let found: R | undefined;
  for (const record of records) {
    if (record.counter === counter && (found === undefined || isAfter(record, found))) found = record;
  }
  return found;
}

/** A journal as the judge of head records sees it. */
export interface RecordedJournal {
  readonly counter: string;
  /** The last entry; null for an empty journal. */
  readonly head: Pick<ChainHead, 'epoch' | 'seq'> | null;
  /** Hash of an entry, or undefined when it is not there. */
  hashAt(epoch: number, seq: number): string | undefined;
}

/**
 * Compares head records with the journal. A record of an older epoch whose entry is not there is no fault: that
 * stretch is known to be lost since its epoch was closed.
 */
export function headFault(records: readonly HeadPlace[], journal: RecordedJournal): LedgerFault | null {
  const { counter, head } = journal;
  const own = records.filter((record) => record.counter === counter);
  for (const recorded of own) {
    const hash = journal.hashAt(recorded.epoch, recorded.seq);
    if (hash !== undefined && hash !== recorded.hash)
      return { code: 'forked', recorded: placeOnly(recorded) };
  }
  const recorded = highest(own, counter);
  if (recorded === undefined || (head !== null && !isAfter(recorded, head))) return null;
  const seq = head !== null && head.epoch === recorded.epoch ? head.seq + 1 : 1;
  const first = { counter, epoch: recorded.epoch, seq, id: null };
  return { code: 'rolled-back', first, recorded: placeOnly(recorded) };
}

function placeOnly({ counter, epoch, seq, hash }: HeadPlace): HeadPlace {
  return { counter, epoch, seq, hash };
}
