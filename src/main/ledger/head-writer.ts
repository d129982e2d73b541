import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Signer } from '../../shared/kernel/signer.ts';
import { signHead } from './heads.ts';
import type { Ledger } from './ledger.ts';

/** After a commit, how long further ones may join its record. Far below the second of design §3. */
const gatherMs = 200;
/** Lines kept when the file is rewritten, and the length at which that happens. */
const keptLines = 1_000;
const mostLines = 2_000;

export interface HeadWriterOptions {
  readonly path: string;
  readonly ledger: Ledger;
  readonly signer: Signer;
  readonly clock: Clock;
  /** The record could not be written (disk full, no right); it is tried again with the next commit. */
  readonly onFailure?: (message: string) => void;
}

/** Writes head records after commits. */
export interface HeadWriter {
  /** Writes what is not recorded yet, and stops. Settles when it is on disk. */
  close(): Promise<void>;
  /** Settles once every commit so far is recorded. */
  flush(): Promise<void>;
}

/**
 * Appends a signed record to the head file within {@link gatherMs} of each commit, synced, off the money thread's back.
 * Starts by recording where the ledger stands, so that a missing file is there again after a start.
 */
export function writeHeads(options: HeadWriterOptions): HeadWriter {
  const { path, ledger, signer, clock } = options;
  let lines = linesOf(path);
  let recorded = '';
  let cancelTimer: (() => void) | null = null;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const { epoch, seq, hash } = ledger.head;
    if (seq === 0 || hash === recorded) return;
    const line = JSON.stringify(signHead(signer, ledger.counter, { epoch, seq, hash }, clock.now()));
    try {
      // Rewriting a file that has grown too long takes the place of appending to it.
      if (lines.length >= mostLines) await rewrite(path, [...lines.slice(1 - keptLines), line]);
      else await append(path, line, lines.length === 0);
    } catch (cause) {
      options.onFailure?.(cause instanceof Error ? cause.message : String(cause));
      return;
    }
    lines = lines.length >= mostLines ? [...lines.slice(1 - keptLines), line] : [...lines, line];
    recorded = hash;
  };
  const flush = (): Promise<void> => {
    cancelTimer?.();
    cancelTimer = null;
    writing = writing.then(write);
    return writing;
  };
  const soon = (): void => {
    cancelTimer ??= clock.after(gatherMs, () => void flush());
  };
  const unsubscribe = ledger.subscribe(soon);
  soon();
  return {
    flush,
    close() {
      unsubscribe();
      return flush();
    },
  };
}

function linesOf(path: string): string[] {
  try {
    if (!existsSync(path)) return [];
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}

/** A line of its own even after one that a power-cut tore: an empty line means nothing. */
async function append(path: string, line: string, isNew: boolean): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    await file.writeFile(`\n${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  if (isNew) await syncFolder(dirname(path));
}

async function rewrite(path: string, lines: readonly string[]): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(`${lines.join('\n')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Makes a rename survive a power-cut. Windows cannot open a folder, and does not need it: NTFS journals the rename. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
