/** Starts simulated devices as programs of their own and ends them by id (design §5). */
import { type ChildProcess, spawn } from 'node:child_process';
import { type SimulatorAddress, simulatorAddress } from '../../shared/handover/counter.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';

/** A simulator that has not told its address by then is ended. */
export const announceTimeoutMs = 10_000;
const maxAnnouncementChars = 10_000;
const maxSimulators = 20;

export type SimulatorFault = 'too-many' | 'ended' | 'no-address' | 'timeout';

export interface Simulator {
  readonly id: number;
  readonly peer: string;
  readonly address: SimulatorAddress;
}

export interface Simulators {
  /** Starts `peer` (its folder under `src/simulators`) with these arguments; settles when it told its address. */
  start(peer: string, args?: readonly string[]): Promise<Result<Simulator, SimulatorFault>>;
  running(): readonly Simulator[];
  /** Ends one; nothing happens if it is gone already. */
  end(id: number): void;
  endAll(): void;
}

/** A started program, whether a child process of Node or a utility process of Electron. */
export interface SimulatorProcess {
  onOutput(receive: (chunk: string) => void): void;
  onExit(exited: () => void): void;
  kill(): void;
}

export type SpawnSimulator = (peer: string, args: readonly string[]) => SimulatorProcess;

function wrapChild(child: ChildProcess): SimulatorProcess {
  child.stdout?.setEncoding('utf8');
  return {
    onOutput: (receive) => child.stdout?.on('data', receive),
    onExit(exited) {
      child.once('exit', exited);
      child.once('error', exited);
    },
    kill: () => child.kill('SIGTERM'),
  };
}

/**
 * Starts simulators under this very Node. `fileOf` gives the program of a peer. Their standard input stays open for
 * as long as this process lives, and an IPC channel tells them when it died, so none is left behind.
 */
export function spawnUnderNode(fileOf: (peer: string) => string): SpawnSimulator {
  return (peer, args) =>
    wrapChild(
      spawn(process.execPath, [fileOf(peer), ...args], { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] }),
    );
}

/** The address in the first line of output; null if that line is none. */
function parseAnnouncement(line: string): SimulatorAddress | null {
  try {
    return simulatorAddress.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** Waits for the one JSON line. Runs `settle` exactly once. */
function awaitAddress(
  started: SimulatorProcess,
  clock: Clock,
  settle: (found: Result<SimulatorAddress, SimulatorFault>) => void,
): void {
  let text = '';
  let settled = false;
  const finish = (found: Result<SimulatorAddress, SimulatorFault>): void => {
    if (settled) return;
    settled = true;
    cancelTimeout();
    settle(found);
  };
  const cancelTimeout = clock.after(announceTimeoutMs, () => finish(refuse('timeout')));
  started.onExit(() => finish(refuse('ended')));
  started.onOutput((chunk) => {
    if (settled) return;
    text += chunk;
    const end = text.indexOf('\n');
    if (end < 0 && text.length <= maxAnnouncementChars) return;
    const address = parseAnnouncement(end < 0 ? '' : text.slice(0, end));
    finish(address === null ? refuse('no-address') : ok(address));
  });
}

/** Makes the launcher. The caller ends all at exit. */
export function makeSimulators(launch: SpawnSimulator, clock: Clock): Simulators {
  const running = new Map<number, { readonly simulator: Simulator; readonly process: SimulatorProcess }>();
  const starting = new Set<SimulatorProcess>();
  let lastId = 0;
  return {
    start(peer, args = []) {
      if (running.size + starting.size >= maxSimulators) return Promise.resolve(refuse('too-many'));
      const started = launch(peer, args);
      starting.add(started);
      return new Promise((resolve) => {
        awaitAddress(started, clock, (found) => {
          starting.delete(started);
          if (!found.ok) {
            started.kill();
            resolve(found);
            return;
          }
          lastId += 1;
          const simulator: Simulator = { id: lastId, peer, address: found.value };
          running.set(simulator.id, { simulator, process: started });
          started.onExit(() => running.delete(simulator.id));
          resolve(ok(simulator));
        });
      });
    },
    running: () => [...running.values()].map(({ simulator }) => simulator),
    end(id) {
      running.get(id)?.process.kill();
      running.delete(id);
    },
    endAll() {
      for (const started of starting) started.kill();
      for (const { process: each } of running.values()) each.kill();
      running.clear();
    },
  };
}
