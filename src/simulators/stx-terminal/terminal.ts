/** The terminal itself: hears frames, lets the person pay, has the bank book it, and answers until it is heard. */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Wire } from '../terminal/lines.ts';
import { bookingAnswer, notFoundAnswer, settlementAnswer } from './answers.ts';
import { Bank, type Order } from './bank.ts';
import { type Books, type Script, type ScriptPatch, usualScript } from './contract.ts';
import { Ear, type Frame, framed, type Heard } from './frames.ts';
import { Mouth } from './mouth.ts';

const ack = Buffer.from([0x06]);
const nak = Buffer.from([0x15]);
const nothing = Buffer.alloc(0);
const kinds = new Map<string, Order['kind']>([
  ['20', 'sale'],
  ['26', 'void'],
  ['27', 'refund'],
  // A wallet's QR on its screen: sale and cancel.
  ['70', 'sale'],
  ['CQ', 'void'],
]);
/** What a person does, in order. */
const stepCodes = ['C0', 'C1', 'P1', 'P2'];

export class Terminal {
  readonly #clock: Clock;
  readonly #factor: number;
  readonly #bank: Bank;
  readonly #ear = new Ear();
  readonly #mouth: Mouth;
  #script: Script = usualScript;
  /** The charge under way, by its bytes; null while idle. */
  #busyWith: string | null = null;
  /** The same charge as it will be booked. */
  #order: { readonly order: Order; readonly code: string } | null = null;
  #cancelCharge: () => void = () => {};
  #cancelGap: () => void = () => {};
  #connections = 0;
  #received = 0;
  #goodFrames = 0;
  #badFrames = 0;
  #repeats = 0;

