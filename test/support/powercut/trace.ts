/**
 * Recording of everything a program writes to a folder, by strace. Anything that changes files in a way the model
 * does not know stops the recording with an error: an unmodelled write would make the replay lie.
 */
import { spawn } from 'node:child_process';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';

/** One change of the disk as the program asked for it, in order of completion. Paths are relative to the folder. */
export type DiskOp =
  | { readonly kind: 'create'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly length: number }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  /** Covers what completed before operation number `began`, when the call started. */
  | { readonly kind: 'sync'; readonly path: string; readonly began: number }
  /** The program told the world that something is done (a line `ACK …` on its standard output). */
  | { readonly kind: 'ack'; readonly text: string };

const traced = [
  'openat,open,creat,close,lseek,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate',
  'fsync,fdatasync,sync_file_range,unlink,unlinkat,rename,renameat,renameat2,link,linkat,copy_file_range,sendfile',
].join(',');

/** Longest single write recorded, in bytes. A longer one fails the recording. */
const maxWriteBytes = 4 * 1024 * 1024;

/**
 * Runs `command` under strace until it ends and gives the writes it made below `folder`. The shared-memory file of
 * SQLite (`-shm`) is left out: it is mapped, never durable, and rebuilt on opening.
 * @throws when the command fails, exceeds `timeoutMs`, or writes in a way that is not modelled.
 */
