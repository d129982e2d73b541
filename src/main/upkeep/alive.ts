/** When this counter was last known to run: how a power cut shows at the next start. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../shared/kernel/clock.ts';

const fileName = 'running';
const everyMs = 60_000;

/** A sign of life beside the databases; not money, so it is not forced to the disk. */
interface Alive {
  /** The last sign of a counter that did not end by itself, ms since 1970; null after a proper end. */
  readonly lastMs: number | null;
  /** Ends properly. */
  stop(): void;
}

/** Reads the last sign, then gives one every minute. A folder that cannot be written gives none. */
export function keepAlive(folder: string, clock: Clock): Alive {
  const path = join(folder, fileName);
  const lastMs = readSign(path);
  let cancel: () => void = () => undefined;
  const sign = (): void => {
    try {
      writeFileSync(path, String(clock.now()));
    } catch {
      // Full or read-only: what matters says so elsewhere.
    }
    cancel = clock.after(everyMs, sign);
  };
  sign();
  return {
    lastMs,
    stop() {
      cancel();
      rmSync(path, { force: true });
    },
  };
}

function readSign(path: string): number | null {
  try {
    const at = Number(readFileSync(path, 'utf8'));
    return Number.isSafeInteger(at) && at > 0 ? at : null;
  } catch {
    return null;
  }
}
