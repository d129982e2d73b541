/** Whether Electron's runtime is here, and fetching it on first start as Electron itself does. */
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../shared/kernel/clock.ts';

/** Silence for so long means that nothing is going to come (no network, a filter that swallows packets). */
export const reachTimeoutMs = 10_000;
/** Once the server was reached the download of some 120 MB may take its time. */
export const fetchTimeoutMs = 10 * 60_000;

/** Path of the runtime's program, or null when it is not there. */
export function electronProgram(electronFolder: string, environment: NodeJS.ProcessEnv): string | null {
  try {
    const override = environment.ELECTRON_OVERRIDE_DIST_PATH;
    const name = override
      ? process.platform === 'win32'
        ? 'electron.exe'
        : 'electron'
      : readFileSync(join(electronFolder, 'path.txt'), 'utf8');
    const program = join(override || join(electronFolder, 'dist'), name);
    return statSync(program).isFile() ? program : null;
  } catch {
    return null;
  }
}

/** Whether the place the runtime comes from answers at all within ten seconds. */
async function canReach(environment: NodeJS.ProcessEnv): Promise<boolean> {
  // With a mirror or a proxy only Electron's own fetcher knows the way; it gets the short time to begin with.
  const address = environment.ELECTRON_MIRROR || environment.npm_config_electron_mirror;
  try {
    await fetch(address || 'https://github.com/electron/electron/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(reachTimeoutMs),
    });
    return true;
  } catch {
    return false;
  }
}

function runInstaller(electronFolder: string, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(electronFolder, 'install.js')], { stdio: 'ignore' });
    const cancel = clock.after(fetchTimeoutMs, () => child.kill());
    child.once('error', () => resolve(false));
    child.once('exit', (code) => {
      cancel();
      resolve(code === 0);
    });
  });
}

/**
 * The runtime's program, fetched if it can be: null when it is not there and its server does not answer within ten
 * seconds, or the download fails. `tell` hears one sentence before a long download.
 */
export async function findOrFetchElectron(
  electronFolder: string,
  clock: Clock,
  tell: (sentence: string) => void,
): Promise<string | null> {
  const present = electronProgram(electronFolder, process.env);
  if (present !== null) return present;
  if (!(await canReach(process.env))) return null;
  tell('Đang tải môi trường chạy Electron (lần đầu, khoảng 120 MB)…');
  if (!(await runInstaller(electronFolder, clock))) return null;
  return electronProgram(electronFolder, process.env);
}
