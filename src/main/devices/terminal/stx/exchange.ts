/** Plays one command: turns the commands of the session into bytes and timers, and what happens into events. */
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { CardStep, LinkFailure } from '../../ports.ts';
import type { TerminalLine } from '../line.ts';
import { ackBytes, encodeFrame, nakBytes, type StxMessage, type StxToken } from './codec.ts';
import type { StxProfile } from './profile.ts';
import type { Verdict } from './replies.ts';
import type { Request } from './requests.ts';
import {
  type SessionCommand,
  type SessionEvent,
  type SessionOutcome,
  type SessionState,
  startSession,
  stepSession,
} from './session.ts';

export interface ExchangeParts {
  readonly line: TerminalLine<StxToken>;
  readonly clock: Clock;
  readonly profile: StxProfile;
  readonly request: Request;
  /** A person stands at the terminal: the long wait, and no second frame where it might charge twice. */
  readonly financial: boolean;
  judge(message: StxMessage): Verdict;
  onStep(step: CardStep): void;
  /** For the frame log; gets nothing that was not masked. */
  log(text: string): void;
  /** What is known now, before the terminal hears that we know. False: it could not be kept; say nothing. */
  record(outcome: SessionOutcome): boolean;
  onDone(outcome: SessionOutcome): void;
}

export class Exchange {
  readonly #parts: ExchangeParts;
  readonly #frame: Uint8Array;
  #state: SessionState;
  #stopTimer: () => void = () => {};

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    this.#frame = encodeFrame(parts.request.message);
    const { financial, profile, request } = parts;
    const known = request.asked.reference !== null && profile.repeatsReference;
    const first = startSession({
      frameBytes: this.#frame.length,
      repeatAfterSilence: !financial || known,
      repeatAfterDamage: !financial,
    });
    this.#state = first.state;
    for (const command of first.commands) this.#do(command);
  }

  /** What came over the line. */
  token(token: StxToken): void {
    if (token.kind === 'frame') this.#feed({ type: 'frame', verdict: this.#parts.judge(token.message) });
    else this.#feed({ type: token.kind });
  }

  broken(why: LinkFailure): void {
    this.#feed({ type: 'broken', why });
  }

  #feed(event: SessionEvent): void {
    if (this.#state.at === 'done') return;
    const { state, commands } = stepSession(this.#state, event);
    this.#state = state;
    if (state.at === 'done' && !this.#parts.record(state.outcome)) {
      this.#wait('none');
      this.#parts.line.hangUp();
      this.#parts.onDone({ kind: 'unknown', cause: 'error' });
      return;
    }
    for (const command of commands) this.#do(command);
    if (state.at === 'done') this.#parts.onDone(state.outcome);
  }

  /** Sends a command in between, as long as the terminal is at the charge and has said so. */
  interrupt(message: StxMessage): void {
    const { at } = this.#state;
    if (at !== 'awaiting-answer' || !this.#state.acknowledged) return;
    this.#parts.log(`> ${logLine(message)}`);
    this.#answer(encodeFrame(message));
  }

  #do(command: SessionCommand): void {
    const { line, profile, log, onStep } = this.#parts;
    switch (command.type) {
      case 'open':
        void this.#open();
        break;
      case 'send':
        void this.#send();
        break;
      case 'acknowledge':
        if (command.what === 'answer' || profile.acknowledgesSteps) this.#answer(ackBytes);
        break;
      case 'refuse':
        log('> nak');
        this.#answer(nakBytes);
        break;
      case 'tell':
        onStep(command.step);
        break;
      case 'wait':
        this.#wait(command.for);
        break;
      case 'hang-up':
        line.hangUp();
        break;
    }
  }

  #answer(bytes: Uint8Array): void {
    void this.#parts.line.write(bytes, this.#parts.profile.writeTimeoutMs);
  }

  #wait(what: 'ack' | 'answer' | 'none'): void {
    this.#stopTimer();
    if (what === 'none') return;
    const { clock, profile, financial } = this.#parts;
    const answerMs = financial ? profile.replyTimeoutMs : profile.questionTimeoutMs;
    const ms = what === 'ack' ? profile.ackTimeoutMs : answerMs;
    this.#stopTimer = clock.after(ms, () => this.#feed({ type: 'timeout' }));
  }

  async #open(): Promise<void> {
    const failure = await this.#parts.line.open(this.#parts.profile.openTimeoutMs);
    this.#feed(failure === null ? { type: 'opened' } : { type: 'open-failed', why: failure });
  }

  async #send(): Promise<void> {
    const { line, profile, request, log } = this.#parts;
    log(`> ${logLine(request.message)}`);
    const { taken, failure } = await line.write(this.#frame, profile.writeTimeoutMs);
    this.#feed({ type: 'wrote', taken, failure });
  }
}

/** A masked message for the frame log. */
export function logLine({ direction, code, responseCode, fields }: StxMessage): string {
  return [direction, code, responseCode, ...fields.map(({ type, text }) => `${type}=${text.trimEnd()}`)].join(
    ' ',
  );
}
