import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeChance } from '../../support/chance.ts';
import { makeDisk } from '../../support/powercut/disk.ts';
import { replay } from '../../support/powercut/replay.ts';
import { type DiskOp, makeTraceReader } from '../../support/powercut/trace.ts';

const hex = (text: string) =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
const at = (fd: number, path: string) => `${fd}<${hex(path)}>`;

function readTrace(lines: readonly string[]): readonly DiskOp[] {
  const reader = makeTraceReader('/data', new Map([['old.log', 10]]));
  for (const line of lines) reader.line(line);
  return reader.ops;
}

describe('reading a trace', () => {
  test('opens, writes by position and in sequence, syncs, names and acknowledgements', () => {
    const ops = readTrace([
      `7  openat(AT_FDCWD${at(0, '/').slice(1)}, "${hex('/data/a')}", O_RDWR|O_CREAT, 0644) = ${at(5, '/data/a')}`,
      `7  pwrite64(${at(5, '/data/a')}, "${hex('abc')}", 3, 512) = 3`,
      `7  fdatasync(${at(5, '/data/a')}) = 0`,
      `7  openat(AT_FDCWD<>, "${hex('/data/h.tmp')}", O_WRONLY|O_CREAT|O_TRUNC, 0644) = ${at(6, '/data/h.tmp')}`,
      `7  write(${at(6, '/data/h.tmp')}, "${hex('he')}", 2) = 2`,
      `7  write(${at(6, '/data/h.tmp')}, "${hex('ad')}", 2) = 2`,
      `7  rename("${hex('/data/h.tmp')}", "${hex('/data/h')}") = 0`,
      `7  openat(AT_FDCWD<>, "${hex('/data/old.log')}", O_WRONLY|O_APPEND|O_CREAT, 0644) = ${at(8, '/data/old.log')}`,
      `7  write(${at(8, '/data/old.log')}, "${hex('x')}", 1) = 1`,
      `7  write(1<pipe:[1]>, "${hex('ACK 41\nACK 42\n')}", 14) = 14`,
      `7  ftruncate(${at(5, '/data/a')}, 4) = 0`,
      `7  unlink("${hex('/data/a')}") = 0`,
    ]);
    expect(ops).toEqual([
      { kind: 'create', path: 'a' },
      { kind: 'write', path: 'a', offset: 512, data: Buffer.from('abc') },
      { kind: 'sync', path: 'a', began: 2 },
      { kind: 'truncate', path: 'h.tmp', length: 0 },
      { kind: 'write', path: 'h.tmp', offset: 0, data: Buffer.from('he') },
      { kind: 'write', path: 'h.tmp', offset: 2, data: Buffer.from('ad') },
      { kind: 'rename', path: 'h.tmp', to: 'h' },
      { kind: 'create', path: 'old.log' },
      { kind: 'write', path: 'old.log', offset: 10, data: Buffer.from('x') },
      { kind: 'ack', text: '41' },
      { kind: 'ack', text: '42' },
      { kind: 'truncate', path: 'a', length: 4 },
      { kind: 'unlink', path: 'a' },
    ]);
  });

  test('a sync that began before another thread wrote does not cover that write', () => {
    const ops = readTrace([
      `7  fsync(${at(5, '/data/a')} <unfinished ...>`,
      `8  pwrite64(${at(5, '/data/a')}, "${hex('z')}", 1, 0) = 1`,
      '7  <... fsync resumed>) = 0',
    ]);
    expect(ops.map((op) => op.kind)).toEqual(['write', 'sync']);
    expect(ops[1]).toMatchObject({ began: 0 });
  });

  test('failed calls, other folders and the shared-memory file leave no trace', () => {
    const ops = readTrace([
      `7  pwrite64(${at(5, '/data/a')}, "${hex('z')}", 1, 0) = -1 ENOSPC (No space left on device)`,
      `7  pwrite64(${at(5, '/other/a')}, "${hex('z')}", 1, 0) = 1`,
      `7  pwrite64(${at(5, '/data/a-shm')}, "${hex('z')}", 1, 0) = 1`,
      '7  +++ exited with 0 +++',
    ]);
    expect(ops).toEqual([]);
  });

  test('a change of a file that is not modelled, or was not recorded whole, stops the recording', () => {
    expect(() => readTrace([`7  fallocate(${at(5, '/data/a')}, 0, 0, 4096) = 0`])).toThrow(/not modelled/);
    expect(() =>
      readTrace([`7  copy_file_range(${at(5, '/other')}, NULL, ${at(6, '/data/a')}, NULL, 9, 0) = 9`]),
    ).toThrow(/not modelled/);
    expect(() => readTrace([`7  pwrite64(${at(5, '/data/a')}, "${hex('ab')}"..., 900, 0) = 900`])).toThrow(
      /not recorded whole/,
    );
  });
});

