/** Cards on a connected terminal through a running counter, against the simulated terminals over TCP. */
import { describe, expect, it } from 'vitest';
import { typesOf } from '../../support/rows-of.ts';
import { succeeded } from '../../support/running-counter.ts';
import { deskWithTerminal } from './card-rig.ts';
import { codeOf, unwritten } from './desk-rig.ts';

const timeoutMs = 60_000;
const cardTypes = (folder: string) => typesOf(folder).filter((type) => type.startsWith('card.'));

describe.each(['stx', 'zvt'] as const)('a card on the %s terminal', (kind) => {
  it(
    'is journalled before it is sent, approved, and issued by a person',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal(kind);
      await simulator.script({ takesMs: 300, steps: true });
      const { collection, tender, view, total } = await cards.begin();
      expect(view).toMatchObject({ state: 'intended', amount: total, step: 'connecting' });
      const steps = new Set<string | null>();
      const approved = await cards.until(tender, (one) => {
        steps.add(one.step);
        return one.state === 'approved' && one.step === null;
      });
      expect([...steps].some((step) => step === 'card' || step === 'pin')).toBe(true);
      expect(approved).toMatchObject({ lastFour: '1111', scheme: 'VISA', cause: null });
      const early = kind === 'zvt' ? ['card.unknown'] : [];
      expect(cardTypes(desk.counter.folder)).toEqual([
        'card.intended',
        'card.sent',
        ...early,
        'card.approved',
      ]);
      const { front } = await desk.workplace(({ front }) => front?.canIssue === true);
      expect(front).toMatchObject({ received: total, left: 0, card: { tender, state: 'approved' } });
      const { receipts } = await cards.issue(collection);
      expect(receipts.reduce((sum, one) => sum + one.total, 0)).toBe(total);
      expect(receipts[0]?.tenders[0]?.method).toBe('card');
      const { bookings } = (await simulator.state()).books;
      expect(bookings).toMatchObject([{ kind: 'sale', amount: total, result: 'approved' }]);
      expect(JSON.stringify(bookings)).not.toContain('4111111111111111');
      // Closing says that the batch is still open, and does not wait for it.
      await desk.count('close', 2_000_000);
      const { terminals } = succeeded(await desk.client.call('shift.preview', {}));
      expect(terminals).toMatchObject([{ count: 1, total, unknown: 0 }]);
      succeeded(await desk.client.call('terminal.settle', { terminal: terminals[0]?.terminal ?? '' }));
      expect(succeeded(await desk.client.call('shift.preview', {})).terminals).toEqual([]);
    },
    timeoutMs,
  );

  it(
    'declined leaves the bill to another way',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal(kind);
      await simulator.script({ host: 'decline' });
      const { collection, tender, payer, payerName, lines } = await cards.begin();
      const declined = await cards.ended(tender, 'declined');
      expect(declined.responseCode).toBe(kind === 'stx' ? 'ND' : '05');
      const cash = { collection, tender: desk.id(), payer, payerName, lines };
      const due = succeeded(await desk.client.call('collect.cashBegin', cash));
      expect(due.due).toBeGreaterThan(0);
    },
    timeoutMs,
  );

  it(
    'unknown blocks its bill and this terminal, not the counter; the query finds it',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal(kind);
      await simulator.script({ unplugAfterSent: null, takesMs: 150 });
      const { collection, tender, payer, payerName, lines, total } = await cards.begin();
      await cards.until(tender, ({ step }) => step === 'waiting' || step === 'card');
      await simulator.script({ power: false });
      await cards.ended(tender, 'unknown');
      await desk.workplace(({ rail }) => rail.terminal.state === 'offline');
      expect((await cards.query(tender)).asked).toMatchObject({ answer: 'no-answer' });

      const cash = { collection, tender: desk.id(), payer, payerName, lines };
      expect(await unwritten(desk, () => desk.code('collect.cashBegin', cash))).toBe('nothing-due');
      succeeded(await desk.client.call('collect.park', { collection }));
      const { unfinished } = await desk.workplace(({ unfinished }) => unfinished.length > 0);
      expect(unfinished).toContainEqual(
        expect.objectContaining({ kind: 'card-unknown', tender, amount: total }),
      );
      const anew = { ...cash, collection: desk.id() };
      expect(await unwritten(desk, () => desk.code('collect.cashBegin', anew))).toMatch(/^bill-/);
      const other = await cards.request();
      expect(codeOf(await desk.client.call('collect.cardBegin', other))).toBe('terminal-query-first');
      const second = await desk.owing();
      await desk.pay(
        second.payer,
        second.lines.map(({ bill, owed }) => ({ bill, amount: owed })),
      );

      await simulator.script({ power: true });
      // Nobody asks for it: the terminal is asked first when it is there again.
      const found = await cards.ended(tender, 'approved');
      expect(found.lastFour).toBe('1111');
      expect((await simulator.state()).books.bookings).toHaveLength(1);
      await desk.workplace(({ rail }) => rail.terminal.state === 'ready');
      expect((await cards.issue(collection)).receipts.length).toBeGreaterThan(0);
    },
    timeoutMs,
  );

  it(
    'in flight when the counter ends: the terminal is asked first, and the end equals its books',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal(kind);
      await simulator.script({ takesMs: 400 });
      const { tender } = await cards.begin();
      await cards.until(tender, ({ step }) => step === 'waiting');
      await desk.restart();
      await desk.signIn('cashier');
      const approved = await cards.ended(tender, 'approved');
      expect(approved.approvalCode).toBe((await simulator.state()).books.bookings[0]?.approvalCode);
      expect(cardTypes(desk.counter.folder)).toEqual([
        'card.intended',
        'card.sent',
        'card.unknown',
        'card.approved',
      ]);
    },
    timeoutMs,
  );

  it(
    'sent again with the same ids answers the same and charges once',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal(kind);
      const { view: _, total: __, ...request } = await cards.begin();
      for (let again = 0; again < 3; again += 1) {
        succeeded(await desk.client.call('collect.cardBegin', request));
      }
      await cards.ended(request.tender, 'approved');
      succeeded(await desk.client.call('collect.cardBegin', request));
      expect((await simulator.state()).books.bookings).toHaveLength(1);
    },
    timeoutMs,
  );

  it(
    'a terminal that is off: nothing is sent, the attempt is cancelled, the bill is free',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal(kind);
      await simulator.script({ power: false });
      await desk.workplace(({ rail }) => rail.terminal.state === 'offline');
      const { collection, tender, payer, payerName, lines } = await cards.begin();
      const cancelled = await cards.ended(tender, 'cancelled');
      expect(cancelled.cause).not.toBeNull();
      const cash = { collection, tender: desk.id(), payer, payerName, lines };
      expect(succeeded(await desk.client.call('collect.cashBegin', cash)).due).toBeGreaterThan(0);
    },
    timeoutMs,
  );

  it(
    'voided on the terminal before it stands on a receipt, then settled: totals agree',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal(kind);
      const simulatedName = kind === 'stx' ? 'POS-1' : 'POS-2';
      const first = await cards.begin();
      await cards.ended(first.tender, 'approved');
      const approval = await desk.approval('chief-accountant');
      const request = { tender: first.tender, reason: 'wrong-amount', approval } as const;
      expect(succeeded(await desk.client.call('collect.cardVoid', request)).state).toBe('voided');
      succeeded(await desk.client.call('collect.undo', { collection: first.collection }));
      const second = await cards.begin();
      await cards.ended(second.tender, 'approved');
      await cards.issue(second.collection);
      const refused = await desk.client.call('collect.cardVoid', { ...request, tender: second.tender });
      expect(codeOf(refused)).toBe('money-stands-against-document');
      const { bookings } = (await simulator.state()).books;
      expect(bookings.map(({ kind: what, voided }) => [what, voided])).toEqual([
        ['sale', true],
        ['void', false],
        ['sale', false],
      ]);
      const settled = succeeded(await desk.client.call('terminal.settle', { terminal: simulatedName }));
      expect(settled).toMatchObject({ count: 1, total: second.total });
      expect(settled.ours).toEqual({ count: 1, total: second.total });
    },
    timeoutMs,
  );
});

