import type { Ids } from '../../../shared/kernel/ids.ts';
import type { CounterClient } from '../../../shared/rpc/client.ts';
import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { Store } from '../../ui/store.ts';
import { chosenLines } from './figures.ts';
import { canTakeOff, qrNow } from './qrState.ts';
import type { Workplace, WorkplaceEvent } from './state.ts';

type Front = WorkplaceView['front'];

/** What the keys do while a code is being paid. `front` is what the counter has told last. */
export interface QrActs {
  /** The payer says that it is sent; it is not money. */
  claim(front: Front): Promise<void>;
  /** Takes the code off. Back to the bill, unless money is there already. */
  takeOff(front: Front): Promise<void>;
  /** Asks for the rest in cash or by the next code; nothing happens while nothing is left to ask for. */
  askForRest(method: 'cash' | 'qr', front: Front): Promise<void>;
  /** Issues the receipts of the collection in hand, once it is covered. */
  issue(front: Front): Promise<void>;
  /** Issues the receipts of a parked collection that is covered. */
  issueParked(collection: string): Promise<void>;
}

/** Joins the keys of a payment by code to the counter. Each act starts only when none is under way. */
export function makeQrActs(
  counter: CounterClient,
  store: Store<Workplace, WorkplaceEvent>,
  ids: Ids,
): QrActs {
  const failed = (failure: Failure): void => store.send({ is: 'failed', failure });

  function inHand(front: Front) {
    const state = store.get();
    return state.at === 'qr' && state.busy === null ? { state, now: qrNow(state.qr, front) } : null;
  }

  async function backToBill(payer: string, collection: string): Promise<void> {
    const answer = await counter.call('payer.open', { payer });
    if (answer.ok) store.send({ is: 'code-undone', payer: answer.value });
    else store.send({ is: 'to-find', settled: collection });
  }

  async function issueNow(collection: string): Promise<void> {
    store.send({ is: 'busy', with: 'issuing' });
    const answer = await counter.call('collect.issue', { collection });
    if (answer.ok) store.send({ is: 'issued', collected: answer.value });
    else failed(answer.reason);
  }

  return {
    async claim(front) {
      const hand = inHand(front);
      if (hand === null || hand.now.phase !== 'waiting') return;
      store.send({ is: 'busy', with: 'claiming' });
      const answer = await counter.call('collect.qrClaim', { tender: hand.now.qr.tender, by: 'payer' });
      if (answer.ok) store.send({ is: 'code-told', qr: answer.value });
      else failed(answer.reason);
    },
    async takeOff(front) {
      const hand = inHand(front);
      if (hand === null || !canTakeOff(hand.now)) return;
      const { qr, received } = hand.now;
      store.send({ is: 'busy', with: 'cancelling' });
      const answer = await counter.call('collect.qrCancel', { tender: qr.tender, undo: true });
      if (!answer.ok) failed(answer.reason);
      else if (received > 0) store.send({ is: 'code-told' });
      else await backToBill(hand.state.payer.payer, qr.collection);
    },
    async askForRest(method, front) {
      const hand = inHand(front);
      if (hand === null || hand.now.left === 0) return;
      const { state, now } = hand;
      const next = state.next?.method === method ? state.next : { method, tender: ids.next() };
      store.send({ is: 'rest-asked', next });
      const { payerName } = state;
      const request = {
        collection: now.qr.collection,
        tender: next.tender,
        payer: state.payer.payer,
        payerName,
      };
      if (method === 'cash') {
        const lines = chosenLines(state.choices);
        const answer = await counter.call('collect.cashBegin', { ...request, lines });
        const behind = now.received > 0 ? now.qr : null;
        if (answer.ok) store.send({ is: 'begun', due: answer.value, behind });
        else failed(answer.reason);
        return;
      }
      const rest = { lines: null, amount: null, wallet: false };
      const answer = await counter.call('collect.qrBegin', { ...request, ...rest });
      if (answer.ok) store.send({ is: 'code-shown', qr: answer.value });
      else failed(answer.reason);
    },
    async issue(front) {
      const hand = inHand(front);
      if (hand?.now.phase === 'covered') await issueNow(hand.now.qr.collection);
    },
    async issueParked(collection) {
      if (store.get().busy !== null) return;
      await issueNow(collection);
    },
  };
}
