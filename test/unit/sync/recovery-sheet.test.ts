import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { facilityKeysOf, makeKeys } from '../../../src/main/ports/keys.ts';
import { readScan } from '../../../src/shared/scan/read.ts';
import { readSheet, sheetCode, sheetLines } from '../../../src/shared/sync/index.ts';
import { makeChance } from '../../support/chance.ts';

const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
const [, facility, sealing] = makeKeys(makeChance(7));
const secrets = { facility: facility.secretKey, sealing: sealing.secretKey };
const lines = sheetLines(secrets, sha256);

it('gives the same key pairs back, scanned or typed in any way', () => {
  expect(lines).toHaveLength(8);
  for (const line of lines) expect(line).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  expect(sheetCode(secrets, sha256)).toMatch(/^QTKP1[0-9A-Z]{120}$/);
  const ways = [
    sheetCode(secrets, sha256),
    lines.join('\n'),
    lines.join(' ').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'),
  ];
  for (const text of ways) {
    const read = readSheet(text, sha256);
    expect(read.ok && facilityKeysOf(read.value)).toEqual([facility, sealing]);
  }
});

it('is known for what it is by whoever scans it', () => {
  const code = sheetCode(secrets, sha256);
  expect(readScan(code)).toEqual({ kind: 'sheet', text: code });
  expect(readScan(code.slice(0, -1))).toMatchObject({ kind: 'unreadable' });
});

it('names the line that is wrong: a letter, two lines swapped, one too few, one too many', () => {
  const [first = '', second = '', ...rest] = lines;
  for (let at = 0; at < lines.length; at += 1) {
    const wrong = lines.map((line, index) =>
      index === at ? `${line.slice(0, 3)}${line[3] === 'A' ? 'B' : 'A'}${line.slice(4)}` : line,
    );
    expect(readSheet(wrong.join(''), sha256)).toEqual({
      ok: false,
      reason: { code: 'sheet-line', line: at + 1 },
    });
  }
  expect(readSheet([second, first, ...rest].join(''), sha256)).toMatchObject({ reason: { line: 1 } });
  expect(readSheet(lines.slice(0, 6).join(''), sha256)).toEqual({
    ok: false,
    reason: { code: 'sheet-lines', found: 6 },
  });
  expect(readSheet([...lines, first].join(''), sha256)).toMatchObject({ reason: { code: 'sheet-lines' } });
  expect(readSheet(' \n', sha256)).toMatchObject({ reason: { code: 'sheet-empty' } });
});
