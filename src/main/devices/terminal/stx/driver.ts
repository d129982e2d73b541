/** A real card terminal of the Hypercom family: commands over one line, one at a time. */
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
import { isUnheard, TerminalBase } from '../base.ts';
import { TerminalLine } from '../line.ts';
import { Turns } from '../turns.ts';
import { recorded } from '../watch.ts';
import { ackBytes, nakBytes, type StxMessage, StxReader, type StxToken } from './codec.ts';
import { Exchange, logLine } from './exchange.ts';
import { KnownResults } from './known.ts';
import { busy, chargeOutcome, type Told } from './outcomes.ts';
import type { StxProfile } from './profile.ts';
import { judgeFrame, type ReadReply, readReply, type Verdict } from './replies.ts';
import {
  cancelMessage,
  chargeRequest,
  inquiryRequest,
  plainRequest,
  type Request,
  voidRequest,
} from './requests.ts';
import type { SessionOutcome } from './session.ts';

export interface StxTerminalParts {
  readonly profile: StxProfile;
  readonly transport: Transport;
  readonly clock: Clock;
  /** References the journal holds as unknown or sent; each must be queried before a charge. */
  readonly unresolved: readonly string[];
  /** The frame log: masked, one line for each frame. */
  log(text: string): void;
}

/** Makes the port. Nothing is opened before the first command. */
export function stxTerminal(parts: StxTerminalParts): TerminalPort {
  return new Driver(parts);
}

class Driver extends TerminalBase implements TerminalPort {
  readonly #parts: StxTerminalParts;
  readonly #line: TerminalLine<StxToken>;
  readonly #turns = new Turns();
  readonly #known: KnownResults;
  #exchange: Exchange | null = null;
  /** The batch it last named. */
  #batch: string | null = null;

