import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import type { Connection, LinkFailure, Transport, WriteResult } from '../ports.ts';

/**
 * A line that stays open between talks and is read all the time: an idle port that only writes notices an unplugged
 * cable at its next write (facts/toolchain §4). `open` gives one talk's share of it; closing that share leaves the
 * line open, unless bytes were still going out: those must not come out later.
 */
export interface HeldLine extends Transport {
  /** Opens the line unless it is open. Null = it stands. */
  connect(deadlineMs: number): Promise<LinkFailure | null>;
  readonly connected: boolean;
  /** Everything that comes in, during talks and between them. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void;
  /** The line came up, went down, or could not be opened. */
  onLine(listener: (connected: boolean) => void): () => void;
  /** Gives the line back for good. */
  drop(): void;
}

/** Keeps a line of `transport` open. Nothing is opened before the first `connect` or `open`. */
export function heldLine(transport: Transport): HeldLine {
  const bytesListeners = new Set<(bytes: Uint8Array) => void>();
  const lineListeners = new Set<(connected: boolean) => void>();
  let line: Connection | null = null;
  let opening: Promise<Result<Connection, LinkFailure>> | null = null;
  let dropped = false;

  const tell = (connected: boolean): void => {
    for (const listener of [...lineListeners]) listener(connected);
  };
  const lost = (which: Connection): void => {
    if (line !== which) return;
    line = null;
    tell(false);
  };
  const openLine = async (deadlineMs: number): Promise<Result<Connection, LinkFailure>> => {
    const opened = await transport.open(deadlineMs);
    if (!opened.ok) {
      // Also the first time: a line that never stood is down, and not one of which nothing is known.
      if (!dropped) tell(false);
      return opened;
    }
    const made = opened.value;
    if (dropped) {
      made.close();
      return refuse('disconnected');
    }
    line = made;
    made.onBytes((bytes) => {
      for (const listener of [...bytesListeners]) listener(bytes);
    });
    made.onClose(() => lost(made));
    tell(true);
    return ok(made);
  };
  const standing = (deadlineMs: number): Promise<Result<Connection, LinkFailure>> => {
    if (dropped) return Promise.resolve(refuse('disconnected'));
    if (line !== null) return Promise.resolve(ok(line));
    opening ??= openLine(deadlineMs).finally(() => {
      opening = null;
    });
    return opening;
  };
  const giveUp = (which: Connection): void => {
    which.close();
    lost(which);
  };

  return {
    address: transport.address,
    readable: transport.readable,
    get connected() {
      return line !== null;
    },
    async connect(deadlineMs) {
      const stands = await standing(deadlineMs);
      return stands.ok ? null : stands.reason;
    },
    async open(deadlineMs) {
      const stands = await standing(deadlineMs);
      return stands.ok ? ok(share(stands.value, giveUp)) : stands;
    },
    onBytes(listener) {
      bytesListeners.add(listener);
      return () => bytesListeners.delete(listener);
    },
    onLine(listener) {
      lineListeners.add(listener);
      return () => lineListeners.delete(listener);
    },
    drop() {
      dropped = true;
      if (line !== null) giveUp(line);
    },
  };
}

/** One talk on the line. `giveUp` closes the line itself. */
function share(line: Connection, giveUp: (line: Connection) => void): Connection {
  const ends: (() => void)[] = [];
  let writing = 0;
  let broken: LinkFailure | null = null;
  ends.push(
    line.onClose((why) => {
      broken ??= why;
    }),
  );
  const end = (): void => {
    for (const stop of ends.splice(0)) stop();
  };
  return {
    async write(bytes, deadlineMs): Promise<WriteResult> {
      writing += 1;
      const result = await line.write(bytes, deadlineMs);
      writing -= 1;
      if (result.failure !== null) {
        broken ??= result.failure;
        giveUp(line);
      }
      return result;
    },
    onBytes(listener) {
      const stop = line.onBytes(listener);
      ends.push(stop);
      return stop;
    },
    onClose(listener) {
      const stop = line.onClose(listener);
      ends.push(stop);
      return stop;
    },
    /** There is no end to wait for: each write came back when its bytes had left. */
    async finish() {
      return broken;
    },
    close() {
      end();
      if (writing > 0) giveUp(line);
    },
  };
}
