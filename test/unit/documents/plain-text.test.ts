/** The receipt in letters: the same content, nothing over the edge, nothing that is not ASCII. */

import { expect, test } from 'vitest';
import type { Block } from '../../../src/main/documents/blocks.ts';
import { plainLines } from '../../../src/main/documents/plain-text.ts';
import { paperOf } from '../../../src/main/documents/render.ts';
import { toAscii } from '../../../src/shared/text/index.ts';
import fc from '../../support/check.ts';
import { hardReceipt, hospitalReceipt, sampleZ } from './samples.ts';

test.each([
  [hospitalReceipt, 48],
  [hospitalReceipt, 32],
  [hardReceipt, 32],
  [sampleZ, 32],
])('everything on the paper is in the letters (%#)', (document, columns) => {
  const paper = paperOf(document, { kind: 'original' });
  const lines = plainLines(paper, columns);
  for (const line of lines) {
    expect(line).toMatch(/^[ -~]*$/);
    expect(line.length).toBeLessThanOrEqual(columns);
  }
  const words = lines.join(' ').replace(/\s+/g, '');
  for (const block of paper.blocks) {
    if (block.type !== 'pair') continue;
    expect(words).toContain(toAscii(block.right.text).replace(/\s+/g, ''));
    expect(words).toContain(toAscii(block.left.text).replace(/\s+/g, ''));
  }
});

test('marks of a copy and of training cannot be overlooked', () => {
  const training = { ...hospitalReceipt, training: true };
  const at = hospitalReceipt.issuedAt;
  const lines = plainLines(paperOf(training, { kind: 'copy', number: 2, at }), 32);
  expect(lines.join(' ').replace(/\s+/g, ' ')).toContain('*** BAN SAO - lan 2 ***');
  expect(
    lines
      .join(' ')
      .replace(/\s+/g, ' ')
      .match(/\*\*\* MAU TAP HUAN/g),
  ).toHaveLength(2);
});

test('any pair keeps its amount whole on one line', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 120 }),
      fc.integer({ min: 0, max: 999_999_999_999 }),
      (label, value) => {
        const pair: Block = {
          type: 'pair',
          left: { text: label, weight: 'medium' },
          right: { text: String(value), weight: 'bold' },
          size: 'body',
          keepRight: true,
        };
        const lines = plainLines({ blocks: [pair], watermark: null }, 32);
        expect(lines.at(-1)?.endsWith(String(value))).toBe(true);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(32);
      },
    ),
  );
});
