/** Takes an export file: every batch as if it had been pushed, after the whole file has been checked. */
import type { z } from 'zod';
import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  exportEnd,
  exportHeader,
  isSigned,
  type PushBatch,
  pushBatch,
  syncLimits,
} from '../../shared/sync/index.ts';
import { type Backend, type Refused, refused } from '../backend.ts';
import { sha256, signatureCheckOf } from '../crypto.ts';
import { counterById } from '../data/counters.ts';
import type { FacilityScope } from '../data/scope.ts';
import { readJson } from '../http/json.ts';
import { push } from './push.ts';

export interface Imported {
  readonly counter: string;
  readonly batches: number;
  readonly stored: number;
}

/**
 * Imports the file of a counter of the facility. A cut or changed file is refused whole. A batch that is refused stops
 * the import; those before it stand, and importing again goes on from there.
 */
export async function importFile(
  backend: Backend,
  { facility }: FacilityScope,
  raw: Uint8Array,
): Promise<Result<Imported, Refused>> {
  const lines = linesOf(raw);
  if (lines.length < 2 || lines.length > syncLimits.exportLines) return refused('malformed');
  const header = parse(exportHeader, lines[0]);
  const end = parse(exportEnd, lines.at(-1));
  if (header === null || end === null || end.counter !== header.counter) return refused('malformed');
  const counter = await counterById(backend.db, header.counter);
  if (counter === undefined || counter.facility !== facility) return refused('counter-unknown');
  if (!isSigned(signatureCheckOf(counter.counter_key), 'export-end', end)) return refused('signature-wrong');
  const before = lines.slice(0, -1);
  const digest = sha256(...before.flatMap((line) => [line, '\n']));
  if (digest !== end.digest || end.batches !== before.length - 1) return refused('malformed');
  const batches = before.slice(1).map((line) => parse(pushBatch, line));
  if (batches.some((batch) => batch === null || batch.statement.counter !== header.counter))
    return refused('malformed');
  return await pushAll(
    backend,
    header.counter,
    batches.filter((batch) => batch !== null),
  );
}

async function pushAll(
  backend: Backend,
  counter: string,
  batches: readonly PushBatch[],
): Promise<Result<Imported, Refused>> {
  let stored = 0;
  for (const batch of batches) {
    const done = await push(backend, batch);
    if (!done.ok) return done;
    stored += done.value.stored;
  }
  return ok({ counter, batches: batches.length, stored });
}

/** Lines without their line feeds; a last line without one was cut. */
function linesOf(raw: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, from)) {
    lines.push(raw.subarray(from, at));
    from = at + 1;
  }
  return from === raw.length ? lines : [];
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  line: Uint8Array | undefined,
): z.output<Schema> | null {
  const parsed = schema.safeParse(line === undefined ? undefined : readJson(line));
  return parsed.success ? parsed.data : null;
}
