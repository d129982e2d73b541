import type { Ids } from '../../../shared/kernel/ids.ts';
import type { CounterClient } from '../../../shared/rpc/client.ts';
import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { Store } from '../../ui/store.ts';
import { depositFinished, makeLastSlip, openTogether } from './acts.ts';
import { type CardActs, makeCardActs } from './cardActs.ts';
import { chosenLines } from './figures.ts';
import { wantedOf } from './findState.ts';
import { type MoreActs, makeMoreActs } from './moreActs.ts';
import { makeQrActs, type QrActs } from './qrActs.ts';
import { changeOf, doubtfulChange, givenOf, type Workplace, type WorkplaceEvent } from './state.ts';

const resultLimit = 50;

/** Refusals after which the attempt is over at the counter, so stepping back leads to the find box. */
const over = new Set(['tender-finished', 'tender-not-found', 'collection-finished', 'collection-not-found']);

/** What the keys of the workplace do. Each act starts only when none is under way and ends in one event. */
export interface Controller {
  /** @param whole only who has this very code, as a scan wants it */
  type(text: string, whole?: boolean): Promise<void>;
  /** Opens the selected person; before the answer has come, notes that it is wanted. */
  openSelected(): Promise<void>;
  open(payer: string): Promise<void>;
  /** Accepts what is being edited, then asks for cash. Nothing happens while an edit cannot be accepted. */
  begin(): Promise<void>;
  /** As `begin`, but by a code on the customer display. */
  beginQr(): Promise<void>;
  receive(): Promise<void>;
  /** Steps back from cash to the bill; nothing was collected. */
  cancelCash(): Promise<void>;
  park(): Promise<void>;
  /** Drops the collection in front; `giveBack` is the cash that goes back to the payer. */
  undo(giveBack: number): Promise<void>;
  /** Takes up the collection the counter is in the middle of, after a reload or after it was parked. */
  takeUp(front: NonNullable<WorkplaceView['front']>): Promise<void>;
  resumeParked(collection: string): Promise<void>;
  toFind(): void;
  /** As `begin`, but by card: on a connected terminal, or keyed into one that is not; or by its code for a wallet. */
  beginCard(way: 'card' | 'terminal' | 'wallet'): Promise<void>;
  /** Issues the receipts of the collection that is held and covered without a code. */
  issueHeld(): Promise<void>;
  readonly qr: QrActs;
  readonly card: CardActs;
  readonly more: MoreActs;
}

