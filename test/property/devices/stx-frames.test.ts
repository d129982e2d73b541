/** Frames made by chance, and bytes that are none. `STX_FUZZ_FRAMES` sets how many (default 20,000). */

import { expect, test } from 'vitest';
import {
  decodeFrame,
  encodeFrame,
  type StxMessage,
  StxReader,
} from '../../../src/main/devices/terminal/stx/codec.ts';
import fc, { seed } from '../../support/check.ts';
import { fuzzStx } from '../../support/stx/fuzz.ts';

console.log(`seed ${seed}`);
const frames = Number(process.env.STX_FUZZ_FRAMES ?? 20_000);
const secret = { pan: '30', expiry: '31' };

const printable = (length: number) =>
  fc.string({
    minLength: length,
    maxLength: length,
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((unit) => String.fromCharCode(unit)),
  });
const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const messages: fc.Arbitrary<StxMessage> = fc.record({
  transport: fc.integer({ min: 0, max: 99_999_999 }).map((value) => `60${String(value).padStart(8, '0')}`),
  direction: fc.constantFrom('request', 'response', 'notice'),
  code: printable(2),
  responseCode: printable(2),
  more: fc.boolean(),
  fields: fc.array(fc.record({ type: printable(2), text: anyBytes }), { maxLength: 20 }),
});

test('what is encoded decodes to the same, and the reader finds its end in any pieces', () => {
  fc.assert(
    fc.property(messages, fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }), (message, cuts) => {
      const frame = encodeFrame(message);
      expect(decodeFrame(frame)).toEqual({ ok: true, value: message });
      const stream = Uint8Array.from([6, ...frame, 21]);
      const reader = new StxReader(secret);
      const kinds: string[] = [];
      for (let at = 0, index = 0; at < stream.length; index += 1) {
        const end = at + (cuts[index] ?? stream.length);
        kinds.push(...reader.push(stream.subarray(at, end)).map(({ kind }) => kind));
        at = end;
      }
      expect(kinds).toEqual(['ack', 'frame', 'nak']);
    }),
    { seed, numRuns: 500 },
  );
});

test(`${frames} spoilt frames: no crash, no approval`, { timeout: 300_000 }, () => {
  const seen = fuzzStx(seed, frames);
  expect(seen.approvals, `seed ${seed}`).toBe(0);
  // The detector must have had something to see.
  expect(seen.messages).toBeGreaterThan(frames / 100);
  expect(seen.damaged).toBeGreaterThan(frames / 10);
});

test('control: the unspoilt approval is seen as one', () => {
  expect(fuzzStx(seed, 1, true).approvals).toBe(1);
});