  /** `factor` 1 or 100: how it reads the twelve digits of an amount. */
  constructor(clock: Clock, factor: number) {
    this.#clock = clock;
    this.#factor = factor;
    this.#bank = new Bank(clock);
    this.#mouth = new Mouth(
      clock,
      () => this.#script,
      (patch) => this.change(patch),
    );
  }

  get script(): Script {
    return this.#script;
  }

  get busy(): boolean {
    return this.#busyWith !== null;
  }

  get books(): Books {
    const { sent, givenUp } = this.#mouth;
    return {
      bookings: this.#bank.bookings,
      settlements: this.#bank.settlements,
      connections: this.#connections,
      received: this.#received,
      sent,
      goodFrames: this.#goodFrames,
      badFrames: this.#badFrames,
      repeats: this.#repeats,
      givenUp,
    };
  }

  change(patch: ScriptPatch): void {
    this.#script = Object.assign({}, this.#script, patch);
  }

  /** A line is there. */
  attach(wire: Wire): void {
    this.#connections += 1;
    this.#ear.forget();
    this.#mouth.attach(wire);
  }

  /** The line is gone. What the person does goes on. */
  detach(): void {
    this.#cancelGap();
    this.#ear.forget();
    this.#mouth.detach();
  }

  /** Power off and on: a charge under way never reached the bank; only the last transaction is remembered. */
  restart(): void {
    this.#cancelCharge();
    this.#busyWith = null;
    this.#order = null;
    this.#ear.forget();
    this.#mouth.silence();
    this.#bank.forgetAllButLast();
  }

  receive(bytes: Uint8Array): void {
    const left = this.#script.unplugAfterReceived;
    const taken = left === null ? bytes : bytes.subarray(0, left);
    this.#received += taken.length;
    this.#cancelGap();
    for (const heard of this.#ear.hear(taken)) this.#onHeard(heard);
    if (left !== null && bytes.length >= left) {
      this.change({ unplugAfterReceived: null });
      this.#mouth.cut();
      return;
    }
    if (left !== null) this.change({ unplugAfterReceived: left - bytes.length });
    if (!this.#ear.halfWay) return;
    this.#cancelGap = this.#clock.after(this.#script.gapMs, () => {
      if (this.#ear.forget()) this.#onHeard('bad');
    });
  }

  #onHeard(heard: Heard): void {
    if (heard === 'ack') this.#mouth.acknowledged();
    else if (heard === 'nak') this.#mouth.refused();
    else if (heard === 'bad') {
      this.#badFrames += 1;
      this.#mouth.say(nak);
    } else if (heard.kind === '0') this.#onRequest(heard);
  }

  #onRequest(frame: Frame): void {
    if (this.#script.nakNext > 0) {
      this.change({ nakNext: this.#script.nakNext - 1 });
      this.#mouth.say(nak);
      return;
    }
    this.#goodFrames += 1;
    this.#onCommand(frame);
  }

  #onCommand(frame: Frame): void {
    const bytes = framed(frame).toString('hex');
    if (this.#busyWith !== null) {
      if (this.#busyWith === bytes) this.#acknowledge(null);
      else if (frame.code === 'D1') this.#giveUp();
      else if (frame.code === '74' && this.#script.whenBusy === 'not-found') this.#answerAtOnce(frame);
      return;
    }
    const kind = kinds.get(frame.code);
    if (kind !== undefined) {
      this.#charge(kind, frame, bytes);
      return;
    }
    this.#answerAtOnce(frame);
  }

  #answerAtOnce(frame: Frame): void {
    const answer = this.#plainAnswer(frame);
    if (answer === null) {
      this.#mouth.say(nak);
      return;
    }
    this.#acknowledge(framed(answer));
  }

  #plainAnswer({ code, fields }: Frame): Frame | null {
    if (code === 'D0') return { kind: '1', code, answer: '00', fields: new Map() };
    if (code === '50') return settlementAnswer(code, this.#bank, this.#factor);
    if (code !== '74' && code !== 'IQ') return null;
    const reference = fields.get('R1') ?? '';
    const booking = this.#bank.remembered(reference);
    if (booking === null) return notFoundAnswer(code, reference, this.#bank);
    return bookingAnswer(code, booking, this.#script, this.#factor);
  }

  #charge(kind: Order['kind'], frame: Frame, bytes: string): void {
    const order: Order = {
      kind,
      reference: frame.fields.get('R1') ?? '',
      amount: Number(frame.fields.get('40')) / this.#factor,
      stan: frame.fields.get('65') ?? null,
    };
    const before = this.#script.knowsRepeats ? this.#bank.remembered(order.reference) : null;
    if (before !== null) {
      this.#repeats += 1;
      this.#acknowledge(framed(bookingAnswer(frame.code, before, this.#script, this.#factor)));
      return;
    }
    if (this.#script.takesMs === 0) {
      this.#acknowledge(this.#bookedAnswer(order, frame.code));
      return;
    }
    this.#busyWith = bytes;
    this.#order = { order, code: frame.code };
    this.#acknowledge(null);
    if (this.#script.steps) this.#saySteps();
    this.#cancelCharge = this.#clock.after(this.#script.takesMs, () => {
      this.#busyWith = null;
      const answer = this.#bookedAnswer(order, frame.code);
      if (answer !== null) this.#mouth.deliver(answer, nothing);
    });
  }

  /** The till asks to give up: as far as the card was not taken, it is refused. */
  #giveUp(): void {
    const order = this.#order;
    if (order === null) return;
    this.#cancelCharge();
    this.#busyWith = null;
    this.#acknowledge(this.#bookedAnswer(order.order, order.code, false));
  }

  #saySteps(): void {
    for (const code of stepCodes) {
      this.#mouth.say(framed({ kind: '1', code, answer: '00', fields: new Map() }));
    }
  }

  /** Books, whatever becomes of the answer; null when the answer is to be lost. */
  #bookedAnswer(order: Order, code: string, wanted = true): Buffer | null {
    this.#order = null;
    const booking = this.#bank.book(order, wanted && this.#script.host !== 'decline');
    const frame = bookingAnswer(code, booking, this.#script, this.#factor);
    const odd = this.#script.host === 'odd' ? { ...frame, answer: 'ZZ' } : frame;
    if (this.#script.loseReplies === 0) return framed(odd);
    this.change({ loseReplies: this.#script.loseReplies - 1 });
    return null;
  }

  /** Says that the command came, and what there is to answer at once. */
  #acknowledge(answer: Buffer | null): void {
    const { loseAcks, ackDelayMs, glued, nakStorm } = this.#script;
    if (loseAcks > 0) {
      this.change({ loseAcks: loseAcks - 1 });
      if (answer !== null) this.#mouth.deliver(answer, nothing);
      return;
    }
    const storm = Buffer.alloc(nakStorm, nak);
    const together = glued && answer !== null;
    const say = (): void => {
      if (!together) this.#mouth.say(Buffer.concat([ack, storm]));
      if (answer !== null) this.#mouth.deliver(answer, together ? ack : nothing);
    };
    if (ackDelayMs === 0) say();
    else this.#clock.after(ackDelayMs, say);
  }
}
