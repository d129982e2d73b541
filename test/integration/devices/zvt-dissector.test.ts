/**
 * Outside check of ZVT bytes: Wireshark's dissector, which knows nothing of this program, reads what driver and simulated
 * terminal put on the line, and must say the same (docs/decisions/0013-outside-checks.md).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Apdu, encodeApdu, encodeSerial } from '../../../src/main/devices/terminal/zvt/codec.ts';
import {
  accepted,
  chargeRequest,
  endOfDay,
  type Request,
  registration,
  voidRequest,
} from '../../../src/main/devices/terminal/zvt/requests.ts';
import * as say from '../../../src/simulators/zvt-terminal/answers.ts';
import { usualScript } from '../../../src/simulators/zvt-terminal/contract.ts';
import { bare, wrapped } from '../../../src/simulators/zvt-terminal/frames.ts';
import { isMissing } from '../../support/tools.ts';
import { checkedProfile } from '../../support/zvt/profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'zvt-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first of the link types that stand for whatever the reader is told. */
const ownLinkType = 147;

/** A capture file of these messages, one packet each (pcap 2.4, the low byte first). */
function capture(messages: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(65_535, 16);
  head.writeUInt32LE(ownLinkType, 20);
  const packets = messages.map((message, at) => {
    const packet = Buffer.alloc(16);
    packet.writeUInt32LE(at, 0);
    packet.writeUInt32LE(message.length, 8);
    packet.writeUInt32LE(message.length, 12);
    return Buffer.concat([packet, message]);
  });
  return Buffer.concat([head, ...packets]);
}

/** The fields so named of each message, as the dissector reads them; empty where it sees none. */
function dissected(messages: readonly Uint8Array[], fields: readonly string[]): string[][] {
  const file = join(folder, 'messages.pcap');
  writeFileSync(file, capture(messages));
  const link = 'uat:user_dlts:"User 0 (DLT=147)","zvt","0","","0",""';
  const wanted = fields.flatMap((field) => ['-e', `zvt.${field}`]);
  const told = execFileSync('tshark', ['-r', file, '-o', link, '-T', 'fields', ...wanted], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return told
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
}

const profile = checkedProfile({}, 100);
const reference = 'QT1';
const apduOf = (request: Request | null): Apdu => request?.apdu ?? accepted;
/** No byte of it is 10: the dissector does not undo the doubling on a serial line. */
const amount = 151_234;
const sale = apduOf(chargeRequest(profile, 'authorize', { reference, amount }));
const commands: readonly Apdu[] = [
  registration(profile).apdu,
  sale,
  apduOf(chargeRequest(profile, 'refund', { reference, amount })),
  apduOf(voidRequest(profile, { reference, amount, stan: '0042' })),
  endOfDay(profile).apdu,
  accepted,
];
const booked = {
  kind: 'sale',
  amount,
  result: 'approved',
  receipt: '0042',
  approvalCode: '700042',
  at: Date.parse('2026-11-22T09:41:02+07:00'),
  voided: false,
  undone: false,
} as const;
const told = [
  say.statusOf(booked, usualScript, 100),
  say.completed,
  say.step('0A'),
  say.aborted(say.ends.declined),
];

describe.skipIf(isMissing('tshark'))('Wireshark reads', () => {
  test('our commands, as they travel over TCP', () => {
    const fields = ['control_field', 'length_field', 'amount', 'cc', 'password', 'reg.config_byte', 'ccrc'];
    expect(dissected(commands.map(encodeApdu), fields)).toEqual([
      ['0x0600', '6', '', '0x0704', '123456', '0x9e', ''],
      ['0x0601', '10', '15123400', '0x0704', '', '', ''],
      ['0x0631', '13', '15123400', '0x0704', '123456', '', ''],
      ['0x0630', '6', '', '', '123456', '', ''],
      ['0x0650', '3', '', '', '', '', ''],
      ['', '0', '', '', '', '', '0x80'],
    ]);
  });

  test('the same on a serial line: frame, message and check', () => {
    const crcs = commands.map((one) => Buffer.from(encodeSerial(one).subarray(-2)).readUInt16LE());
    const read = dissected(commands.map(encodeSerial), ['control_field', 'length_field', 'crc']);
    expect(read.map(([, , crc]) => Number(crc))).toEqual(crcs);
    expect(read.slice(0, 5).map(([control]) => control)).toEqual([
      '0x0600',
      '0x0601',
      '0x0631',
      '0x0630',
      '0x0650',
    ]);
  });

  test('what the simulated terminal answers', () => {
    const fields = ['control_field', 'result_code', 'amount', 'trace_number', 'date', 'card_number'];
    const more = ['terminal_id', 'additional_data', 'int_status'];
    const read = dissected(told.map(bare), [...fields, ...more]);
    expect(read).toEqual([
      ['0x040f', '0x00', '15123400', '000042', '11/22', '411111??????1111', '28004869', 'APPROVED', ''],
      ['0x060f', '', '', '', '', '', '', '', ''],
      ['0x04ff', '', '', '', '', '', '', '', '0x0a'],
      ['0x061e', '0x05', '', '', '', '', '', '', ''],
    ]);
    const serial = dissected(told.map(wrapped), ['control_field']);
    expect(serial.flat()).toEqual(['0x040f', '0x060f', '0x04ff', '0x061e']);
  });

  test('control: another amount is told', () => {
    const wrong = apduOf(chargeRequest(profile, 'authorize', { reference, amount: amount + 1 }));
    expect(dissected([encodeApdu(wrong)], ['amount'])).not.toEqual([['15123400']]);
  });
});
