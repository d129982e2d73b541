/** The product as a person starts it: launcher, counter process, simulated devices; no window of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A start, a restart and an end take well under a second; this is for a machine that is busy with other things. */
const patienceMs = 60_000;

/** Where a simulated peer of a demonstration takes orders. */
export interface Orders {
  readonly url: string;
  readonly token: string;
}

export interface Links {
  readonly cashier: string;
  readonly display: string;
}

/** The running product, seen from its command line. */
export interface Program {
  /** The addresses printed at the start; each opens one window, once. */
  readonly links: Links;
  /** The simulated bank of a demonstration; null without one. */
  readonly bank: Orders | null;
  /** Its simulated card terminal; null without one. */
  readonly terminal: Orders | null;
  /** Presses Enter on the command line: a fresh address for each window. */
  newLinks(): Promise<Links>;
  /** Kills the counter's process as a power cut would; the launcher stays. Settles when it runs again. */
  killCounter(): Promise<void>;
  /** Ends it as Ctrl+C does; the exit code. */
  stop(): Promise<number | null>;
}

const linkLine = /Thu ngân: (\S+) {2}Màn hình khách: (\S+)/g;

const bankLine = /Ngân hàng mô phỏng nhận lệnh ở (\S+), mã (\S+)\./;
const terminalLine = /Máy thẻ mô phỏng nhận lệnh ở (\S+), mã (\S+)\./;

function ordersIn(line: RegExp, text: string): Orders | null {
  const [, url, token] = line.exec(text) ?? [];
  return url === undefined || token === undefined ? null : { url, token };
}

function linksIn(text: string): readonly Links[] {
  return [...text.matchAll(linkLine)].map(([, cashier = '', display = '']) => ({ cashier, display }));
}

/** What the launcher printed, and a way to wait for more of it. */
function listen(child: ChildProcess) {
  let text = '';
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiting) look();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      wake();
    });
  }
  child.once('exit', wake);
  return {
    until<T>(what: string, find: (text: string) => T | undefined): Promise<T> {
      return new Promise((resolve, reject) => {
        const settle = (end: () => void): void => {
          waiting.delete(look);
          clearTimeout(timer);
          end();
        };
        const fail = (why: string): void =>
          settle(() => reject(new Error(`${what}: ${why}; the program said:\n${text}`)));
        const look = (): void => {
          const found = find(text);
          if (found !== undefined) settle(() => resolve(found));
          else if (child.exitCode !== null) fail(`ended with ${child.exitCode}`);
        };
        const timer = setTimeout(() => fail(`not within ${patienceMs} ms`), patienceMs);
        waiting.add(look);
        look();
      });
    },
    text: () => text,
  };
}

/** A file of a process, empty when the process has just ended. */
function ofProcess(pid: string, file: 'stat' | 'cmdline'): string {
  try {
    return readFileSync(join('/proc', pid, file), 'utf8');
  } catch {
    return '';
  }
}

/** The child process of the launcher that is the counter, from Linux's process list (proc(5)). */
function counterPidOf(launcher: number): number {
  const found = readdirSync('/proc').find((pid) => {
    // The parent follows the state, which follows the name in brackets.
    const parent = /\) \S (\d+) /.exec(ofProcess(pid, 'stat'))?.[1];
    return Number(parent) === launcher && ofProcess(pid, 'cmdline').includes('browser-main.js');
  });
  if (found === undefined) throw new Error(`the launcher ${launcher} has no counter process`);
  return Number(found);
}

/** Starts the built product in the browser shell with `args` and waits until its windows can be opened. */
export async function startProgram(args: readonly string[]): Promise<Program> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'built-child.ts'), '--shell', 'browser', '--no-window', ...args],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const output = listen(child);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const links = await output.until('start', (text) => linksIn(text)[0]);
  let stopping: Promise<number | null> | null = null;
  return {
    links,
    bank: ordersIn(bankLine, output.text()),
    terminal: ordersIn(terminalLine, output.text()),
    newLinks() {
      const known = linksIn(output.text()).length;
      child.stdin?.write('\n');
      return output.until('new links', (text) => linksIn(text)[known]);
    },
    async killCounter() {
      const restarts = (text: string): number => text.split('khởi động lại').length;
      const before = restarts(output.text());
      process.kill(counterPidOf(child.pid ?? 0), 'SIGKILL');
      await output.until('restart', (text) => (restarts(text) > before ? true : undefined));
    },
    stop() {
      stopping ??= (() => {
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
        return exited.finally(() => clearTimeout(timer));
      })();
      return stopping;
    },
  };
}
