/** The terminal itself: hears commands, lets the person pay, has the bank book it, and talks until it is answered. */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Wire } from '../terminal/lines.ts';
import * as say from './answers.ts';
import { Bank, type Order } from './bank.ts';
import { type Books, type Script, type ScriptPatch, usualScript } from './contract.ts';
import { Dialogue, type Line } from './dialogue.ts';
import { type Ear, type Heard, type Message, SerialEar, TcpEar } from './frames.ts';
import { Mouth } from './mouth.ts';

/** Cannot be done now. */
const busyCode = '83';
const notRegistered = '9A';

export class Terminal {
  readonly #clock: Clock;
  readonly #factor: number;
  readonly #serial: boolean;
  readonly #bank: Bank;
  readonly #ear: Ear;
  readonly #mouth: Mouth;
  readonly #dialogue: Dialogue;
  #script: Script = usualScript;
  #registered = false;
  #cancelCharge: (() => void) | null = null;
  #cancelGap: () => void = () => {};
  #connections = 0;
  #received = 0;
  #goodFrames = 0;
  #badFrames = 0;
  #registrations = 0;

  /** `factor` 1 or 100: how it reads the twelve digits of an amount. */
  constructor(clock: Clock, factor: number, link: 'serial' | 'tcp') {
    this.#clock = clock;
    this.#factor = factor;
    this.#serial = link === 'serial';
    this.#bank = new Bank(clock);
    this.#ear = this.#serial ? new SerialEar() : new TcpEar();
    this.#mouth = new Mouth({
      clock,
      serial: this.#serial,
      script: () => this.#script,
      change: (patch) => this.change(patch),
    });
    this.#dialogue = new Dialogue(clock, this.#mouth, () => this.#script.answerWaitMs);
  }

  get script(): Script {
    return this.#script;
  }

  get busy(): boolean {
    return this.#dialogue.goesOn || this.#cancelCharge !== null;
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
      registrations: this.#registrations,
      givenUp,
    };
  }

  change(patch: ScriptPatch): void {
    this.#script = Object.assign({}, this.#script, patch);
  }

  attach(wire: Wire): void {
    this.#connections += 1;
    this.#ear.forget();
    this.#mouth.attach(wire);
    if (!this.#serial) {
      this.#registered = false;
      this.#dialogue.hangUp();
    }
  }

  /** The line is gone. What the person does goes on; a dialogue on TCP cannot. */
  detach(): void {
    this.#cancelGap();
    this.#ear.forget();
    this.#mouth.detach();
    if (!this.#serial) this.#dialogue.hangUp();
  }

  /** Power off and on: a charge under way never reached the bank; the last transaction is remembered. */
  restart(): void {
    this.#cancelCharge?.();
    this.#cancelCharge = null;
    this.#ear.forget();
    this.#dialogue.end();
    this.#registered = false;
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
    if (!this.#serial || !this.#ear.halfWay) return;
    this.#cancelGap = this.#clock.after(this.#script.gapMs, () => {
      if (this.#ear.forget()) this.#onHeard('bad');
    });
  }

  #onHeard(heard: Heard): void {
    if (heard === 'ack') this.#onAck();
    else if (heard === 'nak') this.#mouth.refused();
    else if (heard === 'bad') {
      this.#badFrames += 1;
      if (this.#serial) this.#mouth.link(0x15);
    } else this.#onMessage(heard);
  }

  #onAck(): void {
    this.#mouth.acknowledged();
    this.#dialogue.next();
  }

  #onMessage(message: Message): void {
    const charge = ['0601', '0630', '0631'].includes(message.name);
    if (charge && this.#script.deafToCharges > 0) {
      this.change({ deafToCharges: this.#script.deafToCharges - 1 });
      return;
    }
    if (this.#serial && this.#script.nakNext > 0) {
      this.change({ nakNext: this.#script.nakNext - 1 });
      this.#mouth.link(0x15);
      return;
    }
    this.#goodFrames += 1;
    if (this.#serial) this.#acknowledge();
    if (message.name === '8000') this.#dialogue.answered();
    else if (message.name.startsWith('84')) this.#dialogue.refused();
    else this.#onCommand(message);
  }

  #acknowledge(): void {
    const { loseAcks, nakStorm } = this.#script;
    if (loseAcks > 0) this.change({ loseAcks: loseAcks - 1 });
    else this.#mouth.link(0x06);
    for (let left = nakStorm; left > 0; left -= 1) this.#mouth.link(0x15);
  }

  #onCommand(message: Message): void {
    const { name } = message;
    const mayComeFirst = name === '0600' || this.#registered || !this.#script.wantsRegistration;
    if (name === '06B0') this.#onAbort();
    else if (this.busy) this.#reply(say.refused(busyCode));
    else if (!mayComeFirst) this.#reply(say.refused(notRegistered));
    else this.#carryOut(message);
  }

  #carryOut({ name, data }: Message): void {
    switch (name) {
      case '0600':
        this.#registered = true;
        this.#registrations += 1;
        this.#accept([{ message: say.registered }]);
        break;
      case '0501':
        this.#accept([{ message: say.versionTold }]);
        break;
      case '0620':
        this.#accept(this.#lastReceipt());
        break;
      case '0650':
        this.#accept(this.#settlement());
        break;
      case '0601':
        this.#charge({ kind: 'sale', amount: this.#amountIn(data, 0) });
        break;
      case '0631':
        this.#charge({ kind: 'refund', amount: this.#amountIn(data, 3) });
        break;
      case '0630':
        this.#void(data.subarray(4, 6).toString('hex'));
        break;
      default:
        this.#reply(say.refused(busyCode));
    }
  }

  /** Field 04 at `at`: six packed bytes. */
  #amountIn(data: Buffer, at: number): number {
    return data[at] === 0x04 ? Number(data.toString('hex', at + 1, at + 7)) / this.#factor : Number.NaN;
  }

  #lastReceipt(): Line[] {
    const { last } = this.#bank;
    if (last === null) return [{ message: say.completedAt(this.#bank.now()) }];
    const status = say.statusOf(last, this.#script, this.#factor);
    return [{ message: status }, { message: say.completedAt(this.#bank.now()) }];
  }

  #settlement(): Line[] {
    const closed = this.#bank.settle();
    if (closed === null) return [{ message: say.aborted(say.ends.emptyBatch) }];
    return [{ message: say.settledOf(closed, this.#bank.now(), this.#factor) }, { message: say.completed }];
  }

  #void(receipt: string): void {
    const sale = this.#bank.openSale(receipt);
    if (sale === null) this.#accept([{ message: say.aborted(say.ends.unknownSale) }]);
    else this.#charge({ kind: 'void', amount: sale.amount }, (stands) => this.#bank.setVoided(sale, stands));
  }

  #charge(order: Order, whenApproved: (stands: boolean) => void = () => {}): void {
    if (!Number.isSafeInteger(order.amount) || order.amount < 1) {
      this.#reply(say.refused(busyCode));
      return;
    }
    const finish = (): void => {
      this.#cancelCharge = null;
      this.#dialogue.say(this.#booked(order, whenApproved), this.#script.replyDelayMs);
    };
    this.#reply(say.accepted);
    this.#cancelCharge = () => {};
    if (this.#script.steps) this.#dialogue.say([{ message: say.step('0A') }, { message: say.step('01') }]);
    if (this.#script.takesMs === 0) finish();
    else this.#cancelCharge = this.#clock.after(this.#script.takesMs, finish);
  }

  /** Books, whatever becomes of the telling of it. */
  #booked(order: Order, whenApproved: (stands: boolean) => void): Line[] {
    const { host, loseReplies, printLines } = this.#script;
    const booking = this.#bank.book(order, host !== 'decline');
    const approved = booking.result === 'approved';
    if (approved) whenApproved(true);
    if (loseReplies > 0) {
      this.change({ loseReplies: loseReplies - 1 });
      return [];
    }
    const takeBack = (): void => {
      if (!approved || !this.#script.reversesUnanswered) return;
      this.#bank.undo(booking);
      whenApproved(false);
    };
    const status = { message: say.statusOf(booking, this.#script, this.#factor), unanswered: takeBack };
    const lines = Array.from({ length: printLines }, (_, index) => ({
      message: say.printed(index, this.#script),
    }));
    const end = approved ? say.completed : say.aborted(say.ends.declined);
    return [status, ...lines, { message: end }];
  }

  /** The till asks to give up: as far as the card was not taken, nothing is booked. */
  #onAbort(): void {
    const cancel = this.#cancelCharge;
    this.#reply(say.accepted);
    if (cancel === null) return;
    cancel();
    this.#cancelCharge = null;
    this.#dialogue.say([{ message: say.aborted(say.ends.cancelled) }]);
  }

  /** Answers a command; the link may still have to see it through. */
  #reply(message: Message): void {
    this.#mouth.speak(message, () => this.#dialogue.next());
  }

  #accept(lines: Line[]): void {
    this.#reply(say.accepted);
    this.#dialogue.say(lines);
  }
}