export async function recordWrites(
  command: readonly string[],
  folder: string,
  logFile: string,
  timeoutMs: number,
): Promise<DiskOp[]> {
  const reader = makeTraceReader(folder, sizesIn(folder));
  const args = ['-f', '--seccomp-bpf', '-y', '-xx', '-s', String(maxWriteBytes), '-e', `trace=${traced}`];
  await runToEnd('strace', [...args, '-o', logFile, '--', ...command], timeoutMs);
  const lines = createInterface({
    input: createReadStream(logFile, 'latin1'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) reader.line(line);
  return reader.ops;
}

function runToEnd(program: string, args: readonly string[], timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stdout.resume();
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-4000);
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code ?? signal}: ${errors}`));
    });
  });
}

interface TraceReader {
  readonly ops: DiskOp[];
  line(text: string): void;
}

/** Reads a log of `strace -f -y -xx` line by line. */
export function makeTraceReader(folder: string, sizes: ReadonlyMap<string, number> = new Map()): TraceReader {
  const ops: DiskOp[] = [];
  const pendingCalls = new Map<string, { readonly head: string; readonly began: number }>();
  const calls = makeCallReader(folder, ops, new Map(sizes));
  return {
    ops,
    line(text) {
      const split = /^(\d+)\s+(.*)$/s.exec(text);
      const thread = split?.[1] ?? '';
      const rest = split?.[2] ?? text;
      const unfinished = /^(.*?) <unfinished \.\.\.>$/s.exec(rest);
      if (unfinished?.[1] !== undefined) {
        pendingCalls.set(thread, { head: unfinished[1], began: ops.length });
        return;
      }
      const resumed = /^<\.\.\. \w+ resumed>(.*)$/s.exec(rest);
      if (resumed?.[1] === undefined) {
        calls.read(rest, ops.length);
        return;
      }
      const pending = pendingCalls.get(thread);
      pendingCalls.delete(thread);
      if (pending !== undefined) calls.read(pending.head + resumed[1], pending.began);
    },
  };
}

function sizesIn(folder: string): Map<string, number> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), statSync(path).size];
    }),
  );
}

function makeCallReader(folder: string, ops: DiskOp[], sizes: Map<string, number>) {
  /** Where the next plain `write` goes, per descriptor and path; 'end' for O_APPEND. */
  const positions = new Map<string, number | 'end'>();

  const inside = (path: string): string | null => {
    const below = relative(folder, path);
    if (below.startsWith('..') || path.endsWith('(deleted)') || below.endsWith('-shm')) return null;
    return below;
  };
  const put = (path: string, offset: number, data: Buffer, asked: number) => {
    if (data.length < asked) throw new Error(`a write of ${asked} bytes to ${path} was not recorded whole`);
    ops.push({ kind: 'write', path, offset, data });
    sizes.set(path, Math.max(sizes.get(path) ?? 0, offset + asked));
  };

  const open = (args: string, result: string) => {
    const path = inside(pathOf(result) ?? '');
    if (path === null || path === '') return;
    const flags = args.replace(/"[^"]*"/g, '');
    if (/O_TRUNC/.test(flags)) ops.push({ kind: 'truncate', path, length: 0 });
    else if (/O_CREAT/.test(flags)) ops.push({ kind: 'create', path });
    if (/O_TRUNC/.test(flags)) sizes.set(path, 0);
    positions.set(`${descriptor(result)}:${path}`, /O_APPEND/.test(flags) ? 'end' : 0);
  };

  const write = (name: string, args: string, returned: number) => {
    const fd = descriptor(args);
    const full = pathOf(args) ?? '';
    const data = Buffer.concat(strings(args.slice(args.indexOf('>') + 1))).subarray(0, returned);
    if (fd === 1 && name === 'write') {
      for (const line of data.toString('utf8').split('\n'))
        if (line.startsWith('ACK ')) ops.push({ kind: 'ack', text: line.slice(4).trim() });
      return;
    }
    const path = inside(full);
    if (path === null || path === '') return;
    if (name.startsWith('pwrite')) {
      const numbers = args.slice(args.lastIndexOf(name === 'pwrite64' ? '"' : ']') + 1).match(/\d+/g) ?? [];
      put(path, Number(numbers[1]), data, returned);
      return;
    }
    const key = `${fd}:${path}`;
    const at = positions.get(key) ?? 0;
    const offset = at === 'end' ? (sizes.get(path) ?? 0) : at;
    put(path, offset, data, returned);
    if (at !== 'end') positions.set(key, offset + returned);
  };

  const named = (name: string, args: string) => {
    const names = strings(args).map((each) => inside(each.toString('utf8')));
    const from = names[0] ?? null;
    const to = names[1] ?? null;
    if (name.startsWith('unlink')) {
      if (from !== null) ops.push({ kind: 'unlink', path: from });
    } else if (name === 'truncate') {
      if (from !== null)
        ops.push({ kind: 'truncate', path: from, length: Number(/(\d+)\)?$/.exec(args)?.[1]) });
    } else if (from !== null && to !== null) {
      ops.push({ kind: 'rename', path: from, to });
      sizes.set(to, sizes.get(from) ?? 0);
    } else if (from !== null || to !== null) {
      throw new Error(`a rename across the border of the folder is not modelled: ${args}`);
    }
  };

  const onDescriptor = (name: string, args: string, result: string, began: number) => {
    const files = Array.from(args.matchAll(/\d+<(?:\\x[0-9a-f]{2})+>/g), ([file]) =>
      inside(pathOf(file) ?? ''),
    );
    const path = files.find((file) => file !== null);
    if (path === undefined || path === null) return;
    if (name === 'fsync' || name === 'fdatasync') ops.push({ kind: 'sync', path, began });
    else if (name === 'ftruncate') {
      const length = Number(/, (\d+)$/.exec(args)?.[1]);
      ops.push({ kind: 'truncate', path, length });
      sizes.set(path, length);
    } else if (name === 'lseek') positions.set(`${descriptor(args)}:${path}`, Number(result));
    else throw new Error(`${name} on ${path} is not modelled`);
  };

  const read = (text: string, began: number) => {
    const call = /^(\w+)\((.*)\)\s+= (-?\d+.*)$/s.exec(text);
    const [, name = '', args = '', result = ''] = call ?? [];
    if (call === null || result.startsWith('-')) return;
    if (/^(openat|open|creat)$/.test(name)) open(args, result);
    else if (/^p?writev?(64|2)?$/.test(name)) write(name, args, Number.parseInt(result, 10));
    else if (/^(unlink|unlinkat|rename|renameat|renameat2|truncate)$/.test(name)) named(name, args);
    else if (/^(link|linkat)$/.test(name)) {
      if (strings(args).some((each) => inside(each.toString('utf8')) !== null))
        throw new Error(`${name} is not modelled: ${args.slice(0, 200)}`);
    } else if (name !== 'close') onDescriptor(name, args, result, began);
  };
  return { read };
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}

function strings(args: string): Buffer[] {
  return Array.from(args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g), (match) => unhex(match[1] ?? ''));
}

function descriptor(text: string): number {
  return Number.parseInt(text, 10);
}

function pathOf(text: string): string | null {
  const hex = /^\d+<((?:\\x[0-9a-f]{2})+)>/.exec(text)?.[1];
  if (hex !== undefined) return unhex(hex).toString('utf8');
  return /^\d+<([^>]*)>/.exec(text)?.[1] ?? null;
}
