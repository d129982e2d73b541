import { expect, test } from 'vitest';
import { fileName, noPrinter, shownJob, shownPaper, shownPrinter } from '../../../src/main/spool/shown.ts';

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
  expect(shownPaper({ state, answer, printer: 'K80' })).toBe(shown);
});

test('a paper made as a file is shown as one, and at no printer', () => {
  expect(shownPaper({ state: 'sent', answer: null, printer: fileName })).toBe('file');
  expect(shownJob({ state: 'sent', printer: fileName })).toBe('file');
  expect(shownJob({ state: 'failed', printer: fileName })).toBe('failed');
  expect(shownJob({ state: 'sent', printer: 'K58' })).toBe('sent');
  expect([fileName, noPrinter, null, 'K58'].map(shownPrinter)).toEqual([null, null, null, 'K58']);
});
