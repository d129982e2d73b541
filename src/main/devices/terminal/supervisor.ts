/** Watches over the line to a terminal: connects, has what is open asked about first, and connects again after a break. */
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { TerminalPort } from '../ports.ts';

export interface SupervisorParts {
  readonly port: TerminalPort;
  readonly clock: Clock;
  /** Asks about attempts nobody knows the end of; whether none is left that holds up the terminal. Never rejects. */
  resolve(): Promise<boolean>;
}

/** The first wait after a failure; each further one is twice as long, up to the longest. */
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** A line that is open tells of its own break; this often it is looked at all the same. */
const calmMs = 60_000;

/** Begins at once. @returns the way to stop */
export function superviseTerminal({ port, clock, resolve }: SupervisorParts): () => void {
  let stopped = false;
  let stopTimer: () => void = () => {};
  let waitMs = firstWaitMs;
  let looking = false;

  const look = async (): Promise<void> => {
    looking = true;
    const good = await lookOnce(port, resolve);
    looking = false;
    if (stopped) return;
    arm(good ? calmMs : waitMs);
    waitMs = good ? firstWaitMs : Math.min(waitMs * 2, longestWaitMs);
  };
  const arm = (delayMs: number): void => {
    stopTimer();
    stopTimer = clock.after(delayMs, () => void look());
  };
  const stopListening = port.onState((state) => {
    if (state === 'offline' && !looking && !stopped) arm(firstWaitMs);
  });
  void look();
  return () => {
    stopped = true;
    stopListening();
    stopTimer();
  };
}

/** The query is the first the terminal hears; a charge under way is left alone. */
async function lookOnce(port: TerminalPort, resolve: () => Promise<boolean>): Promise<boolean> {
  if (port.unresolved.length > 0) return await resolve();
  if (port.state === 'online') return true;
  const trouble = await port.commTest();
  return trouble === null || trouble === 'busy';
}
