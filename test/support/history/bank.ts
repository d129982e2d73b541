/** Settled batches of terminals, the bank's money for them, and complaints of payers: none of them moves money. */
import type { Act, Play } from './play.ts';

const terminals = ['T1', 'manual/T9'];

function settle(play: Play): string {
  const [settlement, total] = [play.id(), play.between(1_000, 9_000)];
  const terminal = play.chance.pick(terminals);
  play.put({ type: 'terminal.settling', body: { settlement, terminal } });
  const said = { batch: String(play.between(1, 3)), count: 1, total, ourCount: 1, ourTotal: total };
  play.put({
    type: 'terminal.settled',
    body: { settlement, outcome: 'settled', cause: null, ...said },
  });
  return settlement;
}

/** A credit that waits pays a batch; now and then it is taken away again, or what is left is accepted. */
export const payBatch: Act = (play) => {
  const { world } = play;
  const tied = play.pickOrNone(world.all('batchCredit'));
  if (tied !== undefined && play.chance.maybe(0.3)) {
    const approval = play.approve('decide-unknown', tied.credit);
    play.put({
      type: 'batch.uncredited',
      body: { credit: tied.credit, approval },
      content: { text: 'gắn nhầm' },
    });
    return true;
  }
  const credit = play.pickOrNone(world.list('credit', 'state', 'unmatched'));
  const settlement = settle(play);
  if (credit === undefined) return acceptRest(play, settlement);
  const other = play.chance.maybe(0.3) ? settle(play) : null;
  const amount = other === null ? credit.amount : play.between(1, credit.amount - 1);
  const parts = [{ settlement, amount }];
  if (other !== null) parts.push({ settlement: other, amount: credit.amount - amount });
  play.put({ type: 'batch.credited', actor: play.cashier, body: { credit: credit.id, parts } });
  return true;
};

/** A batch whose terminal has no other word on it: all of it is left. */
function acceptRest(play: Play, settlement: string): boolean {
  const batch = play.world.get('terminalBatch', settlement);
  if (batch === undefined || batch.terminal !== 'T1') return true;
  const approval = play.approve('decide-unknown', settlement);
  play.put({
    type: 'batch.rest-accepted',
    body: { settlement, rest: batch.total ?? 0, approval },
    content: { text: 'ngân hàng giữ lại' },
  });
  return true;
}

/** A payer complains; a complaint goes on. */
export const complain: Act = (play) => {
  const open = play.pickOrNone(play.world.all('dispute').filter(({ state }) => state === 'opened'));
  if (open !== undefined && play.chance.maybe(0.6)) {
    play.put({
      type: 'dispute.moved',
      body: { dispute: open.id, to: play.chance.pick(['examining', 'upheld', 'rejected'] as const) },
      content: { text: 'đã xem' },
    });
    return true;
  }
  const [dispute, receipt] = [play.id(), play.pickOrNone(play.world.all('receipt'))?.id ?? null];
  play.put({ type: 'guidance.given', body: { guidance: play.id() } });
  const [credit] = play.world.all('credit');
  play.put({
    type: 'dispute.opened',
    body: { dispute, kind: 'paid-twice', receipt, tender: null, amount: 1_000, deadline: '2026-10-20' },
    content: { complainant: 'Người Nộp', contact: null, text: 'nộp hai lần' },
  });
  play.put({
    type: 'dispute.tied',
    body: { dispute, receipt, tender: null, credit: credit?.id ?? null },
    content: { bankReference: 'FT1' },
  });
  return true;
};
