/** A real card terminal that speaks ZVT: commands over one line, one at a time. */
import type { Clock } from '../../../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../../../shared/kernel/result.ts';
import type {
  CardAttempt,
  CardBefore,
  CardCharge,
  CardOutcome,
  CardQueryAnswer,
  CardVoid,
  CardWatch,
  LinkFailure,
  NotSentCause,
  SettlementOutcome,
  TerminalAbilities,
  TerminalPort,
  Transport,
  UnknownCause,
} from '../../ports.ts';
import { TerminalBase } from '../base.ts';
import { TerminalLine } from '../line.ts';
import { Turns } from '../turns.ts';
import { recorded } from '../watch.ts';
import { type Apdu, ackBytes, nakBytes, SerialReader, TcpReader, type ZvtToken } from './codec.ts';
import { Exchange, onTheWire } from './exchange.ts';
import { LastReceipt, noReceipt } from './last-receipt.ts';
import { LateDialogue } from './late.ts';
import { Answer } from './link.ts';
import { logLine } from './log.ts';
import {
  type Believed,
  causeOf,
  chargeOutcome,
  heardOnly,
  isOffline,
  notSent,
  queryAnswer,
  settlementOutcome,
} from './outcomes.ts';
import type { ZvtProfile } from './profile.ts';
import { judgeApdu } from './replies.ts';
import {
  abortApdu,
  accepted,
  chargeRequest,
  endOfDay,
  isReference,
  type Request,
  registration,
  repeatReceipt,
  statusEnquiry,
  voidRequest,
} from './requests.ts';
import type { SessionOutcome } from './session-types.ts';

export interface ZvtTerminalParts {
  readonly profile: ZvtProfile;
  readonly transport: Transport;
  readonly clock: Clock;
  /** References the journal holds as unknown or sent; each must be queried before a charge. */
  readonly unresolved: readonly string[];
  /** The frame log: masked, one line for each message. */
  log(text: string): void;
}

/** Makes the port. Nothing is opened before the first command. */
export function zvtTerminal(parts: ZvtTerminalParts): TerminalPort {
  return new Driver(parts);
}

class Driver extends TerminalBase implements TerminalPort {
  readonly #parts: ZvtTerminalParts;
  readonly #line: TerminalLine<ZvtToken>;
  readonly #answer: Answer;
  readonly #turns = new Turns();
  readonly #late: LateDialogue;
  #exchange: Exchange | null = null;
  #registered = false;
  /** Counts how often it was closed: a command that had not begun then does not begin any more. */
  #closes = 0;
  readonly #last: LastReceipt;

