/** The ZVT driver at production deadlines against the simulated terminal, in virtual time: everything it may do to us. */
import { describe, expect, test } from 'vitest';
import type { CardOutcome, LateResult } from '../../../src/main/devices/ports.ts';
import type { ScriptPatch } from '../../../src/simulators/zvt-terminal/contract.ts';
import { ZvtTill } from '../../support/zvt/till.ts';

const amount = 250_000;

async function saleUnder(link: 'serial' | 'tcp', script: ScriptPatch) {
  const till = new ZvtTill(link);
  const ready = await till.run(till.port.prepare());
  // Until the terminal has our last answer too, so that what happens next happens to the charge.
  await till.clock.advanceAndSettle(100);
  till.simulator.change(script);
  const charge = { reference: till.reference(), amount };
  const attempt = { ...till.attemptOf(charge), ...(ready.ok ? { before: ready.value } : {}) };
  const told: CardOutcome[] = [];
  const outcome = await till.run(till.port.sale(charge, { record: (one) => told.push(one) }));
  const sent = till.log.filter((line) => line.startsWith('> 0601')).length;
  return { till, attempt, outcome, told, sent };
}

describe('one sale, approved once', () => {
  test.each<readonly ['serial' | 'tcp', string, ScriptPatch]>([
    ['tcp', 'in pieces of one byte', { pieces: 1, steps: true }],
    [
      'tcp',
      'after two minutes with notices and lines to print',
      { takesMs: 120_000, steps: true, printLines: 5 },
    ],
    ['tcp', 'told a minute after it was booked', { replyDelayMs: 60_000, steps: true }],
    ['serial', 'as usual', { steps: true, takesMs: 5_000 }],
    ['serial', 'garbage before everything', { garbage: 30, takesMs: 5_000 }],
    ['serial', 'every message three times', { duplicates: 2, takesMs: 5_000 }],
    ['serial', 'two messages damaged', { damageReplies: 2, takesMs: 5_000 }],
    ['serial', 'a byte of two messages lost', { shortenReplies: 2, takesMs: 5_000 }],
    ['serial', 'refused three times behind every acknowledgement', { nakStorm: 3, takesMs: 5_000 }],
    ['serial', 'our command refused once', { nakNext: 1 }],
    ['serial', 'an acknowledgement lost', { loseAcks: 1, takesMs: 5_000 }],
  ])('%s: %s', async (link, _, script) => {
    const { till, outcome, told } = await saleUnder(link, script);
    expect(outcome.kind).toBe('approved');
    expect(told[0]).toMatchObject({ kind: 'unknown', cause: 'not-completed', heard: { result: 'approved' } });
    expect(told.at(-1)).toEqual(outcome);
    expect(till.standing('sale')).toBe(1);
    till.simulator.change({ duplicates: 0, garbage: 0, nakStorm: 0 });
    await till.clock.advanceAndSettle(60_000);
    const next = { reference: till.reference(), amount };
    expect((await till.run(till.port.sale(next))).kind).toBe('approved');
    expect(till.standing('sale')).toBe(2);
  });
});

describe('one sale, unknown, and no further charge before the query', () => {
  test.each<readonly ['serial' | 'tcp', string, ScriptPatch, string]>([
    ['tcp', 'the result never comes', { loseReplies: 1 }, 'no-reply'],
    ['tcp', 'the command is not heard', { deafToCharges: 1 }, 'no-ack'],
    ['tcp', 'another amount', { wrongAmount: true }, 'amount-differs'],
    ['tcp', 'no receipt number', { namesReceipt: false }, 'reply-unclear'],
    ['tcp', 'the receipt number of another', { wrongReceipt: true }, 'reply-unproved'],
    ['tcp', 'unplugged in the result', { unplugAfterSent: 40 }, 'disconnected'],
    ['serial', 'our command refused for ever', { nakNext: 5 }, 'nak'],
    ['serial', 'the result never comes', { loseReplies: 1 }, 'no-reply'],
  ])('%s: %s', async (link, _, script, cause) => {
    const { till, attempt, outcome, sent } = await saleUnder(link, script);
    expect(outcome).toMatchObject({ kind: 'unknown', cause });
    expect(sent).toBe(1);
    const next = { reference: till.reference(), amount };
    expect(await till.run(till.port.sale(next))).toEqual({ kind: 'not-sent', cause: 'query-first' });
    till.simulator.change({ wrongAmount: false, wrongReceipt: false, namesReceipt: true, nakNext: 0 });
    await till.clock.advanceAndSettle(60_000);
    const booked = till.simulator.books.bookings.length;
    const judged = await till.resolve(attempt);
    expect(judged).toBe(booked === 1 ? 'approved' : 'not-charged');
    expect((await till.run(till.port.sale(next))).kind).toBe('approved');
    expect(till.standing('sale')).toBe(booked + 1);
  });
});

