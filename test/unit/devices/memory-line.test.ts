/** The driver over a line in memory: no sockets, every byte seen. */
import { expect, test } from 'vitest';
import { escPosPrinter } from '../../../src/main/devices/printer/driver.ts';
import { lanPrinterProfile } from '../../../src/main/devices/printer/profiles.ts';
import { type MemoryPeer, memoryTransport } from '../../../src/main/devices/transport/memory.ts';
import { realClock } from '../../../src/main/ports/real.ts';

const sheet = { widthDots: 576, rows: 8, bits: new Uint8Array(576) };
const quick = {
  ...lanPrinterProfile,
  statusTimeoutMs: 20,
  proofTimeoutMs: 20,
  proofPerRowMs: 0,
  writeTimeoutMs: 20,
};

function answering(got: number[]): MemoryPeer {
  return {
    onWrite(bytes, reply) {
      got.push(...bytes);
      if (bytes[0] === 0x10) reply(Uint8Array.of(0x12));
      if (bytes[0] === 0x1d && bytes[1] === 0x72) reply(Uint8Array.of(0x00));
      return bytes.length;
    },
  };
}

test('a whole talk: questions, sheet, knife, proof', async () => {
  const got: number[] = [];
  const clock = realClock();
  const { printer } = escPosPrinter(quick, memoryTransport(answering(got), clock), clock);
  expect(await printer.print(sheet)).toEqual({ kind: 'printed' });
  const text = Buffer.from(got.slice(got.findIndex((byte) => byte !== 0))).toString('hex');
  expect(text.startsWith('1004011004021004041b401b61001d763000480008')).toBe(true);
  expect(text.endsWith('1d5642001d7201')).toBe(true);
});

test('a device that refuses the line or takes half a part', async () => {
  const clock = realClock();
  const refusing = memoryTransport({ onOpen: () => 'busy', onWrite: () => 0 }, clock);
  expect(await escPosPrinter(quick, refusing, clock).printer.print(sheet)).toEqual({
    kind: 'failed',
    tookBytes: 0,
    why: 'busy',
  });
  const got: number[] = [];
  const peer = answering(got);
  const choking = memoryTransport(
    {
      onWrite: (bytes, reply, hangUp) => (bytes[1] === 0x76 ? 100 : peer.onWrite(bytes, reply, hangUp)),
    },
    clock,
  );
  // 5 bytes of the beginning and 100 of the picture.
  expect(await escPosPrinter(quick, choking, clock).printer.print(sheet)).toEqual({
    kind: 'unknown',
    tookBytes: 105,
    why: 'deadline',
  });
});

test('a device that hangs up in mid-sheet', async () => {
  const clock = realClock();
  const peer = answering([]);
  const hanging = memoryTransport(
    {
      onWrite(bytes, reply, hangUp) {
        if (bytes[1] !== 0x76) return peer.onWrite(bytes, reply, hangUp);
        hangUp('disconnected');
        return 40;
      },
    },
    clock,
  );
  expect(await escPosPrinter(quick, hanging, clock).printer.print(sheet)).toEqual({
    kind: 'unknown',
    tookBytes: 45,
    why: 'disconnected',
  });
});
