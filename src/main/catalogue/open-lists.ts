/** The lists in force, open to be read: each in its own file, the feed's in `catalogue.db`. */
import type { Database as Connection } from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { feedImport } from './feed-source.ts';
import { openListFile } from './list-file.ts';
import type { CatalogueTables, ListTables } from './schema.ts';

/** A list in force, or one of the parts of a large one. Its tables are {@link ListTables}. */
export interface OpenList {
  /** Its generation. */
  readonly id: number;
  /** From 1 on; payers of a part stand before those of the next. */
  readonly part: number;
  /** In a file of its own; else its tables are among those of `catalogue.db`. */
  readonly apart: boolean;
  readonly connection: Connection;
  readonly query: Kysely<ListTables>;
}

/** The file of a list could not be opened or read; `cause` says why. */
export class ListFailed extends Error {
  override readonly name = 'ListFailed';
  /** Its generation. */
  readonly list: number;

  constructor(list: number, cause: unknown) {
    super(`list ${list} cannot be read`, { cause });
    this.list = list;
  }
}

/** Reads from a list, so that an error says which it is about. @throws {ListFailed} */
export function reading<T>({ id, apart }: OpenList, run: () => T): T {
  if (!apart) return run();
  try {
    return run();
  } catch (cause) {
    throw new ListFailed(id, cause);
  }
}

/** What each list answers, one after the other. @throws {ListFailed} */
export function fromEach<Row>(
  lists: readonly OpenList[],
  ask: (list: OpenList, place: number) => readonly Row[],
): Row[] {
  return lists.flatMap((list, place) => reading(list, () => ask(list, place)));
}

interface Pointed {
  readonly id: number;
  readonly import: string;
  readonly parts: number;
}

interface Held extends OpenList {
  close(): void;
}

/** What the lists are found in. */
interface Register {
  readonly path: string;
  readonly connection: Connection;
  readonly query: Kysely<CatalogueTables>;
}

/** Opens and closes files of lists as pointers move, whoever moves them. */
export class OpenLists {
  readonly #register: Register;
  readonly #pointers: () => readonly Pointed[];
  readonly #state: () => string;
  #seen = '';
  #held: readonly Held[] = [];

  constructor(register: Register) {
    this.#register = register;
    const { connection } = register;
    const others = connection.prepare<[], number>('PRAGMA data_version').pluck();
    const own = connection.prepare<[], number>('SELECT total_changes()').pluck();
    this.#state = () => `${others.get()}|${own.get()}`;
    const pointers = connection.prepare<[], Pointed>(
      'SELECT g.id, g.import, g.parts FROM source s JOIN generation g ON g.id = s.generation ORDER BY s.source',
    );
    this.#pointers = () => pointers.all();
  }

  /** Changes whenever anything in `catalogue.db` has, and so whenever a pointer has moved. */
  version(): string {
    return this.#state();
  }

  /**
   * The lists in force by name of the source, part by part.
   * @throws {ListFailed} when the file of one cannot be opened; an error of SQLite when `catalogue.db` cannot be read
   */
  current(): readonly OpenList[] {
    const state = this.#state();
    if (state === this.#seen) return this.#held;
    const parts = this.#pointers().flatMap(partsOf);
    const sameAs = (one: WantedPart) => (list: OpenList) => list.id === one.id && list.part === one.part;
    const stay = (list: OpenList) => parts.some((one) => sameAs(one)(list));
    for (const list of this.#held) if (!stay(list)) list.close();
    const held = this.#held.filter(stay);
    // What was opened stays known when the next one fails.
    this.#held = held;
    for (const one of parts) if (!held.some(sameAs(one))) held.push(this.#open(one));
    this.#held = parts.flatMap((one) => held.find(sameAs(one)) ?? []);
    this.#seen = state;
    return this.#held;
  }

  #open({ id, part, apart }: WantedPart): Held {
    const { path, connection, query } = this.#register;
    if (!apart) {
      const own = query as unknown as Kysely<ListTables>;
      return { id, part, apart, connection, query: own, close: () => undefined };
    }
    try {
      const file = openListFile({ catalogue: path, generation: id, part });
      return { id, part, apart, connection: file.connection, query: file.query, close: file.close };
    } catch (cause) {
      throw new ListFailed(id, cause);
    }
  }

  close(): void {
    for (const list of this.#held) list.close();
    this.#held = [];
    this.#seen = '';
  }
}

type WantedPart = Pick<OpenList, 'id' | 'part' | 'apart'>;

function partsOf({ id, parts, import: importId }: Pointed): readonly WantedPart[] {
  const apart = importId !== feedImport;
  return Array.from({ length: parts }, (_, index) => ({ id, part: index + 1, apart }));
}

/** Something made once for each list, such as its statements. */
export function perList<T>(make: (list: OpenList) => T): (list: OpenList) => T {
  const made = new WeakMap<OpenList, T>();
  return (list) => {
    const known = made.get(list);
    if (known !== undefined) return known;
    const fresh = make(list);
    made.set(list, fresh);
    return fresh;
  };
}