describe('an unknown card on the stx terminal', () => {
  it(
    'decided by an approver frees bill and terminal; a late approval is absorbed',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal('stx');
      // It forgets what it booked, so no question can settle it.
      await simulator.script({ loseReplies: 1, takesMs: 100, namesAmount: false });
      const { collection, tender, total } = await cards.begin();
      await cards.until(tender, ({ step }) => step === 'waiting');
      await simulator.script({ power: false });
      await cards.ended(tender, 'unknown');
      await simulator.script({ power: true });
      await desk.workplace(({ rail }) => rail.terminal.state !== 'offline');
      const asked = await cards.until(tender, (one) => one.asked !== null && one.step === null);
      expect(asked).toMatchObject({ state: 'unknown', asked: { answer: 'no-answer' } });

      const paid = { tender, paid: true, evidence: 'terminal-slip' } as const;
      const own = await desk.client.call('collect.cardDecide', {
        ...paid,
        approval: await desk.approval('cashier'),
      });
      expect(own.ok).toBe(false);
      const approval = await desk.approval('chief-accountant');
      const decided = succeeded(await desk.client.call('collect.cardDecide', { ...paid, approval }));
      expect(decided.state).toBe('decided-paid');
      await desk.workplace(({ front }) => front?.canIssue === true);
      expect((await cards.issue(collection)).receipts.reduce((sum, one) => sum + one.total, 0)).toBe(total);

      await simulator.script({ namesAmount: true });
      const found = await cards.query(tender);
      expect(found.state).toBe('approved');
      expect(cardTypes(desk.counter.folder).slice(-2)).toEqual(['card.decided-paid', 'card.approved']);
      expect((await simulator.state()).books.bookings).toHaveLength(1);
    },
    timeoutMs,
  );
});
