/** Building a list as a generation: a small one in one part, a large one in two, the second on a thread beside. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '../../shared/kernel/result.ts';
import { JobCancelled, type JobContext, type JobFailure, type RunningJob } from '../store/jobs.ts';
import {
  type BuildSteps,
  beginGeneration,
  finishGeneration,
  type GenerationPlan,
  writePart,
} from './build.ts';
import type { CatalogueDatabase } from './database.ts';
import { addLines, type ListLines } from './difference.ts';
import type { Draft } from './draft.ts';
import { dropGeneration } from './generations.ts';
import { largeListPayers, secondPartShare } from './limits.ts';
import { type ListPart, removeListFiles } from './list-file.ts';
import { type OrderedPayer, referencePayers } from './references.ts';
import { areRefsShared, roomForRefs, type SharedRefs, sharedRefs, shareRefs } from './shared-refs.ts';

/** What references are made with. */
export interface ReferenceInput {
  readonly source: string;
  /** At least 32 bytes, made once and kept in the local settings. */
  readonly referenceKey: Uint8Array;
}

/** One part of a list, to be written by a job beside the one that reads the list. */
export interface PartJobInput extends ListPart, ReferenceInput {
  readonly payers: readonly OrderedPayer[];
  /** Where references of their bills go, for who compares the list with the one in force. */
  readonly refs: SharedRefs;
}

/** Starts the job that writes a part. */
export type Beside = (input: PartJobInput) => RunningJob;

/** A list that is being built. */
export interface ListBuild {
  /** Its generation. */
  readonly generation: number;
  /** Writes what is to be written here. @throws what `stopIfCancelled` throws */
  write(steps: BuildSteps): void;
  /** All lines with their references; once what is to be written here was. */
  lines(): Promise<ListLines>;
  /** Waits for what is written beside and makes the generation ready. @throws when that could not be written */
  finish(): Promise<void>;
  /** Nothing of it is to stay: what is written beside is stopped, and the generation dropped. */
  abandon(): Promise<void>;
}

/**
 * Begins to build a list from its payers in order. Of a large one the second part is written beside from now on; without
 * `beside` all of it is written by {@link ListBuild.write}.
 */
export function startList(
  database: CatalogueDatabase,
  plan: GenerationPlan,
  draft: Pick<Draft, 'lines' | 'total'>,
  payers: readonly OrderedPayer[],
  { source, referenceKey }: ReferenceInput,
  beside: Beside | undefined,
): ListBuild {
  const large = beside !== undefined && payers.length >= largeListPayers;
  const here = large ? payers.slice(0, Math.round(payers.length * (1 - secondPartShare))) : payers;
  const sizes = { payers: payers.length, parts: large ? 2 : 1 };
  const generation = beginGeneration(database, plan, draft, sizes);
  // Left by a register that is gone: numbers begin anew with the next one.
  removeListFiles(database.path, generation);
  const part = (number: number): ListPart => ({ catalogue: database.path, generation, part: number });
  const second = large
    ? startSecond(beside, { ...part(2), source, referenceKey, payers: payers.slice(here.length) })
    : undefined;
  const lines: ListLines = { refs: [], bills: [], owners: [] };
  return {
    generation,
    write(steps) {
      const pause = (share: number) => {
        steps.stopIfCancelled();
        steps.progress(share * referencesShare);
      };
      const referenced = referencePayers(here, source, referenceKey, pause);
      const progress = (share: number) => steps.progress(referencesShare + share * (1 - referencesShare));
      writePart(part(1), referenced, { ...steps, progress });
      for (const { payer, billRefs } of referenced) addLines(lines, payer, (place) => billRefs[place] ?? '');
    },
    async lines() {
      await second?.addTo(lines);
      return lines;
    },
    async finish() {
      await second?.finish();
      finishGeneration(database, generation);
    },
    async abandon() {
      await second?.stop();
      dropGeneration(database, generation);
    },
  };
}

/** Share of the work of writing a part that goes into its references. */
const referencesShare = 0.3;

/** What is written beside. */
interface Second {
  /** Adds its lines to those before. */
  addTo(lines: ListLines): Promise<void>;
  finish(): Promise<void>;
  stop(): Promise<void>;
}

/** How long who waits for references lets the other thread work before asking again. */
const askAgainMs = 5;

function startSecond(beside: Beside, input: Omit<PartJobInput, 'refs'>): Second {
  const { payers } = input;
  const refs = roomForRefs(payers.reduce((sum, { payer }) => sum + payer.bills.length, 0));
  const job = beside({ ...input, refs });
  let ended = false;
  const done = job.done.finally(() => {
    ended = true;
  });
  return {
    async addTo(lines) {
      while (!areRefsShared(refs)) {
        if (ended) mustBeWritten(await done);
        await sleep(askAgainMs);
      }
      const next = sharedRefs(refs);
      for (const { payer } of payers) addLines(lines, payer, next);
    },
    async finish() {
      mustBeWritten(await done);
    },
    async stop() {
      job.cancel();
      await done;
    },
  };
}

function mustBeWritten(answer: Result<unknown, JobFailure>): void {
  if (answer.ok) return;
  if (answer.reason.code === 'cancelled') throw new JobCancelled('the part beside was cancelled');
  throw new Error(`the part beside was not written: ${JSON.stringify(answer.reason)}`);
}

/** The job that writes a part. */
export function writeListPart(input: PartJobInput, context: Pick<JobContext, 'stopIfCancelled'>): void {
  const stopIfCancelled = () => context.stopIfCancelled();
  const payers = referencePayers(input.payers, input.source, input.referenceKey, stopIfCancelled);
  shareRefs(
    input.refs,
    payers.flatMap(({ billRefs }) => billRefs),
  );
  writePart(input, payers, { progress: () => undefined, stopIfCancelled });
}
