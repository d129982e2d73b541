/** Rows in maps, for tests of the pure moves: the same answers as the counter's tables, with nothing to open. */
import {
  type Body,
  canonical,
  type EntryType,
  entryTypes,
  type Json,
  type Private,
} from '../../src/shared/journal/index.ts';
import { businessDateOf, type EpochMs } from '../../src/shared/kernel/clock.ts';
import { type Ids, makeIds } from '../../src/shared/kernel/ids.ts';
import {
  applyEntry,
  type Change,
  type IndexOf,
  type Kind,
  kinds,
  type MoveEntry,
  type Row,
  type World,
} from '../../src/shared/payment/index.ts';
import { makeChance } from './chance.ts';

/** Monday 5 October 2026, 07:00 in Vietnam. */
export const startOfTime = Date.UTC(2026, 9, 5, 0, 0, 0);

/** Rows of one kind, kept in order of id: a history asks for them thousands of times between two that are new. */
class Shelf {
  readonly #rows = new Map<string, Row<Kind>>();
  readonly #order: string[] = [];
  #shown: readonly Row<Kind>[] | null = null;
  changes = 0;

  get(id: string): Row<Kind> | undefined {
    return this.#rows.get(id);
  }

  put(id: string, row: Row<Kind>): void {
    if (!this.#rows.has(id)) {
      const last = this.#order.at(-1);
      // Ids go up: few come between others.
      if (last === undefined || last < id) this.#order.push(id);
      else this.#order.splice(this.#placeOf(id), 0, id);
    }
    this.#rows.set(id, row);
    this.#shown = null;
    this.changes += 1;
  }

  delete(id: string): void {
    if (!this.#rows.delete(id)) return;
    this.#order.splice(this.#placeOf(id), 1);
    this.#shown = null;
    this.changes += 1;
  }

  /** In order of id; what was given out does not change any more. */
  all(): readonly Row<Kind>[] {
    this.#shown ??= this.#order.map((id) => this.#rows.get(id) as Row<Kind>);
    return this.#shown;
  }

  /** Where an id stands, or would stand. */
  #placeOf(id: string): number {
    let [low, high] = [0, this.#order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#order[middle] ?? '') < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export class MemoryWorld implements World {
  readonly ids: Ids;
  readonly entries: MoveEntry<EntryType>[] = [];
  epoch = 1;
  at = startOfTime;
  readonly #shelves = new Map<Kind, Shelf>(kinds.map((kind) => [kind, new Shelf()]));

  constructor(seed = 1) {
    const chance = makeChance(seed);
    const clock = { now: () => this.at as EpochMs, monotonicMs: () => this.at, after: () => () => undefined };
    this.ids = makeIds(clock, { bytes: (length) => chance.bytes(length) });
  }

  get<K extends Kind>(kind: K, id: string): Row<K> | undefined {
    return this.#shelves.get(kind)?.get(id) as Row<K> | undefined;
  }

  list<K extends Kind>(kind: K, column: IndexOf<K>, value: string): readonly Row<K>[] {
    return this.all(kind).filter((row) => String(row[column]) === value);
  }

  /** Every row of a kind, in order of id. */
  all<K extends Kind>(kind: K): readonly Row<K>[] {
    return (this.#shelves.get(kind)?.all() ?? []) as readonly Row<K>[];
  }

  /** Goes up with every change of these kinds. */
  version(of: readonly Kind[]): number {
    return of.reduce((sum, kind) => sum + (this.#shelves.get(kind)?.changes ?? 0), 0);
  }

  /** Writes changes; rows are frozen, so that a move that writes into one is found out. */
  apply(changes: readonly Change[]): void {
    for (const { kind, id, row } of changes) {
      if (row === null) this.#shelves.get(kind)?.delete(id);
      else this.#shelves.get(kind)?.put(id, Object.freeze({ ...row }) as Row<Kind>);
    }
  }

  /** All rows as one text, equal exactly when the rows are. */
  snapshot(): string {
    return canonical(
      Object.fromEntries(kinds.map((kind) => [kind, this.all(kind) as unknown as Json])) as Json,
    );
  }
}

/** One thing to write down. What is left out is filled in as the ledger would. */
export interface StepOf<T extends EntryType> {
  readonly type: T;
  readonly body: Body<T>;
  readonly content?: Private<T>;
  readonly actor?: string;
  readonly shift?: string | null;
  readonly at?: number;
  readonly epoch?: number;
}

/** The entry that a step would become. @throws ZodError when body or private part do not fit the schema. */
export function entryOfStep<T extends EntryType>(world: MemoryWorld, what: StepOf<T>): MoveEntry<T> {
  const definition = entryTypes[what.type];
  const at = what.at ?? world.at + 1000;
  const opens = what.type === 'shift.opened' ? (what.body as Body<'shift.opened'>).shift : undefined;
  const body = definition.body.parse(what.body) as Body<T>;
  const content = definition.private === null ? null : (definition.private.parse(what.content) as Private<T>);
  return {
    counter: '01910000-0000-7000-8000-0000000000c1',
    epoch: what.epoch ?? world.epoch,
    id: world.ids.next(),
    at,
    business_date: businessDateOf(at as EpochMs),
    shift:
      what.shift === undefined ? (opens ?? world.get('counter', 'counter')?.openShift ?? null) : what.shift,
    actor: what.actor ?? 'counter',
    type: what.type,
    body,
    content,
  };
}

/** Appends one entry: validates it, applies its move and remembers it. @throws IllegalMove as the move does. */
export function step<T extends EntryType>(world: MemoryWorld, what: StepOf<T>): MoveEntry<T> {
  const entry = entryOfStep(world, what);
  const changes = applyEntry(world, entry);
  world.apply(changes);
  world.at = Math.max(world.at, entry.at);
  world.epoch = entry.epoch;
  world.entries.push(entry);
  return entry;
}

/** A fresh world in which these entries happened. */
export function replayed(entries: readonly MoveEntry<EntryType>[]): MemoryWorld {
  const world = new MemoryWorld();
  for (const entry of entries) world.apply(applyEntry(world, entry));
  return world;
}
