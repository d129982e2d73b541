/** A cashier at a running counter with sample data, acting over RPC as a window would. */
import { cpSync } from 'node:fs';
import { expect } from 'vitest';
import { demoPin } from '../../../src/main/desk/demo.ts';
import type { Role } from '../../../src/shared/kernel/roles.ts';
import type {
  BillLineView,
  MethodName,
  MethodRequest,
  PayerView,
  TopicValue,
} from '../../../src/shared/rpc/contract.ts';
import { demoFolder, newKeptFolder } from '../../support/demo-folders.ts';
import { journalOf } from '../../support/rows-of.ts';
import {
  type RunningCounter,
  runCounter,
  shiftedClock,
  succeeded,
  temporaryFolder,
  untilTopic,
} from '../../support/running-counter.ts';

export { demoPin };

type Chosen = { readonly bill: string; readonly amount: number };
/** A simulated device as its launcher tells of it. */
type Simulated = { peer: string; host: string; port: number; widthDots?: number };
type Workplace = NonNullable<TopicValue<'workplace'>['view']>;

/** Folders of counters set up with sample data at a time, to be copied: hashing PINs and importing takes a second. */
const setUpFolders = new Map<string, Promise<string>>();

function setUpFolder(demo: 'hospital' | 'school', startMs: number | undefined): Promise<string> {
  if (startMs === undefined) return Promise.resolve(demoFolder(demo));
  const key = `${demo} ${startMs}`;
  const folder = setUpFolders.get(key) ?? setUp(demo, startMs);
  setUpFolders.set(key, folder);
  return folder;
}

async function setUp(demo: 'hospital' | 'school', startMs: number): Promise<string> {
  const folder = newKeptFolder();
  const counter = await runCounter(folder, { demo }, shiftedClock(startMs));
  await counter.stop();
  return folder;
}

export class Desk {
  readonly demo: 'hospital' | 'school';
  readonly #simulators: Simulated[];
  #counter: RunningCounter;
  readonly #used = new Set<string>();

  private constructor(counter: RunningCounter, demo: 'hospital' | 'school', simulators: Simulated[]) {
    this.#counter = counter;
    this.demo = demo;
    this.#simulators = simulators;
  }

  /** @param startMs what the wall clock shows; the true time without it */
  static async open(
    demo: 'hospital' | 'school',
    options: {
      startMs?: number;
      printer?: { host: string; port: number };
      /** A second printer, which takes over. */
      spare?: { host: string; port: number };
      bank?: { host: string; port: number };
      terminal?: { peer: string; host: string; port: number };
    } = {},
  ): Promise<Desk> {
    const { printer, spare, bank, terminal, startMs } = options;
    const simulators: Simulated[] = printer === undefined ? [] : [{ peer: 'escpos-printer', ...printer }];
    if (spare !== undefined) simulators.push({ peer: 'escpos-printer', ...spare, widthDots: 384 });
    if (bank !== undefined) simulators.push({ peer: 'bank', ...bank });
    if (terminal !== undefined) simulators.push(terminal);
    const folder = temporaryFolder();
    cpSync(await setUpFolder(demo, startMs), folder, { recursive: true });
    return new Desk(await runCounter(folder, { demo, simulators }, shiftedClock(startMs)), demo, simulators);
  }

  get counter(): RunningCounter {
    return this.#counter;
  }

  get client() {
    return this.#counter.client;
  }

  /** Stops the counter and starts it again on the same folder; nobody is signed in afterwards. */
  async restart(between: () => void | Promise<void> = () => undefined): Promise<void> {
    const { folder, clock } = this.#counter;
    await this.#counter.stop();
    await between();
    this.#counter = await runCounter(folder, { demo: this.demo, simulators: this.#simulators }, clock);
  }

  id(): string {
    return this.#counter.ids.next();
  }

  /** People of that role, in order of the list. */
  async people(role: Role): Promise<{ person: string; name: string }[]> {
    const gate = await untilTopic(this.client, 'gate', ({ people }) => people.length > 0);
    return gate.people.filter(({ roles }) => roles.includes(role));
  }

  /** Signs in the `index`th person of a role. */
  async signIn(role: Role, index = 0): Promise<string> {
    const one = (await this.people(role))[index];
    if (one === undefined) throw new Error(`no ${role} number ${index}`);
    succeeded(await this.client.call('staff.signIn', { person: one.person, pin: demoPin }));
    return one.person;
  }

  async signOut(): Promise<void> {
    succeeded(await this.client.call('staff.signOut', {}));
  }

