/** What goes into a talk with a printer and what comes out of it; `session.ts` is the talk itself. */
import type { LinkFailure, PrinterState, PrintTrouble } from '../ports.ts';
import type { PrinterReply, StatusBytes, StatusTopic } from './escpos-codec.ts';

/** What the talk is for. */
export interface SessionJob {
  /** How many parts are to be handed over, in order; 0 = only ask the state. */
  readonly parts: number;
  /** The last job broke off: fill up the picture the printer may still be waiting for, before anything is asked. */
  readonly fill: boolean;
  /** Whether the line can be read at all. */
  readonly readable: boolean;
  /** Whether to ask for proof after the last part. */
  readonly prove: boolean;
}

/** How it ended. Like `PrintOutcome`, with `state-only` for a talk without parts. */
export type SessionOutcome =
  | { readonly kind: 'state-only' }
  | { readonly kind: 'printed' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly why: PrintTrouble }
  | { readonly kind: 'unknown'; readonly tookBytes: number; readonly why: PrintTrouble };

/** What is being asked, and what was heard so far. */
export type Asking = { readonly topic: StatusTopic; readonly heard: StatusBytes };

export type SessionState = { readonly job: SessionJob } & (
  | { readonly at: 'opening' }
  | { readonly at: 'filling' }
  | ({ readonly at: 'asking' } & Asking)
  | { readonly at: 'sending'; readonly part: number; readonly taken: number; readonly printer: PrinterState }
  | { readonly at: 'proving'; readonly taken: number; readonly printer: PrinterState }
  | ({ readonly at: 'diagnosing'; readonly taken: number; readonly printer: PrinterState } & Asking)
  | { readonly at: 'finishing'; readonly taken: number; readonly printer: PrinterState }
  | { readonly at: 'done'; readonly printer: PrinterState; readonly outcome: SessionOutcome }
);

export type SessionEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'open-failed'; readonly why: LinkFailure }
  | { readonly type: 'reply'; readonly reply: PrinterReply }
  /** A commanded write ended. The end of a request may be told after its answer. */
  | {
      readonly type: 'wrote';
      readonly what: 'fill' | 'part' | 'request';
      readonly taken: number;
      readonly failure: LinkFailure | null;
    }
  | { readonly type: 'timeout' }
  | { readonly type: 'broken'; readonly why: LinkFailure }
  | { readonly type: 'finished'; readonly failure: LinkFailure | null };

export type SessionCommand =
  | { readonly type: 'open' }
  /** Bytes that print nothing; never counted as taken. */
  | { readonly type: 'fill' }
  | { readonly type: 'ask'; readonly topic: StatusTopic }
  | { readonly type: 'send'; readonly part: number }
  | { readonly type: 'ask-proof' }
  /** (Re)start the only timer; `none` stops it. */
  | { readonly type: 'wait'; readonly for: 'status' | 'proof' | 'none' }
  | { readonly type: 'finish' }
  | { readonly type: 'close' };

export interface SessionStep {
  readonly state: SessionState;
  readonly commands: readonly SessionCommand[];
}
