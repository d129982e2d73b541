/** Frames made by chance, and bytes that are none. `STX_FUZZ_FRAMES` sets how many (default 20,000). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeFrame,
  encodeFrame,
  type StxMessage,
  StxReader,
} from '../../../src/main/devices/terminal/stx/codec.ts';
import { type Asked, judgeFrame } from '../../../src/main/devices/terminal/stx/replies.ts';
import { type Chance, makeChance } from '../../support/chance.ts';
import { checkedProfile } from '../../support/stx/profile.ts';

const seed = Math.floor(Math.random() * 2 ** 32);
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

const asked: Asked = { code: '20', reference: 'QT7K3M9QX2', amount: 150_000, charge: true };
const reply = (responseCode: string, reference: string, amount: string): Uint8Array =>
  encodeFrame({
    transport: '6000000000',
    direction: 'response',
    code: '20',
    responseCode,
    more: false,
    fields: [
      { type: '02', text: 'DO NOT HONOUR'.padEnd(40) },
      { type: '01', text: '700001' },
      { type: '40', text: amount },
      { type: '65', text: '000001' },
      { type: '16', text: 'Q1234567' },
      { type: 'R1', text: reference },
    ],
  });
/** None of these is an approval of what was asked. */
const bases = [
  reply('ND', 'QT7K3M9QX2', '000000150000'),
  reply('00', 'ZZ91HH4WB6', '000000150000'),
  reply('00', 'QT7K3M9QX2', '000015000000'),
];

function spoil(base: Uint8Array, chance: Chance): Uint8Array {
  const bytes = [...base];
  const times = 1 + chance.below(6);
  for (let done = 0; done < times; done += 1) {
    const at = chance.below(bytes.length);
    switch (chance.below(6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
        break;
      case 1:
        bytes[at] = chance.below(256);
        break;
      case 2:
        bytes.splice(at, 1 + chance.below(8));
        break;
      case 3:
        bytes.splice(at, 0, ...chance.bytes(1 + chance.below(8)));
        break;
      case 4:
        bytes.splice(at, 0, ...chance.pick(bases).subarray(0, chance.below(80)));
        break;
      default:
        bytes.length = at + 1;
    }
    if (bytes.length === 0) bytes.push(2);
  }
  // Half of them get a check byte that fits, or nothing would be read beyond it.
  if (chance.maybe(0.5) && bytes.length > 5) {
    let sum = 0;
    for (const byte of bytes.slice(1, -1)) sum ^= byte;
    bytes[bytes.length - 1] = sum;
  }
  return Uint8Array.from(bytes);
}

test(`${frames} spoilt frames: no crash, no approval`, { timeout: 300_000 }, () => {
  const chance = makeChance(seed);
  const profile = checkedProfile();
  const reader = new StxReader(secret);
  const seen = { frame: 0, damaged: 0, approvals: 0 };
  for (let done = 0; done < frames; done += 1) {
    const bytes = chance.maybe(0.2) ? chance.bytes(chance.below(120)) : spoil(chance.pick(bases), chance);
    for (const token of [...reader.push(bytes), ...(chance.maybe(0.7) ? reader.giveUp() : [])]) {
      if (token.kind === 'damaged') seen.damaged += 1;
      if (token.kind !== 'frame') continue;
      seen.frame += 1;
      const verdict = judgeFrame(profile, asked, token.message);
      const approval = verdict.kind === 'answer' && verdict.reply.result === 'approved';
      if (approval) seen.approvals += 1;
      expect(approval, `seed ${seed}: ${Buffer.from(bytes).toString('hex')}`).toBe(false);
    }
  }
  // The detector must have had something to see.
  expect(seen.frame).toBeGreaterThan(frames / 100);
  expect(seen.damaged).toBeGreaterThan(frames / 10);
});

test('control: the unspoilt approval is seen as one', () => {
  const [token] = new StxReader(secret).push(reply('00', 'QT7K3M9QX2', '000000150000'));
  if (token?.kind !== 'frame') throw new Error('no frame');
  expect(judgeFrame(checkedProfile(), asked, token.message)).toMatchObject({
    kind: 'answer',
    reply: { result: 'approved' },
  });
});
