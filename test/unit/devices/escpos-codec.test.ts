import { describe, expect, test } from 'vitest';
import {
  bandRowsFor,
  cutCommand,
  drawerCommand,
  freshReader,
  initCommand,
  proofRequest,
  rasterBands,
  readReplies,
  stateOf,
  statusRequest,
} from '../../../src/main/devices/printer/escpos-codec.ts';
import fc from '../../support/check.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('commands (facts/payments §4.1)', () => {
  test('are these bytes', () => {
    expect(hex(initCommand)).toBe('1b401b6100');
    expect(hex(cutCommand)).toBe('1d564200');
    expect(hex(drawerCommand)).toBe('1b700019fa');
    expect(hex(proofRequest)).toBe('1d7201');
    expect([1, 2, 4].map((topic) => hex(statusRequest(topic as 1 | 2 | 4)))).toEqual([
      '100401',
      '100402',
      '100404',
    ]);
  });

  test('a picture of 576 dots is 72 bytes a row, cut into bands', () => {
    const bits = new Uint8Array(72 * 300).fill(0xa5);
    const bands = rasterBands({ widthDots: 576, rows: 300, bits }, 256);
    expect(bands.map((band) => hex(band.subarray(0, 8)))).toEqual(['1d76300048000001', '1d76300048002c00']);
    expect(bands.map((band) => band.length)).toEqual([8 + 72 * 256, 8 + 72 * 44]);
  });

  test('published: one black dot of a row of eight', () => {
    const [band] = rasterBands({ widthDots: 8, rows: 1, bits: Uint8Array.of(0x80) }, 1);
    expect(hex(band ?? new Uint8Array())).toBe('1d7630000100010080');
  });

  test('bits that do not fill the rows are a broken invariant', () => {
    expect(() => rasterBands({ widthDots: 16, rows: 2, bits: new Uint8Array(3) }, 10)).toThrow(
      'bits do not fill',
    );
  });

  test('bands take half a second of the line, 24 to 256 rows', () => {
    expect(bandRowsFor(576, 1_000_000)).toBe(256);
    expect(bandRowsFor(576, 11_520)).toBe(80);
    expect(bandRowsFor(576, 960)).toBe(24);
  });
});

describe('replies (facts/payments §4.2)', () => {
  const read = (...bytes: number[]) => readReplies(freshReader, Uint8Array.from(bytes)).replies;

  test('a status byte has bits 1 and 4 set, 0 and 7 clear', () => {
    expect(read(0x12, 0x7e)).toEqual([
      { kind: 'status', byte: 0x12 },
      { kind: 'status', byte: 0x7e },
    ]);
    expect(read(0x81)).toEqual([]);
  });

  test('automatic status is told apart, also when it comes in pieces', () => {
    const first = readReplies(freshReader, Uint8Array.of(0x10, 0x00));
    expect(first.replies).toEqual([]);
    expect(readReplies(first.reader, Uint8Array.of(0x00, 0x0f, 0x12)).replies).toEqual([
      { kind: 'told', state: 'ready' },
      { kind: 'status', byte: 0x12 },
    ]);
  });

  test.each([
    [[0x10, 0x00, 0x00, 0x0f], 'ready'],
    [[0x10, 0x00, 0x03, 0x0f], 'paper-low'],
    [[0x18, 0x00, 0x0f, 0x0f], 'no-paper'],
    [[0x38, 0x00, 0x00, 0x0f], 'cover-open'],
    [[0x18, 0x08, 0x00, 0x0f], 'cutter'],
    [[0x18, 0x20, 0x00, 0x0f], 'fault'],
    [[0x18, 0x00, 0x00, 0x0f], 'fault'],
  ] as const)('automatic status %o says %s', (bytes, state) => {
    expect(read(...bytes)).toEqual([{ kind: 'told', state }]);
  });

  test('a paper sensor answer is the proof', () => {
    expect(read(0x00)).toEqual([{ kind: 'proof', paperOut: false }]);
    expect(read(0x03)).toEqual([{ kind: 'proof', paperOut: false }]);
    expect(read(0x0c)).toEqual([{ kind: 'proof', paperOut: true }]);
  });

  test('any bytes in any pieces give the same replies', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), (bytes, cut) => {
        const whole = readReplies(freshReader, bytes).replies;
        const first = readReplies(freshReader, bytes.subarray(0, cut));
        const second = readReplies(first.reader, bytes.subarray(cut));
        expect([...first.replies, ...second.replies]).toEqual(whole);
      }),
    );
  });
});

describe('state', () => {
  test.each([
    [{ printer: 0x12, cause: 0x12, paper: 0x12 }, 'ready'],
    [{ printer: 0x12, cause: 0x12, paper: 0x1e }, 'paper-low'],
    [{ printer: 0x1a, cause: 0x32, paper: 0x72 }, 'no-paper'],
    [{ printer: 0x1a, cause: 0x32, paper: 0x12 }, 'no-paper'],
    [{ printer: 0x1a, cause: 0x12, paper: 0x7e }, 'no-paper'],
    [{ printer: 0x1a, cause: 0x16, paper: 0x12 }, 'cover-open'],
    [{ printer: 0x1a, cause: 0x52, paper: 0x12 }, 'fault'],
    [{ printer: 0x1a, cause: 0x52, error: 0x12, paper: 0x12 }, 'fault'],
    [{ printer: 0x1a, cause: 0x52, error: 0x1a, paper: 0x12 }, 'cutter'],
    [{ printer: 0x1a, cause: 0x12, paper: 0x12 }, 'fault'],
    [{ printer: 0x12, cause: 0x12, paper: null }, 'unknown'],
    [{ printer: 0x1a, cause: null, paper: null }, 'fault'],
    [{ printer: null, cause: null, paper: null }, 'unknown'],
  ] as const)('%o is %s', (bytes, state) => {
    expect(stateOf({ error: null, ...bytes })).toBe(state);
  });
});