  constructor(parts: ZvtTerminalParts) {
    super(parts.profile.name, parts.unresolved);
    this.#parts = parts;
    const { profile, transport, clock } = parts;
    this.#last = new LastReceipt(profile.nothingToRepeat);
    const serial = profile.link === 'serial';
    this.#late = new LateDialogue((late) => this.tellLate(late));
    this.#line = new TerminalLine<ZvtToken>({
      transport,
      clock,
      reader: () => (serial ? new SerialReader() : new TcpReader()),
      gapTimeoutMs: serial ? profile.gapTimeoutMs : null,
      onToken: (token) => this.#onToken(token),
      onBroken: (why) => this.#onBroken(why),
    });
    this.#answer = new Answer({
      clock,
      ackTimeoutMs: serial ? profile.ackTimeoutMs : null,
      write: () => this.#write(accepted),
    });
  }

  get can(): TerminalAbilities {
    const { reverses, refunds } = this.#parts.profile;
    return { void: reverses, refund: refunds, wallet: false };
  }

  prepare(): Promise<Result<CardBefore, NotSentCause>> {
    return this.#turns.question(async () => {
      if (this.heldUp) return refuse('query-first');
      const cause = (await this.#register()) ?? (await this.#learnLast());
      return cause === null ? ok({ batch: null, receipt: this.#last.number }) : refuse(cause);
    }, refuse('busy'));
  }

  sale(charge: CardCharge, watch: CardWatch = {}): Promise<CardOutcome> {
    return this.#charge(chargeRequest(this.#parts.profile, 'authorize', charge), watch);
  }

  refund(charge: CardCharge, watch: CardWatch = {}): Promise<CardOutcome> {
    return this.#charge(chargeRequest(this.#parts.profile, 'refund', charge), watch);
  }

  void(wanted: CardVoid, watch: CardWatch = {}): Promise<CardOutcome> {
    return this.#charge(voidRequest(this.#parts.profile, wanted), watch);
  }

  abort(): void {
    if (this.#turns.charging && this.#exchange?.running === true) this.#write(abortApdu);
  }

  settlement(): Promise<SettlementOutcome> {
    const { profile } = this.#parts;
    return this.#turns.charge<SettlementOutcome>(async () => {
      const ready = await this.#ready();
      if (ready !== null) return { kind: 'not-sent', cause: ready };
      return settlementOutcome(profile, await this.#run(endOfDay(profile), {}));
    }, notSent('busy'));
  }

  inquiry(attempt: CardAttempt): Promise<CardQueryAnswer> {
    const noAnswer = (cause: NotSentCause): CardQueryAnswer => ({ kind: 'no-answer', cause });
    if (!isReference(attempt.reference)) return Promise.resolve(noAnswer('bad-request'));
    return this.#turns.question<CardQueryAnswer>(async () => {
      const cause = await this.#register();
      if (cause !== null) return noAnswer(cause);
      const outcome = await this.#run(repeatReceipt(this.#parts.profile), {});
      this.#last.note(outcome);
      const answer = queryAnswer(this.#parts.profile, attempt, outcome);
      if (answer.kind !== 'no-answer') this.release(attempt.reference);
      return answer;
    }, noAnswer('busy'));
  }

  commTest(): Promise<NotSentCause | UnknownCause | null> {
    return this.#turns.question<NotSentCause | UnknownCause | null>(async () => {
      const cause = await this.#register();
      if (cause !== null) return cause;
      const outcome = await this.#run(statusEnquiry(this.#parts.profile), {});
      if (outcome.kind === 'unknown' || outcome.kind === 'not-sent') return outcome.cause;
      return outcome.kind === 'completed' ? null : 'reply-unclear';
    }, 'busy');
  }

  close(): void {
    this.#closes += 1;
    this.#leave();
    this.#exchange?.broken('disconnected');
  }

  /** Never queued behind another charge: the person at the counter would not know for whom the terminal asks. */
  #charge(request: Request | null, watch: CardWatch): Promise<CardOutcome> {
    if (request === null) return Promise.resolve(notSent('bad-request'));
    return this.#turns.charge<CardOutcome>(async () => {
      const ready = await this.#ready();
      if (ready !== null) return notSent(ready);
      const before = this.#last.number ?? noReceipt;
      const outcome = await this.#run(request, watch, before);
      this.#last.note(outcome);
      const told = chargeOutcome(this.#parts.profile, outcome);
      if (told.kind === 'unknown') {
        const { reference, amount } = request.asked;
        if (reference !== null && amount !== null) {
          this.holdUp(reference);
          this.#late.await({ reference, amount, before });
        }
      }
      return told;
    }, notSent('busy'));
  }

  /** Null when a charge may be sent now. */
  async #ready(): Promise<NotSentCause | null> {
    if (this.heldUp) return 'query-first';
    return (await this.#register()) ?? (await this.#learnLast());
  }

  /** Every new line begins with the registration. */
  async #register(): Promise<NotSentCause | null> {
    if (this.#registered && this.#line.isOpen) return null;
    this.#registered = false;
    this.#last.forget();
    const outcome = await this.#run(registration(this.#parts.profile), {});
    if (outcome.kind !== 'completed') return causeOf(outcome);
    this.#registered = true;
    return null;
  }

  /** What the terminal did last, so that the next charge can be told from it. */
  async #learnLast(): Promise<NotSentCause | null> {
    if (this.#last.number !== null) return null;
    const outcome = await this.#run(repeatReceipt(this.#parts.profile), {});
    this.#last.note(outcome);
    return this.#last.number === null ? causeOf(outcome) : null;
  }

  async #run(request: Request, watch: CardWatch, before: string | null = null): Promise<SessionOutcome> {
    const { clock, profile, log } = this.#parts;
    const closes = this.#closes;
    const free = await this.#answer.free();
    if (closes !== this.#closes) return { kind: 'not-sent', cause: 'disconnected' };
    if (!free) {
      this.#leave();
      this.setState('offline');
      return { kind: 'not-sent', cause: 'deadline' };
    }
    const believed: Believed = { profile, asked: request.asked };
    log(logLine('>', request.apdu));
    return new Promise((resolve) => {
      this.#exchange = new Exchange({
        line: this.#line,
        clock,
        profile,
        request,
        judge: (apdu) => judgeApdu({ ...believed, before, now: clock.now() }, apdu),
        onStep: (step) => watch.step?.(step),
        onLine: (text) => watch.line?.(text),
        onOlder: (status) => this.#late.status(status),
        heard: (status) => recorded(watch, chargeOutcome(profile, heardOnly(status))),
        record: (outcome) => !request.asked.charge || recorded(watch, chargeOutcome(profile, outcome)),
        answer: () => this.#answer.send(),
        // At once: the next bytes may lie in the same packet.
        onDone: (outcome) => {
          this.#exchange = null;
          this.setState(isOffline(outcome) ? 'offline' : 'online');
          if (outcome.kind === 'not-sent' || !this.#line.isOpen) this.#leave();
          resolve(outcome);
        },
      });
    });
  }

  #onToken(token: ZvtToken): void {
    const { log, profile } = this.#parts;
    log(token.kind === 'apdu' ? logLine('<', token.apdu) : `< ${token.kind}`);
    if (token.kind === 'ack') this.#answer.arrived();
    if (token.kind === 'nak') this.#answer.refused();
    if (token.kind === 'apdu') {
      this.#answer.arrived();
      if (profile.link === 'serial') void this.#line.write(ackBytes, profile.writeTimeoutMs);
    }
    if (this.#exchange !== null) this.#exchange.token(token);
    else if (token.kind === 'apdu') this.#whenIdle(token.apdu);
    else if (token.kind === 'damaged') this.#damagedWhenIdle();
  }

  /** Nobody waits: the end of a command that was given up, or a repetition. Answered, or the terminal would wait. */
  #whenIdle(apdu: Apdu): void {
    const { profile, clock } = this.#parts;
    if (apdu.command >> 8 === 0x80 || apdu.command >> 8 === 0x84) return;
    this.#late.message(profile, apdu, clock.now());
    this.#answer.send();
  }

  #damagedWhenIdle(): void {
    const { profile } = this.#parts;
    if (profile.link === 'serial') void this.#line.write(nakBytes, profile.writeTimeoutMs);
    else this.#leave();
  }

  #write(apdu: Apdu): void {
    const { profile, log } = this.#parts;
    log(logLine('>', apdu));
    void this.#line.write(onTheWire(profile, apdu), profile.writeTimeoutMs);
  }

  #leave(): void {
    this.#answer.arrived();
    this.#registered = false;
    this.#last.forget();
    this.#line.hangUp();
  }

  #onBroken(why: LinkFailure): void {
    this.#leave();
    this.setState('offline');
    this.#exchange?.broken(why);
  }
}
