/** A cashier who takes cards at a counter that is killed again and again, and what the simulated terminal booked. */

import { realClock, realRandom } from '../../../src/main/ports/real.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import type { CardView } from '../../../src/shared/rpc/card.ts';
import { type CounterClient, createClient, singleChannel } from '../../../src/shared/rpc/client.ts';
import type { Chance } from '../chance.ts';
import type { BaseFolder } from '../faults/base-folder.ts';
import { type CounterProcess, startCounterProcess } from '../faults/counter-line.ts';
import { patiently, succeeded } from '../running-counter.ts';

export interface CardKillRecord {
  /** What the attempt was in when the counter died, as far as the window had heard. */
  readonly heard: string;
  /** What it was in the end. */
  readonly end: string;
  readonly booked: number;
  readonly wrong: string | null;
  /** Another way took money while the card was being settled. */
  readonly wentOn: boolean;
}

export interface CardBooks {
  bookings(): Promise<readonly { readonly amount: number; readonly result: 'approved' | 'declined' }[]>;
  script(patch: { readonly takesMs: number }): Promise<unknown>;
}

interface Bill {
  readonly payer: string;
  readonly payerName: string;
  readonly bill: string;
}

const clock = realClock();
const ids = makeIds(clock, realRandom());
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const settleTimeoutMs = 30_000;
/** Two bills a kill: what they find must last for a whole run. */
const commonNames = 'nguyen tran le pham vo hoang huynh phan vu dang bui do ho ngo duong ly'.split(' ');
const final = ['approved', 'declined', 'cancelled'];

/** Until the line is there. */
async function opened(client: CounterClient): Promise<void> {
  for (let end = clock.monotonicMs() + settleTimeoutMs; client.state.get() !== 'open'; await pause(5)) {
    if (clock.monotonicMs() > end) throw new Error('the line never opened');
  }
}

interface Life {
  readonly client: CounterClient;
  readonly process: CounterProcess;
}

export class CardTill {
  readonly #base: BaseFolder;
  readonly #terminal: { readonly peer: string; readonly host: string; readonly port: number };
  readonly #books: CardBooks;
  readonly #chance: Chance;
  #bills: Bill[] = [];
  /** Amounts are all different, so that a booking is known by its own. */
  #amount = 1_000;
  #life: Life | null = null;

  constructor(
    base: BaseFolder,
    terminal: { readonly peer: string; readonly host: string; readonly port: number },
    books: CardBooks,
    chance: Chance,
  ) {
    this.#base = base;
    this.#terminal = terminal;
    this.#books = books;
    this.#chance = chance;
  }

  async #start(): Promise<Life> {
    const { folder, resourcesFolder, person, pin } = this.#base;
    const process = await startCounterProcess({
      folder,
      resourcesFolder,
      simulators: [this.#terminal],
      answerFirst: false,
    });
    const client = createClient(singleChannel(process.channel), { clock });
    await opened(client);
    succeeded(await client.call('staff.signIn', { person, pin }));
    if (this.#bills.length === 0) await this.#readBills(client);
    this.#life = { client, process };
    return this.#life;
  }

  async #readBills(client: CounterClient): Promise<void> {
    for (const text of commonNames) {
      const { rows } = await patiently(client, 'payer.find', { text, limit: 50 });
      for (const { payer, name, owed } of rows) {
        if (owed < 50_000) continue;
        const { lines } = await patiently(client, 'payer.open', { payer });
        for (const { bill, owed: due } of lines) {
          if (due >= 50_000) this.#bills.push({ payer, payerName: name, bill });
        }
      }
    }
  }

  /** A bill nobody has touched. */
  #next(): Bill & { readonly amount: number } {
    const bill = this.#bills.shift();
    if (bill === undefined) throw new RangeError('no bill is left');
    this.#amount += 1;
    return { ...bill, amount: this.#amount };
  }

