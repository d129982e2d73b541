/** A refund given back on the terminal that took the card, after settlement, with what is lost on the way (issue 4). */
import { describe, expect, it } from 'vitest';
import { typesOf } from '../../support/rows-of.ts';
import { succeeded } from '../../support/running-counter.ts';
import { deskWithTerminal } from './card-rig.ts';
import { codeOf, type Desk } from './desk-rig.ts';

const timeoutMs = 60_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < 400; tried += 1) {
    if (await holds()) return;
    await pause(25);
  }
  throw new Error('never came to that');
}

/** An approved refund of part of a receipt that was paid by this card. */
async function approvedRefund(desk: Desk, tender: string, receipt: string, amount: number): Promise<string> {
  const refund = desk.id();
  const asked = await desk.client.call('refund.request', {
    ...{ refund, source: 'tender', id: tender, receipt, amount, way: 'card' },
    ...{ payeeName: 'Trần Quốc Ưởng', payeeIdentity: '000000000001', text: 'thu nhầm' },
  });
  expect(succeeded(asked).otherWay).toBe(false);
  const approval = await desk.approval('chief-accountant');
  succeeded(await desk.client.call('refund.approve', { refund, approval, lostSlip: false }));
  return refund;
}

async function soldAndIssued(rig: Awaited<ReturnType<typeof deskWithTerminal<'stx' | 'zvt'>>>) {
  const { cards } = rig;
  const { collection, tender, total } = await cards.begin();
  await cards.ended(tender, 'approved');
  const [receipt] = (await cards.issue(collection)).receipts;
  return { tender, total, receipt: receipt?.receipt ?? '' };
}

describe.each(['stx', 'zvt'] as const)('a refund on the %s terminal', (kind) => {
  const terminal = kind === 'stx' ? 'POS-1' : 'POS-2';

  it(
    'goes back after settlement only, and is paid with its voucher once the terminal approves',
    async () => {
      const rig = await deskWithTerminal(kind);
      const { desk, simulator, cards } = rig;
      const { tender, total, receipt } = await soldAndIssued(rig);
      const refund = await approvedRefund(desk, tender, receipt, 5_000);
      const way = async () => succeeded(await desk.client.call('terminal.refundWay', { refund }));
      expect(await way()).toMatchObject({ card: { tender }, why: 'card-not-settled', tried: null });
      expect(await desk.code('terminal.refund', { refund })).toBe('card-not-settled');
      succeeded(await desk.client.call('terminal.settle', { terminal }));
      expect((await way()).why).toBeNull();

      await simulator.script({ host: 'decline' });
      expect(await desk.code('terminal.refund', { refund })).toBe('card-refund-declined');
      expect(await way()).toMatchObject({ why: null, tried: { state: 'declined' } });
      await simulator.script({ host: 'approve' });
      const paid = succeeded(await desk.client.call('terminal.refund', { refund }));
      expect(paid).toMatchObject({ state: 'paid', way: 'card', amount: 5_000 });
      expect(paid.voucher).toContain('000001');
      expect(succeeded(await desk.client.call('terminal.refund', { refund }))).toEqual(paid);
      expect((await cards.state(tender)).state).toBe('approved');

      const { bookings } = (await simulator.state()).books;
      const given = bookings.filter((one) => one.kind === 'refund' && one.result === 'approved');
      expect(given.map(({ amount }) => amount)).toEqual([5_000]);
      const rest = await approvedRefund(desk, tender, receipt, total - 5_000);
      succeeded(await desk.client.call('terminal.refund', { refund: rest }));
      // The next batch is nothing but what went back; neither protocol's total has a sign.
      const batch = succeeded(await desk.client.call('terminal.settle', { terminal }));
      expect(batch).toMatchObject({ count: 2, total: 0, ours: { count: 2, total: -total } });
    },
    timeoutMs,
  );

  it(
    'whose answer is lost is paid no other way, and the terminal says what became of it',
    async () => {
      const rig = await deskWithTerminal(kind);
      const { desk, simulator } = rig;
      const { tender, receipt } = await soldAndIssued(rig);
      const refund = await approvedRefund(desk, tender, receipt, 7_000);
      succeeded(await desk.client.call('terminal.settle', { terminal }));
      await simulator.script({ takesMs: 250 });
      const going = desk.client.call('terminal.refund', { refund });
      await pause(150);
      await simulator.script({ power: false });
      expect(await going).toMatchObject({ reason: { code: 'card-refund-unknown', moneyMoved: 'unknown' } });
      const other = { refund, reference: 'tay' };
      expect(codeOf(await desk.client.call('refund.pay', other))).toBe('refund-at-terminal');
      const approval = await desk.approval('chief-accountant');
      expect(await desk.code('refund.refuse', { refund, text: 'thôi', approval })).toBe('refund-at-terminal');
      const { terminals } = succeeded(await desk.client.call('terminal.view', {}));
      expect(terminals[0]).toMatchObject({ open: 1, ours: { count: 0, total: 0 } });
      expect(terminals[0]?.cards[0]?.taking).toMatchObject({ what: 'refund', amount: 7_000 });
      await desk.workplace(({ unfinished }) =>
        unfinished.some((one) => one.cause === 'terminal-refund' && one.ref === tender),
      );

      await simulator.script({ power: true, takesMs: 0 });
      const way = async () => succeeded(await desk.client.call('terminal.refundWay', { refund }));
      await until(async () => !['sent', 'unknown'].includes((await way()).tried?.state ?? ''));
      const { bookings } = (await simulator.state()).books;
      const given = bookings.some((one) => one.kind === 'refund' && one.result === 'approved');
      const pending = succeeded(await desk.client.call('refund.pending', {})).refunds;
      expect(pending.some((one) => one.refund === refund)).toBe(!given);
      // What the terminal never did can be done another way now.
      if (!given) succeeded(await desk.client.call('refund.pay', other));
      expect(typesOf(desk.counter.folder).filter((type) => type === 'refund.paid')).toHaveLength(1);
    },
    timeoutMs,
  );

  it(
    'under way when the counter ends is asked about after the start, and an approver can decide',
    async () => {
      const rig = await deskWithTerminal(kind);
      const { desk, simulator } = rig;
      const { tender, receipt } = await soldAndIssued(rig);
      const refund = await approvedRefund(desk, tender, receipt, 7_000);
      succeeded(await desk.client.call('terminal.settle', { terminal }));
      await simulator.script({ takesMs: 400 });
      const going = desk.client.call('terminal.refund', { refund }).catch(() => null);
      await pause(150);
      await simulator.script({ power: false });
      await going;
      await desk.restart();
      await desk.signIn('cashier');
      const approval = await desk.approval('chief-accountant');
      const decision = { tender, paid: false, evidence: 'terminal-slip', approval } as const;
      // Refused for the moment in which the terminal is being asked.
      await until(async () => (await desk.client.call('collect.cardDecide', decision)).ok);
      const { tried } = succeeded(await desk.client.call('terminal.refundWay', { refund }));
      expect(tried).toMatchObject({ state: 'approved', cause: 'decided' });
      const { terminals } = succeeded(await desk.client.call('terminal.view', {}));
      expect(terminals[0]?.open).toBe(0);
      expect(typesOf(desk.counter.folder).filter((type) => type === 'refund.paid')).toHaveLength(1);
    },
    timeoutMs,
  );
});

