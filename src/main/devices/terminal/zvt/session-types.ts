/** States, events and commands of a ZVT session; `session.ts` says how they follow each other. */
import type { EpochMs } from '../../../../shared/kernel/clock.ts';
import type { CardStep, LinkFailure, UnknownCause } from '../../ports.ts';
import type { ReadStatus, Verdict } from './replies.ts';

/** What is fixed for one command. */
export interface Command {
  readonly frameBytes: number;
  /** Whether frames are acknowledged on the line. */
  readonly serial: boolean;
  /** Money may move: never sent twice after silence, and completion without a result proves nothing. */
  readonly charge: boolean;
}

export type SessionOutcome =
  | { readonly kind: 'not-sent'; readonly cause: LinkFailure }
  | { readonly kind: 'unknown'; readonly cause: UnknownCause; readonly heard: ReadStatus | null }
  /** Not carried out. */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'aborted'; readonly code: string; readonly status: ReadStatus | null }
  | { readonly kind: 'completed'; readonly status: ReadStatus | null; readonly at: EpochMs | null };

export type SessionState = { readonly command: Command } & (
  | { readonly at: 'opening' }
  /** What comes before the end of the write is told is kept and looked at then. */
  | {
      readonly at: 'sending';
      readonly sends: number;
      readonly damaged: boolean;
      readonly early: readonly SessionEvent[];
    }
  | { readonly at: 'awaiting-ack'; readonly sends: number; readonly damaged: boolean }
  | { readonly at: 'awaiting-acceptance'; readonly sends: number }
  | {
      readonly at: 'running';
      readonly status: ReadStatus | null;
      /** Why no result of this command will be believed any more. */
      readonly spoilt: UnknownCause | null;
      readonly signs: number;
      readonly naks: number;
    }
  | { readonly at: 'done'; readonly outcome: SessionOutcome }
);

export type SessionEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'open-failed'; readonly why: LinkFailure }
  | { readonly type: 'wrote'; readonly taken: number; readonly failure: LinkFailure | null }
  | { readonly type: 'ack' }
  | { readonly type: 'nak' }
  | { readonly type: 'noise' }
  | { readonly type: 'damaged' }
  | { readonly type: 'message'; readonly verdict: Verdict }
  | { readonly type: 'timeout' }
  | { readonly type: 'broken'; readonly why: LinkFailure };

export type SessionCommand =
  | { readonly type: 'open' }
  | { readonly type: 'send' }
  /** Write down what was heard, before the answer that follows. */
  | { readonly type: 'record'; readonly status: ReadStatus }
  /** `80 00 00`. */
  | { readonly type: 'answer' }
  /** Ask for a damaged frame again; serial only. */
  | { readonly type: 'refuse' }
  | { readonly type: 'tell'; readonly step: CardStep }
  | { readonly type: 'print'; readonly text: string }
  /** A result of something older than this command. */
  | { readonly type: 'older'; readonly status: ReadStatus }
  /** (Re)start the only timer; `none` stops it. */
  | { readonly type: 'wait'; readonly for: 'ack' | 'acceptance' | 'completion' | 'none' }
  | { readonly type: 'hang-up' };

export interface SessionStep {
  readonly state: SessionState;
  readonly commands: readonly SessionCommand[];
}
