/** The backend as the program it is: `src/backend/main.ts` in a process of its own, which can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../src/backend/main.ts', import.meta.url));
/** The control of `faults backend-kill`. */
export const weakProgram = fileURLToPath(new URL('./weak-child.ts', import.meta.url));

/** The control of `faults network`. */
export const doublingProgram = fileURLToPath(new URL('./doubling-child.ts', import.meta.url));

export interface BackendProcess {
  readonly url: string;
  /** The operator that an embedded database begins with; null of one that has people already. */
  readonly operator: { readonly login: string; readonly password: string } | null;
  /** Ends it at once, as a power cut of the machine would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to end, and waits; the exit code. */
  stop(): Promise<number | null>;
}

/** What became of a start: it listens, or it ended with words on stderr. */
export type Started =
  | { readonly ok: true; readonly process: BackendProcess }
  | { readonly ok: false; readonly code: number | null; readonly said: string };

/** Starts it with these settings; waits until it listens or ends. */
export async function startProcess(env: Readonly<Record<string, string>>, run = program): Promise<Started> {
  const child = spawn(process.execPath, [run], {
    env: { ...process.env, PORT: '0', RATE_FACTOR: '1000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  let said = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8');
  });
  const there = await Promise.race([announced(child), gone.then(() => null)]);
  if (there === null) return { ok: false, code: await gone, said };
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  const stop = async () => {
    child.kill('SIGTERM');
    return await gone;
  };
  return { ok: true, process: { ...there, kill, stop } };
}

function announced(child: ChildProcess): Promise<Pick<BackendProcess, 'url' | 'operator'>> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      const found = /^\{"peer":"backend","host":"([^"]+)","port":(\d+)\}$/m.exec(text);
      if (found !== null) {
        const [, login, password] = /^First sign-in: (\S+) \/ (\S+)$/m.exec(text) ?? [];
        const operator = login === undefined || password === undefined ? null : { login, password };
        resolve({ url: `http://${found[1]}:${found[2]}`, operator });
      }
      // The log of a long run is not kept.
      text = text.slice(-4_000);
    });
  });
}

/** As {@link startProcess}, for where it must listen. */
export async function runningProcess(
  env: Readonly<Record<string, string>>,
  run = program,
): Promise<BackendProcess> {
  const started = await startProcess(env, run);
  if (!started.ok) throw new Error(`backend ended with ${started.code}: ${started.said}`);
  return started.process;
}
