import type { Body, EntryType, Private } from '../journal/index.ts';
import type { IndexOf, Kind, Row } from './tables.ts';

/** Rows as they stand before an entry. In the counter it reads SQLite, in tests a map. */
export interface World {
  get<K extends Kind>(kind: K, id: string): Row<K> | undefined;
  /** Rows with this value in the column, in order of id. */
  list<K extends Kind>(kind: K, column: IndexOf<K>, value: string): readonly Row<K>[];
}

/** A row as it stands after an entry, or that it is gone. */
export type Change =
  | { readonly [K in Kind]: { readonly kind: K; readonly id: string; readonly row: Row<K> } }[Kind]
  | { readonly kind: Kind; readonly id: string; readonly row: null };

/** What a move sees of an entry. */
export interface MoveEntry<Type extends EntryType> {
  readonly counter: string;
  readonly epoch: number;
  readonly id: string;
  readonly at: number;
  readonly business_date: string;
  readonly shift: string | null;
  readonly actor: string;
  readonly type: Type;
  readonly body: Body<Type>;
  /** Null when the type has none or when it was erased. */
  readonly content: Private<Type> | null;
}

/** Thrown by a move that the rules forbid; `code` is translated for a person. Nothing of the act is written. */
export class IllegalMove extends Error {
  override readonly name = 'IllegalMove';
  readonly code: string;
  constructor(code: string, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
  }
}

/** Refuses the move with `code` unless `condition` holds. */
export function demand(condition: unknown, code: string, detail = ''): asserts condition {
  if (!condition) throw new IllegalMove(code, detail);
}

/** The approval, which must have been given for this very subject: one for another act counts for nothing here. */
export function needApproval(draft: Draft, approval: string, subject: string): void {
  demand(draft.need('approval', approval).subject === subject, 'approval-of-another');
}

/** Collects the changes of one entry; reads go through what it has changed already. */
export class Draft {
  readonly #world: World;
  readonly #changes = new Map<string, Change>();
  readonly #changedKinds = new Set<Kind>();

  constructor(world: World) {
    this.#world = world;
  }

  get<K extends Kind>(kind: K, id: string): Row<K> | undefined {
    const change = this.#changes.get(`${kind}:${id}`);
    if (change === undefined) return this.#world.get(kind, id);
    return (change.row as Row<K> | null) ?? undefined;
  }

  /** The row, or the move is refused with `<kind>-not-found`. */
  need<K extends Kind>(kind: K, id: string): Row<K> {
    const row = this.get(kind, id);
    demand(row !== undefined, `${kind}-not-found`, id);
    return row;
  }

  list<K extends Kind>(kind: K, column: IndexOf<K>, value: string): readonly Row<K>[] {
    const before = this.#world.list(kind, column, value);
    if (!this.#changedKinds.has(kind)) return before;
    const rows = new Map(before.map((row) => [row.id as string, row]));
    for (const change of this.#changes.values()) {
      if (change.kind !== kind) continue;
      const row = change.row as Row<K> | null;
      if (row !== null && String(row[column]) === value) rows.set(change.id, row);
      else rows.delete(change.id);
    }
    return [...rows.values()].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  }

  /** A new row; refused if there is one of this id already. */
  create<K extends Kind>(kind: K, row: Row<K>): void {
    demand(this.get(kind, row.id as string) === undefined, `${kind}-exists`, row.id as string);
    this.put(kind, row);
  }

  put<K extends Kind>(kind: K, row: Row<K>): void {
    const id = row.id as string;
    this.#changes.set(`${kind}:${id}`, { kind, id, row } as Change);
    this.#changedKinds.add(kind);
  }

  /** The row with some columns changed. */
  patch<K extends Kind>(kind: K, id: string, columns: Partial<Row<K>>): Row<K> {
    const row = { ...this.need(kind, id), ...columns } as Row<K>;
    this.put(kind, row);
    return row;
  }

  drop(kind: Kind, id: string): void {
    this.#changes.set(`${kind}:${id}`, { kind, id, row: null });
    this.#changedKinds.add(kind);
  }

  get changes(): readonly Change[] {
    return [...this.#changes.values()];
  }
}

/** A pure move: reads and changes rows through the draft, or refuses by {@link IllegalMove}. */
export type Move<Type extends EntryType> = (draft: Draft, entry: MoveEntry<Type>) => void;

/** One move for each of these entry types. */
export type MovesOf<Types extends Record<string, unknown>> = {
  readonly [T in keyof Types & EntryType]: Move<T>;
};
