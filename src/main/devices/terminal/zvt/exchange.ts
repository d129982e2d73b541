/** Plays one command: turns the commands of the session into bytes and timers, and what happens into events. */
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { CardStep, LinkFailure } from '../../ports.ts';
import type { TerminalLine } from '../line.ts';
import { type Apdu, encodeApdu, encodeSerial, nakBytes, type ZvtToken } from './codec.ts';
import type { ZvtProfile } from './profile.ts';
import type { ReadStatus, Verdict } from './replies.ts';
import type { Request } from './requests.ts';
import { startSession, stepSession } from './session.ts';
import type { SessionCommand, SessionEvent, SessionOutcome, SessionState } from './session-types.ts';

export interface ExchangeParts {
  readonly line: TerminalLine<ZvtToken>;
  readonly clock: Clock;
  readonly profile: ZvtProfile;
  readonly request: Request;
  judge(apdu: Apdu): Verdict;
  onStep(step: CardStep): void;
  onLine(text: string): void;
  onOlder(status: ReadStatus): void;
  /** Writes down a result heard; false: it could not be kept, so nothing may be answered. */
  heard(status: ReadStatus): boolean;
  /** The same for what became of the command. */
  record(outcome: SessionOutcome): boolean;
  /** Sends `80 00 00` and sees that it arrives. */
  answer(): void;
  onDone(outcome: SessionOutcome): void;
}

/** The bytes of an APDU on this kind of line. */
export function onTheWire(profile: ZvtProfile, apdu: Apdu): Uint8Array {
  return profile.link === 'serial' ? encodeSerial(apdu) : encodeApdu(apdu);
}

export class Exchange {
  readonly #parts: ExchangeParts;
  readonly #frame: Uint8Array;
  #state: SessionState;
  #stopTimer: () => void = () => {};

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    const { profile, request } = parts;
    this.#frame = onTheWire(profile, request.apdu);
    const first = startSession({
      frameBytes: this.#frame.length,
      serial: profile.link === 'serial',
      charge: request.asked.charge,
    });
    this.#state = first.state;
    for (const command of first.commands) this.#do(command);
  }

  /** Whether the terminal has taken the command and is at it. */
  get running(): boolean {
    return this.#state.at === 'running';
  }

  /** What came over the line. */
  token(token: ZvtToken): void {
    if (token.kind === 'apdu') this.#feed({ type: 'message', verdict: this.#parts.judge(token.apdu) });
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
      this.#giveUp();
      return;
    }
    for (const command of commands) {
      if (command.type === 'record' && !this.#parts.heard(command.status)) {
        this.#giveUp();
        return;
      }
      this.#do(command);
    }
    if (state.at === 'done') this.#parts.onDone(state.outcome);
  }

  /** What was heard could not be kept: the terminal must not believe that we know. */
  #giveUp(): void {
    this.#wait('none');
    this.#parts.line.hangUp();
    const { command } = this.#state;
    const outcome: SessionOutcome = { kind: 'unknown', cause: 'error', heard: null };
    this.#state = { command, at: 'done', outcome };
    this.#parts.onDone(outcome);
  }

  #do(command: SessionCommand): void {
    const { line, profile, onStep, onLine, onOlder, answer } = this.#parts;
    switch (command.type) {
      case 'open':
        void this.#open();
        break;
      case 'send':
        void this.#send();
        break;
      case 'record':
        break;
      case 'answer':
        answer();
        break;
      case 'refuse':
        void line.write(nakBytes, profile.writeTimeoutMs);
        break;
      case 'tell':
        onStep(command.step);
        break;
      case 'print':
        onLine(command.text);
        break;
      case 'older':
        onOlder(command.status);
        break;
      case 'wait':
        this.#wait(command.for);
        break;
      case 'hang-up':
        line.hangUp();
        break;
    }
  }

  #wait(what: 'ack' | 'acceptance' | 'completion' | 'none'): void {
    this.#stopTimer();
    if (what === 'none') return;
    const { clock, profile, request } = this.#parts;
    const ms = {
      ack: profile.ackTimeoutMs,
      acceptance: profile.acceptanceTimeoutMs,
      completion: request.asked.charge ? profile.completionTimeoutMs : profile.questionTimeoutMs,
    }[what];
    this.#stopTimer = clock.after(ms, () => this.#feed({ type: 'timeout' }));
  }

  async #open(): Promise<void> {
    const failure = await this.#parts.line.open(this.#parts.profile.openTimeoutMs);
    this.#feed(failure === null ? { type: 'opened' } : { type: 'open-failed', why: failure });
  }

  async #send(): Promise<void> {
    const { line, profile } = this.#parts;
    const { taken, failure } = await line.write(this.#frame, profile.writeTimeoutMs);
    this.#feed({ type: 'wrote', taken, failure });
  }
}
