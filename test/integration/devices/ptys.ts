/** Two ends of a serial cable made by socat: what is written into one comes out of the other. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const pollMs = 10;
const appearTimeoutMs = 5_000;

export class SerialCable {
  readonly ours: string;
  readonly theirs: string;
  readonly #folder: string;
  #socat: ChildProcess | null = null;
  /** Both ends held open, unread: socat ends as soon as nobody has one of them open. */
  #held: number[] = [];

  constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), 'cable-'));
    this.ours = join(this.#folder, 'ours');
    this.theirs = join(this.#folder, 'theirs');
  }

  /** Plugs the cable in; settles when both ends are there. */
  async plug(): Promise<void> {
    if (this.#socat !== null) return;
    const socat = spawn('socat', [`pty,raw,echo=0,link=${this.ours}`, `pty,raw,echo=0,link=${this.theirs}`], {
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    this.#socat = socat;
    const end = performance.now() + appearTimeoutMs;
    while (!existsSync(this.ours) || !existsSync(this.theirs)) {
      if (performance.now() > end) throw new Error('socat made no ptys');
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    const flags = constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK;
    this.#held = [openSync(this.ours, flags), openSync(this.theirs, flags)];
  }

  /** Pulls the cable out; settles when both ends are gone. */
  async unplug(): Promise<void> {
    const socat = this.#socat;
    this.#socat = null;
    for (const end of this.#held.splice(0)) closeSync(end);
    if (socat === null || socat.exitCode !== null || socat.signalCode !== null) return;
    const gone = new Promise((resolve) => socat.once('exit', resolve));
    socat.kill('SIGKILL');
    await gone;
    rmSync(this.ours, { force: true });
    rmSync(this.theirs, { force: true });
  }

  async remove(): Promise<void> {
    await this.unplug();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
