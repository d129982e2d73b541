/**
 * Negative controls: the real counter with one protection taken away. They change better-sqlite3 for the process they
 * run in, before its first file is opened, so that the product needs no switch that could be left on.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import BetterSqlite3, { type Database as Connection, type Statement } from 'better-sqlite3';

/** Longer than a till waits for a write to show. */
const commitLaterMs = 400;
/** What `PRAGMA synchronous` reads back for FULL. */
const fullCode = 2;

interface Deferred {
  /** Between acts, with a transaction open that everybody believes committed. */
  idle: boolean;
  timer: NodeJS.Timeout | null;
}

/** The getters that better-sqlite3 gives each connection it opens. */
interface Wrappers {
  readonly getters: { readonly inTransaction: { get(this: Connection): boolean } };
}

/**
 * Answers before it commits: COMMIT of `money.db` returns at once and takes effect a moment later, together with
 * whatever came meanwhile, as a "group commit" would do that someone writes for speed.
 */
export function answerBeforeCommit(): void {
  const states = new WeakMap<Connection, Deferred>();
  const stateOf = (connection: Connection): Deferred => {
    const state = states.get(connection) ?? { idle: false, timer: null };
    states.set(connection, state);
    return state;
  };
  // By its path: the package does not export it.
  const require = createRequire(import.meta.url);
  const wrappers = join(dirname(require.resolve('better-sqlite3')), 'methods', 'wrappers.js');
  const { getters } = require(wrappers) as Wrappers;
  const really = getters.inTransaction.get;
  getters.inTransaction.get = function (this: Connection) {
    return really.call(this) && !stateOf(this).idle;
  };
  const { prototype } = BetterSqlite3;
  const prepare = prototype.prepare as (this: Connection, source: string) => Statement;
  const changed = function (this: Connection, source: string) {
    const statement = prepare.call(this, source);
    if (!this.name.endsWith('money.db')) return statement;
    const state = stateOf(this);
    if (source === 'BEGIN IMMEDIATE') return { run: () => begin(state, statement) };
    if (source === 'COMMIT') return { run: () => later(state, () => really.call(this) && statement.run()) };
    return statement;
  };
  prototype.prepare = changed as typeof prototype.prepare;
}

function begin(state: Deferred, statement: Statement): void {
  if (state.idle) state.idle = false;
  else statement.run();
}

function later(state: Deferred, commit: () => void): void {
  state.idle = true;
  state.timer ??= setTimeout(() => {
    state.timer = null;
    if (!state.idle) return;
    state.idle = false;
    commit();
  }, commitLaterMs);
}

/** `synchronous=NORMAL`, better-sqlite3's own default for a reopened file, while the counter reads back FULL. */
export function syncNormal(): void {
  const { prototype } = BetterSqlite3;
  const { pragma } = prototype;
  prototype.pragma = function (source, options) {
    if (source === 'synchronous') return fullCode;
    return pragma.call(this, source === 'synchronous = FULL' ? 'synchronous = NORMAL' : source, options);
  };
}
