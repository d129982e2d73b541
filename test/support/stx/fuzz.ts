/** Spoilt STX/LRC frames in great numbers: none may crash the reader, none may be taken for the approval asked for. */
import { encodeFrame, StxReader } from '../../../src/main/devices/terminal/stx/codec.ts';
import { type Asked, judgeFrame } from '../../../src/main/devices/terminal/stx/replies.ts';
import { type Chance, makeChance } from '../chance.ts';
import { checkedProfile } from './profile.ts';

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

export interface Seen {
  readonly messages: number;
  readonly damaged: number;
  readonly approvals: number;
}

/** Feeds `frames` of them to a reader and counts what came of it. `unspoilt` is the control. */
export function fuzzStx(seed: number, frames: number, unspoilt = false): Seen {
  const chance = makeChance(seed);
  const profile = checkedProfile();
  const reader = new StxReader({ pan: '30', expiry: '31' });
  const seen = { messages: 0, damaged: 0, approvals: 0 };
  const good = reply('00', 'QT7K3M9QX2', '000000150000');
  for (let done = 0; done < frames; done += 1) {
    const spoilt = chance.maybe(0.2) ? chance.bytes(chance.below(120)) : spoil(chance.pick(bases), chance);
    const bytes = unspoilt ? good : spoilt;
    for (const token of [...reader.push(bytes), ...(chance.maybe(0.7) ? reader.giveUp() : [])]) {
      if (token.kind === 'damaged') seen.damaged += 1;
      if (token.kind !== 'frame') continue;
      seen.messages += 1;
      const verdict = judgeFrame(profile, asked, token.message);
      if (verdict.kind === 'answer' && verdict.reply.result === 'approved') seen.approvals += 1;
    }
  }
  return seen;
}
