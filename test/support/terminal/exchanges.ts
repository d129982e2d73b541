/** The exchanges of a terminal day: what has to be there before, what the cashier does, and what must stand after. */
import type { MakeBench } from './bench.ts';
import { Till } from './till.ts';

export interface Exchange {
  readonly name: string;
  /** A till with what comes before, the cable still whole. */
  ready(make: MakeBench, asksFirst: boolean): Promise<Till>;
  /** The exchange under the fault, on until it is done. */
  play(till: Till): Promise<void>;
  /** Null, or what is wrong with the terminal's books. */
  wrong(till: Till): string | null;
}

const amount = 150_000;
/** A person with a card: notices, and an answer after a while. */
const slow = { takesMs: 3_000, steps: true } as const;

function counted(till: Till, wanted: Readonly<Record<'sale' | 'refund' | 'void', number>>): string | null {
  for (const kind of ['sale', 'refund', 'void'] as const) {
    const standing = till.standing(kind);
    if (standing !== wanted[kind]) return `${standing} ${kind}s stand instead of ${wanted[kind]}`;
  }
  return null;
}

const fresh = async (make: MakeBench, asksFirst: boolean): Promise<Till> => new Till(make, slow, asksFirst);

async function afterSale(make: MakeBench, asksFirst: boolean): Promise<Till> {
  const till = new Till(make, slow, asksFirst);
  await till.collect(amount);
  return till;
}

export const exchanges: readonly Exchange[] = [
  {
    name: 'sale',
    ready: fresh,
    play: async (till) => {
      await till.collect(amount);
    },
    wrong: (till) => counted(till, { sale: 1, refund: 0, void: 0 }),
  },
  {
    name: 'declined sale',
    ready: async (make, asksFirst) => new Till(make, { ...slow, host: 'decline' }, asksFirst),
    play: async (till) => {
      const charge = { reference: till.reference(), amount };
      await till.attempt('sale', charge, (port, record) => port.sale(charge, { record }));
    },
    wrong: (till) => counted(till, { sale: 0, refund: 0, void: 0 }),
  },
  {
    name: 'void',
    ready: afterSale,
    play: async (till) => {
      const stan = till.bench.bookings()[0]?.number ?? '';
      for (let tried = 0; tried < 3 && till.standing('sale') > 0; tried += 1) {
        const charge = { reference: till.reference(), amount, stan };
        await till.attempt('void', charge, (port, record) => port.void(charge, { record }));
      }
    },
    wrong: (till) => counted(till, { sale: 0, refund: 0, void: 1 }),
  },
  {
    name: 'refund',
    ready: fresh,
    play: async (till) => {
      for (let tried = 0; tried < 3; tried += 1) {
        const charge = { reference: till.reference(), amount };
        const belief = await till.attempt('refund', charge, (port, record) =>
          port.refund(charge, { record }),
        );
        if (belief === 'approved' || belief === 'undecided') return;
      }
    },
    wrong: (till) => counted(till, { sale: 0, refund: 1, void: 0 }),
  },
  {
    name: 'inquiry',
    ready: async (make, asksFirst) => {
      const till = new Till(make, { ...slow, loseReplies: 1 }, asksFirst);
      const before = await till.run(till.port.prepare());
      const charge = { reference: till.reference(), amount };
      const from = till.clock.now();
      till.asked = {
        ...till.attemptOf(charge),
        ...(before.ok ? { before: before.value } : {}),
        sentAt: from,
      };
      await till.run(till.port.sale(charge));
      return till;
    },
    play: async (till) => {
      const attempt = till.asked;
      if (attempt === null) throw new Error('nothing to ask about');
      await till.run(till.port.inquiry(attempt));
      till.cable.restore();
      till.note(attempt.reference, 'sale', attempt.sentAt, await till.resolve(attempt));
    },
    wrong: (till) => counted(till, { sale: 1, refund: 0, void: 0 }),
  },
  {
    name: 'settlement',
    ready: afterSale,
    play: async (till) => {
      let outcome = await till.run(till.port.settlement());
      till.cable.restore();
      // An empty batch, then, is the answer that it was closed before.
      for (
        let tried = 0;
        tried < 10 && (outcome.kind === 'unknown' || outcome.kind === 'not-sent');
        tried += 1
      ) {
        await till.clock.advanceAndSettle(10_000);
        outcome = await till.run(till.port.settlement());
      }
    },
    wrong: (till) => {
      const settlements = till.bench.settlements();
      return settlements === 1 ? null : `${settlements} settlements`;
    },
  },
  {
    name: 'comm test',
    ready: fresh,
    play: async (till) => {
      await till.run(till.port.commTest());
      till.cable.restore();
      await till.collect(amount);
    },
    wrong: (till) => counted(till, { sale: 1, refund: 0, void: 0 }),
  },
];