  constructor(parts: StxTerminalParts) {
    super(parts.profile.name, parts.unresolved);
    this.#parts = parts;
    this.#known = new KnownResults(parts.profile);
    const { transport, clock, profile } = parts;
    this.#line = new TerminalLine<StxToken>({
      transport,
      clock,
      reader: () => new StxReader(profile.fields),
      gapTimeoutMs: profile.gapTimeoutMs,
      onToken: (token) => this.#onToken(token),
      onBroken: (why) => this.#onBroken(why),
    });
  }

  get can(): TerminalAbilities {
    const { codes, wallet } = this.#parts.profile;
    return { void: codes.void !== null, refund: codes.refund !== null, wallet: wallet !== null };
  }

  async prepare(): Promise<Result<CardBefore, NotSentCause>> {
    if (this.#turns.charging) return refuse('busy');
    if (this.heldUp) return refuse('query-first');
    const failure = await this.#line.open(this.#parts.profile.openTimeoutMs);
    if (failure === null) return ok({ batch: this.#batch, receipt: null });
    this.setState('offline');
    return refuse(failure);
  }

  sale(charge: CardCharge, watch: CardWatch = {}): Promise<CardOutcome> {
    return this.#charge(chargeRequest(this.#parts.profile, 'sale', charge), watch);
  }

  refund(charge: CardCharge, watch: CardWatch = {}): Promise<CardOutcome> {
    return this.#charge(chargeRequest(this.#parts.profile, 'refund', charge), watch);
  }

  void(wanted: CardVoid, watch: CardWatch = {}): Promise<CardOutcome> {
    return this.#charge(voidRequest(this.#parts.profile, wanted), watch);
  }

  abort(): void {
    const message = cancelMessage(this.#parts.profile);
    if (this.#turns.charging && message !== null) this.#exchange?.interrupt(message);
  }

  async settlement(): Promise<SettlementOutcome> {
    const outcome = await this.#runFinancial(plainRequest(this.#parts.profile, 'settlement'), {});
    if (outcome.kind !== 'answered') return outcome;
    const { result, responseCode, text, details, settled } = outcome.reply;
    if (result === 'approved') return { kind: 'settled', batch: details.batch, ...settled };
    if (result === 'declined') {
      const empty = this.#parts.profile.replies.emptyBatch.includes(responseCode);
      return { kind: 'declined', responseCode, text, empty };
    }
    return { kind: 'unknown', cause: 'reply-unclear' };
  }

  async inquiry(attempt: CardAttempt): Promise<CardQueryAnswer> {
    const { reference } = attempt;
    const outcome = await this.#runQuestion(inquiryRequest(this.#parts.profile, attempt));
    if (outcome.kind !== 'answered') return { kind: 'no-answer', cause: outcome.cause };
    const answer = this.#queryAnswer(reference, outcome.reply);
    if (answer.kind !== 'no-answer') this.release(reference);
    return answer;
  }

  #queryAnswer(reference: string, reply: ReadReply): CardQueryAnswer {
    const { result, responseCode, amount, amountUnreadable, at, details } = reply;
    if (result === 'not-found') {
      return { kind: 'not-found', idle: this.#parts.profile.answersOnlyWhenIdle, at, batch: details.batch };
    }
    // A refusal that names no amount may be a refusal of the question.
    const about = reply.reference === reference && amount !== null && !amountUnreadable;
    if (result === 'other' || !about) return { kind: 'no-answer', cause: 'reply-unclear' };
    return { kind: 'found', result, responseCode, reference, amount, at, ...details };
  }

  async commTest(): Promise<NotSentCause | UnknownCause | null> {
    const outcome = await this.#runQuestion(plainRequest(this.#parts.profile, 'commTest'));
    if (outcome.kind !== 'answered') return outcome.cause;
    return outcome.reply.result === 'approved' ? null : 'reply-unclear';
  }

  close(): void {
    this.#line.hangUp();
    this.#exchange?.broken('disconnected');
  }

  async #charge(request: Request | null, watch: CardWatch): Promise<CardOutcome> {
    return chargeOutcome(await this.#runFinancial(request, watch));
  }

  /** Never queued behind another charge: the person at the counter would not know for whom the terminal asks. */
  async #runFinancial(request: Request | null, watch: CardWatch): Promise<Told> {
    if (request === null) return { kind: 'not-sent', cause: 'bad-request' };
    return await this.#turns.charge<Told>(async () => {
      if (this.heldUp) return { kind: 'not-sent', cause: 'query-first' };
      return await this.#run(request, true, watch);
    }, busy);
  }

  async #runQuestion(request: Request | null): Promise<Told> {
    if (request === null) return { kind: 'not-sent', cause: 'bad-request' };
    return await this.#turns.question<Told>(() => this.#run(request, false, {}), busy);
  }

  async #run(request: Request, financial: boolean, watch: CardWatch): Promise<SessionOutcome> {
    const { clock, profile, log } = this.#parts;
    return await new Promise<SessionOutcome>((resolve) => {
      this.#exchange = new Exchange({
        line: this.#line,
        clock,
        profile,
        request,
        financial,
        judge: (message) => this.#judge(request, message),
        onStep: (step) => watch.step?.(step),
        log,
        record: (outcome) => recorded(watch, chargeOutcome(outcome)),
        // At once: the next bytes may lie in the same packet.
        onDone: (outcome) => {
          this.#exchange = null;
          this.#conclude(request, financial, outcome);
          resolve(outcome);
        },
      });
    });
  }

  #conclude({ asked }: Request, financial: boolean, outcome: SessionOutcome): void {
    switch (outcome.kind) {
      case 'answered':
        this.#known.add(asked.code, outcome.reply);
        this.#batch = outcome.reply.details.batch ?? this.#batch;
        this.setState('online');
        break;
      case 'unknown':
        if (financial && asked.reference !== null) this.holdUp(asked.reference);
        if (isUnheard(outcome.cause)) this.setState('offline');
        break;
      case 'not-sent':
        this.setState('offline');
        break;
    }
  }

  #judge(request: Request, message: StxMessage): Verdict {
    const { profile } = this.#parts;
    const verdict = judgeFrame(profile, request.asked, message);
    if (verdict.kind === 'nameless' && request.asked.charge && this.#known.has(message.code, verdict.reply)) {
      return { kind: 'other' };
    }
    if (verdict.kind === 'other') this.#tellLate(message);
    return verdict;
  }

  #onToken(token: StxToken): void {
    const { log } = this.#parts;
    log(token.kind === 'frame' ? `< ${logLine(token.message)}` : `< ${token.kind}`);
    if (this.#exchange !== null) {
      this.#exchange.token(token);
      return;
    }
    if (token.kind === 'damaged') void this.#line.write(nakBytes, this.#parts.profile.writeTimeoutMs);
    if (token.kind !== 'frame') return;
    void this.#line.write(ackBytes, this.#parts.profile.writeTimeoutMs);
    this.#tellLate(token.message);
  }

  /** A result of an older command. Told once, and never taken for the command under way. */
  #tellLate(message: StxMessage): void {
    const { profile } = this.#parts;
    if (message.direction !== 'response' || !this.#known.isCharge(message.code)) return;
    const reply = readReply(profile, message);
    const { result, reference, amount, details } = reply;
    if (result !== 'approved' && result !== 'declined') return;
    if (this.#known.has(message.code, reply)) return;
    this.#known.add(message.code, reply);
    this.tellLate({ reference, amount, result, details });
  }

  #onBroken(why: LinkFailure): void {
    this.setState('offline');
    this.#exchange?.broken(why);
  }
}