  #request(): {
    collection: string;
    tender: string;
    payer: string;
    payerName: string;
    lines: { bill: string; amount: number }[];
  } {
    const { payer, payerName, bill, amount } = this.#next();
    return { collection: ids.next(), tender: ids.next(), payer, payerName, lines: [{ bill, amount }] };
  }

  /** One card, killed at a random moment of it, and the counter started again. */
  async kill(asks: boolean): Promise<CardKillRecord> {
    const life = this.#life ?? (await this.#start());
    const takesMs = 20 + this.#chance.below(150);
    await this.#books.script({ takesMs });
    await this.#ready(life.client);
    const request = this.#request();
    const amount = request.lines[0]?.amount ?? 0;
    let heard: CardView | null = null;
    const begun = life.client
      .call('collect.cardBegin', { ...request, amount: null })
      .then((answer) => {
        if (answer.ok) heard = answer.value;
      })
      .catch(() => undefined);
    const until = clock.monotonicMs() + this.#chance.next() * (takesMs + 80);
    await Promise.race([begun, pause(Math.max(0, until - clock.monotonicMs()))]);
    while (clock.monotonicMs() < until) {
      await pause(3);
      const answer = await Promise.race([
        life.client.call('collect.cardState', { tender: request.tender }),
        pause(50).then(() => null),
      ]);
      if (answer?.ok) heard = answer.value;
    }
    await life.process.kill();
    life.client.close();
    const told = (heard as CardView | null)?.state ?? 'nothing';
    if (!asks) {
      // The control: what was not heard to be approved is taken for unpaid, and nobody asks.
      await pause(takesMs + 100);
      this.#life = null;
      const booked = await this.#booked(amount);
      const wrong = (told === 'approved') === (booked === 1) ? null : `heard ${told}, booked ${booked}`;
      await this.#start();
      await this.#finish(request.tender);
      return { heard: told, end: told, booked, wrong, wentOn: true };
    }
    const again = await this.#start();
    const wentOn = await this.#takeCash(again.client);
    const end = await this.#finish(request.tender);
    const booked = await this.#booked(amount);
    const agrees = end === 'approved' ? booked === 1 : booked === 0;
    const wrong = agrees ? null : `ended ${end}, booked ${booked} (heard ${told})`;
    return { heard: told, end, booked, wrong, wentOn };
  }

  async #booked(amount: number): Promise<number> {
    const bookings = await this.#books.bookings();
    return bookings.filter((one) => one.amount === amount && one.result === 'approved').length;
  }

  /** Until the terminal takes a charge. */
  async #ready(client: CounterClient): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the terminal never came')), settleTimeoutMs);
      const stop = client.watch('workplace', ({ view }) => {
        if (view?.rail.terminal.state !== 'ready') return;
        clearTimeout(timer);
        queueMicrotask(() => stop());
        resolve();
      });
    });
  }

  /** Other work goes on while the terminal is being asked: what is in front is set aside, and cash is taken. */
  async #takeCash(client: CounterClient): Promise<boolean> {
    await this.#setAside(client);
    const request = this.#request();
    const begun = await client.call('collect.cashBegin', request);
    if (!begun.ok) return false;
    const { due } = begun.value;
    return (await client.call('collect.cashReceive', { tender: request.tender, given: due })).ok;
  }

  async #setAside(client: CounterClient): Promise<void> {
    const front = await this.#front(client);
    if (front !== null) succeeded(await client.call('collect.park', { collection: front }));
  }

  #front(client: CounterClient): Promise<string | null> {
    return new Promise((resolve) => {
      const stop = client.watch('workplace', ({ view }) => {
        if (view === null) return;
        queueMicrotask(() => stop());
        resolve(view.front?.collection ?? null);
      });
    });
  }

  /** Waits until the attempt is at its end, and brings its collection to its own. */
  async #finish(tender: string): Promise<string> {
    const { client } = this.#life ?? (await this.#start());
    for (let end = clock.monotonicMs() + settleTimeoutMs; clock.monotonicMs() < end; await pause(20)) {
      const state = await client.call('collect.cardState', { tender });
      // The kill came before anything was written.
      if (!state.ok) return 'never begun';
      if (!final.includes(state.value.state)) continue;
      const { collection } = state.value;
      if (state.value.state === 'approved') succeeded(await client.call('collect.issue', { collection }));
      else await this.#undo(client, collection);
      return state.value.state;
    }
    return 'still unknown';
  }

  async #undo(client: CounterClient, collection: string): Promise<void> {
    await client.call('collect.resume', { collection });
    succeeded(await client.call('collect.undo', { collection }));
  }

  async stop(): Promise<void> {
    await this.#life?.process.kill();
    this.#life?.client.close();
    this.#life = null;
  }
}
