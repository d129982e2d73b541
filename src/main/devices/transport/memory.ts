import type { Clock } from '../../../shared/kernel/clock.ts';
import { ok, refuse } from '../../../shared/kernel/result.ts';
import type { Connection, LinkFailure, Transport, WriteResult } from '../ports.ts';
import { withDeadline } from './deadline.ts';

/** The far end of a memory line: the device, played inside this process. */
export interface MemoryPeer {
  /** A line was opened. Refusing makes `open` fail. */
  onOpen?(): LinkFailure | null;
  /** Bytes arrive; the answer says how many it takes. Fewer than given = it takes no more until the deadline. */
  onWrite(bytes: Uint8Array, reply: (bytes: Uint8Array) => void, hangUp: (why: LinkFailure) => void): number;
}

/** A line without a wire, for the simulation in virtual time and for tests of drivers. */
export function memoryTransport(peer: MemoryPeer, clock: Clock): Transport {
  return {
    address: 'memory',
    readable: true,
    async open() {
      const refused = peer.onOpen?.() ?? null;
      return refused === null ? ok(memoryConnection(peer, clock)) : refuse(refused);
    },
  };
}

function memoryConnection(peer: MemoryPeer, clock: Clock): Connection {
  const bytesListeners = new Set<(bytes: Uint8Array) => void>();
  const closeListeners = new Set<(why: LinkFailure) => void>();
  let broken: LinkFailure | null = null;

  const later = (run: () => void): void => {
    clock.after(0, run);
  };
  const reply = (bytes: Uint8Array): void => {
    later(() => {
      if (broken === null) for (const listener of bytesListeners) listener(bytes);
    });
  };
  const hangUp = (why: LinkFailure): void => {
    if (broken !== null) return;
    broken = why;
    later(() => {
      for (const listener of closeListeners) listener(why);
    });
  };

  return {
    write(bytes, deadlineMs): Promise<WriteResult> {
      if (broken !== null) return Promise.resolve({ taken: 0, failure: broken });
      const taken = peer.onWrite(bytes, reply, hangUp);
      if (taken === bytes.length) return Promise.resolve({ taken, failure: null });
      if (broken !== null) return Promise.resolve({ taken, failure: broken });
      return withDeadline<WriteResult>(
        clock,
        deadlineMs,
        () => ({ taken, failure: 'deadline' }),
        () => undefined,
      );
    },
    onBytes(listener) {
      bytesListeners.add(listener);
      return () => bytesListeners.delete(listener);
    },
    onClose(listener) {
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
    finish: () => Promise.resolve(broken),
    close() {
      bytesListeners.clear();
      closeListeners.clear();
      broken ??= 'disconnected';
    },
  };
}
