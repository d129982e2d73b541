/** A cashier with a card terminal: the simulated one as the program it is, over TCP. */
import { expect, onTestFinished } from 'vitest';
import type { CardView } from '../../../src/shared/rpc/card.ts';
import type { MethodResponse } from '../../../src/shared/rpc/contract.ts';
import { verifyFolder } from '../../support/faults/verify-folder.ts';
import { succeeded } from '../../support/running-counter.ts';
import { StxProgram, ZvtProgram } from '../../support/terminal/programs.ts';
import { Desk, whole } from './desk-rig.ts';

/** What both simulators let a test do and see. */
interface Simulated {
  readonly address: { readonly host: string; readonly port: number };
  stop(): void;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Desk and terminal for one test; afterwards the ledger must verify: chain, numbers, equations, replay. */
export async function deskWithTerminal<Kind extends 'stx' | 'zvt'>(
  kind: Kind,
): Promise<{ desk: Desk; simulator: Kind extends 'stx' ? StxProgram : ZvtProgram; cards: Cards }> {
  const simulator: Simulated = kind === 'stx' ? await StxProgram.start() : await ZvtProgram.start();
  const terminal = { peer: `${kind}-terminal`, ...simulator.address };
  const desk = await Desk.open('hospital', { terminal });
  onTestFinished(async () => {
    simulator.stop();
    const { folder } = desk.counter;
    await desk.counter.stop();
    const wrong = verifyFolder(folder);
    await desk.remove();
    expect(wrong).toBeNull();
  });
  await desk.signIn('cashier');
  await desk.openShift();
  await desk.workplace(({ rail }) => rail.terminal.state === 'ready');
  return { desk, simulator: simulator as never, cards: new Cards(desk) };
}

export class Cards {
  readonly #desk: Desk;
  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** A payer no test has used, who owes something, and a request for all of it by card. */
  async request() {
    const { payer, lines } = await this.#desk.owing(
      (owed) => owed.length > 0 && owed.every(({ owed }) => owed > 20_000),
    );
    const chosen = whole(lines);
    return {
      collection: this.#desk.id(),
      tender: this.#desk.id(),
      payer: payer.payer,
      payerName: 'Trần Quốc Ưởng',
      lines: chosen,
      amount: null,
    };
  }

  async begin(by: CardView['by'] = 'card') {
    const request = { ...(await this.request()), by };
    const view = succeeded(await this.#desk.client.call('collect.cardBegin', request));
    return { ...request, view, total: request.lines.reduce((sum, { amount }) => sum + amount, 0) };
  }

  async state(tender: string): Promise<CardView> {
    return succeeded(await this.#desk.client.call('collect.cardState', { tender }));
  }

  /** The attempt once it is as wanted. */
  async until(tender: string, wanted: (view: CardView) => boolean): Promise<CardView> {
    for (let tried = 0; tried < 400; tried += 1) {
      const view = await this.state(tender);
      if (wanted(view)) return view;
      await pause(25);
    }
    throw new Error(`never came to that: ${JSON.stringify(await this.state(tender))}`);
  }

  ended(tender: string, state: CardView['state']): Promise<CardView> {
    return this.until(tender, (view) => view.state === state && view.step === null);
  }

  issue(collection: string): Promise<MethodResponse<'collect.issue'>> {
    return this.#desk.client.call('collect.issue', { collection }).then(succeeded);
  }

  query(tender: string): Promise<CardView> {
    return this.#desk.client.call('collect.cardQuery', { tender }).then(succeeded);
  }
}
