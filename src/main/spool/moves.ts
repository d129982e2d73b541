/** The life of one print job, and which paper a document gets next. Pure (design §4 "Paper"). */
import { unreachable } from '../../shared/kernel/assert.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';

export type JobState = 'queued' | 'sending' | 'sent' | 'printed' | 'failed' | 'unknown';
export type PaperAnswer = 'came' | 'not-came';

/** The part of a job that moves decide on. */
export interface JobStanding {
  readonly state: JobState;
  readonly answer: PaperAnswer | null;
}

export type JobMove =
  /** The runner takes it up; written before the first byte goes out. */
  | { readonly type: 'take-up' }
  /** What became of the sheet. `failed` only when the printer took no byte of it. */
  | { readonly type: 'outcome'; readonly outcome: 'printed' | 'sent' | 'failed' | 'unknown' }
  /** Found at start: the process ended in between. */
  | { readonly type: 'restart' }
  /** Asked for again by a person. */
  | { readonly type: 'ask-again' }
  /** In the act that writes down that one printer took no byte: another takes over. */
  | { readonly type: 'hand-over' }
  | { readonly type: 'answer'; readonly answer: PaperAnswer }
  /** Its document was erased before it was taken up. */
  | { readonly type: 'drop' };

/** Where a job stands after a move; `illegal` when that move does not exist from there. */
export function moveJob(job: JobStanding, move: JobMove): Result<JobStanding, 'illegal'> {
  switch (move.type) {
    case 'take-up':
      return job.state === 'queued' ? to('sending') : refuse('illegal');
    case 'outcome':
      return job.state === 'sending' ? to(move.outcome) : refuse('illegal');
    case 'restart':
      // Nothing comes out by itself later: what had not begun waits for a person too.
      if (job.state === 'queued') return to('failed');
      return job.state === 'sending' ? to('unknown') : refuse('illegal');
    case 'ask-again':
    case 'hand-over':
      // The only way back: not one byte had been taken.
      return job.state === 'failed' ? to('queued') : refuse('illegal');
    case 'answer':
      if (job.answer !== null || (job.state !== 'unknown' && job.state !== 'sent')) return refuse('illegal');
      return ok({ state: job.state, answer: move.answer });
    case 'drop':
      return job.state === 'queued' ? to('failed') : refuse('illegal');
    default:
      return unreachable(move);
  }
}

function to(state: JobState): Result<JobStanding, 'illegal'> {
  return ok({ state, answer: null });
}

/** A job as seen when the next paper of its document is decided. */
export interface EarlierPaper extends JobStanding {
  readonly job: string;
  readonly mark: 'original' | 'copy' | 'replaces-faulty';
  /** n of "lần n", 0 unless a copy. */
  readonly copy: number;
}

export type NextPaper =
  /** The same job once more: the printer had taken nothing. */
  | { readonly type: 'again'; readonly job: string }
  | { readonly type: 'replaces-faulty' }
  | { readonly type: 'copy'; readonly number: number };

/**
 * What is printed when a person asks for a document again. Two unmarked originals are impossible: an unmarked one
 * goes out only by resending a job of which the printer took no byte.
 * @param papers all jobs of the document, oldest first, the original first of all
 */
export function nextPaper(
  papers: readonly EarlierPaper[],
): Result<NextPaper, 'in-progress' | 'answer-first'> {
  if (papers.some(({ state }) => state === 'queued' || state === 'sending')) return refuse('in-progress');
  if (papers.some(({ state, answer }) => state === 'unknown' && answer === null))
    return refuse('answer-first');
  const failed = papers.findLast(({ state }) => state === 'failed');
  if (failed !== undefined) return ok({ type: 'again', job: failed.job });
  if (!papers.some(handedOver)) return ok({ type: 'replaces-faulty' });
  const last = papers.reduce((most, { copy }) => Math.max(most, copy), 0);
  return ok({ type: 'copy', number: last + 1 });
}

/** Whether the payer has, as far as anybody can tell, a paper that counts as the receipt itself. */
function handedOver({ mark, state, answer }: EarlierPaper): boolean {
  if (mark === 'copy') return false;
  return state === 'printed' || (state === 'sent' && answer !== 'not-came');
}
