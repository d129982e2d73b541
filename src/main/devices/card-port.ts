/** Card terminals: what is asked of them, what they answer, and what nobody knows. Part of `ports.ts`. */
import type { EpochMs } from '../../shared/kernel/clock.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { LinkFailure } from './ports.ts';

/** Money asked for at a card terminal: a sale, or a refund after settlement. Journalled before it is asked. */
export interface CardCharge {
  /**
   * Our own name of this attempt, never used twice: 1–20 capital letters and digits with at least one letter, so
   * that it cannot be mistaken for a card number.
   */
  readonly reference: string;
  /** Whole đồng, from 1; the profile says how the terminal wants them. */
  readonly amount: number;
  /** A wallet's QR on the terminal's screen instead of a card; left out is a card. */
  readonly by?: 'card' | 'wallet';
}

/** What a terminal had last named before a charge. It is journalled with the charge, to know the charge again by. */
export interface CardBefore {
  /** Null where the terminal names no batch. */
  readonly batch: string | null;
  /** Its last receipt number; null where our own reference is enough. */
  readonly receipt: string | null;
}

/** An attempt as the journal holds it, to be asked about. */
export interface CardAttempt {
  readonly reference: string;
  /** Whole đồng. */
  readonly amount: number;
  readonly sentAt: EpochMs;
  readonly before: CardBefore;
  /** The receipt number the terminal named for it before it fell silent; null = none heard. */
  readonly heardReceipt: string | null;
  readonly by?: 'card' | 'wallet';
}

/** Taking back an approved sale of the batch that is still open. */
export interface CardVoid extends CardCharge {
  /** The terminal's number of the sale to be taken back. */
  readonly stan: string;
}

/** What a terminal says of one transaction. Null = it did not say. Never more of the card than its last four digits. */
export interface CardDetails {
  readonly approvalCode: string | null;
  readonly rrn: string | null;
  /** The terminal's own running number (invoice or trace). */
  readonly stan: string | null;
  readonly tid: string | null;
  readonly mid: string | null;
  readonly batch: string | null;
  readonly scheme: string | null;
  readonly lastFour: string | null;
}

/** Why a command was certainly not carried out: not all of it left this machine, or it was not tried at all. */
export type NotSentCause = LinkFailure | 'busy' | 'bad-request' | 'query-first';

/** Why nobody here knows whether a command was carried out. */
export type UnknownCause =
  /** The line broke after the command, or with it. */
  | LinkFailure
  /** The terminal did not say that it got the command. */
  | 'no-ack'
  /** It said twice that it got it damaged; one of the two may have been noise. */
  | 'nak'
  | 'no-reply'
  /** An answer that names neither our reference nor comes after an acknowledgement. */
  | 'reply-unproved'
  | 'amount-differs'
  /** An approval that lacks what proves it, or a code that the profile does not know. */
  | 'reply-unclear'
  /** It told a result, and not yet that it stands: it may still take it back. */
  | 'not-completed';

/**
 * What became of a charge, a refund or a void. `not-sent`: no money moved. `unknown`: it may have moved; this terminal
 * takes no further charge until `inquiry` was answered for that reference (design §4).
 */
export type CardOutcome =
  | ({ readonly kind: 'approved' } & CardDetails)
  | { readonly kind: 'declined'; readonly responseCode: string; readonly text: string }
  | { readonly kind: 'unknown'; readonly cause: UnknownCause; readonly heard?: CardHeard }
  | { readonly kind: 'not-sent'; readonly cause: NotSentCause };

/** A result the terminal told, before it is known to stand. */
export interface CardHeard extends CardDetails {
  readonly result: 'approved' | 'declined';
}

/** Who follows one charge. */
export interface CardWatch {
  /** What the person with the card is doing. */
  step?(step: CardStep): void;
  /** A line of the terminal's own receipt, where it prints on our paper. Card numbers are masked. */
  line?(text: string): void;
  /**
   * What is known of the charge now, told before the terminal hears that we know: it must be on disk when this returns.
   * `unknown` may be followed by what became of it. When it throws, the terminal is not answered and the line is left.
   */
  record?(outcome: CardOutcome): void;
}

