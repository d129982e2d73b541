/** What a start is asked for on the command line, and where data lies when nothing is said. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type CounterSettings,
  type DemoKind,
  demoKinds,
  type SimulatorAddress,
} from '../../shared/handover/counter.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';

export interface StartOptions {
  readonly shell: 'browser' | 'electron' | null;
  readonly demo: DemoKind | null;
  /** A second simulated printer that takes over from the first; of a demo only. */
  readonly sparePrinter: boolean;
  /** Absolute. */
  readonly dataFolder: string;
  /** False: no window is opened, addresses are printed. */
  readonly openWindows: boolean;
  /** Port of the browser shell; 0 takes a free one. */
  readonly port: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where programs keep their data on this system: XDG Base Directory, `%APPDATA%`, Application Support. */
export function dataHome(platform: NodeJS.Platform, environment: Environment, home: string): string {
  if (platform === 'win32') return join(environment.APPDATA || join(home, 'AppData', 'Roaming'), 'Quay Thu');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Quay Thu');
  const chosen = environment.XDG_DATA_HOME;
  // The specification says to ignore a relative path.
  const base = chosen && isAbsolute(chosen) ? chosen : join(home, '.local', 'share');
  return join(base, 'quay-thu');
}

const usage =
  'Cách dùng / usage: npm start -- [--shell browser|electron] [--demo hospital|school [--spare-printer]] [--data <folder>] [--port <n>] [--no-window]';

function readArguments(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: false,
    options: {
      shell: { type: 'string' },
      demo: { type: 'string' },
      'spare-printer': { type: 'boolean', default: false },
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      'no-window': { type: 'boolean', default: false },
    },
  }).values;
}

/** Reads the command line; the refusal is a sentence for the person who typed it. */
export function parseStartOptions(
  args: readonly string[],
  platform: NodeJS.Platform = process.platform,
  environment: Environment = process.env,
  home: string = homedir(),
): Result<StartOptions, string> {
  let given: ReturnType<typeof readArguments>;
  try {
    given = readArguments(args);
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
  const { shell = null, demo = null } = given;
  if (shell !== null && shell !== 'browser' && shell !== 'electron')
    return refuse(`--shell ${shell}?\n${usage}`);
  const demoKind = demoKinds.find((kind) => kind === demo) ?? null;
  if (demo !== null && demoKind === null) return refuse(`--demo ${demo}?\n${usage}`);
  if (given['spare-printer'] && demoKind === null) return refuse(`--spare-printer?\n${usage}`);
  const port = Number(given.port);
  if (!/^\d+$/.test(given.port) || port > 65_535) return refuse(`--port ${given.port}?\n${usage}`);
  const standard = join(
    dataHome(platform, environment, home),
    demoKind === null ? 'counter' : `training-${demoKind}`,
  );
  return ok({
    shell,
    demo: demoKind,
    sparePrinter: given['spare-printer'],
    dataFolder: given.data === undefined ? standard : resolve(given.data),
    openWindows: !given['no-window'],
    port,
  });
}

/** What the counter is told. Sample data goes into a training ledger only. */
export function settingsFor(
  options: Pick<StartOptions, 'demo' | 'dataFolder'>,
  resourcesFolder: string,
  simulators: readonly SimulatorAddress[],
): CounterSettings {
  return {
    dataFolder: options.dataFolder,
    resourcesFolder,
    ledgerKind: options.demo === null ? 'real' : 'training',
    demo: options.demo,
    simulators: [...simulators],
  };
}
