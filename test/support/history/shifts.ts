/** Acts of the drawer, the shift and the house. */
import { entryTypes } from '../../../src/shared/journal/index.ts';
import { addUp, figuresOf, postingsOf } from '../../../src/shared/payment/index.ts';
import { type Act, actors, type Play } from './play.ts';

const key = 'A'.repeat(43);

/** First entry, people and series: where every history begins. */
export function begin(play: Play): void {
  play.put({
    type: 'ledger.opened',
    body: { kind: 'real', counterKey: key, facilityKey: key, sealingKey: key },
  });
  const people = [
    [actors.chief, ['chief-accountant']],
    [actors.first, ['cashier', 'treasurer']],
    [actors.second, ['cashier']],
  ] as const;
  for (const [person, roles] of people) {
    play.put({
      type: 'person.saved',
      body: { person, roles: [...roles], active: true, pinSet: true },
      content: { name: 'Người Thử' },
    });
  }
  openSeries(play, '2026');
}

function openSeries(play: Play, suffix: string): void {
  const purposes = { BL: 'receipt', TH: 'on-behalf', TU: 'deposit', HT: 'refund', QU: 'paper-book' } as const;
  for (const [word, purpose] of Object.entries(purposes)) {
    play.put({
      type: 'series.opened',
      actor: actors.first,
      body: {
        series: `${word}/${suffix}`,
        purpose,
        year: 2026,
        firstNumber: 1,
        width: 6,
        confirmedBy: 'person',
      },
    });
  }
}

/** Another machine goes on with the ledger: the old series end, new ones begin. */
export const newEpoch: Act = (play) => {
  if (!play.chance.maybe(0.2) || play.world.epoch > 3) return false;
  const epoch = play.world.epoch + 1;
  const open = play.world.all('series').filter((row) => row.closedAt === null);
  const head = { epoch: play.world.epoch, seq: play.world.entries.length, hash: '0'.repeat(64) };
  play.put({
    type: 'epoch.opened',
    epoch,
    body: {
      cause: 'replaced-machine',
      continues: head,
      highestKnown: head,
      recoveredBy: null,
      series: open.map((row) => ({ series: row.id, closedAt: row.next - 1, mayMiss: false })),
    },
  });
  openSeries(play, `2026-${epoch}`);
  return true;
};

export const openShift: Act = (play) => {
  if (play.shift !== undefined) return false;
  const actor = play.chance.pick([actors.first, actors.second]);
  const floatLeft = play.world.get('counter', 'counter')?.floatLeft ?? null;
  play.put({
    type: 'shift.opened',
    actor,
    body: {
      shift: play.id(),
      cashier: actor,
      name: 'Ca',
      float: play.chance.maybe(0.7) ? (floatLeft ?? 500_000) : play.between(0, 900_000),
      floatLeft,
      businessDate: play.today,
    },
  });
  return true;
};

function count(play: Play, purpose: 'close' | 'surprise' | 'hand-over', total: number): string {
  const { shift } = play;
  if (shift === undefined) throw new Error('no shift');
  const id = play.id();
  const notes = Math.floor(total / 10_000);
  play.put({
    type: 'count.taken',
    actor: shift.cashier,
    body: {
      count: id,
      shift: shift.id,
      purpose,
      attempt: shift.counts + 1,
      lines: [{ denomination: 10_000, notes }],
      torn: total - notes * 10_000,
      total,
    },
  });
  return id;
}

/** Closes with the figures fresh from the shift's own entries, so that the rules hold them against the running ones. */
export const closeShift: Act = (play) => {
  const { shift } = play;
  if (shift === undefined) return false;
  const own = play.world.entries.filter((entry) => entry.shift === shift.id);
  const figures = figuresOf(addUp(own.flatMap((entry) => postingsOf(entry as never))));
  if (play.chance.maybe(0.3)) count(play, 'close', play.between(0, 100_000));
  const wrong = play.chance.maybe(0.5) ? play.between(-3000, 3000) : 0;
  const counted = Math.max(0, figures.expectedCash + wrong);
  const closing = count(play, 'close', counted);
  const nextFloat = play.between(0, Math.min(counted, 500_000));
  const z = play.id();
  const by = play.chance.maybe(0.1) ? actors.chief : shift.cashier;
  const approval = by === shift.cashier ? null : play.approve('close-other-shift', shift.id);
  play.put({
    type: 'shift.closed',
    actor: by,
    body: {
      z,
      zNumber: (play.world.get('counter', 'counter')?.zNumber ?? 0) + 1,
      shift: shift.id,
      count: closing,
      counted,
      expected: figures.expectedCash,
      difference: counted - figures.expectedCash,
      nextFloat,
      handedIn: counted - nextFloat,
      figures,
      carriedOver: [],
      approval,
    },
    content: { reason: counted === figures.expectedCash ? null : 'đếm lại vẫn vậy' },
  });
  const handIn = play.id();
  play.put({ type: 'hand-in.made', actor: by, body: { handIn, z, amount: counted - nextFloat } });
  if (play.chance.maybe(0.7)) {
    const received = counted - nextFloat;
    // The first count may differ; both stay.
    const sums = play.chance.maybe(0.3) ? [received + 1_000, received] : [received];
    for (const [index, total] of sums.entries()) {
      const body = { handIn, receiver: actors.first, attempt: index + 1, lines: [], torn: total, total };
      play.put({ type: 'hand-in.counted', actor: by, body });
    }
    play.put({
      type: 'hand-in.confirmed',
      actor: by,
      body: { handIn, receiver: actors.first, counted: received },
    });
  }
  return true;
};

export const surpriseCount: Act = (play) => {
  if (play.shift === undefined) return false;
  count(play, play.chance.maybe(0.5) ? 'surprise' : 'hand-over', play.between(0, 2_000_000));
  return true;
};

export const takeOver: Act = (play) => {
  const { shift } = play;
  if (shift === undefined) return false;
  const to = shift.cashier === actors.first ? actors.second : actors.first;
  const approval = play.approve('take-over-shift', shift.id);
  play.put({
    type: 'shift.taken-over',
    actor: to,
    body: { shift: shift.id, from: shift.cashier, to, approval },
  });
  return true;
};

export const moveCash: Act = (play) => {
  if (play.shift === undefined) return false;
  const amount = play.between(1, 300_000);
  const move = play.id();
  const actor = play.cashier;
  const content = { text: 'lý do' };
  switch (play.chance.below(4)) {
    case 0:
      play.put({ type: 'drawer.paid-in', actor, body: { move, amount }, content });
      return true;
    case 1: {
      const approval = play.chance.maybe(0.5) ? play.approve('pay-out', move) : null;
      play.put({ type: 'drawer.paid-out', actor, body: { move, amount, approval }, content });
      return true;
    }
    case 2:
      play.put({ type: 'drawer.dropped', actor, body: { move, amount }, content });
      return true;
    default:
      play.put({
        type: 'drawer.opened',
        actor,
        body: { reason: 'open', subject: null },
        content: { text: 'mở két' },
      });
      return true;
  }
};

/** Deletes the private part of one earlier entry that has one. */
export const erase: Act = (play) => {
  const hidden = play.world.entries.filter(
    (entry) => entryTypes[entry.type].private !== null && play.world.get('erased', entry.id) === undefined,
  );
  const entry = play.pickOrNone(hidden);
  if (entry === undefined) return false;
  play.put({
    type: 'erasure.made',
    actor: actors.chief,
    body: { entries: [entry.id], ground: 'request' },
    content: { text: 'theo yêu cầu' },
  });
  return true;
};
