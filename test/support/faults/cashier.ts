/** A cashier who takes cash over a line, with ids made at the window, and remembers what the counter promised. */
import type { CounterClient } from '../../../src/shared/rpc/client.ts';
import type { MethodResponse } from '../../../src/shared/rpc/contract.ts';
import type { Failure } from '../../../src/shared/rpc/define.ts';
import type { Chance } from '../chance.ts';
import { patiently, succeeded, untilTopic } from '../running-counter.ts';

export interface Chosen {
  readonly payer: string;
  readonly payerName: string;
  readonly bill: string;
  readonly owed: number;
}

/** One payment as the window knows it. What was answered counts as told to the payer. */
export interface Payment {
  readonly collection: string;
  readonly tender: string;
  readonly payer: string;
  readonly payerName: string;
  readonly lines: readonly { readonly bill: string; readonly amount: number }[];
  readonly total: number;
  /** Answer of `collect.cashBegin`. */
  due: number | null;
  /** What the payer puts down; settled with `due`. */
  given: number | null;
  /** Answer of `collect.cashReceive`: from here on the money must never be missing. */
  receipts: readonly { readonly receipt: string; readonly number: string; readonly total: number }[] | null;
}

/** A refusal that the run did not provoke. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly failure: Failure;
  constructor(method: string, failure: Failure) {
    super(`${method} refused: ${JSON.stringify(failure)}`);
    this.failure = failure;
  }
}

const searches =
  'ng tr le ph vo da bu ho th ch ly du do mi an hu ki qu ba ha la lo ma na ta tu va xu ti nh'.split(' ');

/** Bills that are owed, as many as a run needs. The counter must be signed in. */
export async function owedBills(client: CounterClient, most: number): Promise<Chosen[]> {
  const found = new Map<string, Chosen>();
  for (const text of searches) {
    const { rows } = await patiently(client, 'payer.find', { text, limit: 50 });
    for (const row of rows) {
      if (row.owed <= 0 || found.size >= most) continue;
      const { payer, name, lines } = await patiently(client, 'payer.open', { payer: row.payer });
      for (const line of lines.filter((one) => one.owed > 0)) {
        found.set(line.bill, { payer, payerName: name, bill: line.bill, owed: line.owed });
      }
    }
  }
  return [...found.values()];
}

/** An instalment below this. */
const usualMost = 10_000;
const least = 1_000;

/** The next payment: part of a bill (instalments), odd amounts included so that cash rounding happens both ways. */
export function nextPayment(
  chance: Chance,
  bills: Chosen[],
  ids: { next(): string },
  most = usualMost,
): Payment {
  const at = chance.below(bills.length);
  const chosen = bills[at];
  if (chosen === undefined) throw new RangeError('no bill is owed any more');
  const amount = Math.min(chosen.owed, least + chance.below(most - least));
  if (amount === chosen.owed) bills.splice(at, 1);
  else bills[at] = { ...chosen, owed: chosen.owed - amount };
  const { payer, payerName, bill } = chosen;
  return {
    collection: ids.next(),
    tender: ids.next(),
    payer,
    payerName,
    lines: [{ bill, amount }],
    total: amount,
    due: null,
    given: null,
    receipts: null,
  };
}

/** Asks for the cash. The same again after a restart must be answered the same. */
export async function begin(client: CounterClient, payment: Payment): Promise<void> {
  const { collection, tender, payer, payerName, lines } = payment;
  const request = { collection, tender, payer, payerName, lines: [...lines] };
  const answer = await client.call('collect.cashBegin', request);
  if (!answer.ok) throw new Refused('collect.cashBegin', answer.reason);
  if (payment.due !== null && payment.due !== answer.value.due)
    throw new Error('another due than before the kill');
  payment.due = answer.value.due;
  payment.given ??= answer.value.due + 1000 * (answer.value.due % 7);
}

/** Puts the cash into the drawer. The same again after a restart must give the same receipts. */
export async function receive(client: CounterClient, payment: Payment): Promise<void> {
  const answer = await client.call('collect.cashReceive', {
    tender: payment.tender,
    given: payment.given ?? 0,
  });
  if (!answer.ok) throw new Refused('collect.cashReceive', answer.reason);
  const receipts = summary(answer.value);
  const before = payment.receipts;
  payment.receipts ??= receipts;
  if (before !== null && JSON.stringify(before) !== JSON.stringify(receipts))
    throw new Error('other receipts than answered before the kill');
}

function summary(value: MethodResponse<'collect.cashReceive'>) {
  return value.receipts.map(({ receipt, number, total }) => ({ receipt, number, total }));
}

/** A run that was broken off leaves a collection at the counter. */
export async function finishFront(client: CounterClient): Promise<void> {
  const { view } = await untilTopic(client, 'workplace', (value) => value.view !== null);
  const cash = view?.front?.cash;
  if (cash) succeeded(await client.call('collect.cashReceive', { tender: cash.tender, given: cash.due }));
}
