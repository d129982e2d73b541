/** A cashier who asks to be paid by code, and a simulated bank that pays. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import type { BillLineView, PayerView, QrView, TopicValue } from '../../../src/shared/rpc/contract.ts';
import { verifyFolder } from '../../support/faults/verify-folder.ts';
import { succeeded, untilTopic } from '../../support/running-counter.ts';
import { BankSimulator } from './bank-simulator.ts';
import { Desk, whole } from './desk-rig.ts';

type Chosen = { readonly bill: string; readonly amount: number; readonly payer?: string };
type Display = TopicValue<'display'>['view'];
type Front = NonNullable<NonNullable<TopicValue<'workplace'>['view']>['front']>;

/** A request for a code, and the answer. */
interface Asked {
  readonly collection: string;
  readonly tender: string;
  readonly code: QrView;
}

/** Desk and bank for one test; afterwards the ledger must verify: chain, numbers, equations, replay. */
export async function deskWithBank(
  demo: 'hospital' | 'school' = 'hospital',
): Promise<{ desk: Desk; bank: BankSimulator; codes: Codes }> {
  const bank = await BankSimulator.start();
  const desk = await Desk.open(demo, { bank: bank.address });
  onTestFinished(async () => {
    bank.stop();
    const { folder } = desk.counter;
    await desk.counter.stop();
    const wrong = verifyFolder(folder);
    await desk.remove();
    expect(wrong).toBeNull();
  });
  await desk.signIn('cashier');
  await desk.openShift();
  await desk.workplace(({ rail }) => rail.bank.state === 'live');
  return { desk, bank, codes: new Codes(desk) };
}

export class Codes {
  readonly #desk: Desk;
  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** What a request for a code is, with ids of its own. */
  request(payer: PayerView, lines: readonly Chosen[] | null, more: { collection?: string; amount?: number }) {
    return {
      collection: more.collection ?? this.#desk.id(),
      tender: this.#desk.id(),
      payer: payer.payer,
      payerName: 'Trần Quốc Ưởng',
      lines: lines === null ? null : [...lines],
      amount: more.amount ?? null,
      wallet: false,
    };
  }

  /** Asks for a code for these lines; null: for the rest of the collection. */
  async ask(
    payer: PayerView,
    lines: readonly Chosen[] | null,
    more: { collection?: string; amount?: number } = {},
  ): Promise<Asked> {
    const request = this.request(payer, lines, more);
    const code = succeeded(await this.#desk.client.call('collect.qrBegin', request));
    return { collection: request.collection, tender: request.tender, code };
  }

  /** A payer no test has used, who is asked for everything by one code. */
  async waiting(): Promise<Asked & { payer: PayerView; lines: readonly BillLineView[]; total: number }> {
    const { payer, lines } = await this.#desk.owing(
      (owed) => owed.length > 1 && owed.every(({ onBehalf, owed }) => !onBehalf && owed > 20_000),
    );
    const chosen = whole(lines);
    const total = chosen.reduce((sum, { amount }) => sum + amount, 0);
    return { ...(await this.ask(payer, chosen)), payer, lines, total };
  }

  park(collection: string): Promise<unknown> {
    return this.#desk.client.call('collect.park', { collection }).then(succeeded);
  }

  async issue(collection: string) {
    return succeeded(await this.#desk.client.call('collect.issue', { collection }));
  }

  /** The collection in front once it is as wanted. */
  async front(wanted: (front: Front) => boolean): Promise<Front> {
    const { front } = await this.#desk.workplace(({ front }) => front !== null && wanted(front));
    if (front === null) throw new Error('nothing in front');
    return front;
  }

  /** The row of unfinished business about this collection, tender or credit, once it is as wanted. */
  async unfinished(
    ref: string,
    wanted: (row: UnfinishedRow) => boolean = () => true,
  ): Promise<UnfinishedRow> {
    const { unfinished } = await this.#desk.workplace(({ unfinished }) =>
      unfinished.some((row) => row.ref === ref && wanted(row)),
    );
    const found = unfinished.find((row) => row.ref === ref);
    if (found === undefined) throw new Error('no such row');
    return found;
  }

  /** What the customer sees once it is in this state. */
  async display<S extends Display['state']>(state: S): Promise<Extract<Display, { state: S }>> {
    const { view } = await untilTopic(this.#desk.client, 'display', ({ view }) => view.state === state);
    return view as Extract<Display, { state: S }>;
  }

  /** A row of `money.db` as it stands. */
  row(table: string, id: string): Record<string, unknown> {
    const connection = new BetterSqlite3(join(this.#desk.counter.folder, 'money.db'), { readonly: true });
    try {
      const found = connection.prepare(`SELECT * FROM "${table}" WHERE id = ?`).get(id);
      return found as Record<string, unknown>;
    } finally {
      connection.close();
    }
  }
}

type UnfinishedRow = NonNullable<TopicValue<'workplace'>['view']>['unfinished'][number];
