/** Starts a simulated display or scanner as the program it is, and speaks its control contract. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Announced {
  readonly host: string;
  readonly port: number;
  readonly controlPort: number;
  readonly token: string;
}

export interface SmallSimulator<State> {
  readonly address: { readonly host: string; readonly port: number };
  state(): Promise<State>;
  /** Posts a script or a reading; throws when the simulator does not take it. */
  post(path: '/script' | '/scan', body: object): Promise<void>;
  stop(): void;
}

export async function startSmallSimulator<State>(
  peer: 'pole-display' | 'scanner',
  ...args: string[]
): Promise<SmallSimulator<State>> {
  const program = fileURLToPath(new URL(`../../../src/simulators/${peer}/main.ts`, import.meta.url));
  const child = spawn(process.execPath, [program, '--until-stdin-ends', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const announced = JSON.parse(await firstLine(child)) as Announced;
  const call = async (method: string, path: string, body?: string): Promise<Response> => {
    const answer = await fetch(`http://127.0.0.1:${announced.controlPort}${path}`, {
      method,
      headers: { authorization: `Bearer ${announced.token}` },
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  };
  return {
    address: { host: announced.host, port: announced.port },
    state: async () => (await (await call('GET', '/state')).json()) as State,
    post: async (path, body) => void (await call('POST', path, JSON.stringify(body))),
    stop: () => child.kill(),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
  });
}
