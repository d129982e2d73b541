/** The exchanges of a terminal day: what has to be there before, what the cashier does, and what must stand after. */
import { Till } from './till.ts';

export interface Exchange {
  readonly name: string;
  /** A till with what comes before, the cable still whole. */
  ready(asksFirst: boolean): Promise<Till>;
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

async function afterSale(asksFirst: boolean): Promise<Till> {
  const till = new Till(slow, asksFirst);
  await till.collect(amount);
  return till;
}

export const exchanges: readonly Exchange[] = [
  {
    name: 'sale',
    ready: async (asksFirst) => new Till(slow, asksFirst),
    play: async (till) => {
      await till.collect(amount);
    },
    wrong: (till) => counted(till, { sale: 1, refund: 0, void: 0 }),
  },
  {
    name: 'declined sale',
    ready: async (asksFirst) => new Till({ ...slow, host: 'decline' }, asksFirst),
    play: async (till) => {
      const charge = { reference: till.reference(), amount };
      await till.attempt(charge, (port) => port.sale(charge));
    },
    wrong: (till) => counted(till, { sale: 0, refund: 0, void: 0 }),
  },
  {
    name: 'void',
    ready: afterSale,
    play: async (till) => {
      const stan = till.simulator.books.bookings[0]?.stan ?? '';
      for (let tried = 0; tried < 3 && till.standing('sale') > 0; tried += 1) {
        const charge = { reference: till.reference(), amount, stan };
        await till.attempt(charge, (port) => port.void(charge));
      }
    },
    wrong: (till) => counted(till, { sale: 0, refund: 0, void: 1 }),
  },
  {
    name: 'refund',
    ready: async (asksFirst) => new Till(slow, asksFirst),
    play: async (till) => {
      for (let tried = 0; tried < 3; tried += 1) {
        const charge = { reference: till.reference(), amount };
        const belief = await till.attempt(charge, (port) => port.refund(charge));
        if (belief === 'approved' || belief === 'undecided') return;
      }
    },
    wrong: (till) => counted(till, { sale: 0, refund: 1, void: 0 }),
  },
  {
    name: 'inquiry',
    ready: async (asksFirst) => {
      const till = new Till({ ...slow, loseReplies: 1 }, asksFirst);
      await till.run(till.port.sale({ reference: till.reference(), amount }));
      return till;
    },
    play: async (till) => {
      const sentAt = till.clock.now();
      const [reference] = till.port.unresolved;
      if (reference === undefined) throw new Error('nothing to ask about');
      await till.run(till.port.inquiry(reference));
      till.cable.restore();
      till.beliefs.set(reference, await till.resolve({ reference, amount, sentAt, batch: null }));
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
        tried < 3 && (outcome.kind === 'unknown' || outcome.kind === 'not-sent');
        tried += 1
      ) {
        outcome = await till.run(till.port.settlement());
      }
    },
    wrong: (till) => {
      const { settlements } = till.simulator.books;
      return settlements === 1 ? null : `${settlements} settlements`;
    },
  },
  {
    name: 'comm test',
    ready: async (asksFirst) => new Till(slow, asksFirst),
    play: async (till) => {
      await till.run(till.port.commTest());
      till.cable.restore();
      await till.collect(amount);
    },
    wrong: (till) => counted(till, { sale: 1, refund: 0, void: 0 }),
  },
];
