/** The driver at production deadlines against the simulated terminal, in virtual time: everything it may do to us. */
import { describe, expect, test } from 'vitest';
import type { LateResult } from '../../../src/main/devices/ports.ts';
import type { ScriptPatch } from '../../../src/simulators/stx-terminal/contract.ts';
import { StxTill } from '../../support/stx/till.ts';

const amount = 250_000;

async function saleUnder(script: ScriptPatch) {
  const till = new StxTill(script);
  const reference = till.reference();
  const outcome = await till.run(till.port.sale({ reference, amount }));
  const frames = till.log.filter((line) => line.startsWith('> request 20')).length;
  return { till, reference, outcome, frames };
}

describe('one sale', () => {
  test.each<readonly [string, ScriptPatch, number]>([
    ['as usual', {}, 1],
    ['after half a minute with notices', { takesMs: 30_000, steps: true }, 1],
    ['acknowledgement and answer in one piece', { glued: true }, 1],
    ['acknowledgement slow, still in time', { ackDelayMs: 1_900, takesMs: 5_000 }, 1],
    ['acknowledgement lost, answer at once', { loseAcks: 1 }, 1],
    ['acknowledgement lost while the person looks for the card', { loseAcks: 1, takesMs: 20_000 }, 2],
    ['refused once', { nakNext: 1 }, 2],
    ['a storm of refusals after the acknowledgement', { nakStorm: 20, takesMs: 10_000 }, 1],
    ['garbage before everything', { garbage: 40, takesMs: 10_000, steps: true }, 1],
    ['answer damaged once', { damageReplies: 1 }, 1],
    ['answer damaged twice', { damageReplies: 2, takesMs: 5_000 }, 1],
    ['a byte of the answer lost', { shortenReplies: 1 }, 1],
    ['answer three times', { duplicateReplies: 2 }, 1],
    ['answer after the steps took two minutes', { takesMs: 120_000 }, 1],
  ])('approved once: %s', async (_, script, sent) => {
    const { till, outcome, frames } = await saleUnder(script);
    expect(outcome.kind).toBe('approved');
    expect(frames).toBe(sent);
    expect(till.standing('sale')).toBe(1);
    // The next one is not disturbed by what may still be on the line.
    await till.clock.advanceAndSettle(20_000);
    till.simulator.change({ ackDelayMs: 0, duplicateReplies: 0, nakStorm: 0 });
    const next = { reference: till.reference(), amount };
    expect((await till.run(till.port.sale(next))).kind).toBe('approved');
    expect(till.standing('sale')).toBe(2);
  });

  test.each<readonly [string, ScriptPatch, string]>([
    ['the answer never comes', { loseReplies: 1 }, 'no-reply'],
    ['both acknowledgements lost, a slow person', { loseAcks: 2, takesMs: 20_000 }, 'no-ack'],
    ['refused twice', { nakNext: 2 }, 'nak'],
    ['another amount', { wrongAmount: true }, 'amount-differs'],
    ['no reference in the answer', { namesReference: false }, 'reply-unproved'],
    ['no amount in the answer', { namesAmount: false }, 'reply-unclear'],
    ['a code nobody explained', { host: 'odd' }, 'reply-unclear'],
    ['an approval that is another till’s', { wrongReference: true }, 'no-reply'],
    ['all sends of the answer damaged', { damageReplies: 10 }, 'no-reply'],
    ['the person takes longer than the wait', { takesMs: 160_000 }, 'no-reply'],
    ['unplugged in the answer', { unplugAfterSent: 60 }, 'disconnected'],
  ])('unknown, and no further charge: %s', async (_, script, cause) => {
    const { till, reference, outcome, frames } = await saleUnder(script);
    expect(outcome).toEqual({ kind: 'unknown', cause });
    expect(frames).toBeLessThanOrEqual(2);
    const next = { reference: till.reference(), amount };
    expect(await till.run(till.port.sale(next))).toEqual({ kind: 'not-sent', cause: 'query-first' });
    // Once the terminal is itself again, the query gives what its books hold.
    till.simulator.change({
      wrongAmount: false,
      wrongReference: false,
      namesReference: true,
      namesAmount: true,
      damageReplies: 0,
      loseAcks: 0,
    });
    await till.clock.advanceAndSettle(30_000);
    const booked = till.simulator.books.bookings.length;
    const answer = await till.run(till.port.inquiry(till.attemptOf({ reference, amount })));
    expect(answer.kind).toBe(booked === 1 ? 'found' : 'not-found');
    expect(till.simulator.books.bookings).toHaveLength(booked);
  });

  test('a terminal that is still busy does not answer the query; charges wait for it', async () => {
    const { till, reference } = await saleUnder({ takesMs: 200_000 });
    const answer = await till.run(till.port.inquiry(till.attemptOf({ reference, amount })));
    expect(answer).toMatchObject({ kind: 'no-answer' });
    const charge = { reference: till.reference(), amount };
    expect(await till.run(till.port.sale(charge))).toMatchObject({ cause: 'query-first' });
    await till.clock.advanceAndSettle(60_000);
    expect(await till.run(till.port.inquiry(till.attemptOf({ reference, amount })))).toMatchObject({
      kind: 'found',
      result: 'approved',
    });
    till.simulator.change({ takesMs: 0 });
    expect((await till.run(till.port.sale(charge))).kind).toBe('approved');
  });

  test('late, three times over: told once, and the sale after it gets its own answer', async () => {
    const till = new StxTill({ takesMs: 160_000, duplicateReplies: 2 });
    const late: LateResult[] = [];
    till.port.onLate((one) => late.push(one));
    const reference = till.reference();
    expect((await till.run(till.port.sale({ reference, amount }))).kind).toBe('unknown');
    await till.clock.advanceAndSettle(30_000);
    expect(late).toMatchObject([{ reference, amount, result: 'approved' }]);
    await till.run(till.port.inquiry(till.attemptOf({ reference, amount })));
    till.simulator.change({ takesMs: 0 });
    const outcome = await till.run(till.port.sale({ reference: till.reference(), amount }));
    expect(outcome).toMatchObject({ kind: 'approved', stan: '000002' });
    expect(late).toHaveLength(1);
  });

  test('restarted in the middle of it: the last transaction is remembered, an older one is not', async () => {
    const till = new StxTill();
    const [first, second] = [till.reference(), till.reference()];
    await till.run(till.port.sale({ reference: first, amount }));
    till.simulator.change({ loseReplies: 1 });
    expect((await till.run(till.port.sale({ reference: second, amount }))).kind).toBe('unknown');
    till.simulator.restart();
    expect(await till.run(till.port.inquiry(till.attemptOf({ reference: second, amount })))).toMatchObject({
      kind: 'found',
      amount,
    });
    expect(await till.run(till.port.inquiry(till.attemptOf({ reference: first, amount })))).toMatchObject({
      kind: 'not-found',
    });
  });

  test('closed while it opens: nothing is sent, and the line is not kept', async () => {
    const till = new StxTill();
    const sale = till.port.sale({ reference: till.reference(), amount });
    await Promise.resolve();
    till.port.close();
    expect(await till.run(sale)).toEqual({ kind: 'not-sent', cause: 'disconnected' });
    expect(till.simulator.books.received).toBe(0);
    expect((await till.run(till.port.sale({ reference: till.reference(), amount }))).kind).toBe('approved');
  });

  test('closed while it waits', async () => {
    const till = new StxTill({ takesMs: 60_000 });
    const sale = till.port.sale({ reference: till.reference(), amount });
    await till.clock.advanceAndSettle(1_000);
    till.port.close();
    expect(await till.run(sale)).toEqual({ kind: 'unknown', cause: 'disconnected' });
    await till.clock.advanceAndSettle(300_000);
    expect(till.clock.pendingTimers()).toBe(0);
  });
});

test('a terminal that writes the card number everywhere: neither result nor log shows it', async () => {
  const { till, outcome } = await saleUnder({ leaksCard: true });
  expect(outcome).toMatchObject({ kind: 'approved', lastFour: '1111' });
  const answer = await till.run(till.port.inquiry(till.attemptOf({ reference: 'QT000001', amount })));
  const seen = JSON.stringify([outcome, answer, till.log]);
  expect(seen).not.toMatch(/4111|2912/);
  expect(
    till.log.some((line) => line.startsWith('< response 20') && line.includes('30=************1111')),
  ).toBe(true);
});

test('a profile of hundredths: the frame shows them, and the books of a terminal that reads them agree', async () => {
  const { till } = await saleUnder({});
  expect(till.log.find((line) => line.startsWith('> request 20'))).toContain('40=000025000000');
  expect(till.simulator.books.bookings).toMatchObject([{ amount }]);
});
