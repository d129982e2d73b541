/** An e-wallet that scans the code on the card terminal: the life of a card, counted as a wallet (issue 4; design §4). */
import { expect, it } from 'vitest';
import { succeeded } from '../../support/running-counter.ts';
import { deskWithTerminal } from './card-rig.ts';

const timeoutMs = 60_000;

it(
  'is approved, lost and found by its own inquiry, taken back by its own cancel, and settled with the cards',
  async () => {
    const { desk, simulator, cards } = await deskWithTerminal('stx');
    const { terminals } = succeeded(await desk.client.call('terminal.view', {}));
    expect(terminals[0]?.wallet).toBe(true);
    const paid = await cards.begin('wallet');
    expect(paid.view.by).toBe('wallet');
    await cards.ended(paid.tender, 'approved');
    const [receipt] = (await cards.issue(paid.collection)).receipts;
    const opened = succeeded(await desk.client.call('history.open', { receipt: receipt?.receipt ?? '' }));
    expect(opened.money).toMatchObject([{ method: 'e-wallet', state: 'approved' }]);

    // The command arrives, its answer does not: the terminal is asked by the wallet's inquiry.
    await simulator.script({ takesMs: 200 });
    const lost = await cards.begin('wallet');
    await cards.until(lost.tender, ({ state }) => state === 'sent');
    await new Promise((resolve) => setTimeout(resolve, 80));
    await simulator.script({ power: false });
    await cards.until(lost.tender, ({ state }) => state === 'unknown');
    await simulator.script({ power: true, takesMs: 0 });
    const found = await cards.until(
      lost.tender,
      ({ state, step }) => step === null && ['approved', 'declined'].includes(state),
    );
    const { bookings } = (await simulator.state()).books;
    const booked = bookings.some((one) => one.reference === found.reference && one.result === 'approved');
    expect(found.state).toBe(booked ? 'approved' : 'declined');
    succeeded(await desk.client.call('collect.park', { collection: lost.collection }));

    const back = await cards.begin('wallet');
    await cards.ended(back.tender, 'approved');
    const approval = await desk.approval('chief-accountant');
    const voided = await desk.client.call('collect.cardVoid', {
      ...{ tender: back.tender, reason: 'payer-asks', approval },
    });
    expect(succeeded(voided)).toMatchObject({ state: 'voided', by: 'wallet' });

    const batch = succeeded(await desk.client.call('terminal.settle', { terminal: 'POS-1' }));
    const count = booked ? 2 : 1;
    expect(batch).toMatchObject({ count, ours: { count, total: batch.total } });
  },
  timeoutMs,
);

it(
  'is not taken where no terminal shows codes',
  async () => {
    const { desk, cards } = await deskWithTerminal('zvt');
    const request = { ...(await cards.request()), by: 'wallet' as const };
    expect(await desk.code('collect.cardBegin', request)).toBe('terminal-missing');
  },
  timeoutMs,
);
