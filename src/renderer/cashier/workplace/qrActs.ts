import type { Ids } from '../../../shared/kernel/ids.ts';
import type { CounterClient } from '../../../shared/rpc/client.ts';
import type { MethodRequest, QrView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { Store } from '../../ui/store.ts';
import { askRest, type LastSlip, openTogether, type RestWay } from './acts.ts';
import { chosenLines } from './figures.ts';
import { othersOf } from './people.ts';
import { canTakeOff, type PayingByCode, qrNow } from './qrState.ts';
import type { Workplace, WorkplaceEvent } from './state.ts';

type Front = WorkplaceView['front'];
type AcceptRequest = Omit<MethodRequest<'collect.qrAccept'>, 'tender'>;

/** What the keys do while a code is being paid. `front` is what the counter has told last. */
export interface QrActs {
  /** The payer says that it is sent; it is not money. */
  claim(front: Front): Promise<void>;
  /** Takes the code off. Back to the bill, unless money is there already. */
  takeOff(front: Front): Promise<void>;
  /** Asks for the rest in cash or by the next code; nothing happens while nothing is left to ask for. */
  askForRest(method: RestWay, front: Front): Promise<void>;
  /** An approver takes the risk that it has come, with evidence; the dialog shows the refusal. */
  accept(request: AcceptRequest, front: Front): Promise<Failure | null>;
  /** What was accepted has not come. */
  neverCame(request: MethodRequest<'collect.qrNeverCame'>): Promise<Failure | null>;
  /** Prints the code, or "chờ xác nhận" once the payer has said that it is sent. */
  slip(front: Front): Promise<void>;
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
  lastSlip: LastSlip,
): QrActs {
  const failed = (failure: Failure): void => store.send({ is: 'failed', failure });

  function inHand(front: Front) {
    const state = store.get();
    return state.at === 'qr' && state.busy === null ? { state, now: qrNow(state.qr, front) } : null;
  }

  async function backToBill(state: PayingByCode, collection: string): Promise<void> {
    const payer = await openTogether(counter, state.payer.payer, othersOf(state.choices));
    if (payer.ok) store.send({ is: 'code-undone', payer: payer.value });
    else store.send({ is: 'to-find', settled: collection });
  }

  /** A demand over USSD has no code to print; a claim always has its slip. */
  async function printSlip(qr: QrView, claimed: boolean): Promise<void> {
    if (!claimed && qr.ussd !== null) return;
    const slip = claimed ? 'claim' : 'code';
    const answer = await counter.call('collect.slip', { tender: qr.tender, slip });
    if (!answer.ok) failed(answer.reason);
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
      if (answer.ok) {
        store.send({ is: 'code-told', qr: answer.value });
        if (answer.value.state === 'claimed') await printSlip(answer.value, true);
      } else failed(answer.reason);
    },
    async accept(request, front) {
      const hand = inHand(front);
      if (hand === null) return null;
      store.send({ is: 'busy', with: 'accepting' });
      const answer = await counter.call('collect.qrAccept', { ...request, tender: hand.now.qr.tender });
      store.send(answer.ok ? { is: 'code-told', qr: answer.value } : { is: 'code-told' });
      return answer.ok ? null : answer.reason;
    },
    async neverCame(request) {
      const answer = await counter.call('collect.qrNeverCame', request);
      return answer.ok ? null : answer.reason;
    },
    async slip(front) {
      const hand = inHand(front);
      if (hand === null) return;
      const { qr, phase } = hand.now;
      if (phase === 'waiting' || phase === 'claimed') await printSlip(qr, phase === 'claimed');
    },
    async takeOff(front) {
      const hand = inHand(front);
      if (hand === null || !canTakeOff(hand.now)) return;
      const { qr, received } = hand.now;
      store.send({ is: 'busy', with: 'cancelling' });
      const answer = await counter.call('collect.qrCancel', { tender: qr.tender, undo: true });
      if (!answer.ok) failed(answer.reason);
      else if (received > 0) store.send({ is: 'code-told' });
      else await backToBill(hand.state, qr.collection);
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
      const answer = await askRest(counter, method, request, chosenLines(state.choices), lastSlip);
      if (!answer.ok) failed(answer.reason);
      else if (answer.value.is !== 'begun') store.send(answer.value);
      else store.send({ ...answer.value, behind: now.received > 0 ? now.qr : null });
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
