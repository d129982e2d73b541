/** Round trips: bytes made by the drivers, taken apart by readers that were written apart from them. */

import { describe, expect, test } from 'vitest';
import { poleColumns, poleFrame, poleInit } from '../../../src/main/devices/pole/cd5220.ts';
import type { Raster } from '../../../src/main/devices/ports.ts';
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
  tellCommand,
  textLines,
} from '../../../src/main/devices/printer/escpos-codec.ts';
import { type Command, CommandReader } from '../../../src/simulators/escpos-printer/commands.ts';
import { Glass } from '../../../src/simulators/pole-display/glass.ts';
import fixture from '../../fixtures/escpos.json' with { type: 'json' };
import fc from '../../support/check.ts';

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

/** What the simulated printer understands, however the bytes are cut into pieces. */
function understood(bytes: Uint8Array, cuts: readonly number[] = []) {
  const commands: Command[] = [];
  const questions: number[] = [];
  const reader = new CommandReader(
    (command) => commands.push(command),
    (topic) => questions.push(topic),
  );
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    if (cut <= from || cut >= bytes.length) continue;
    reader.push(bytes.subarray(from, cut));
    from = cut;
  }
  reader.push(bytes.subarray(from));
  return { commands, questions };
}

const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

const sheet: fc.Arbitrary<Raster> = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), rows: fc.integer({ min: 1, max: 90 }) })
  .chain(({ width, rows }) =>
    fc
      .uint8Array({ minLength: width * rows, maxLength: width * rows })
      .map((bits) => ({ widthDots: width * 8, rows, bits })),
  );

describe('ESC/POS', () => {
  test('any picture, in bands of any height and pieces of any size, comes out dot for dot', () => {
    fc.assert(
      fc.property(
        sheet,
        fc.integer({ min: 1, max: 256 }),
        fc.array(fc.nat(1_200), { maxLength: 8 }),
        (picture, rows, cuts) => {
          const bytes = joined(
            initCommand,
            ...rasterBands(picture, rows),
            cutCommand,
            drawerCommand,
            proofRequest,
          );
          const { commands } = understood(bytes, cuts);
          const pictures = commands.filter((one) => one.type === 'picture');
          expect(Buffer.concat(pictures.map(({ data }) => data))).toEqual(Buffer.from(picture.bits));
          expect(pictures.every(({ rowBytes }) => rowBytes === picture.widthDots / 8)).toBe(true);
          expect(commands.map(({ type }) => type).filter((type) => type !== 'picture')).toEqual([
            'reset',
            'feed',
            'cut',
            'kick',
            'sensor',
          ]);
        },
      ),
    );
  });

  test('any letters come out as these letters', () => {
    const line = fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
      maxLength: 48,
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        const { commands } = understood(textLines(lines));
        const text = commands
          .map((one) => (one.type === 'stray' ? String.fromCharCode(one.byte) : '\n'))
          .join('');
        expect(text).toBe(lines.map((one) => `${one}\n`).join(''));
      }),
    );
  });

  test('published frames', () => {
    expect(understood(bytesOf(fixture['raster-1x1-black'].hex)).commands).toEqual([
      { type: 'picture', rowBytes: 1, rows: 1, data: Uint8Array.of(0x80) },
    ]);
    const two = { widthDots: 8, rows: 2, bits: Uint8Array.of(0xc0, 0x00) };
    expect(Buffer.concat(rasterBands(two, 2)).toString('hex')).toBe(fixture['raster-2x2'].hex);
    expect(Buffer.from(statusRequest(1)).toString('hex')).toBe(fixture['status-online-query'].hex);
    expect(Buffer.from(statusRequest(4)).toString('hex')).toBe(fixture['status-paper-query'].hex);
    // ESC p 0 of the other library has other times; ours is the pulse of facts/payments §4.1.
    expect(Buffer.from(drawerCommand.subarray(0, 3)).toString('hex')).toBe(
      fixture['drawer-pin2'].hex.slice(0, 6),
    );
    const { valid, invalid } = fixture['status-reply-validity'];
    for (const hex of valid)
      expect(readReplies(freshReader, bytesOf(hex)).replies).toMatchObject([{ kind: 'status' }]);
    for (const hex of invalid.filter((one) => one.length <= 2)) {
      const { replies } = readReplies(freshReader, bytesOf(hex));
      expect(replies.some(({ kind }) => kind === 'status')).toBe(false);
    }
    expect(tellCommand).toEqual(Uint8Array.of(0x1d, 0x61, 0x0e));
    const read = (printer: number, cause: number, paper: number) =>
      stateOf({ printer, cause, error: null, paper });
    expect([read(0x12, 0x12, 0x12), read(0x12, 0x12, 0x1e), read(0x1a, 0x32, 0x72)]).toEqual([
      'ready',
      'paper-low',
      'no-paper',
    ]);
  });

  test('whatever a printer says in whatever pieces, nothing crashes and only named states come of it', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 20 }), (chunks) => {
        let reader = freshReader;
        for (const chunk of chunks) {
          const read = readReplies(reader, chunk);
          reader = read.reader;
          for (const reply of read.replies) {
            if (reply.kind === 'told') expect(reply.state).not.toBe('unknown');
          }
          expect(reader.message.length).toBeLessThan(4);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test('a band never takes the line longer than it should', () => {
    fc.assert(
      fc.property(fc.constantFrom(384, 576), fc.integer({ min: 120, max: 2_000_000 }), (width, speed) => {
        const rows = bandRowsFor(width, speed);
        expect(rows).toBeGreaterThanOrEqual(24);
        expect(rows).toBeLessThanOrEqual(256);
        if (rows > 24) expect((rows * width) / 8 / speed).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});

describe('CD5220', () => {
  const text = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    maxLength: 30,
  });

  test('any two lines stand on the glass, whatever stood there and however the bytes come', () => {
    fc.assert(
      fc.property(text, text, text, text, fc.array(fc.nat(120), { maxLength: 6 }), (a, b, c, d, cuts) => {
        const glass = new Glass();
        const bytes = joined(poleInit, poleFrame([a, b]), poleFrame([c, d]));
        let from = 0;
        for (const cut of [...cuts, bytes.length].sort((one, other) => one - other)) {
          if (cut <= from) continue;
          glass.receive(bytes.subarray(from, cut));
          from = cut;
        }
        expect(glass.lines).toEqual([c, d].map((one) => one.slice(0, poleColumns).padEnd(poleColumns)));
        expect(glass.strayBytes).toBe(0);
      }),
    );
  });

  test('after any rubbish a set-up and a frame put it right', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), text, (rubbish, line) => {
        const glass = new Glass();
        glass.receive(rubbish);
        // What the driver sends on a new line comes after the display was switched on.
        glass.reset();
        glass.receive(joined(poleInit, poleFrame([line, ''])));
        expect(glass.lines[0]).toBe(line.slice(0, poleColumns).padEnd(poleColumns));
      }),
    );
  });
});
