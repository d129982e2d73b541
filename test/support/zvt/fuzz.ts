/** Spoilt ZVT frames in great numbers: none may crash the reader, none may be taken for the approval that was asked for. */
import {
  encodeApdu,
  encodeSerial,
  SerialReader,
  TcpReader,
} from '../../../src/main/devices/terminal/zvt/codec.ts';
import { type Context, judgeApdu } from '../../../src/main/devices/terminal/zvt/replies.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import { statusOf } from '../../../src/simulators/zvt-terminal/answers.ts';
import { usualScript } from '../../../src/simulators/zvt-terminal/contract.ts';
import { bare } from '../../../src/simulators/zvt-terminal/frames.ts';
import { type Chance, makeChance } from '../chance.ts';
import { checkedProfile } from './profile.ts';

const now = Date.parse('2026-11-22T08:00:00+07:00') as EpochMs;
const amount = 150_000;
const booking = {
  kind: 'sale',
  amount,
  result: 'approved',
  receipt: '0008',
  approvalCode: '700008',
  at: now,
  voided: false,
  undone: false,
} as const;
const bytesOf = (change: Partial<typeof booking | { amount: number; receipt: string; result: 'declined' }>) =>
  Uint8Array.from(bare(statusOf({ ...booking, ...change } as typeof booking, usualScript, 1)));
const good = bytesOf({});
/** None of these is an approval of what was asked, and each in two ways, for chance makes one of them good. */
const bases = [
  bytesOf({ result: 'declined', amount: 15_000_000 }),
  bytesOf({ result: 'declined', receipt: '0007' }),
  bytesOf({ receipt: '0007', amount: 15_000_000 }),
];
const context: Context = {
  profile: checkedProfile(),
  asked: { name: 'authorize', reference: 'QT7', amount, charge: true },
  before: '0007',
  now,
};

function spoil(base: Uint8Array, chance: Chance): Uint8Array {
  const bytes = [...base];
  const times = 1 + chance.below(5);
  for (let done = 0; done < times; done += 1) {
    const at = chance.below(bytes.length);
    switch (chance.below(5)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
        break;
      case 1:
        bytes[at] = chance.below(256);
        break;
      case 2:
        bytes.splice(at, 1 + chance.below(6));
        break;
      case 3:
        bytes.splice(at, 0, ...chance.bytes(1 + chance.below(6)));
        break;
      default:
        bytes.length = at + 1;
    }
    if (bytes.length === 0) bytes.push(4);
  }
  return Uint8Array.from(bytes);
}

/** The spoilt inside in a frame whose check fits, or a whole frame spoilt from outside. */
function onTheLine(inside: Uint8Array, link: 'serial' | 'tcp', chance: Chance): Uint8Array {
  const [kind = 4, instruction = 15, , ...data] = inside;
  const apdu = { command: kind * 256 + instruction, data: Uint8Array.from(data) };
  const encode = link === 'serial' ? encodeSerial : encodeApdu;
  const whole = encode(apdu);
  return chance.maybe(0.5) ? whole : spoil(whole, chance);
}

export interface Seen {
  readonly messages: number;
  readonly damaged: number;
  readonly approvals: number;
}

/** Feeds `frames` of them to a reader and counts what came of it. `unspoilt` is the control. */
export function fuzzZvt(seed: number, frames: number, link: 'serial' | 'tcp', unspoilt = false): Seen {
  const chance = makeChance(seed);
  let reader = link === 'serial' ? new SerialReader() : new TcpReader();
  const seen = { messages: 0, damaged: 0, approvals: 0 };
  for (let done = 0; done < frames; done += 1) {
    const bytes = unspoilt
      ? (link === 'serial' ? encodeSerial : encodeApdu)({ command: 0x040f, data: good.slice(3) })
      : chance.maybe(0.1)
        ? chance.bytes(chance.below(120))
        : onTheLine(spoil(chance.pick(bases), chance), link, chance);
    for (const token of [...reader.push(bytes), ...reader.giveUp()]) {
      if (token.kind === 'damaged') seen.damaged += 1;
      if (token.kind !== 'apdu') continue;
      seen.messages += 1;
      const verdict = judgeApdu(context, token.apdu);
      if (verdict.kind === 'status' && verdict.status.result === 'approved') seen.approvals += 1;
    }
    if (link === 'tcp' && chance.maybe(0.5)) reader = new TcpReader();
  }
  return seen;
}
