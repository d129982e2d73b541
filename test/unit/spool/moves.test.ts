import { describe, expect, test } from 'vitest';
import {
  type EarlierPaper,
  type JobMove,
  type JobStanding,
  type JobState,
  moveJob,
  nextPaper,
} from '../../../src/main/spool/moves.ts';
import fc from '../../support/check.ts';

const states: readonly JobState[] = ['queued', 'sending', 'sent', 'printed', 'failed', 'unknown'];
const answers = [null, 'came', 'not-came'] as const;
const moves: readonly JobMove[] = [
  { type: 'take-up' },
  { type: 'outcome', outcome: 'printed' },
  { type: 'outcome', outcome: 'sent' },
  { type: 'outcome', outcome: 'failed' },
  { type: 'outcome', outcome: 'unknown' },
  { type: 'restart' },
  { type: 'ask-again' },
  { type: 'hand-over' },
  { type: 'answer', answer: 'came' },
  { type: 'answer', answer: 'not-came' },
  { type: 'drop' },
];
const nameOf = (move: JobMove) => `${move.type}${'outcome' in move ? `:${move.outcome}` : ''}`;

/** Every legal move there is; whatever is not here must be refused. */
const legal: Readonly<Record<string, JobState>> = {
  'queued take-up': 'sending',
  'queued restart': 'failed',
  'queued drop': 'failed',
  'sending outcome:printed': 'printed',
  'sending outcome:sent': 'sent',
  'sending outcome:failed': 'failed',
  'sending outcome:unknown': 'unknown',
  'sending restart': 'unknown',
  'failed ask-again': 'queued',
  'failed hand-over': 'queued',
  'unknown answer': 'unknown',
  'sent answer': 'sent',
};

describe('moves of a job', () => {
  const all = states.flatMap((state) =>
    answers.flatMap((answer) => moves.map((move) => ({ state, answer, move }))),
  );

  test('exactly the legal ones, from every state and answer', () => {
    for (const { state, answer, move } of all) {
      const wanted =
        move.type === 'answer' && answer !== null ? undefined : legal[`${state} ${nameOf(move)}`];
      const moved = moveJob({ state, answer }, move);
      expect(moved.ok ? moved.value.state : undefined, `${state} ${answer} ${nameOf(move)}`).toBe(wanted);
    }
    expect(all).toHaveLength(198);
  });

  test('an answer is kept, and given once', () => {
    const moved = moveJob({ state: 'unknown', answer: null }, { type: 'answer', answer: 'came' });
    expect(moved).toEqual({ ok: true, value: { state: 'unknown', answer: 'came' } });
  });
});

describe('next paper', () => {
  const paper = (change: Partial<EarlierPaper>): EarlierPaper => ({
    job: 'j',
    mark: 'original',
    copy: 0,
    state: 'printed',
    answer: null,
    ...change,
  });

  test.each<[string, readonly EarlierPaper[], unknown]>([
    ['printed', [paper({})], { type: 'copy', number: 1 }],
    ['sent', [paper({ state: 'sent' })], { type: 'copy', number: 1 }],
    ['sent, no paper', [paper({ state: 'sent', answer: 'not-came' })], { type: 'replaces-faulty' }],
    ['failed', [paper({ state: 'failed' })], { type: 'again', job: 'j' }],
    ['unknown, came', [paper({ state: 'unknown', answer: 'came' })], { type: 'replaces-faulty' }],
    ['unknown, did not', [paper({ state: 'unknown', answer: 'not-came' })], { type: 'replaces-faulty' }],
    [
      'replaced',
      [paper({ state: 'unknown', answer: 'came' }), paper({ mark: 'replaces-faulty' })],
      { type: 'copy', number: 1 },
    ],
    [
      'replacement failed',
      [
        paper({ state: 'unknown', answer: 'came' }),
        paper({ job: 'r', mark: 'replaces-faulty', state: 'failed' }),
      ],
      { type: 'again', job: 'r' },
    ],
    [
      'second copy',
      [paper({}), paper({ mark: 'copy', copy: 1, state: 'unknown', answer: 'came' })],
      { type: 'copy', number: 2 },
    ],
  ])('%s', (_, papers, wanted) => {
    expect(nextPaper(papers)).toEqual({ ok: true, value: wanted });
  });

  test('waits for a job under way and for an answer', () => {
    expect(nextPaper([paper({ state: 'sending' })])).toEqual({ ok: false, reason: 'in-progress' });
    expect(nextPaper([paper({ state: 'unknown' })])).toEqual({ ok: false, reason: 'answer-first' });
  });
});

test('over any history: never two unmarked sheets, never a copy number twice', () => {
  const step = fc.oneof(
    fc.constant({ do: 'ask' as const }),
    fc.constant({ do: 'restart' as const }),
    fc.record({
      do: fc.constant('answer' as const),
      answer: fc.constantFrom('came' as const, 'not-came' as const),
    }),
    fc.record({
      do: fc.constant('run' as const),
      outcome: fc.constantFrom('printed' as const, 'sent' as const, 'failed' as const, 'unknown' as const),
    }),
    fc.constant({ do: 'take-up' as const }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const papers: EarlierPaper[] = [{ job: '0', mark: 'original', copy: 0, state: 'queued', answer: null }];
      /** Sheets the printer may have begun, with their marks. */
      const sheets: string[] = [];
      const apply = (index: number, move: JobMove): void => {
        const paper = papers[index];
        if (paper === undefined) return;
        const moved = moveJob(paper as JobStanding, move);
        if (!moved.ok) return;
        if (paper.state === 'sending' && moved.value.state !== 'failed')
          sheets.push(`${paper.mark} ${paper.copy}`);
        papers[index] = { ...paper, ...moved.value };
      };
      for (const one of steps) {
        if (one.do === 'ask') {
          const next = nextPaper(papers);
          if (!next.ok) continue;
          if (next.value.type === 'again') apply(Number(next.value.job), { type: 'ask-again' });
          else {
            const copy = next.value.type === 'copy' ? next.value.number : 0;
            papers.push({
              job: String(papers.length),
              mark: next.value.type,
              copy,
              state: 'queued',
              answer: null,
            });
          }
          continue;
        }
        papers.forEach((_, index) => {
          if (one.do === 'restart') apply(index, { type: 'restart' });
          if (one.do === 'take-up') apply(index, { type: 'take-up' });
          if (one.do === 'answer') apply(index, { type: 'answer', answer: one.answer });
          if (one.do === 'run') apply(index, { type: 'outcome', outcome: one.outcome });
        });
      }
      expect(sheets.filter((sheet) => sheet === 'original 0').length).toBeLessThanOrEqual(1);
      const copies = sheets.filter((sheet) => sheet.startsWith('copy'));
      expect(new Set(copies).size).toBe(copies.length);
    }),
    { numRuns: 2000 },
  );
});
