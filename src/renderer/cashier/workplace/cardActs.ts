import type { Ids } from '../../../shared/kernel/ids.ts';
import type { CardView } from '../../../shared/rpc/card.ts';
import type { CounterClient } from '../../../shared/rpc/client.ts';
import type { MethodRequest, WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { Store } from '../../ui/store.ts';
import { askRest, type LastSlip, openTogether, type RestWay } from './acts.ts';
import { type CardPhase, cardNow } from './chargeState.ts';
import { chosenLines } from './figures.ts';
import { othersOf } from './people.ts';
import type { Workplace, WorkplaceEvent } from './state.ts';

type Front = WorkplaceView['front'];
type Decision = Omit<MethodRequest<'collect.cardDecide'>, 'tender'>;

/** What the keys do while a card is charged on a connected terminal. `front` is what the counter has told last. */
export interface CardActs {
  /** Asks the terminal to give up; it still has the last word. Before it has the charge, the wish is kept. */
  giveUp(front: Front): Promise<void>;
  /** Asks the terminal what became of an unknown attempt. */
  query(front: Front): Promise<void>;
  /** An approver says what became of it; the dialog shows the refusal. */
  decide(decision: Decision, front: Front): Promise<Failure | null>;
  /** Nothing was charged: another way, or the card once more. */
  askForRest(method: RestWay, front: Front): Promise<void>;
  /** Nothing was charged and no other money is there: back to the bill. */
  backToBill(front: Front): Promise<void>;
  issue(front: Front): Promise<void>;
}

/** Joins these keys to the counter. Each act starts only when none is under way. */
export function makeCardActs(
  counter: CounterClient,
  store: Store<Workplace, WorkplaceEvent>,
  ids: Ids,
  lastSlip: LastSlip,
): CardActs {
  const failed = (failure: Failure): void => store.send({ is: 'failed', failure });

  function inHand(front: Front, phase: CardPhase) {
    const state = store.get();
    if (state.at !== 'charge' || state.busy !== null) return null;
    const now = cardNow(state.card, front);
    return now.phase === phase ? { state, now } : null;
  }

  function told(answer: { ok: true; value: CardView } | { ok: false; reason: Failure }): void {
    if (answer.ok) store.send({ is: 'charge-told', card: answer.value });
    else failed(answer.reason);
  }

  return {
    async giveUp(front) {
      const hand = inHand(front, 'running');
      if (hand === null) return;
      store.send({ is: 'give-up' });
      const { tender, state } = hand.now.card;
      if (state === 'sent') told(await counter.call('collect.cardAbort', { tender }));
    },
    async query(front) {
      const hand = inHand(front, 'unknown');
      if (hand === null || hand.now.card.step !== null) return;
      store.send({ is: 'busy', with: 'asking' });
      told(await counter.call('collect.cardQuery', { tender: hand.now.card.tender }));
    },
    async decide(decision, front) {
      const hand = inHand(front, 'unknown');
      if (hand === null) return null;
      store.send({ is: 'busy', with: 'deciding' });
      const answer = await counter.call('collect.cardDecide', { ...decision, tender: hand.now.card.tender });
      store.send(answer.ok ? { is: 'charge-told', card: answer.value } : { is: 'charge-told' });
      return answer.ok ? null : answer.reason;
    },
    async askForRest(method, front) {
      const hand = inHand(front, 'unpaid') ?? inHand(front, 'paid');
      if (hand === null || hand.now.left === 0) return;
      const { state, now } = hand;
      const next = state.next?.method === method ? state.next : { method, tender: ids.next() };
      store.send({ is: 'charge-rest', next });
      const { payer, payerName } = state;
      const { collection } = now.card;
      const asked = { collection, tender: next.tender, payer: payer.payer, payerName };
      const answer = await askRest(counter, method, asked, chosenLines(state.choices), lastSlip);
      if (!answer.ok) failed(answer.reason);
      else if (answer.value.is === 'begun') store.send({ ...answer.value, again: now.received > 0 });
      else store.send(answer.value);
    },
    async backToBill(front) {
      const hand = inHand(front, 'unpaid');
      if (hand === null || hand.now.received > 0) return;
      const { state, now } = hand;
      const { collection } = now.card;
      store.send({ is: 'busy', with: 'undoing' });
      const answer = await counter.call('collect.undo', { collection });
      if (!answer.ok) {
        failed(answer.reason);
        return;
      }
      const payer = await openTogether(counter, state.payer.payer, othersOf(state.choices));
      if (payer.ok) store.send({ is: 'charge-undone', payer: payer.value });
      else store.send({ is: 'to-find', settled: collection });
    },
    async issue(front) {
      const hand = inHand(front, 'paid');
      if (hand === null || !hand.now.covered) return;
      store.send({ is: 'busy', with: 'issuing' });
      const answer = await counter.call('collect.issue', { collection: hand.now.card.collection });
      if (answer.ok) store.send({ is: 'issued', collected: answer.value });
      else failed(answer.reason);
    },
  };
}
