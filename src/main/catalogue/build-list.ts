/** Building a list as a generation: a small one in one part, a large one in two, the second on a thread beside. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { invariant } from '../../shared/kernel/assert.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { JobCancelled, type JobContext, type JobFailure, type RunningJob } from '../store/jobs.ts';
import {
  type BuildSteps,
  beginGeneration,
  finishGeneration,
  type ImportedFile,
  type ListMade,
  writePart,
} from './build.ts';
import type { CatalogueDatabase } from './database.ts';
import type { ListLines } from './difference.ts';
import type { Draft } from './draft.ts';
import { dropGeneration } from './generations.ts';
import { type HalfTold, joinHalves, type ListSummary, linesOf, tellHalf } from './halves.ts';
import { draftFile, type ReadingWay } from './list-draft.ts';
import { type ListPart, removeListFiles } from './list-file.ts';
import { orderDraft, type ReferencedPayer, referencePayers } from './references.ts';

/** What a list is made of. */
export interface ListSource extends ReadingWay {
  /** Path of the file. */
  readonly path: string;
  readonly source: string;
  /** At least 32 bytes, made once and kept in the local settings. */
  readonly referenceKey: Uint8Array;
}

/** The second part of a list, if it turns out to be a large one. */
export interface PartJobInput extends ListPart, ListSource {}

/** Starts the job that reads the second half of a list and writes its part. It tells what it has read before it writes. */
export type Beside = (input: PartJobInput, onTold: (told: HalfTold) => void) => RunningJob;

/** A list that is being built. */
export interface ListBuild {
  /** Its generation. */
  readonly generation: number;
  /** Writes what was read here, if anything, and tells the share done. @throws what `stopIfCancelled` throws */
  write(draft: Draft, progress: BuildSteps['progress']): void;
  /**
   * What is known of the whole list, once what was read here was written, if it is to be.
   * @throws {NotInHalves} when it must be read again, without `beside`
   */
  whole(draft: Draft): Promise<ListSummary>;
  /** All its lines with their references; once the whole is known. */
  lines(): ListLines;
  /** Waits for what is written beside and makes the generation ready. @throws when that could not be written */
  finish(read: Pick<ListMade, 'mapping' | 'headers'>, whole: ListSummary): Promise<void>;
  /** Nothing of it is to stay: what is written beside is stopped, and the generation dropped. */
  abandon(): Promise<void>;
}

/**
 * Begins to build a list. With `beside` another thread reads its second half, if it is a large one, from now on, and
 * writes that as its second part; without it all is written by {@link ListBuild.write}.
 */
export function startList(
  database: CatalogueDatabase,
  file: ImportedFile,
  { path, source, referenceKey, mapping, saved }: ListSource,
  { beside, stopIfCancelled }: Pick<BuildSteps, 'stopIfCancelled'> & { readonly beside: Beside | undefined },
): ListBuild {
  const generation = beginGeneration(database, file);
  // Left by a register that is gone: numbers begin anew with the next one.
  removeListFiles(database.path, generation);
  const part = (number: number): ListPart => ({ catalogue: database.path, generation, part: number });
  const input = { ...part(2), path, source, referenceKey, mapping, saved };
  const second = beside && startSecond(beside, input, stopIfCancelled);
  let here: readonly ReferencedPayer[] = [];
  let told: HalfTold | undefined;
  return {
    generation,
    write(draft, progress) {
      if (draft.payers.length === 0) return;
      const pause = (share: number) => {
        stopIfCancelled();
        progress(share * referencesShare);
      };
      here = referencePayers(orderDraft(draft), source, referenceKey, pause);
      const written = (share: number) => progress(referencesShare + share * (1 - referencesShare));
      writePart(part(1), here, { progress: written, stopIfCancelled });
    },
    async whole(draft) {
      const own = { ...draft, codes: draft.payers.map(({ code }) => code) };
      told = await second?.told();
      // Where nothing was written, for the list is in force already, no order is asked for.
      const lastKey = here.at(-1)?.sortKey ?? (draft.valid > 0 ? '' : null);
      return told === undefined ? own : joinHalves(own, lastKey, told);
    },
    lines: () => linesOf(here, told),
    async finish(read, { codes, lines, total }) {
      await second?.finish();
      const parts = told === undefined || told.valid === 0 ? 1 : 2;
      finishGeneration(database, generation, { ...read, payers: codes.length, lines, total, parts });
    },
    async abandon() {
      await second?.stop();
      dropGeneration(database, generation);
    },
  };
}

/** Share of the work of writing a part that goes into its references. */
const referencesShare = 0.3;

/** What is read and written beside. */
interface Second {
  /** What it has read. @throws when it ended without a word */
  told(): Promise<HalfTold>;
  finish(): Promise<void>;
  stop(): Promise<void>;
}

/** How often who waits for it looks whether it is still wanted. */
const lookMs = 50;

function startSecond(beside: Beside, input: PartJobInput, stopIfCancelled: () => void): Second {
  const word = Promise.withResolvers<HalfTold>();
  const job = beside(input, word.resolve);
  const ended = job.done.then(mustBeWritten);
  // Who waits for it hears of a failure; until then it is nobody's.
  ended.catch(() => undefined);
  const untilCancelled = async <T>(wanted: Promise<T>): Promise<T> => {
    for (;;) {
      const found = await Promise.race([wanted.then((value) => ({ value })), sleep(lookMs)]);
      if (found !== undefined) return found.value;
      stopIfCancelled();
    }
  };
  return {
    async told() {
      const told = await untilCancelled(Promise.race([word.promise, ended]));
      invariant(told !== undefined, 'the thread beside says what it has read');
      return told;
    },
    finish: () => untilCancelled(ended),
    async stop() {
      job.cancel();
      await job.done;
    },
  };
}

function mustBeWritten(answer: Result<unknown, JobFailure>): undefined {
  if (answer.ok) return;
  if (answer.reason.code === 'cancelled') throw new JobCancelled('the part beside was cancelled');
  throw new Error(`the part beside was not written: ${JSON.stringify(answer.reason)}`);
}

/** The job that reads the second half of a list and writes its part. Of a file that cannot be read it says nothing. */
export async function writeListPart(input: PartJobInput, context: JobContext<HalfTold>): Promise<void> {
  const stopIfCancelled = () => context.stopIfCancelled();
  const read = await draftFile(readFileSync(input.path), input, stopIfCancelled, 'second');
  if (!read.ok) return;
  const { draft } = read.value;
  const payers = referencePayers(orderDraft(draft), input.source, input.referenceKey, stopIfCancelled);
  // Its only word: of two the later one may be dropped.
  context.progress(tellHalf(draft, payers));
  if (payers.length > 0) writePart(input, payers, { progress: () => undefined, stopIfCancelled });
}