async function loseSettlement({ desk, simulator }: Awaited<ReturnType<typeof deskWithTerminal<'stx'>>>) {
  await simulator.script({ replyDelayMs: 300 });
  const settling = desk.client.call('terminal.settle', { terminal: 'POS-1' });
  await pause(150);
  await simulator.script({ power: false });
  expect(codeOf(await settling)).toBe('settlement-unknown');
  const { terminals } = succeeded(await desk.client.call('terminal.view', {}));
  expect(terminals[0]).toMatchObject({ ours: { count: 1 } });
  expect(terminals[0]?.batches[0]).toMatchObject({ state: 'unknown' });
  await simulator.script({ power: true, replyDelayMs: 0 });
  await desk.workplace(({ rail }) => rail.terminal.state === 'ready');
}

it(
  'what a settlement without an answer held is settled by the next, or when nothing is left',
  async () => {
    const rig = await deskWithTerminal('stx');
    const { desk, cards } = rig;
    const settle = () => desk.client.call('terminal.settle', { terminal: 'POS-1' });
    const { tender, receipt } = await soldAndIssued(rig);
    const refund = await approvedRefund(desk, tender, receipt, 5_000);
    await loseSettlement(rig);
    expect(await desk.code('terminal.refund', { refund })).toBe('card-not-settled');
    const next = await cards.begin();
    await cards.ended(next.tender, 'approved');
    expect(succeeded(await settle())).toMatchObject({
      ...{ count: 1, total: next.total, ours: { count: 1, total: next.total } },
    });
    expect(succeeded(await desk.client.call('terminal.refund', { refund })).state).toBe('paid');

    await loseSettlement(rig);
    expect(codeOf(await settle())).toBe('settlement-declined');
    expect(succeeded(await desk.client.call('terminal.view', {})).terminals[0]).toMatchObject({
      ...{ cards: [], ours: { count: 0, total: 0 } },
    });
  },
  timeoutMs,
);
