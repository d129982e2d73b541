/** Starts the simulated card terminals as the programs they are, and speaks their control contract. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type * as stx from '../../../src/simulators/stx-terminal/contract.ts';
import type * as zvt from '../../../src/simulators/zvt-terminal/contract.ts';

interface Started {
  readonly child: ChildProcess;
  readonly line: string;
}

async function startProgram(peer: string, args: readonly string[]): Promise<Started> {
  const program = fileURLToPath(new URL(`../../../src/simulators/${peer}/main.ts`, import.meta.url));
  const child = spawn(process.execPath, [program, '--until-stdin-ends', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`simulator ended with ${code}`)));
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
  });
  return { child, line };
}

interface Announced {
  readonly host: string;
  readonly port: number | null;
  readonly controlPort: number;
  readonly token: string;
}

/** One running program; `Patch` and `State` are its own contract. */
class Program<Announcement extends Announced, Patch, State> {
  readonly announcement: Announcement;
  readonly #child: ChildProcess;

  constructor({ child, line }: Started) {
    this.announcement = JSON.parse(line) as Announcement;
    this.#child = child;
  }

  get address(): { host: string; port: number } {
    return { host: this.announcement.host, port: this.announcement.port ?? 0 };
  }

  async script(patch: Patch): Promise<State> {
    return (await (await this.call('POST', '/script', JSON.stringify(patch))).json()) as State;
  }

  async state(): Promise<State> {
    return (await (await this.call('GET', '/state')).json()) as State;
  }

  async restart(): Promise<State> {
    return (await (await this.call('POST', '/restart')).json()) as State;
  }

  call(method: string, path: string, body?: string, token = this.announcement.token): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.announcement.controlPort}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
    });
  }

  stop(): void {
    this.#child.removeAllListeners('exit');
    this.#child.kill();
  }
}

/** The STX/LRC terminal. */
export class StxProgram extends Program<stx.Announcement, stx.ScriptPatch, stx.StateAnswer> {
  static async start(...args: string[]): Promise<StxProgram> {
    return new StxProgram(await startProgram('stx-terminal', args));
  }
}

/** The ZVT terminal. */
export class ZvtProgram extends Program<zvt.Announcement, zvt.ScriptPatch, zvt.StateAnswer> {
  static async start(...args: string[]): Promise<ZvtProgram> {
    return new ZvtProgram(await startProgram('zvt-terminal', args));
  }
}
