/** Starts the simulated card terminal as the program it is, and speaks its control contract. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type {
  Announcement,
  ScriptPatch,
  StateAnswer,
} from '../../../src/simulators/stx-terminal/contract.ts';

const program = fileURLToPath(new URL('../../../src/simulators/stx-terminal/main.ts', import.meta.url));

export class TerminalSimulator {
  readonly announcement: Announcement;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, announcement: Announcement) {
    this.#child = child;
    this.announcement = announcement;
  }

  static async start(...args: string[]): Promise<TerminalSimulator> {
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
    return new TerminalSimulator(child, JSON.parse(line) as Announcement);
  }

  get address(): { host: string; port: number } {
    return { host: this.announcement.host, port: this.announcement.port ?? 0 };
  }

  async script(patch: ScriptPatch): Promise<StateAnswer> {
    return (await (await this.call('POST', '/script', JSON.stringify(patch))).json()) as StateAnswer;
  }

  async state(): Promise<StateAnswer> {
    return (await (await this.call('GET', '/state')).json()) as StateAnswer;
  }

  async restart(): Promise<StateAnswer> {
    return (await (await this.call('POST', '/restart')).json()) as StateAnswer;
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
