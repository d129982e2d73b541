/** Frames made by chance, and bytes that are none. `ZVT_FUZZ_FRAMES` sets how many (default 10,000). */

import { expect, test } from 'vitest';
import {
  type Apdu,
  encodeApdu,
  encodeSerial,
  SerialReader,
  TcpReader,
} from '../../../src/main/devices/terminal/zvt/codec.ts';
import fc, { seed } from '../../support/check.ts';
import { fuzzZvt } from '../../support/zvt/fuzz.ts';

console.log(`seed ${seed}`);
const frames = Number(process.env.ZVT_FUZZ_FRAMES ?? 10_000);

const apdus: fc.Arbitrary<Apdu> = fc.record({
  command: fc.integer({ min: 0, max: 0xffff }),
  data: fc.uint8Array({ maxLength: 600 }),
});

test('what is encoded decodes to the same, in any pieces, on both lines', () => {
  fc.assert(
    fc.property(
      apdus,
      apdus,
      fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }),
      (one, other, cuts) => {
        for (const [reader, encode] of [
          [new SerialReader(), encodeSerial],
          [new TcpReader(), encodeApdu],
        ] as const) {
          const stream = Uint8Array.from([...encode(one), ...encode(other)]);
          const got: Apdu[] = [];
          for (let at = 0, index = 0; at < stream.length; index += 1) {
            const end = at + (cuts[index] ?? stream.length);
            for (const token of reader.push(stream.subarray(at, end))) {
              if (token.kind === 'apdu') got.push(token.apdu);
            }
            at = end;
          }
          expect(got).toEqual([one, other]);
        }
      },
    ),
    { seed, numRuns: 400 },
  );
});

test(`${frames} spoilt frames: no crash, no approval`, { timeout: 300_000 }, () => {
  const seen = fuzzZvt(seed, frames, 'serial');
  expect(seen.approvals, `seed ${seed}`).toBe(0);
  // The detector must have had something to see.
  expect(seen.messages).toBeGreaterThan(frames / 100);
  expect(seen.damaged).toBeGreaterThan(frames / 10);
  expect(fuzzZvt(seed, frames, 'tcp').approvals, `seed ${seed}`).toBe(0);
});

test('control: the unspoilt approval is seen as one', () => {
  expect(fuzzZvt(seed, 1, 'serial', true).approvals).toBe(1);
});
