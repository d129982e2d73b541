/**
 * Statements of the bank: looked at first, taken when a person says so. A line has the same effect as the credit told
 * by the line to the bank, once by (account, bank reference), whichever comes first (design §4).
 */
import type { StatementColumnsSaid } from '../../shared/journal/index.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { StatementMapping, StatementSection } from '../../shared/matching/index.ts';
import {
  type StatementAccountView,
  type StatementFate,
  type StatementPreview,
  statementFileBytes,
  statementPartBytes,
} from '../../shared/rpc/statements.ts';
import { applyCredit, leaveUnmatched } from '../bank/credits.ts';
import { receivingAccounts } from '../facility/accounts.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { type Arriving, ListFiles } from './list-files.ts';
import type { JobAnswer } from './list-work.ts';
import type { StatementFile } from './statement-file.ts';
import {
  attention,
  brokenRowOf,
  isTakeable,
  type Judged,
  judgeLine,
  nothing,
  plus,
  type Sum,
  sameNumber,
  viewOf,
} from './statement-lines.ts';

/** Statements looked at and not yet taken or dropped. */
const mostPending = 2;
const mostLinesShown = 300;
const mostUnreadShown = 50;
/** Accounts for which columns are kept. */
const mostSaved = 20;
/** Lines taken in one transaction: a statement of a month must not hold the money thread. */
const linesAtOnce = 50;

interface Pending {
  readonly file: Arriving;
  readonly fileName: string;
  sections: readonly StatementSection[] | null;
  /** What a person said where the file names no account. */
  account: string | null;
  /** What a person said of the columns of a file without a header; kept when it is taken. */
  said: StatementColumnsSaid | null;
}

export interface StatementPorts {
  readonly context: DeskContext;
  /** Folder in which files arrive; nothing of them stays. */
  readonly folder: string;
  read(input: StatementFile): Promise<JobAnswer<readonly StatementSection[]>>;
  rows(input: StatementFile): Promise<JobAnswer<string[][]>>;
  /** Lets other work run between two transactions. */
  readonly breathe: () => Promise<void>;
}

/** Rows without a day are no transactions, so none has to be skipped. */
function mappingOf(columns: StatementColumnsSaid): StatementMapping {
  return { skipRows: 0, columns: Object.fromEntries(columns.map(({ role, column }) => [role, column])) };
}

/** Statements of the bank, file by file. */
export class StatementImports {
  readonly #ports: StatementPorts;
  readonly #files: ListFiles;
  readonly #pending = new Map<string, Pending>();

  constructor(ports: StatementPorts) {
    this.#ports = ports;
    this.#files = new ListFiles(ports.folder);
    this.#files.removeUnfinished();
  }

  begin({
    fileName,
    bytes,
  }: {
    readonly fileName: string;
    readonly bytes: number;
  }): Outcome<{ statement: string; partBytes: number }> {
    if (bytes === 0) return fail('statement-file-empty');
    if (bytes > statementFileBytes) return fail('statement-file-too-large');
    const [oldest] = this.#pending.keys();
    if (this.#pending.size >= mostPending && oldest !== undefined) this.cancel({ statement: oldest });
    const id = this.#ports.context.ids.next();
    const file = this.#files.expect(id, bytes);
    this.#pending.set(id, { file, fileName, sections: null, account: null, said: null });
    return ok({ statement: id, partBytes: statementPartBytes });
  }

  part(request: {
    readonly statement: string;
    readonly index: number;
    readonly content: string;
  }): Outcome<Record<string, never>> {
    const pending = this.#pending.get(request.statement);
    if (pending === undefined) return fail('statement-not-found');
    const taken = pending.file.add(request.index, Buffer.from(request.content, 'base64'));
    return taken ? ok({}) : fail('statement-part-unexpected');
  }

  cancel({ statement }: { readonly statement: string }): Outcome<Record<string, never>> {
    this.#pending.get(statement)?.file.remove();
    this.#pending.delete(statement);
    return ok({});
  }

  /** The first rows, for a person to say which column is what. */
  async rows({ statement }: { readonly statement: string }): Promise<Outcome<{ rows: string[][] }>> {
    const pending = this.#pending.get(statement);
    if (pending === undefined) return fail('statement-not-found');
    if (!pending.file.complete()) return fail('statement-incomplete');
    const answer = await this.#ports.rows({ path: pending.file.path });
    if (!answer.ok) return fail('statement-failed');
    return answer.value.ok ? ok({ rows: answer.value.value }) : fail(`statement-${answer.value.reason.code}`);
  }

  /** Reads the file, once, and says what each line would do as things stand now. */
  async preview(request: {
    readonly statement: string;
    readonly account: string | null;
    readonly columns?: StatementColumnsSaid | undefined;
  }): Promise<Outcome<StatementPreview>> {
    const pending = this.#pending.get(request.statement);
    if (pending === undefined) return fail('statement-not-found');
    if (!pending.file.complete()) return fail('statement-incomplete');
    const { columns } = request;
    if (pending.sections === null || columns !== undefined) {
      const { path } = pending.file;
      const read = columns === undefined ? await this.#readAsKnown(path) : await this.#read(path, columns);
      if (!read.ok) return read;
      pending.sections = read.value;
      pending.said = columns ?? null;
    }
    pending.account = request.account;
    return ok(this.#previewOf(request.statement, pending, pending.sections));
  }

  async #read(
    path: string,
    columns: StatementColumnsSaid | null,
  ): Promise<Outcome<readonly StatementSection[]>> {
    const file = columns === null ? { path } : { path, mapping: mappingOf(columns) };
    const answer = await this.#ports.read(file);
    if (!answer.ok) return fail('statement-failed');
    return answer.value.ok ? ok(answer.value.value) : fail(`statement-${answer.value.reason.code}`);
  }

  /** By its own header, else by columns that were said of an earlier file and with which every row can be read. */
  async #readAsKnown(path: string): Promise<Outcome<readonly StatementSection[]>> {
    const own = await this.#read(path, null);
    if (own.ok || own.reason.code !== 'statement-needs-mapping') return own;
    for (const { columns } of this.#savedColumns()) {
      const read = await this.#read(path, columns);
      const whole = (section: StatementSection) =>
        section.faults.length === 0 && section.chain.is !== 'broken';
      if (read.ok && read.value.every(whole)) return read;
    }
    return own;
  }

