/** What the counter says on its outputs, kept in a file of bounded size. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** At this size the file is put aside as `….old`, replacing the one before: two files are kept. */
const maxLogBytes = 4 * 1024 * 1024;
const keptLines = 200;
const maxLineChars = 4_000;

export interface LogFile {
  readonly path: string;
  /** Output as it comes, whole lines or not. Never throws: a full disk must not end the shell. */
  write(chunk: string): void;
  /** The newest lines, oldest first, at most 200. */
  tail(): readonly string[];
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** Opens the log at `path`, making its folder. */
export function openLogFile(path: string): LogFile {
  const lines: string[] = [];
  let rest = '';
  // The data folder may not exist yet, and nobody else on this machine is to read it.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return {
    path,
    write(chunk) {
      const parts = (rest + chunk).split('\n');
      rest = (parts.pop() ?? '').slice(-maxLineChars);
      lines.push(...parts.map((line) => line.slice(0, maxLineChars)));
      lines.splice(0, Math.max(0, lines.length - keptLines));
      try {
        if (sizeOf(path) > maxLogBytes) renameSync(path, `${path}.old`);
        appendFileSync(path, chunk);
      } catch {
        // The lines are still in the tail that the failure page shows.
      }
    },
    tail: () => (rest === '' ? [...lines] : [...lines, rest]),
  };
}
