/** An approved card taken back on its terminal, and the terminal settled, with what is lost on the way (issue 4). */
import { describe, expect, it } from 'vitest';
import { typesOf } from '../../support/rows-of.ts';
import { succeeded } from '../../support/running-counter.ts';
import { deskWithTerminal } from './card-rig.ts';
import { codeOf } from './desk-rig.ts';

const timeoutMs = 60_000;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < 400; tried += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('never came to that');
}

const reason = 'wrong-amount';
const terminalTypes = (folder: string) => typesOf(folder).filter((type) => type.startsWith('terminal.'));

describe.each(['stx', 'zvt'] as const)('a void on the %s terminal', (kind) => {
  const name = kind === 'stx' ? 'POS-1' : 'POS-2';

  it(
    'whose answer is lost is asked about, and no receipt is issued meanwhile',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal(kind);
      const { collection, tender } = await cards.begin();
      await cards.ended(tender, 'approved');
      const approval = await desk.approval('chief-accountant');
      await simulator.script({ takesMs: 250 });
      const voiding = desk.client.call('collect.cardVoid', { tender, reason, approval });
      await cards.until(tender, ({ step }) => step === 'voiding');
      await new Promise((resolve) => setTimeout(resolve, 120));
      await simulator.script({ power: false });
      expect(await voiding).toMatchObject({ reason: { code: 'card-void-unknown', moneyMoved: 'unknown' } });
      expect(await desk.code('collect.issue', { collection })).toBe('void-under-way');
      const { terminals } = succeeded(await desk.client.call('terminal.view', {}));
      expect(terminals[0]).toMatchObject({ name, open: 1 });
      expect(terminals[0]?.cards[0]).toMatchObject({ noVoid: 'void-under-way' });
      expect(terminals[0]?.cards[0]?.taking).not.toBeNull();
      expect(codeOf(await desk.client.call('terminal.settle', { terminal: name }))).toBe(
        'terminal-query-first',
      );
      await simulator.script({ power: true, takesMs: 0 });
      // The supervisor connects and asks; what the terminal booked is what the ledger says.
      await until(async () => {
        const now = succeeded(await desk.client.call('terminal.view', {})).terminals[0];
        return now?.open === 0 && now.cards[0]?.taking === null;
      });
      const { bookings } = (await simulator.state()).books;
      const voided = bookings.some((one) => one.kind === 'void' && one.result === 'approved');
      expect((await cards.state(tender)).state).toBe(voided ? 'voided' : 'approved');
      await desk.workplace(({ rail }) => rail.terminal.state === 'ready');
      expect(terminalTypes(desk.counter.folder)).toEqual([
        'terminal.void-sent',
        'terminal.void-ended',
        'terminal.void-ended',
      ]);
    },
    timeoutMs,
  );

  it(
    'is known to be open after a restart, and an approver can decide',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal(kind);
      const { tender } = await cards.begin();
      await cards.ended(tender, 'approved');
      await simulator.script({ takesMs: 400 });
      const approval = await desk.approval('chief-accountant');
      const voiding = desk.client.call('collect.cardVoid', { tender, reason, approval }).catch(() => null);
      await cards.until(tender, ({ step }) => step === 'voiding');
      await new Promise((resolve) => setTimeout(resolve, 120));
      await simulator.script({ power: false });
      await voiding;
      await desk.restart();
      await desk.signIn('cashier');
      const { terminals } = succeeded(await desk.client.call('terminal.view', {}));
      expect(terminals[0]?.open).toBe(1);
      const decision = { tender, paid: true, evidence: 'terminal-slip' } as const;
      // Refused for the moment in which the terminal is being asked.
      await until(async () => {
        const decided = await desk.client.call('collect.cardDecide', { ...decision, approval });
        return decided.ok && decided.value.state === 'approved';
      });
      const after = succeeded(await desk.client.call('terminal.view', {})).terminals[0];
      expect(after).toMatchObject({ open: 0 });
      expect(after?.cards[0]).toMatchObject({ taking: null, noVoid: null });
    },
    timeoutMs,
  );

  it(
    'of a payment on a receipt follows the void of the receipt; once settled there is only the refund',
    async () => {
      const { desk, simulator, cards } = await deskWithTerminal(kind);
      const first = await cards.begin();
      await cards.ended(first.tender, 'approved');
      const [receipt] = (await cards.issue(first.collection)).receipts;
      const second = await cards.begin();
      await cards.ended(second.tender, 'approved');
      const approval = await desk.approval('chief-accountant');
      const choices = succeeded(await desk.client.call('void.choices', { receipt: receipt?.receipt ?? '' }));
      expect(choices.tenders[0]?.fates).toContain('returned');
      const fates = [{ tender: first.tender, fate: 'returned' }] as const;
      succeeded(
        await desk.client.call('void.make', {
          ...{
            receipt: receipt?.receipt ?? '',
            reason: 'wrong-amount',
            text: 'Nhầm số tiền',
            copyRecalled: true,
          },
          ...{ fates: [...fates], replacement: null, approval },
        }),
      );
      const voided = await desk.client.call('collect.cardVoid', { tender: first.tender, reason, approval });
      expect(succeeded(voided).state).toBe('voided');
      const batch = succeeded(await desk.client.call('terminal.settle', { terminal: name }));
      expect(batch).toMatchObject({ state: 'settled', count: 1, total: second.total });
      expect(batch.ours).toEqual({ count: 1, total: second.total });
      const late = await desk.client.call('collect.cardVoid', { tender: second.tender, reason, approval });
      expect(codeOf(late)).toBe('card-batch-settled');
      const view = succeeded(await desk.client.call('terminal.view', {})).terminals[0];
      expect(view).toMatchObject({ cards: [], ours: { count: 0, total: 0 } });
      expect(view?.batches[0]).toMatchObject({ state: 'settled', total: second.total });
      expect((await simulator.state()).books.settlements).toBe(1);
    },
    timeoutMs,
  );
});
