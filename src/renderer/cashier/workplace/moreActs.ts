import type { Ids } from '../../../shared/kernel/ids.ts';
import type { CounterClient } from '../../../shared/rpc/client.ts';
import type { CreditView, PayerView, PriceView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { Store } from '../../ui/store.ts';
import { askRest, depositFinished, type LastSlip } from './acts.ts';
import { missingOf } from './cardState.ts';
import type { ChargingCard } from './chargeState.ts';
import { chosenCandidate } from './creditState.ts';
import { chosenLines, type LineChoice } from './figures.ts';
import { type MobileWay, mobileComplete } from './mobileState.ts';
import { relativesLeft } from './people.ts';
import type { PayingByCode } from './qrState.ts';
import { type Billing, changeOf, type TakingCash, type Workplace, type WorkplaceEvent } from './state.ts';

type Front = WorkplaceView['front'];

/** A refusal after which the attempt is over at the counter. */
const over = new Set(['tender-finished', 'tender-not-found', 'collection-finished', 'collection-not-found']);

/** Acts besides cash and codes: a keyed card, Mobile Money, listed fees, credits without our code, surplus. */
export interface MoreActs {
  /** Records the slip of the terminal. */
  keyCard(): Promise<void>;
  /** Nothing was charged: back to the bill. */
  cancelCard(): Promise<void>;
  /** Opens the form of Mobile Money from the bill, or for the rest of a collection. */
  openMobile(front: Front): void;
  askMobile(way: MobileWay): Promise<void>;
  addFee(price: PriceView): void;
  /** Puts the brothers and sisters who owe something on the bill. */
  addRelatives(): Promise<void>;
  /** Takes the notes that lie there and asks for the rest another way. */
  splitCash(rest: 'qr' | 'card' | 'terminal'): Promise<void>;
  openCredit(credit: string): Promise<void>;
  /** Gives the credit to the candidate under the cursor. */
  assign(): Promise<void>;
  /** Gives the money in hand to the chosen lines. */
  assignToBill(): Promise<void>;
}

/** Joins these keys to the counter. Each act starts only when none is under way. */
export function makeMoreActs(
  counter: CounterClient,
  store: Store<Workplace, WorkplaceEvent>,
  ids: Ids,
  lastSlip: LastSlip,
): MoreActs {
  const failed = (failure: Failure): void => store.send({ is: 'failed', failure });

  function inHand<At extends Workplace['at']>(at: At): Extract<Workplace, { at: At }> | null {
    const state = store.get();
    return state.at === at && state.busy === null ? (state as Extract<Workplace, { at: At }>) : null;
  }

  /** Money of the collection may have come although the next step failed: the counter's word decides. */
  function takeUpAgain(): void {
    store.send({ is: 'to-find', settled: '' });
  }

  /** The cash is in the books; after the refusal was read, stepping back leads to what is left. */
  function partTaken(failure: Failure): void {
    takeUpAgain();
    failed(failure);
  }

  async function receivePart(state: TakingCash, collection: string): Promise<Failure | null> {
    const given = Number(state.given);
    const cancelled = await counter.call('collect.cashCancel', { tender: state.due.tender });
    if (!cancelled.ok && !over.has(cancelled.reason.code)) return cancelled.reason;
    const tender = ids.next();
    const lines = chosenLines(state.choices);
    const { payer, payerName, payerAddress } = state;
    const request = { collection, tender, payer: payer.payer, payerName, payerAddress, lines };
    const begun = await counter.call('collect.cashBegin', { ...request, amount: given });
    if (!begun.ok) return begun.reason;
    const received = await counter.call('collect.cashReceive', { tender, given: begun.value.due });
    return received.ok ? null : received.reason;
  }

  return {
    async keyCard() {
      const state = inHand('card');
      if (state === null) return;
      const missing = missingOf(state.slip);
      if (missing !== null) {
        store.send({ is: 'slip-field', field: missing });
        return;
      }
      store.send({ is: 'busy', with: 'receiving' });
      const answer = await counter.call('collect.manualKey', { tender: state.card.tender, ...state.slip });
      if (!answer.ok) {
        failed(answer.reason);
        return;
      }
      lastSlip.set(state.slip);
      if (answer.value.receipts.length > 0) store.send({ is: 'keyed', collected: answer.value });
      else if (await depositFinished(counter, state.payer, state.card.collection))
        store.send({ is: 'issued', collected: answer.value });
      // Part of it: what is left is told by the counter.
      else store.send({ is: 'to-find', settled: '', ended: state.card.tender });
    },
    async cancelCard() {
      const state = inHand('card');
      if (state === null) return;
      store.send({ is: 'busy', with: 'cancelling' });
      const answer = await counter.call('collect.manualCancel', { tender: state.card.tender });
      if (answer.ok) store.send({ is: 'cancelled' });
      else if (over.has(answer.reason.code)) store.send({ is: 'to-find', settled: state.card.collection });
      else failed(answer.reason);
    },
    openMobile(front) {
      const state = store.get();
      if (state.busy !== null || !(state.at === 'bill' || state.at === 'qr' || state.at === 'charge')) return;
      const held = heldBy(state);
      const told = held !== null && front?.collection === held ? front.left : null;
      const amount = told ?? totalOf(state.choices);
      if (amount === 0 || state.payerName.trim() === '') return;
      const attempt = { collection: held ?? ids.next(), tender: ids.next() };
      store.send({ is: 'mobile-opened', ids: attempt, amount });
    },
    async askMobile(way) {
      const state = inHand('mobile');
      if (state === null || !mobileComplete(state)) return;
      const { payer, payerName, payerAddress, held, phone, operatorNumber } = state;
      const lines = held === null ? chosenLines(state.choices) : null;
      const said = { payerName: payerName.trim(), payerAddress: payerAddress.trim() };
      const request = { ...state.ids, payer: payer.payer, ...said, lines, amount: null };
      store.send({ is: 'busy', with: 'beginning' });
      const answer =
        way.way === 'code'
          ? await counter.call('collect.qrBegin', { ...request, wallet: true })
          : await counter.call('collect.ussdBegin', {
              ...request,
              operator: way.operator,
              phone: phone === '' ? null : phone,
              operatorNumber: operatorNumber === '' ? null : operatorNumber,
            });
      if (answer.ok) store.send({ is: 'code-shown', qr: answer.value });
      else failed(answer.reason);
    },
    addFee(price) {
      if (store.get().busy === null) store.send({ is: 'fee-added', price, bill: `fee-${ids.next()}` });
    },
    async addRelatives() {
      const state = inHand('bill');
      if (state === null || state.held !== null) return;
      store.send({ is: 'busy', with: 'opening' });
      const people: PayerView[] = [];
      for (const { payer } of relativesLeft(state.payer)) {
        const answer = await counter.call('payer.open', { payer });
        if (!answer.ok) {
          failed(answer.reason);
          return;
        }
        people.push(answer.value);
      }
      store.send({ is: 'people-added', people });
    },
    async splitCash(rest) {
      const state = inHand('cash');
      if (state === null || state.given === '' || Number(state.given) === 0 || changeOf(state) >= 0) return;
      store.send({ is: 'busy', with: 'receiving' });
      const inCollection = state.behind !== null;
      const collection = inCollection ? state.due.collection : ids.next();
      const failure = await receivePart(state, collection);
      if (failure !== null) {
        failed(failure);
        return;
      }
      const { payer, payerName } = state;
      const request = { collection, tender: ids.next(), payer: payer.payer, payerName };
      const answer = await askRest(counter, rest, request, [], lastSlip);
      if (answer.ok) store.send(answer.value);
      else partTaken(answer.reason);
    },
    async openCredit(credit) {
      if (store.get().busy !== null) return;
      store.send({ is: 'busy', with: 'opening' });
      const answer = await counter.call('credit.candidates', { credit });
      if (answer.ok) store.send({ is: 'credit-opened', ...answer.value });
      else failed(answer.reason);
    },
    async assign() {
      const state = inHand('credit');
      const candidate = state === null ? undefined : chosenCandidate(state);
      if (state === null || candidate === undefined) return;
      if (candidate.is === 'payer') {
        store.send({ is: 'busy', with: 'opening' });
        const answer = await counter.call('payer.open', { payer: candidate.ref });
        if (answer.ok) store.send({ is: 'opened', payer: answer.value });
        else failed(answer.reason);
        return;
      }
      const to =
        candidate.is === 'tender'
          ? { is: 'tender' as const, tender: candidate.ref }
          : { is: 'collection' as const, collection: candidate.ref, method: 'transfer' as const };
      store.send({ is: 'busy', with: 'assigning' });
      const answer = await counter.call('credit.assign', { credit: state.credit.credit, to });
      if (answer.ok) takeUpAgain();
      else failed(answer.reason);
    },
    async assignToBill() {
      const state = inHand('bill');
      const credit: CreditView | null = state?.credit ?? null;
      if (state === null || credit === null) return;
      const lines = chosenLines(state.choices);
      const payerName = state.payerName.trim();
      const said = { payerName, payerAddress: state.payerAddress.trim() };
      if (lines.length === 0 || payerName === '') return;
      const attempt = state.ids ?? { collection: state.held ?? ids.next(), tender: ids.next() };
      const { collection } = attempt;
      store.send({ is: 'beginning', ids: attempt });
      const method = 'transfer' as const;
      const answer = await counter.call('credit.assign', {
        credit: credit.credit,
        to:
          state.held === null
            ? { is: 'bill', collection, payer: state.payer.payer, ...said, lines, method }
            : { is: 'collection', collection, method },
      });
      if (answer.ok) takeUpAgain();
      else failed(answer.reason);
    },
  };
}

/** The collection that exists already for what is on the screen. */
function heldBy(state: Billing | PayingByCode | ChargingCard): string | null {
  switch (state.at) {
    case 'bill':
      return state.held;
    case 'qr':
      return state.qr.collection;
    case 'charge':
      return state.card.collection;
  }
}

function totalOf(choices: readonly LineChoice[]): number {
  return chosenLines(choices).reduce((sum, { amount }) => sum + amount, 0);
}
