/** Entry of the Electron shell. Everything that decides something is in electron-app.ts and shared/handover. */
import { join } from 'node:path';
import { app, protocol, utilityProcess } from 'electron';
import type { SimulatorAddress } from '../../shared/handover/counter.ts';
import { appScheme } from '../../shared/rpc/page-messages.ts';
import { realClock, realRandom } from '../ports/real.ts';
import { startDemoPeers } from './demo-peers.ts';
import { startElectronApp } from './electron-app.ts';
import { openLogFile } from './log-file.ts';
import { parseStartOptions, type StartOptions, settingsFor } from './options.ts';
import { startPanel } from './panel.ts';
import { makeSimulators, type SimulatorProcess } from './simulators.ts';

const builtFolder = import.meta.dirname;
const programFolder = app.getAppPath();

/** A built simulator as a utility process (design §5). */
function spawnSimulator(peer: string, args: readonly string[]): SimulatorProcess {
  const child = utilityProcess.fork(join(builtFolder, `simulator-${peer}.js`), [...args], { stdio: 'pipe' });
  return {
    onOutput: (receive) => child.stdout?.on('data', (chunk) => receive(String(chunk))),
    onExit: (exited) => child.once('exit', exited),
    kill: () => child.kill(),
  };
}

async function run(options: StartOptions): Promise<void> {
  const clock = realClock();
  await app.whenReady();
  const log = openLogFile(join(options.dataFolder, 'logs', 'counter.log'));
  const simulators = makeSimulators(spawnSimulator, clock);
  const { demo, sparePrinter: spare } = options;
  const addresses: readonly SimulatorAddress[] =
    demo === null
      ? []
      : await startDemoPeers(simulators, { demo, spare }, (sentence) => log.write(`${sentence}\n`));
  const rendererFolder = join(builtFolder, '..', 'renderer');
  const panel =
    addresses.length === 0
      ? undefined
      : await startPanel({ rendererFolder, peers: addresses, random: realRandom() });
  if (panel !== undefined) log.write(`Bảng điều khiển thiết bị mô phỏng: ${panel.link}\n`);
  startElectronApp({
    files: {
      rendererFolder,
      preloadFolder: join(builtFolder, '..', 'preload'),
      counterProcess: join(builtFolder, 'counter-process.js'),
    },
    settings: () => settingsFor(options, join(programFolder, 'resources'), addresses),
    clock,
    log,
    onExit: () => {
      simulators.endAll();
      panel?.close();
    },
  });
}

// Under a packaged program the first argument is ours; otherwise it is the path of the program.
const options = parseStartOptions(process.argv.slice(app.isPackaged ? 1 : 2));
if (!options.ok) {
  process.stderr.write(`${options.reason}\n`);
  app.exit(2);
} else {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
  // The lock goes by this folder: one program for each data folder.
  app.setPath('userData', join(options.value.dataFolder, 'window'));
  if (app.requestSingleInstanceLock()) void run(options.value);
  else app.exit(0);
}
