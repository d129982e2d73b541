import { describe, expect, test } from 'vitest';
import { countPlaywright, countVitest, judgeSkips } from '../../scripts/test-counts.mjs';

const file = (status: string, results: string[]) => ({
  name: '/project/test/unit/a.test.ts',
  status,
  assertionResults: results.map((each, index) => ({ status: each, fullName: `t${index}` })),
});

describe('counting vitest', () => {
  test('passed, failed and skipped', () => {
    const report = { testResults: [file('failed', ['passed', 'failed', 'skipped', 'todo'])] };
    expect(countVitest(report, 1, '/project')).toEqual({
      passed: 1,
      failed: 1,
      skipped: ['t2 (test/unit/a.test.ts)', 't3 (test/unit/a.test.ts)'],
    });
  });
  test('a file that did not load is one failure', () => {
    expect(countVitest({ testResults: [file('failed', [])] }, 1).failed).toBe(1);
  });
  test('no report, or an exit code nothing explains, is a failure', () => {
    expect(countVitest(null, 1).failed).toBe(1);
    expect(countVitest({ testResults: [file('passed', ['passed'])] }, 1).failed).toBe(1);
    expect(countVitest({ testResults: [file('passed', ['passed'])] }, 0).failed).toBe(0);
  });
});

describe('counting playwright', () => {
  const report = (statuses: string[]) => ({
    suites: [
      {
        suites: [
          { specs: statuses.map((status, i) => ({ title: `s${i}`, file: 'a', tests: [{ status }] })) },
        ],
      },
    ],
  });
  test('nested suites; flaky is a failure', () => {
    expect(countPlaywright(report(['expected', 'skipped', 'flaky', 'unexpected']), 1)).toEqual({
      passed: 1,
      failed: 2,
      skipped: ['s1 (test/e2e/a)'],
    });
  });
  test('no report is a failure', () => {
    expect(countPlaywright(null, 1).failed).toBe(1);
  });
});

describe('skips', () => {
  test('on the build machine an unlisted skip fails, a listed one does not', () => {
    const verdict = judgeSkips(['a (x.ts)', 'b (x.ts)'], { a: 'no runtime' }, true);
    expect(verdict.unexpected).toEqual(['b (x.ts)']);
    expect(verdict.lines.join('\n')).toContain('no runtime');
  });
  test('elsewhere it is said and nothing more', () => {
    const verdict = judgeSkips(['b (x.ts)'], {}, false);
    expect(verdict.unexpected).toEqual([]);
    expect(verdict.lines).toHaveLength(1);
  });
});