describe('the disk after a cut', () => {
  const chance = () => makeChance(1);
  const write = (offset: number, text: string): DiskOp => ({
    kind: 'write',
    path: 'a',
    offset,
    data: Buffer.from(text),
  });
  const play = (ops: readonly DiskOp[]) => {
    const disk = makeDisk(new Map([['a', Buffer.from('____')]]));
    for (const [index, op] of ops.entries()) disk.apply(op, index);
    return disk;
  };

  test('synced writes stay, unsynced are lost or kept', () => {
    const disk = play([write(0, 'AB'), { kind: 'sync', path: 'a', began: 1 }, write(2, 'CD')]);
    expect(disk.image('all-lost', chance()).get('a')?.toString()).toBe('AB__');
    expect(disk.image('all-kept', chance()).get('a')?.toString()).toBe('ABCD');
    expect(disk.unsynced()).toBe(1);
  });

  test('a sync covers only what was written before it began', () => {
    const disk = play([write(0, 'AB'), write(2, 'CD'), { kind: 'sync', path: 'a', began: 1 }]);
    expect(disk.image('all-lost', chance()).get('a')?.toString()).toBe('AB__');
  });

  test('reordered: the later half without the earlier', () => {
    const disk = play([write(0, 'AB'), write(2, 'CD')]);
    expect(disk.image('late-only', chance()).get('a')?.toString()).toBe('__CD');
  });

  test('torn: only whole sectors of the last write, and not always all or none', () => {
    const data = 'x'.repeat(4096 * 3);
    const disk = play([write(0, data)]);
    const lengths = new Set<number>();
    const many = makeChance(3);
    for (let i = 0; i < 60; i += 1) {
      const bytes = disk.image('torn', many).get('a') ?? Buffer.alloc(0);
      const sectors = bytes.filter((byte) => byte === 0x78).length / 512;
      expect(Number.isInteger(sectors)).toBe(true);
      lengths.add(sectors);
    }
    expect(lengths.size).toBeGreaterThan(5);
  });

  test('names reach the disk in order; a renamed file whose data was not synced may be empty', () => {
    const disk = play([
      { kind: 'create', path: 'n.tmp' },
      { kind: 'write', path: 'n.tmp', offset: 0, data: Buffer.from('new') },
      { kind: 'rename', path: 'n.tmp', to: 'a' },
    ]);
    expect(disk.image('all-lost', chance()).get('a')?.toString()).toBe('____');
    expect(disk.image('all-kept', chance()).get('a')?.toString()).toBe('new');
    disk.apply({ kind: 'sync', path: '', began: 3 }, 3);
    expect(disk.image('all-lost', chance()).get('a')?.length).toBe(0);
  });

  test('truncation and holes', () => {
    const disk = play([{ kind: 'truncate', path: 'a', length: 1 }, write(3, 'Z')]);
    expect(disk.image('all-kept', chance()).get('a')).toEqual(Buffer.from('_\0\0Z'));
  });
});

test('replay tells lost acknowledgements from kept ones, and the same seed gives the same', () => {
  const ops: DiskOp[] = [];
  for (let id = 0; id < 30; id += 1) {
    ops.push({ kind: 'write', path: 'a', offset: id, data: Buffer.from('1') });
    // Every third is acknowledged without a sync.
    if (id % 3 !== 0) ops.push({ kind: 'sync', path: 'a', began: ops.length });
    ops.push({ kind: 'ack', text: String(id) });
  }
  const run = (recorded: readonly DiskOp[]) =>
    replay(
      { base: new Map([['a', Buffer.alloc(0)]]), ops: recorded },
      {
        images: 90,
        seed: 11,
        scratch: mkdtempSync(join(tmpdir(), 'powercut-unit-')),
        verify: (folder, acked) => {
          const bytes = readFileSync(join(folder, 'a'), 'latin1');
          return {
            lost: acked.filter((id) => bytes[Number(id)] !== '1').length,
            doubled: 0,
            half: 0,
            corrupt: null,
          };
        },
      },
    );
  const bad = run(ops);
  expect(bad.lost).toBeGreaterThan(0);
  expect(bad.firstBad).not.toBeNull();
  expect(run(ops)).toEqual(bad);
  const synced = ops.flatMap((op) =>
    op.kind === 'write' ? [op, { kind: 'sync', path: 'a', began: 1e9 } as DiskOp] : [op],
  );
  expect(run(synced).lost).toBe(0);
});