/** What became of a settlement. Totals are null where the terminal does not tell them. */
export type SettlementOutcome =
  | {
      readonly kind: 'settled';
      readonly batch: string | null;
      readonly count: number | null;
      readonly total: number | null;
    }
  | {
      readonly kind: 'declined';
      readonly responseCode: string;
      readonly text: string;
      /** It says that there is nothing to settle: whatever it took before went with an earlier settlement. */
      readonly empty: boolean;
    }
  | { readonly kind: 'unknown'; readonly cause: UnknownCause }
  | { readonly kind: 'not-sent'; readonly cause: NotSentCause };

/** What the terminal remembers of a reference. What it is worth is for `judgeQuery` and, if need be, an approver. */
export type CardQueryAnswer =
  | ({
      readonly kind: 'found';
      readonly result: 'approved' | 'declined';
      readonly responseCode: string;
      readonly reference: string;
      /** Whole đồng. */
      readonly amount: number | null;
      /** When the terminal says it happened, by its own clock. */
      readonly at: EpochMs | null;
    } & CardDetails)
  | {
      readonly kind: 'not-found';
      /** Whether the profile vouches that this terminal answers only when no transaction is under way. */
      readonly idle: boolean;
      /** Its clock and batch at the answer. */
      readonly at: EpochMs | null;
      readonly batch: string | null;
    }
  | { readonly kind: 'no-answer'; readonly cause: NotSentCause | UnknownCause };

/** What the person with the card is doing, for the screens. */
export type CardStep = 'card' | 'pin';

/** The last that is known of the line to a terminal. `unknown` before the first try. */
export type TerminalState = 'online' | 'offline' | 'unknown';

/** A result nobody waits for any more: it came after the wait ended. Told once for each transaction. */
export interface LateResult {
  /** Null where the terminal does not repeat it; such a result is only a hint. */
  readonly reference: string | null;
  readonly amount: number | null;
  readonly result: 'approved' | 'declined';
  readonly details: CardDetails;
}

/** What the bank of a terminal lets the counter do on it. */
export interface TerminalAbilities {
  readonly void: boolean;
  readonly refund: boolean;
  readonly wallet: boolean;
}

/** A card terminal. One command at a time; none is ever repeated by itself once the terminal took it. */
export interface TerminalPort {
  readonly name: string;
  readonly can: TerminalAbilities;
  readonly state: TerminalState;
  /** Calls `listener` whenever the state changes. Returns the way to stop. */
  onState(listener: (state: TerminalState) => void): () => void;
  onLate(listener: (late: LateResult) => void): () => void;
  /**
   * Opens the line and finds out what the terminal last did, so that a charge can be journalled with it and be known
   * again. `query-first`, `busy` or what the line did otherwise: then nothing may be sent. Never rejects.
   */
  prepare(): Promise<Result<CardBefore, NotSentCause>>;
  /** None of these rejects. A second charge while one is under way is refused as `busy`, never queued. */
  sale(charge: CardCharge, watch?: CardWatch): Promise<CardOutcome>;
  refund(charge: CardCharge, watch?: CardWatch): Promise<CardOutcome>;
  void(request: CardVoid, watch?: CardWatch): Promise<CardOutcome>;
  /** Asks the terminal to give up the charge under way; what became of it is still for the terminal to say. */
  abort(): void;
  settlement(): Promise<SettlementOutcome>;
  inquiry(attempt: CardAttempt): Promise<CardQueryAnswer>;
  /** Whether the terminal answers; null = it does. */
  commTest(): Promise<NotSentCause | UnknownCause | null>;
  /** References that must be queried before this terminal takes a charge; at the start, those of the journal. */
  readonly unresolved: readonly string[];
  /** An approver decided about this reference without an answer: it no longer holds up the terminal. */
  release(reference: string): void;
  /** Gives the line back. A command under way ends as the break of a line would end it. */
  close(): void;
}
