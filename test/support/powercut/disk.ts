/**
 * A disk as it may look after the power failed. What the program wrote lies in the kernel's memory until a sync of
 * that file; of what is unsynced, any part may be on the disk and any part not, in sectors.
 *
 * Model (as ext4 and XFS behave, no kinder): data of a file is durable after a sync of that file that began after the
 * write ended. Names (create, rename, unlink) reach the disk in order; a sync of any file or folder makes all names
 * before it durable. A file whose name is durable but whose data is not exists with what was synced of it, maybe empty.
 */
import type { Chance } from '../chance.ts';
import type { DiskOp } from './trace.ts';

/** What the cut does to the writes that were not synced. */
export const cuts = ['all-lost', 'subset', 'torn', 'torn-subset', 'late-only', 'all-kept'] as const;
export type Cut = (typeof cuts)[number];

/** File contents by path below the folder. */
export type Image = Map<string, Buffer>;

type Edit =
  | { readonly kind: 'write'; readonly at: number; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly at: number; readonly length: number };

interface FileState {
  bytes: Buffer;
  edits: Edit[];
}

type NameOp = Extract<DiskOp, { kind: 'create' | 'unlink' | 'rename' }> & { readonly file: FileState | null };

export interface Disk {
  /** Applies operation number `at`; numbers only grow. */
  apply(op: DiskOp, at: number): void;
  /** One possible image now. Nothing in the disk changes. */
  image(cut: Cut, chance: Chance): Image;
  /** How many writes and truncations are not durable now. */
  unsynced(): number;
}

/** A disk that holds `base`, all of it durable. */
export function makeDisk(base: Image = new Map()): Disk {
  const durable = new Map<string, FileState>();
  for (const [path, bytes] of base) durable.set(path, { bytes, edits: [] });
  /** The names as the program sees them. */
  const seen = new Map(durable);
  let names: { readonly op: NameOp; readonly at: number }[] = [];
  const dirty = new Set<FileState>();

  const fileAt = (path: string, at: number): FileState => {
    const known = seen.get(path);
    if (known !== undefined) return known;
    const file: FileState = { bytes: Buffer.alloc(0), edits: [] };
    seen.set(path, file);
    names.push({ op: { kind: 'create', path, file }, at });
    return file;
  };

  const edit = (path: string, change: Edit) => {
    const file = fileAt(path, change.at);
    file.edits.push(change);
    dirty.add(file);
  };

  const sync = (path: string, began: number) => {
    for (const { op, at } of names) if (at < began) rename(durable, op);
    names = names.filter(({ at }) => at >= began);
    const file = seen.get(path);
    if (file === undefined) return;
    file.bytes = applyEdits(
      file.bytes,
      file.edits.filter(({ at }) => at < began),
    );
    file.edits = file.edits.filter(({ at }) => at >= began);
    if (file.edits.length === 0) dirty.delete(file);
  };

  const move = (op: NameOp, at: number) => {
    rename(seen, op);
    names.push({ op, at });
  };

  return {
    apply(op, at) {
      switch (op.kind) {
        case 'create':
          fileAt(op.path, at);
          return;
        case 'write':
          edit(op.path, { kind: 'write', at, offset: op.offset, data: op.data });
          return;
        case 'truncate':
          edit(op.path, { kind: 'truncate', at, length: op.length });
          return;
        case 'unlink':
        case 'rename':
          move({ ...op, file: seen.get(op.path) ?? null }, at);
          return;
        case 'sync':
          sync(op.path, op.began);
          return;
        case 'ack':
          return;
      }
    },
    image(cut, chance) {
      const pending = [...dirty].flatMap((file) => file.edits.map((each) => ({ file, edit: each })));
      pending.sort((a, b) => a.edit.at - b.edit.at);
      const surviving = survivors(pending, cut, chance);
      const view = new Map(durable);
      const kept = namesKept(names.length, cut, chance);
      for (const { op } of names.slice(0, kept)) rename(view, op);
      const image: Image = new Map();
      for (const [path, file] of view) image.set(path, applyEdits(file.bytes, surviving.get(file) ?? []));
      return image;
    },
    unsynced: () => [...dirty].reduce((sum, file) => sum + file.edits.length, 0),
  };
}

function rename(view: Map<string, FileState>, op: NameOp): void {
  if (op.kind === 'create') {
    if (op.file !== null) view.set(op.path, op.file);
    return;
  }
  view.delete(op.path);
  if (op.kind === 'rename' && op.file !== null) view.set(op.to, op.file);
}

function namesKept(count: number, cut: Cut, chance: Chance): number {
  if (cut === 'all-lost') return 0;
  return cut === 'all-kept' ? count : chance.below(count + 1);
}

interface Pending {
  readonly file: FileState;
  readonly edit: Edit;
}

function survivors(pending: readonly Pending[], cut: Cut, chance: Chance): Map<FileState, Edit[]> {
  const kept = new Map<FileState, Edit[]>();
  const keep = (file: FileState, edits: readonly Edit[]) => {
    const list = kept.get(file) ?? [];
    list.push(...edits);
    kept.set(file, list);
  };
  const torn =
    cut === 'torn' ? pending.length - 1 : cut === 'torn-subset' ? chance.below(pending.length) : -1;
  for (const [index, { file, edit }] of pending.entries()) {
    if (index === torn) keep(file, tear(edit, chance));
    else if (survives(cut, index, pending.length, chance)) keep(file, [edit]);
  }
  return kept;
}

function survives(cut: Cut, index: number, count: number, chance: Chance): boolean {
  switch (cut) {
    case 'all-lost':
      return false;
    case 'all-kept':
    case 'torn':
      return true;
    case 'subset':
    case 'torn-subset':
      return chance.maybe(0.5);
    case 'late-only':
      // The disk wrote the later half first: a commit record without what it commits.
      return index >= Math.floor(count / 2);
  }
}

/** The sectors of a write that made it: a beginning, or any of them. A truncation happens or does not. */
function tear(edit: Edit, chance: Chance): Edit[] {
  if (edit.kind === 'truncate') return chance.maybe(0.5) ? [edit] : [];
  const sectorBytes = chance.pick([512, 4096]);
  const pieces: Edit[] = [];
  const end = edit.offset + edit.data.length;
  for (let from = edit.offset; from < end; ) {
    const to = Math.min(end, (Math.floor(from / sectorBytes) + 1) * sectorBytes);
    pieces.push({ ...edit, offset: from, data: edit.data.subarray(from - edit.offset, to - edit.offset) });
    from = to;
  }
  if (chance.maybe(0.5)) return pieces.slice(0, chance.below(pieces.length + 1));
  return pieces.filter(() => chance.maybe(0.5));
}

function applyEdits(bytes: Buffer, edits: readonly Edit[]): Buffer {
  if (edits.length === 0) return bytes;
  let length = bytes.length;
  let capacity = length;
  for (const edit of edits) {
    if (edit.kind === 'write') capacity = Math.max(capacity, edit.offset + edit.data.length);
  }
  const result = Buffer.alloc(capacity);
  bytes.copy(result);
  for (const edit of edits) {
    if (edit.kind === 'write') {
      edit.data.copy(result, edit.offset);
      length = Math.max(length, edit.offset + edit.data.length);
    } else {
      if (edit.length < length) result.fill(0, edit.length, Math.max(length, edit.length));
      length = edit.length;
    }
  }
  return length <= capacity
    ? result.subarray(0, length)
    : Buffer.concat([result, Buffer.alloc(length - capacity)]);
}
