/** Starts the simulated bank as the program it is, and speaks its control contract. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type {
  Announcement,
  BankScript,
  Credit,
  CreditOrder,
  PayOrder,
} from '../../../src/simulators/bank/contract.ts';

const program = fileURLToPath(new URL('../../../src/simulators/bank/main.ts', import.meta.url));

export class BankSimulator {
  readonly announcement: Announcement;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, announcement: Announcement) {
    this.#child = child;
    this.announcement = announcement;
  }

  static async start(): Promise<BankSimulator> {
    const child = spawn(process.execPath, [program, '--until-stdin-ends'], {
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
    return new BankSimulator(child, JSON.parse(line) as Announcement);
  }

  get address(): { host: string; port: number } {
    return { host: this.announcement.host, port: this.announcement.port };
  }

  /** Pays a code; the references of the transfers. */
  async pay(payload: string, order: Partial<PayOrder> = {}): Promise<string[]> {
    return (await this.#ask<{ references: string[] }>('POST', '/pay', { payload, ...order })).references;
  }

  async credit(order: Partial<CreditOrder> & Pick<CreditOrder, 'amount' | 'content'>): Promise<string> {
    const whole = { bin: '999999', number: '0000012345678', ...order };
    const { references } = await this.#ask<{ references: string[] }>('POST', '/credit', whole);
    return references[0] ?? '';
  }

  async repeat(reference: string): Promise<void> {
    await this.#ask('POST', '/repeat', { reference });
  }

  async script(script: BankScript): Promise<void> {
    await this.#ask('POST', '/script', script);
  }

  async credits(): Promise<Credit[]> {
    return (await this.#ask<{ credits: Credit[] }>('GET', '/credits')).credits;
  }

  call(method: string, path: string, body?: object, token = this.announcement.token): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.announcement.controlPort}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  stop(): void {
    this.#child.removeAllListeners('exit');
    this.#child.kill();
  }

  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.call(method, path, body);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
