/** Watches over every device of the counter: asks how it is, opens its line again, and tells what became of it. */
import type { Clock, EpochMs } from '../../shared/kernel/clock.ts';
import type { LinkState, PrinterPort, PrinterState } from './ports.ts';
import { cannotPrint } from './printer/session.ts';
import type { HeldLine } from './transport/held.ts';

/** How often a device that is well is asked, and how long is waited after a failure: doubled each time, to the most. */
export interface Pace {
  readonly everyMs: number;
  readonly firstRetryMs: number;
  readonly mostRetryMs: number;
}

export const usualPace: Pace = { everyMs: 5_000, firstRetryMs: 1_000, mostRetryMs: 15_000 };

/** What is known of a device at the moment. */
export type DeviceState = PrinterState | LinkState;

/** One device under the supervisor. */
export interface Watched {
  readonly name: string;
  readonly state: DeviceState;
  /** Asks the device or opens its line; true when it answered or its line stands. Never rejects. */
  check(): Promise<boolean>;
  /** Calls `listener` whenever the state changes. Returns the way to stop. */
  onState(listener: () => void): () => void;
}

/** A printer: asked for its state, so that the status rail knows of missing paper before a payer stands there. */
export function watchedPrinter(printer: PrinterPort): Watched {
  return {
    name: printer.name,
    get state() {
      return printer.state;
    },
    check: async () => (await printer.status()) !== 'offline',
    onState: (listener) => printer.onState(listener),
  };
}

/** A device whose line is only kept open. */
export function watchedLine(
  port: { readonly name: string; readonly state: LinkState; onState(listener: () => void): () => void },
  line: HeldLine,
  openTimeoutMs: number,
): Watched {
  return {
    name: port.name,
    get state() {
      return port.state;
    },
    check: async () => (await line.connect(openTimeoutMs)) === null,
    onState: (listener) => port.onState(listener),
  };
}

/** A device as the supervisor publishes it. */
export interface DeviceStanding {
  readonly name: string;
  readonly state: DeviceState;
  /** Since when it is so. */
  readonly since: EpochMs;
}

export interface Supervisor {
  /** In the order in which they were given. */
  readonly standings: readonly DeviceStanding[];
  stop(): void;
}

/**
 * Watches over devices, each in its own time; `changed` is called when one changes its state. One that went down is
 * tried again at once, then less and less often.
 */
export function supervise(
  devices: readonly Watched[],
  clock: Clock,
  changed: () => void,
  pace: Pace = usualPace,
): Supervisor {
  const standings = devices.map(({ name, state }) => ({ name, state, since: clock.now() }));
  const stops = devices.map((device, at) =>
    watch(device, clock, pace, () => {
      const standing = standings[at];
      if (standing === undefined || standing.state === device.state) return;
      standings[at] = { name: device.name, state: device.state, since: clock.now() };
      changed();
    }),
  );
  return {
    standings,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

function watch(device: Watched, clock: Clock, pace: Pace, told: () => void): () => void {
  let stopped = false;
  let checking = false;
  let failures = 0;
  let stopTimer: () => void = () => undefined;
  const check = async (): Promise<void> => {
    checking = true;
    const well = await device.check();
    checking = false;
    if (stopped) return;
    failures = well ? 0 : failures + 1;
    next();
  };
  const next = (): void => {
    stopTimer();
    const delayMs = failures === 0 ? pace.everyMs : retryAfterMs(failures, pace);
    stopTimer = clock.after(delayMs, () => void check());
  };
  const stopListening = device.onState(() => {
    told();
    // A line that broke while idle need not wait for its turn.
    if (device.state !== 'offline' || checking || stopped || failures > 0) return;
    failures = 1;
    next();
  });
  void check();
  return () => {
    stopped = true;
    stopListening();
    stopTimer();
  };
}

/** Milliseconds to wait after so many failures running. */
export function retryAfterMs(failures: number, { firstRetryMs, mostRetryMs }: Pace): number {
  return Math.min(mostRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 20));
}

/** Whether a sheet given to a printer in this state has a chance to come out. */
export function mayPrint(state: PrinterState): boolean {
  return !cannotPrint(state);
}
