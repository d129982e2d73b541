/** What every act of a random legal history stands on. */
import type { EntryType } from '../../../src/shared/journal/index.ts';
import { businessDateOf, type EpochMs } from '../../../src/shared/kernel/clock.ts';
import type { IllegalMove, MoveEntry, Row } from '../../../src/shared/payment/index.ts';
import { type Chance, makeChance } from '../chance.ts';
import { MemoryWorld, type StepOf, step } from '../memory-world.ts';

export const actors = {
  chief: '01910000-0000-7000-8000-00000000aa01',
  first: '01910000-0000-7000-8000-00000000aa02',
  second: '01910000-0000-7000-8000-00000000aa03',
};

/** Called before and after each entry of a history. */
export interface Watcher {
  /** A legal entry is about to be written; it may try others and must leave the world as it is. */
  before(play: Play, what: StepOf<EntryType>): void;
  after(play: Play, entry: MoveEntry<EntryType>): void;
}

export class Play {
  readonly world: MemoryWorld;
  readonly watchers: readonly Watcher[];
  chance: Chance = makeChance(0);

  constructor(watchers: readonly Watcher[] = []) {
    this.world = new MemoryWorld();
    this.watchers = watchers;
  }

  /** Writes one entry that is held to be legal. @throws IllegalMove when the rules do not agree. */
  put<T extends EntryType>(what: StepOf<T>): MoveEntry<T> {
    for (const watcher of this.watchers) watcher.before(this, what as never);
    const entry = step(this.world, what);
    for (const watcher of this.watchers) watcher.after(this, entry as never);
    return entry;
  }

  /** The calendar day of the next entry, which comes a second later. */
  get today(): string {
    return businessDateOf((this.world.at + 1_000) as EpochMs);
  }

  id(): string {
    return this.world.ids.next();
  }

  /** From `low` to `high`, both ends. */
  between(low: number, high: number): number {
    return low + this.chance.below(high - low + 1);
  }

  pickOrNone<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : this.chance.pick(items);
  }

  /** The open shift, if any. */
  get shift(): Row<'shift'> | undefined {
    const open = this.world.get('counter', 'counter')?.openShift ?? null;
    return open === null ? undefined : this.world.get('shift', open);
  }

  /** Whoever's shift is open; else the first cashier. */
  get cashier(): string {
    return this.shift?.cashier ?? actors.first;
  }

  /** A second person's approval for one subject. */
  approve(act: string, subject: string): string {
    const approval = this.id();
    this.put({
      type: 'approval.given',
      actor: this.cashier,
      body: { approval, act, subject, approver: actors.chief, role: 'chief-accountant' },
    });
    return approval;
  }

  /** Next number of the newest open series of a purpose. */
  number(purpose: string): { series: string; number: number } {
    const open = this.world.all('series').filter((row) => row.purpose === purpose && row.closedAt === null);
    const row = this.pickOrNone(open);
    if (row === undefined) throw new Error(`no series for ${purpose}`);
    return { series: row.id, number: row.next };
  }
}

/** Does one thing, possibly of several entries; false when it cannot be done now. */
export type Act = (play: Play) => boolean;

/** Only to say in a message what was refused. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && error.name === 'IllegalMove' ? (error as IllegalMove).code : null;
}
