/** ZVT frames, published and made: DLE framing, TCP pieces, fields, and card numbers that never come through. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  decodeApdu,
  encodeApdu,
  encodeSerial,
  SerialReader,
  TcpReader,
  type ZvtToken,
} from '../../../src/main/devices/terminal/zvt/codec.ts';
import { readFields } from '../../../src/main/devices/terminal/zvt/fields.ts';
import { logLine } from '../../../src/main/devices/terminal/zvt/log.ts';
import { readStatus } from '../../../src/main/devices/terminal/zvt/replies.ts';
import {
  chargeRequest,
  registration,
  repeatReceipt,
  statusEnquiry,
} from '../../../src/main/devices/terminal/zvt/requests.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import { checkedProfile } from '../../support/zvt/profile.ts';

interface Frames {
  readonly serial: readonly { readonly id: string; readonly hex: string; readonly apdu: string }[];
  readonly apdu: readonly { readonly id: string; readonly apdu: string }[];
}

const path = new URL('../../fixtures/zvt-frames.json', import.meta.url);
const published = JSON.parse(readFileSync(path, 'utf8')) as Frames;
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hexOf = (data: Uint8Array): string => Buffer.from(data).toString('hex').toUpperCase();
const now = Date.parse('2026-11-22T08:00:00+07:00') as EpochMs;

describe('published frames', () => {
  test.each(published.serial)('$id on a serial line', ({ hex, apdu }) => {
    const decoded = decodeApdu(bytes(apdu));
    if (!decoded.ok) throw new Error(decoded.reason);
    expect(hexOf(encodeSerial(decoded.value))).toBe(hex);
    expect(new SerialReader().push(bytes(hex))).toEqual([{ kind: 'apdu', apdu: decoded.value }]);
  });

  test.each(published.apdu)('$id over TCP, in any two pieces', ({ apdu }) => {
    const decoded = decodeApdu(bytes(apdu));
    if (!decoded.ok) throw new Error(decoded.reason);
    expect(hexOf(encodeApdu(decoded.value))).toBe(apdu);
    for (let cut = 0; cut <= apdu.length / 2; cut += 1) {
      const reader = new TcpReader();
      const tokens = [
        ...reader.push(bytes(apdu).subarray(0, cut)),
        ...reader.push(bytes(apdu).subarray(cut)),
      ];
      expect(tokens).toEqual([{ kind: 'apdu', apdu: decoded.value }]);
      expect(reader.inFrame).toBe(false);
    }
  });

  test('the check over doubled bytes would be another: the frame that tells', () => {
    const frame = published.serial.find(({ id }) => id === 'authorisation-110.00-dle-stuffed')?.hex ?? '';
    const wrong = `${frame.slice(0, -4)}0000`;
    expect(new SerialReader().push(bytes(wrong))).toEqual([{ kind: 'damaged', why: 'crc' }]);
    // 10 10 inside is one byte: ten bytes of data although eleven travel.
    const [token] = new SerialReader().push(bytes(frame));
    expect(token).toMatchObject({ kind: 'apdu', apdu: { command: 0x0601 } });
  });

  test('our own commands are the published ones', () => {
    const euro = checkedProfile({ currency: '0978', registration: 'BA' }, 100);
    expect(hexOf(encodeApdu(registration(euro).apdu))).toBe('060006123456BA0978');
    expect(hexOf(encodeApdu(statusEnquiry(euro).apdu))).toBe('050103123456');
    expect(hexOf(encodeApdu(repeatReceipt(euro).apdu))).toBe('0620051234560301');
    const charge = chargeRequest(euro, 'authorize', { reference: 'QT1', amount: 110 });
    expect(hexOf(encodeApdu(charge?.apdu ?? { command: 0, data: bytes('') }))).toBe(
      '06010A04000000011000490978',
    );
  });

  test('a published approval is read to the last field', () => {
    const euro = checkedProfile({ currency: '0978' }, 100);
    const hex = published.apdu.find(({ id }) => id === 'status-approved-20.40')?.apdu ?? '';
    const status = readStatus(
      { ...euro, amountScaling: { ...euro.amountScaling, factor: 1 } },
      bytes(hex).slice(3),
      now,
    );
    expect(status).toMatchObject({
      result: 'approved',
      amount: 2_040,
      receipt: '0470',
      currency: '0978',
      details: { tid: '28004869', mid: '100461763', scheme: 'Debit Mastercard', lastFour: '4771' },
    });
    expect(new Date(status?.at ?? 0).toISOString()).toBe('2026-10-06T15:39:53.000Z');
  });
});

describe('lengths', () => {
  test.each([0, 1, 254, 255, 256, 1_000, 16_384])('%i bytes of data', (length) => {
    const apdu = { command: 0x06d3, data: Uint8Array.from({ length }, (_, at) => at % 256) };
    const encoded = encodeApdu(apdu);
    expect(encoded[2] === 0xff).toBe(length > 254);
    expect(decodeApdu(encoded)).toEqual({ ok: true, value: apdu });
    expect(new SerialReader().push(encodeSerial(apdu))).toEqual([{ kind: 'apdu', apdu }]);
    expect(new TcpReader().push(encoded)).toEqual([{ kind: 'apdu', apdu }]);
  });

  test('a TCP stream that makes no sense is not read on', () => {
    const reader = new TcpReader();
    expect(reader.push(bytes('060FFFFFFF00'))).toEqual([{ kind: 'damaged', why: 'length' }]);
    expect(reader.push(bytes('060F00'))).toEqual([]);
  });
});

describe('a serial line', () => {
  const frame = encodeSerial({ command: 0x060f, data: bytes('1006150210') });
  const kinds = (tokens: readonly ZvtToken[]): string[] => tokens.map(({ kind }) => kind);

  test('acknowledgements glued to a frame, and control bytes inside it', () => {
    const line = Uint8Array.from([6, ...frame, 6, 21]);
    expect(kinds(new SerialReader().push(line))).toEqual(['ack', 'apdu', 'ack', 'nak']);
  });

  test('a frame that begins inside one that never ended', () => {
    const line = Uint8Array.from([...frame.subarray(0, 4), ...frame]);
    expect(kinds(new SerialReader().push(line))).toEqual(['damaged', 'apdu']);
  });

  test('silence in a frame', () => {
    const reader = new SerialReader();
    expect(reader.push(frame.subarray(0, 7))).toEqual([]);
    expect(reader.inFrame).toBe(true);
    expect(reader.giveUp()).toEqual([{ kind: 'damaged', why: 'length' }]);
    expect(kinds(reader.push(frame))).toEqual(['apdu']);
  });
});

describe('card numbers', () => {
  const card = '4111111111111111';
  const shortCard = '378282246310005';
  const packedCard = bytes(card);
  const text = Buffer.from(card, 'latin1');
  const ll = (value: Uint8Array): number[] => {
    const digits = String(value.length).padStart(2, '0');
    return [0xf0 + Number(digits[0]), 0xf0 + Number(digits[1]), ...value];
  };
  const lll = (value: Uint8Array): number[] => [0xf0, ...ll(value)];
  const places: readonly (readonly [string, readonly number[]])[] = [
    ['22', [0x22, ...ll(packedCard)]],
    ['23', [0x23, ...ll(packedCard)]],
    ['24', [0x24, ...lll(packedCard)]],
    ['2A', [0x2a, ...Buffer.from(shortCard, 'latin1')]],
    ['2D', [0x2d, ...ll(text)]],
    ['2E', [0x2e, ...lll(text)]],
    ['3C', [0x3c, ...lll(text)]],
    ['8B', [0x8b, ...ll(text)]],
    ['60', [0x60, ...lll(packedCard)]],
    ['92', [0x92, ...lll(packedCard)]],
    ['AF', [0xaf, ...lll(text)]],
    ['06', [0x06, packedCard.length, ...packedCard]],
  ];

  test.each(places)('in field %s: neither kept nor logged', (_, field) => {
    const data = Uint8Array.from([0x27, 0x00, 0x04, 0, 0, 0, 0, 0x10, 0x00, ...field]);
    const status = readStatus(checkedProfile(), data, now);
    expect(status).not.toBeNull();
    const seen = JSON.stringify(status) + logLine('<', { command: 0x040f, data });
    expect(seen).not.toMatch(/41111111|37828224/);
  });

  test('in a line to be printed and in a text that is no status', () => {
    const data = Uint8Array.from([0, ...text]);
    expect(logLine('<', { command: 0x06d1, data })).toBe('< 06D1 (17)');
  });

  test('fields that do not fit, come twice or are not known make a message unreadable', () => {
    expect(readFields(bytes('2700'))).not.toBeNull();
    for (const hex of ['27', '27002700', '2700FE01', '22F1F0', '220102', '0690']) {
      expect(readFields(bytes(hex)), hex).toBeNull();
    }
  });
});