/** Joins the store of the workplace to the counter. */
export function makeController(
  counter: CounterClient,
  store: Store<Workplace, WorkplaceEvent>,
  ids: Ids,
): Controller {
  const failed = (failure: Failure): void => store.send({ is: 'failed', failure });
  const lastSlip = makeLastSlip();
  const qr = makeQrActs(counter, store, ids, lastSlip);

  async function open(payer: string): Promise<void> {
    if (store.get().busy !== null) return;
    store.send({ is: 'busy', with: 'opening' });
    const answer = await counter.call('payer.open', { payer });
    if (answer.ok) store.send({ is: 'opened', payer: answer.value });
    else failed(answer.reason);
  }

  async function type(text: string, whole = false): Promise<void> {
    store.send({ is: 'typed', text });
    const state = store.get();
    if (state.at !== 'find') return;
    const question = state.asked;
    if (text.trim() === '') {
      store.send({ is: 'found', question, answer: { rows: [], count: 0, atLeast: false } });
      return;
    }
    const asked = { text: text.trim(), limit: resultLimit, ...(whole ? { whole } : {}) };
    const answer = await counter.call('payer.find', asked);
    const now = store.get();
    if (now.at !== 'find' || now.asked !== question) return;
    if (!answer.ok) {
      failed(answer.reason);
      return;
    }
    const wanted = wantedOf(now, answer.value.rows);
    store.send({ is: 'found', question, answer: answer.value });
    if (wanted !== null) await open(wanted.payer);
  }

  async function openSelected(): Promise<void> {
    const state = store.get();
    if (state.at !== 'find' || state.busy !== null || state.text.trim() === '') return;
    if (state.answered !== state.asked) {
      store.send({ is: 'open-when-found' });
      return;
    }
    const row = state.rows[state.selected];
    if (row !== undefined) await open(row.payer);
  }

  /** What would be asked for, with edits accepted; null while they cannot be or nothing is chosen. */
  function attemptOf() {
    const before = store.get();
    if (before.at !== 'bill' || before.busy !== null) return null;
    if (before.edit !== null) store.send({ is: 'edit-accepted' });
    if (before.filling !== null) store.send({ is: 'filling', field: null });
    const state = store.get();
    if (state.at !== 'bill' || state.edit !== null) return null;
    const lines = chosenLines(state.choices);
    const payerName = state.payerName.trim();
    if (lines.length === 0 || payerName === '') return null;
    const attempt = state.ids ?? { collection: state.held ?? ids.next(), tender: ids.next() };
    store.send({ is: 'beginning', ids: attempt });
    const said = { payerName, payerAddress: state.payerAddress.trim() };
    return { held: state.held, request: { ...attempt, payer: state.payer.payer, lines, ...said } };
  }

  async function begin(): Promise<void> {
    const attempt = attemptOf();
    if (attempt === null) return;
    const answer = await counter.call('collect.cashBegin', attempt.request);
    if (answer.ok) store.send({ is: 'begun', due: answer.value });
    else failed(answer.reason);
  }

  async function beginQr(): Promise<void> {
    const attempt = attemptOf();
    if (attempt === null) return;
    const { held, request } = attempt;
    const lines = held === null ? request.lines : null;
    const answer = await counter.call('collect.qrBegin', { ...request, lines, amount: null, wallet: false });
    if (answer.ok) store.send({ is: 'code-shown', qr: answer.value });
    else failed(answer.reason);
  }

  async function beginCard(way: 'card' | 'terminal' | 'wallet'): Promise<void> {
    const attempt = attemptOf();
    if (attempt === null) return;
    const { held, request } = attempt;
    const lines = held === null ? request.lines : null;
    if (way !== 'card') {
      const by = way === 'wallet' ? 'wallet' : 'card';
      const begun = await counter.call('collect.cardBegin', { ...request, lines, amount: null, by });
      if (begun.ok) store.send({ is: 'charge-begun', card: begun.value });
      else failed(begun.reason);
      return;
    }
    const answer = await counter.call('collect.manualBegin', { ...request, lines, amount: null });
    if (answer.ok) store.send({ is: 'card-begun', card: answer.value, known: lastSlip.get() });
    else failed(answer.reason);
  }

  async function receive(): Promise<void> {
    const state = store.get();
    if (state.at !== 'cash' || state.busy !== null || changeOf(state) < 0) return;
    if (changeOf(state) >= doubtfulChange && !state.doubted) {
      store.send({ is: 'doubted' });
      return;
    }
    store.send({ is: 'busy', with: 'receiving' });
    const answer = await counter.call('collect.cashReceive', {
      tender: state.due.tender,
      given: givenOf(state),
    });
    if (!answer.ok) failed(answer.reason);
    else if (answer.value.receipts.length > 0) store.send({ is: 'received', collected: answer.value });
    else if (await depositFinished(counter, state.payer, state.due.collection))
      store.send({ is: 'issued', collected: answer.value });
    // Part of it: what is left is told by the counter.
    else store.send({ is: 'to-find', settled: '', ended: state.due.tender });
  }

  async function cancelCash(): Promise<void> {
    const state = store.get();
    if (state.at !== 'cash' || state.busy !== null) return;
    store.send({ is: 'busy', with: 'cancelling' });
    const answer = await counter.call('collect.cashCancel', { tender: state.due.tender });
    if (answer.ok) store.send({ is: 'cancelled' });
    else if (over.has(answer.reason.code)) store.send({ is: 'to-find', settled: state.due.collection });
    else failed(answer.reason);
  }

  function collectionInHand(): string | null {
    const state = store.get();
    if (state.busy !== null) return null;
    if (state.at === 'cash') return state.due.collection;
    if (state.at === 'qr') return state.qr.collection;
    if (state.at === 'card' || state.at === 'charge') return state.card.collection;
    return state.at === 'bill' ? state.held : null;
  }

  async function leave(
    method: 'collect.park' | 'collect.undo',
    busy: 'parking' | 'undoing',
    more: { readonly giveBack?: number } = {},
  ): Promise<void> {
    const collection = collectionInHand();
    if (collection === null) return;
    store.send({ is: 'busy', with: busy });
    const answer = await counter.call(method, { collection, ...more });
    if (answer.ok || over.has(answer.reason.code)) store.send({ is: 'to-find', settled: collection });
    else failed(answer.reason);
  }

  return {
    type,
    openSelected,
    open,
    begin,
    beginQr,
    receive,
    cancelCash,
    park: () => leave('collect.park', 'parking'),
    undo: (giveBack) => leave('collect.undo', 'undoing', giveBack === 0 ? {} : { giveBack }),
    async takeUp(front) {
      if (store.get().busy !== null) return;
      store.send({ is: 'busy', with: 'opening' });
      const others = front.lines.flatMap(({ payer }) => payer ?? []);
      const answer = await openTogether(counter, front.payer, [...new Set(others)], front.added);
      if (answer.ok) store.send({ is: 'resumed', payer: answer.value, front });
      else failed(answer.reason);
    },
    async resumeParked(collection) {
      if (store.get().busy !== null) return;
      store.send({ is: 'to-find', settled: '' });
      store.send({ is: 'busy', with: 'opening' });
      const answer = await counter.call('collect.resume', { collection });
      if (answer.ok) store.send({ is: 'to-find', settled: '' });
      else failed(answer.reason);
    },
    toFind() {
      if (store.get().busy === null) store.send({ is: 'to-find' });
    },
    beginCard,
    async issueHeld() {
      const state = store.get();
      if (state.at === 'bill' && state.held !== null) await qr.issueParked(state.held);
    },
    qr,
    card: makeCardActs(counter, store, ids, lastSlip),
    more: makeMoreActs(counter, store, ids, lastSlip),
  };
}