  /** A PIN given by the first person of a role. */
  async approval(role: Role, pin = demoPin): Promise<{ person: string; pin: string }> {
    return { person: (await this.people(role))[0]?.person ?? '', pin };
  }

  async openShift(float = 2_000_000): Promise<string> {
    return succeeded(await this.client.call('shift.open', { float, name: 'Ca sáng' })).shift;
  }

  /** A payer no test has used whose owed lines pass; the lines come with them. */
  async owing(
    passes: (lines: readonly BillLineView[]) => boolean = (lines) => lines.length > 0,
  ): Promise<{ payer: PayerView; lines: readonly BillLineView[] }> {
    for (const text of ['nguyen', 'tran', 'le', 'pham']) {
      const { rows } = succeeded(await this.client.call('payer.find', { text, limit: 50 }));
      for (const row of rows) {
        if (this.#used.has(row.payer)) continue;
        const payer = succeeded(await this.client.call('payer.open', { payer: row.payer }));
        const lines = payer.lines.filter((line) => line.owed > 0);
        if (!passes(lines)) continue;
        this.#used.add(row.payer);
        return { payer, lines };
      }
    }
    throw new Error('nobody owes that');
  }

  /** What is still owed on a bill line. */
  async owed(payer: string, bill: string): Promise<number | undefined> {
    const view = succeeded(await this.client.call('payer.open', { payer }));
    return view.lines.find((line) => line.bill === bill)?.owed;
  }

  /** Asks for cash for these lines. */
  async begin(payer: PayerView, lines: readonly Chosen[]) {
    const ids = { collection: this.id(), tender: this.id() };
    const chosen = lines.map(({ bill, amount }) => ({ bill, amount }));
    const request = { ...ids, payer: payer.payer, payerName: 'Trần Quốc Ưởng', lines: chosen };
    return { ...ids, request, answer: await this.client.call('collect.cashBegin', request) };
  }

  /** Asks for cash and takes it; `given` 0 is exactly what is due. */
  async pay(payer: PayerView, lines: readonly Chosen[], given = 0) {
    const { answer, tender } = await this.begin(payer, lines);
    const due = succeeded(answer);
    return { due, collected: await this.receive(tender, given), tender };
  }

  /** Takes the cash that is asked for, and waits until its paper came or did not. */
  async receive(tender: string, given = 0) {
    const collected = succeeded(await this.client.call('collect.cashReceive', { tender, given }));
    const last = collected.receipts.at(-1)?.receipt;
    await this.workplace(
      ({ lastReceipt }) =>
        lastReceipt?.receipt === last && ['failed', 'printed', 'unknown'].includes(lastReceipt?.print ?? ''),
    );
    return collected;
  }

  /** The failure code of a call, or `ok`; a refusal that says anything of the money but "no" fails. */
  async code<M extends MethodName>(method: M, request: MethodRequest<M>): Promise<string> {
    return codeOf(await this.client.call(method, request));
  }

  /** The workplace once it is as wanted. */
  async workplace(wanted: (view: Workplace) => boolean = () => true): Promise<Workplace> {
    const { view } = await untilTopic(this.client, 'workplace', ({ view }) => view !== null && wanted(view));
    if (view === null) throw new Error('no workplace');
    return view;
  }

  /** Counts the drawer in notes of 1.000 đ. */
  async count(purpose: 'close' | 'surprise', total: number) {
    const lines = [{ denomination: 1_000, notes: Math.floor(total / 1_000) }];
    return succeeded(await this.client.call('shift.count', { purpose, torn: total % 1_000, lines }));
  }

  remove(): Promise<void> {
    return this.#counter.remove();
  }
}

/** The line with these amounts, as a request has it. */
export function whole(lines: readonly BillLineView[]): Chosen[] {
  return lines.map(({ bill, owed }) => ({ bill, amount: owed }));
}

/** The code of an answer; a refusal that says anything of the money but "no" fails. */
export function codeOf(
  answer: { ok: true } | { ok: false; reason: { code: string; moneyMoved: string } },
): string {
  if (answer.ok) return 'ok';
  if (answer.reason.moneyMoved !== 'no')
    throw new Error(`${answer.reason.code}: ${answer.reason.moneyMoved}`);
  return answer.reason.code;
}

/** Runs an act that writes nothing, and checks that the journal did not move. */
export async function unwritten(desk: Desk, act: () => Promise<string>): Promise<string> {
  const before = journalOf(desk.counter.folder);
  const code = await act();
  expect(journalOf(desk.counter.folder)).toEqual(before);
  return code;
}
