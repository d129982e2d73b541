import type { Session } from '../rpc/access.ts';
import type { Handlers } from '../rpc/calls.ts';

/** What answers on the lines at a time: the counter, or its quarantine. */
export interface Service {
  readonly handlers: Handlers;
  session(): Session;
  noteActivity(): void;
  /** Publishes anew. */
  refresh(): void;
  close(): Promise<void>;
}
