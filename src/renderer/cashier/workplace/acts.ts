/** What the acts of the workplace have in common. */
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { CounterClient } from '../../../shared/rpc/client.ts';
import type { BillLineView, ChosenLine, PayerView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { Slip } from './cardState.ts';
import { isDeposit, together } from './people.ts';
import type { WorkplaceEvent } from './state.ts';

/** Terminal and batch of the last slip: they seldom change within a shift. */
export interface LastSlip {
  get(): Pick<Slip, 'terminal' | 'batch'>;
  set(slip: Pick<Slip, 'terminal' | 'batch'>): void;
}

/** Remembers them while the window is open. */
export function makeLastSlip(): LastSlip {
  let last: Pick<Slip, 'terminal' | 'batch'> = { terminal: '', batch: '' };
  return {
    get: () => last,
    set: ({ terminal, batch }) => {
      last = { terminal, batch };
    },
  };
}

/** The bill of one or several people as the lists have it now. */
export async function openTogether(
  counter: CounterClient,
  first: string,
  others: readonly string[],
  added: readonly BillLineView[] = [],
): Promise<Result<PayerView, Failure>> {
  const views: PayerView[] = [];
  for (const payer of [first, ...others.filter((other) => other !== first)]) {
    const answer = await counter.call('payer.open', { payer });
    if (!answer.ok) return answer;
    views.push(answer.value);
  }
  const [head, ...rest] = views;
  // A deposit is no part of the bill: what the stay has cost is not asked for with it.
  if (head !== undefined && added.some(isDeposit)) return ok({ ...head, lines: added.filter(isDeposit) });
  return ok(together(head as PayerView, rest, added));
}

/**
 * Whether this was the last money of a deposit: it has a slip and no receipt, so that nothing else tells. Asked of the
 * counter, because the view of the window may be older than the answer.
 */
export async function depositFinished(
  counter: CounterClient,
  { lines }: Pick<PayerView, 'lines'>,
  collection: string,
): Promise<boolean> {
  if (!lines.some(isDeposit)) return false;
  const answer = await counter.call('deposit.of', { collection });
  return answer.ok && answer.value.deposit !== null;
}

/** How what is left of a collection is asked for: `card` is keyed by hand, `terminal` is a connected one. */
export type RestWay = 'cash' | 'qr' | 'card' | 'terminal';

/** The way a card is taken at this counter now. */
export function cardWay({ methods, rail }: Pick<WorkplaceView, 'methods' | 'rail'>): 'card' | 'terminal' {
  const card = methods.find(({ method }) => method === 'card');
  const none = rail.terminal.state === 'off' || rail.terminal.state === 'manual';
  return none || card?.note !== null ? 'card' : 'terminal';
}

interface RestAsked {
  readonly collection: string;
  readonly tender: string;
  readonly payer: string;
  readonly payerName: string;
}

/** Asks for all that is left of a collection; the event that leads to its screen, or why not. */
export async function askRest(
  counter: CounterClient,
  way: RestWay,
  asked: RestAsked,
  lines: readonly ChosenLine[],
  lastSlip: LastSlip,
): Promise<Result<WorkplaceEvent, Failure>> {
  const rest = { ...asked, lines: null, amount: null };
  switch (way) {
    case 'cash': {
      const answer = await counter.call('collect.cashBegin', { ...asked, lines: [...lines] });
      return answer.ok ? ok({ is: 'begun', due: answer.value }) : answer;
    }
    case 'qr': {
      const answer = await counter.call('collect.qrBegin', { ...rest, wallet: false });
      return answer.ok ? ok({ is: 'code-shown', qr: answer.value }) : answer;
    }
    case 'card': {
      const answer = await counter.call('collect.manualBegin', rest);
      return answer.ok ? ok({ is: 'card-begun', card: answer.value, known: lastSlip.get() }) : answer;
    }
    case 'terminal': {
      const answer = await counter.call('collect.cardBegin', rest);
      return answer.ok ? ok({ is: 'charge-begun', card: answer.value }) : answer;
    }
  }
}