  #savedColumns() {
    return this.#ports.context.reads.setting('statement-columns')?.list ?? [];
  }

  /** Keeps what was said of the columns for the accounts of the file, so that it is said once. */
  #keepColumns({ said }: Pending, accounts: readonly string[]): void {
    if (said === null) return;
    const others = this.#savedColumns().filter(({ account }) => !accounts.includes(account));
    const list = [...accounts.map((account) => ({ account, columns: said })), ...others].slice(0, mostSaved);
    const { ledger } = this.#ports.context;
    act(this.#ports.context, (actor) =>
      ledger.append({ type: 'settings.set', actor, body: { key: 'statement-columns', value: { list } } }),
    );
  }

  #previewOf(id: string, pending: Pending, sections: readonly StatementSection[]): StatementPreview {
    const judged = sections.map((section) => this.#judge(pending, section));
    const lines = judged.flatMap(({ lines }) => lines);
    return {
      statement: id,
      fileName: pending.fileName,
      accounts: judged.map(({ view }) => view).slice(0, 50),
      lines: [...lines]
        .sort((one, other) => attention.indexOf(one.fate) - attention.indexOf(other.fate))
        .slice(0, mostLinesShown)
        .map(viewOf),
      takeable: isTakeable(judged.map(({ view }) => view)),
    };
  }

  /** Takes what was shown; each line is judged again, for the bank's line may have been quicker. */
  async accept(request: {
    readonly statement: string;
    readonly alsoRows: readonly number[];
  }): Promise<Outcome<{ matched: Sum; nobody: Sum; known: Sum; left: Sum }>> {
    const pending = this.#pending.get(request.statement);
    if (pending === undefined) return fail('statement-not-found');
    const { sections } = pending;
    if (sections === null) return fail('statement-incomplete');
    const judged = sections.map((section) => this.#judge(pending, section));
    if (!isTakeable(judged.map(({ view }) => view))) return fail('statement-not-takeable');
    const also = new Set(request.alsoRows);
    const lines = judged.flatMap((one) => one.lines).filter((one) => one.fate !== 'debit');
    const sums = { matched: nothing, nobody: nothing, known: nothing, left: nothing };
    for (let from = 0; from < lines.length; from += linesAtOnce) {
      const some = lines.slice(from, from + linesAtOnce);
      const done = act(this.#ports.context, () => some.map((one) => this.#take(one, also)));
      // What was taken stays taken; the same file again goes on from here.
      if (!done.ok) return done;
      for (const [at, fate] of done.value.entries())
        sums[fate] = plus(sums[fate], some[at]?.line.amount ?? 0);
      await this.#ports.breathe();
    }
    this.#keepColumns(
      pending,
      judged.flatMap(({ view }) => view.account ?? []),
    );
    this.cancel(request);
    return ok(sums);
  }

  #take({ fate, credit, line }: Judged, also: ReadonlySet<number>): 'matched' | 'nobody' | 'known' | 'left' {
    const { ledger, reads, ids } = this.#ports.context;
    const parts = { ledger, reads, ids };
    if (credit === null || fate === 'other-counter' || fate === 'contradicts') return 'left';
    if (fate === 'probably-same' && !also.has(line.row)) return 'left';
    const effect = applyCredit(parts, credit, 'statement');
    switch (effect.is) {
      case 'matched':
        return 'matched';
      case 'unmatched':
        return 'nobody';
      case 'repeated':
        return 'known';
      case 'contradicts':
        return 'left';
      case 'not-ours':
        leaveUnmatched(parts, credit, 'statement', null);
        return 'nobody';
    }
  }

  #judge(pending: Pending, section: StatementSection): { view: StatementAccountView; lines: Judged[] } {
    const accounts = receivingAccounts(this.#ports.context.reads);
    const account =
      section.account === null
        ? accounts.find((one) => one.account === pending.account)
        : accounts.find((one) => sameNumber(one.number, section.account ?? ''));
    const lines =
      account === undefined
        ? []
        : section.lines.map((line) => judgeLine(this.#ports.context.reads, account, line));
    const fates: Partial<Record<StatementFate, Sum>> = {};
    for (const { fate, line } of lines) fates[fate] = plus(fates[fate] ?? nothing, line.amount);
    const view: StatementAccountView = {
      written: section.account,
      account: account?.account ?? null,
      holder: account?.holder ?? null,
      opening: section.opening,
      closing: section.closing,
      chain: section.chain.is,
      brokenRow: brokenRowOf(section.chain),
      unreadRows: section.faults.map(({ row }) => row).slice(0, mostUnreadShown),
      fates: fates as StatementAccountView['fates'],
    };
    return { view, lines };
  }
}
