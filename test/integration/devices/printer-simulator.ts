/** Starts the simulated printer as the program it is, and speaks its control contract. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import type {
  Announcement,
  ScriptPatch,
  SheetInfo,
  StateAnswer,
} from '../../../src/simulators/escpos-printer/contract.ts';

const program = fileURLToPath(new URL('../../../src/simulators/escpos-printer/main.ts', import.meta.url));

/** Dots read back from the PNG of a sheet: bit 7 leftmost, 1 = black. */
export interface PaperPicture {
  readonly widthDots: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}

export class PrinterSimulator {
  readonly announcement: Announcement;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, announcement: Announcement) {
    this.#child = child;
    this.announcement = announcement;
  }

  static async start(...args: string[]): Promise<PrinterSimulator> {
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
    return new PrinterSimulator(child, JSON.parse(line) as Announcement);
  }

  get address(): { host: string; port: number } {
    return { host: this.announcement.host, port: this.announcement.port };
  }

  async script(patch: ScriptPatch): Promise<StateAnswer> {
    return (await (await this.call('POST', '/script', JSON.stringify(patch))).json()) as StateAnswer;
  }

  async state(): Promise<StateAnswer> {
    return (await (await this.call('GET', '/state')).json()) as StateAnswer;
  }

  async sheets(): Promise<SheetInfo[]> {
    const answer = (await (await this.call('GET', '/sheets')).json()) as { sheets: SheetInfo[] };
    return answer.sheets;
  }

  async picture(sheet: number): Promise<PaperPicture> {
    const answer = await this.call('GET', `/sheets/${sheet}.png`);
    return readPng(Buffer.from(await answer.arrayBuffer()));
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

/** Reads a one-bit greyscale PNG without filters, the only kind the simulator writes. */
function readPng(png: Buffer): PaperPicture {
  const widthDots = png.readUInt32BE(16);
  const rows = png.readUInt32BE(20);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const lines = inflateSync(Buffer.concat(data));
  const rowBytes = widthDots / 8;
  const bits = new Uint8Array(rowBytes * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let at = 0; at < rowBytes; at += 1) {
      bits[row * rowBytes + at] = ~(lines[row * (rowBytes + 1) + 1 + at] ?? 0) & 0xff;
    }
  }
  return { widthDots, rows, bits };
}