test('our answer to what came before is refused: the charge waits for it, and goes out once', async () => {
  const till = new ZvtTill('serial');
  await till.run(till.port.prepare());
  // The answer to the end of the registration is still on its way.
  till.simulator.change({ nakNext: 1, takesMs: 5_000 });
  const charge = { reference: till.reference(), amount };
  expect((await till.run(till.port.sale(charge))).kind).toBe('approved');
  expect(till.log.filter((line) => line.startsWith('> 0601'))).toHaveLength(1);
  expect(till.standing('sale')).toBe(1);
});

test('our answer is never acknowledged: the line is left, and nothing is charged', async () => {
  const till = new ZvtTill('serial');
  await till.run(till.port.prepare());
  till.simulator.change({ loseAcks: 3 });
  const charge = { reference: till.reference(), amount };
  expect(await till.run(till.port.sale(charge))).toMatchObject({ kind: 'not-sent' });
  expect(till.simulator.books.bookings).toHaveLength(0);
  expect((await till.run(till.port.sale(charge))).kind).toBe('approved');
});

test('a terminal that takes back what is not answered: the query does not find an approval', async () => {
  const till = new ZvtTill('tcp', { reversesUnanswered: true });
  const ready = await till.run(till.port.prepare());
  const charge = { reference: till.reference(), amount };
  const attempt = { ...till.attemptOf(charge), ...(ready.ok ? { before: ready.value } : {}) };
  const record = (): void => {
    throw new Error('disk full');
  };
  expect(await till.run(till.port.sale(charge, { record }))).toMatchObject({ kind: 'unknown' });
  await till.clock.advanceAndSettle(60_000);
  expect(till.standing('sale')).toBe(0);
  expect(await till.resolve(attempt)).toBe('declined');
});

test('somebody else used the terminal meanwhile: nothing is taken for ours', async () => {
  const { till, attempt } = await saleUnder('tcp', { loseReplies: 1 });
  // Two more on the terminal's own keys.
  const other = new ZvtTill('tcp');
  expect(other.port.unresolved).toEqual([]);
  const answer = await till.run(till.port.inquiry({ ...attempt, before: { batch: null, receipt: '0005' } }));
  expect(answer).toEqual({ kind: 'no-answer', cause: 'reply-unproved' });
  expect(till.port.unresolved).toEqual([attempt.reference]);
});

test('given up by the cashier: the terminal says what became of it', async () => {
  const till = new ZvtTill('tcp', { takesMs: 60_000 });
  const sale = till.port.sale({ reference: till.reference(), amount });
  await till.clock.advanceAndSettle(5_000);
  till.port.abort();
  expect(await till.run(sale)).toEqual({ kind: 'declined', responseCode: '6C', text: '' });
  expect(till.simulator.books.bookings).toEqual([]);
});

test('late: told once it is completed, under our reference', async () => {
  const till = new ZvtTill('tcp', { takesMs: 200_000 });
  const late: LateResult[] = [];
  till.port.onLate((one) => late.push(one));
  const reference = till.reference();
  expect(await till.run(till.port.sale({ reference, amount }))).toMatchObject({ cause: 'no-reply' });
  await till.clock.advanceAndSettle(60_000);
  expect(late).toMatchObject([{ reference, amount, result: 'approved' }]);
});

test('the card number everywhere: neither result, line nor log shows it', async () => {
  const till = new ZvtTill('tcp', { leaksCard: true, printLines: 2 });
  const lines: string[] = [];
  const outcome = await till.run(
    till.port.sale({ reference: till.reference(), amount }, { line: (text) => lines.push(text) }),
  );
  expect(outcome).toMatchObject({ kind: 'approved', lastFour: '1111' });
  expect(lines).toHaveLength(2);
  expect(JSON.stringify([outcome, lines, till.log])).not.toMatch(/41111111|37828224|2912/);
});

test('every new connection begins with the registration', async () => {
  const till = new ZvtTill('tcp');
  await till.run(till.port.commTest());
  till.cable.arm({ direction: 'to-terminal', afterBytes: 0, told: true, restoredAfterMs: 10 });
  await till.clock.advanceAndSettle(1_000);
  expect(till.port.state).toBe('offline');
  expect(await till.run(till.port.commTest())).toBeNull();
  expect(till.simulator.books.registrations).toBe(2);
  expect(till.log.findLastIndex((line) => line.startsWith('> 0600'))).toBeLessThan(
    till.log.findLastIndex((line) => line.startsWith('> 0501')),
  );
});
