/** What `npm start` runs once everything is built: picks the shell, says which in one line, opens the windows. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { SimulatorAddress } from '../../shared/handover/counter.ts';
import type { WindowKind } from '../../shared/handover/types.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { realClock, realRandom } from '../ports/real.ts';
import { startDemoPeers } from './demo-peers.ts';
import { findOrFetchElectron } from './electron-runtime.ts';
import { openLogFile } from './log-file.ts';
import { parseStartOptions, type StartOptions, settingsFor } from './options.ts';
import { type Panel, startPanel } from './panel.ts';
import { makeSimulators, spawnUnderNode } from './simulators.ts';
import { type Links, type Supervised, superviseBrowser } from './supervise.ts';
import { findBrowser, type Machine, openAppWindow, thisMachine } from './windows.ts';

/** A window that is gone this soon was handed over to a browser already running; it was not closed by a person. */
const handedOverMs = 3_000;

function tell(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** Why the Electron shell is out of the question here, or null. */
function withoutElectron(options: StartOptions, machine: Machine): string | null {
  if (options.shell === 'browser') return 'theo --shell browser';
  if (!options.openWindows) return 'theo --no-window';
  if (machine.isRoot) return 'Electron không chạy bằng quyền root';
  const { DISPLAY, WAYLAND_DISPLAY } = machine.environment;
  if (machine.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return 'máy không có màn hình';
  return null;
}

function runElectron(program: string, root: string, args: readonly string[]): Promise<number> {
  tell('Quầy Thu mở bằng Electron.');
  return new Promise((resolve) => {
    const child = spawn(program, [root, ...args], { stdio: 'inherit' });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

interface BrowserRun {
  readonly options: StartOptions;
  readonly root: string;
  readonly machine: Machine;
  readonly clock: Clock;
  /** Why it is this shell. */
  readonly why: string;
}

/** Opens both windows; closing the cashier's ends the program. */
function openWindows(
  browser: string,
  links: Links,
  run: BrowserRun,
  supervised: () => Supervised,
): () => void {
  const openedAtMs = run.clock.monotonicMs();
  const open = (window: WindowKind) =>
    openAppWindow(
      browser,
      {
        window,
        address: links[window],
        profileFolder: join(run.options.dataFolder, 'window', window),
      },
      run.machine.isRoot,
    );
  const cashier = open('cashier');
  const display = open('display');
  void cashier.closed.then(() => {
    if (run.clock.monotonicMs() - openedAtMs >= handedOverMs) supervised().stop();
    else
      tell('Trình duyệt chuyển sang cửa sổ có sẵn. Nhấn Ctrl+C để dừng Quầy Thu, Enter để lấy địa chỉ mới.');
  });
  return () => {
    cashier.close();
    display.close();
  };
}

function addresses(links: Links): string {
  return `Thu ngân: ${links.cashier}  Màn hình khách: ${links.display}`;
}

/** The panel of a demo's simulated devices; none without them. */
async function openPanel(
  peers: readonly SimulatorAddress[],
  rendererFolder: string,
): Promise<Panel | undefined> {
  if (peers.length === 0) return undefined;
  const panel = await startPanel({ rendererFolder, peers, random: realRandom() });
  tell(`Bảng điều khiển thiết bị mô phỏng: ${panel.link}`);
  return panel;
}

/** Runs the browser shell until it is stopped; the exit code. */
async function runBrowser(run: BrowserRun): Promise<number> {
  const { options, root, machine, clock, why } = run;
  const simulators = makeSimulators(
    spawnUnderNode((peer) => join(root, 'src', 'simulators', peer, 'main.ts')),
    clock,
  );
  const { demo, sparePrinter: spare } = options;
  const simulated = demo === null ? [] : await startDemoPeers(simulators, { demo, spare }, tell);
  const panel = await openPanel(simulated, join(root, 'out', 'renderer'));
  const browser = options.openWindows ? findBrowser(machine) : null;
  let closeWindows = (): void => undefined;

  const supervised = superviseBrowser({
    program: join(root, 'out', 'main', 'browser-main.js'),
    rendererFolder: join(root, 'out', 'renderer'),
    settings: settingsFor(options, join(root, 'resources'), simulated),
    port: options.port,
    clock,
    log: openLogFile(join(options.dataFolder, 'logs', 'counter.log')),
    onRunning(links, restarted) {
      if (restarted) tell('Quầy đã khởi động lại; các cửa sổ tự nối lại.');
      else if (browser === null) {
        const reason = options.openWindows ? 'không tìm thấy Chromium, Chrome hay Edge' : 'không mở cửa sổ';
        tell(`Quầy Thu chạy trong vỏ trình duyệt (${why}; ${reason}). ${addresses(links)}`);
        tell('Mỗi địa chỉ dùng một lần, trong 30 giây. Nhấn Enter để lấy địa chỉ mới.');
      } else {
        tell(`Quầy Thu mở bằng ${browser} (vỏ trình duyệt; ${why}).`);
        closeWindows = openWindows(browser, links, run, () => supervised);
      }
    },
    onLinks: (links) => tell(addresses(links)),
    onCrashLoop: () =>
      tell('Chương trình quầy dừng nhiều lần trong một phút. Cửa sổ cho biết nhật ký ở đâu.'),
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, supervised.stop);
  process.stdin.on('error', () => undefined).on('data', supervised.askForLinks);
  const problem = await supervised.ended;
  simulators.endAll();
  panel?.close();
  closeWindows();
  process.stdin.destroy();
  if (problem !== null) process.stderr.write(`Quầy Thu không khởi động được: ${problem}\n`);
  return problem === null ? 0 : 1;
}

/** Starts the program found at `root` with these arguments; settles with the exit code when it is over. */
export async function launch(args: readonly string[], root: string): Promise<number> {
  const parsed = parseStartOptions(args);
  if (!parsed.ok) {
    process.stderr.write(`${parsed.reason}\n`);
    return 2;
  }
  const options = parsed.value;
  const clock = realClock();
  const machine = thisMachine();
  const excluded = withoutElectron(options, machine);
  if (excluded === null) {
    const program = await findOrFetchElectron(join(root, 'node_modules', 'electron'), clock, tell);
    if (program !== null) return runElectron(program, root, args);
    if (options.shell === 'electron') {
      process.stderr.write('Không có môi trường chạy Electron và không tải được.\n');
      return 1;
    }
  } else if (options.shell === 'electron') {
    process.stderr.write(`Không mở được Electron: ${excluded}.\n`);
    return 1;
  }
  const why = excluded ?? 'chưa có môi trường chạy Electron và không tải được trong 10 giây';
  return runBrowser({ options, root, machine, clock, why });
}
