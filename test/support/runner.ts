/**
 * The one form of fault and bench runs: a registry of named runs; each prints a table, ends with one JSON line, and
 * exits non-zero when a bound is broken. A fault run also declares a control, the same measurement with the protection
 * taken away, which must break the bound it names: a detector that cannot fail proves nothing.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

export interface RunOptions {
  /** How many times (kills, images, operations …); each run says what it counts. */
  readonly runs: number;
  readonly seed: number;
  readonly short: boolean;
}

export interface Bound {
  readonly name: string;
  readonly value: number;
  readonly op: '<=' | '>=' | '==';
  readonly limit: number;
  /** Last, as everywhere: `ms`, `images`, `payments` … */
  readonly unit: string;
}

export interface Measured {
  /** One object per line of the table; all have the same keys. */
  readonly table: readonly Readonly<Record<string, string | number>>[];
  readonly bounds: readonly Bound[];
  /** Further numbers for the JSON line. */
  readonly figures?: Readonly<Record<string, number>>;
}

export interface Control {
  /** What was taken away. */
  readonly name: string;
  /** The bound that must break. */
  readonly breaks: string;
  measure(options: RunOptions): Promise<Measured>;
}

export interface Run {
  readonly name: string;
  readonly about: string;
  readonly runs: number;
  readonly shortRuns: number;
  measure(options: RunOptions): Promise<Measured>;
  readonly control?: Control;
}

export interface FaultRun extends Run {
  readonly control: Control;
}

interface ControlReport {
  readonly name: string;
  readonly breaks: string;
  readonly broke: boolean;
  readonly value: number | null;
}

export interface Report {
  readonly run: string;
  readonly ok: boolean;
  readonly runs: number;
  readonly seed: number;
  readonly short: boolean;
  readonly seconds: number;
  readonly bounds: readonly (Bound & { readonly holds: boolean })[];
  readonly figures: Readonly<Record<string, number>>;
  readonly control: ControlReport | null;
}

/** Whether a bound holds. A value that is not a number never holds. */
export function holds({ value, op, limit }: Bound): boolean {
  if (!Number.isFinite(value)) return false;
  if (op === '<=') return value <= limit;
  return op === '>=' ? value >= limit : value === limit;
}

/** Measures one run and its control. Ok when every bound holds, there is at least one, and the control broke its own. */
export async function perform(run: Run, options: RunOptions): Promise<Report> {
  const from = performance.now();
  const measured = await run.measure(options);
  printTable(measured.table);
  const bounds = measured.bounds.map((bound) => ({ ...bound, holds: holds(bound) }));
  for (const bound of bounds) {
    const { name, value, op, limit, unit } = bound;
    console.log(`${bound.holds ? 'holds ' : 'BROKEN'}  ${name}: ${value} ${op} ${limit} ${unit}`);
  }
  const control = run.control === undefined ? null : await performControl(run.control, options);
  const ok = bounds.length > 0 && bounds.every((bound) => bound.holds) && (control === null || control.broke);
  const seconds = secondsSince(from);
  const { runs, seed, short } = options;
  const figures = measured.figures ?? {};
  return { run: run.name, ok, runs, seed, short, seconds, bounds, figures, control };
}

function secondsSince(fromMs: number): number {
  return Math.round((performance.now() - fromMs) / 100) / 10;
}

/** As {@link perform}; a run that ends with an error has measured nothing and is broken, and the next one goes on. */
async function performWhole(run: Run, options: RunOptions): Promise<Report> {
  const from = performance.now();
  try {
    const report = await perform(run, options);
    console.log(`${run.name}: ${report.ok ? 'ok' : 'NOT OK'}, ${report.seconds} s`);
    return report;
  } catch (cause) {
    console.log(`${run.name}: ENDED WITH AN ERROR\n${cause instanceof Error ? cause.stack : String(cause)}`);
    const seconds = secondsSince(from);
    return { run: run.name, ok: false, ...options, seconds, bounds: [], figures: {}, control: null };
  }
}

async function performControl(control: Control, options: RunOptions): Promise<ControlReport> {
  console.log(`control: ${control.name}`);
  const measured = await control.measure(options);
  printTable(measured.table);
  const bound = measured.bounds.find(({ name }) => name === control.breaks);
  const broke = bound !== undefined && Number.isFinite(bound.value) && !holds(bound);
  const said = bound === undefined ? 'not measured' : `${bound.value} (limit ${bound.op} ${bound.limit})`;
  console.log(`${broke ? 'breaks, as it must' : 'DID NOT BREAK'}  ${control.breaks}: ${said}`);
  return { name: control.name, breaks: control.breaks, broke, value: bound?.value ?? null };
}

function printTable(table: Measured['table']): void {
  const first = table[0];
  if (first === undefined) return;
  const keys = Object.keys(first);
  const lines = [keys, ...table.map((row) => keys.map((key) => String(row[key] ?? '')))];
  const widths = keys.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const [index, line] of lines.entries()) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
    if (index === 0) console.log(widths.map((width) => '─'.repeat(width)).join('  '));
  }
}

function currentCommit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}

function wholeNumber(text: string | undefined, otherwise: number, what: string): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${what} must be a whole number: ${text}`);
  return value;
}

/**
 * The command line: `NAME | all [--runs N] [--seed S] [--short]`. Prints the names when none is given.
 * The last line is one JSON object; for `all` it holds the reports of every run. Gives the exit code.
 */
export async function main(kind: string, registry: readonly Run[], args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      seed: { type: 'string' },
      short: { type: 'boolean', default: false },
    },
  });
  const name = positionals[0];
  const chosen = name === 'all' ? registry : registry.filter((run) => run.name === name);
  if (chosen.length === 0) {
    console.log(`usage: npm run ${kind} -- NAME|all [--runs N] [--seed S] [--short]`);
    for (const run of registry) console.log(`  ${run.name.padEnd(12)} ${run.about}`);
    return 2;
  }
  const seed = wholeNumber(values.seed, Math.floor(Math.random() * 2 ** 32), '--seed');
  const reports: Report[] = [];
  for (const run of chosen) {
    const runs = wholeNumber(values.runs, values.short ? run.shortRuns : run.runs, '--runs');
    console.log(`\n${kind} ${run.name}: ${run.about}\nruns ${runs}, seed ${seed}`);
    reports.push(await performWhole(run, { runs, seed, short: values.short }));
  }
  const ok = reports.every((report) => report.ok);
  const commit = currentCommit();
  const only = name === 'all' ? undefined : reports[0];
  console.log(JSON.stringify(only === undefined ? { run: 'all', ok, commit, reports } : { ...only, commit }));
  return ok ? 0 : 1;
}
