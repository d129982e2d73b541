import { expect, test } from 'vitest';
import { shownPaper } from '../../../src/main/spool/shown.ts';

test.each([
  ['unknown', null, 'unknown'],
  ['unknown', 'came', 'came'],
  ['unknown', 'not-came', 'unknown'],
  ['sent', null, 'sent'],
  ['sent', 'came', 'came'],
  ['printed', null, 'printed'],
  ['failed', null, 'failed'],
  ['none', null, 'none'],
] as const)('a paper that is %s, answered %s, is shown as %s', (state, answer, shown) => {
  expect(shownPaper({ state, answer })).toBe(shown);
});
