/** A counter in this process on a real file: desk, ledger, staff and spool, with a clock that is moved by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  localMigrations,
  type MoneyTables,
  moneyMigrations,
  type OwnTables,
} from '../../src/main/compose/migrations.ts';
import { closeShift, countCash } from '../../src/main/desk/close-shift.ts';
import type { DeskContext } from '../../src/main/desk/context.ts';
import { issueCollection } from '../../src/main/desk/issue.ts';
import { openSeriesYear, openShift } from '../../src/main/desk/open-shift.ts';
import { receiptPaper } from '../../src/main/desk/receipt-paper.ts';
import { setUp } from '../../src/main/desk/set-up.ts';
import { beginCash, receiveCashTender } from '../../src/main/desk/take-cash.ts';
import { beginDeposit } from '../../src/main/desk/take-deposit.ts';
import { type Forms, loadForms } from '../../src/main/documents/forms.ts';
import { Ledger } from '../../src/main/ledger/ledger.ts';
import { createOwn } from '../../src/main/ledger/open.ts';
import { ledgerReads } from '../../src/main/ledger/read.ts';
import { rebuild } from '../../src/main/ledger/replay.ts';
import { seededRandom, type VirtualClock, virtualClock } from '../../src/main/ports/virtual.ts';
import { Spool } from '../../src/main/spool/spool.ts';
import { journalPeople } from '../../src/main/staff/journal-people.ts';
import { createStaff } from '../../src/main/staff/staff.ts';
import { type Database, openDatabase } from '../../src/main/store/database.ts';
import { makeIds } from '../../src/shared/kernel/ids.ts';
import type { Result } from '../../src/shared/kernel/result.ts';
import type { Failure } from '../../src/shared/rpc/define.ts';
import { SampleLists } from './sample-lists.ts';

let templates: Forms | undefined;
const readForms = (): Forms => {
  templates ??= loadForms('resources/forms');
  return templates;
};

const key = 'A'.repeat(43);

/** Everybody's PIN. */
export const pin = '258036';

const people = {
  cashier: ['Nguyễn Thị Mẫu', ['cashier', 'treasurer']],
  other: ['Lý Văn Thử', ['cashier']],
  treasurer: ['Bùi Thủ Quỹ', ['treasurer']],
  chief: ['Võ Thị Ví Dụ', ['chief-accountant']],
  accountant: ['Đinh Kế Toán', ['accountant']],
  approver: ['Trần Hiệu Trưởng', ['approver']],
  admin: ['Đỗ Quản Trị', ['administrator']],
} as const;
export type Who = keyof typeof people;

/** The value of an answer that must have succeeded. */
export function done<T>(answer: Result<T, Failure>): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.reason)}`);
  return answer.value;
}

/** The code of an answer, or `ok`; a refusal that says anything of the money but "no" is an error. */
export function code(answer: Result<unknown, Failure>): string {
  if (answer.ok) return 'ok';
  if (answer.reason.moneyMoved !== 'no')
    throw new Error(`${answer.reason.code}: ${answer.reason.moneyMoved}`);
  return answer.reason.code;
}

export class DeskCounter {
  readonly folder = mkdtempSync(join(tmpdir(), 'quay-thu-desk-'));
  readonly clock: VirtualClock;
  readonly lists = new SampleLists();
  readonly money: Database<MoneyTables>;
  /** Sisters whose journals are here to their end. */
  readonly current = new Set<string>();
  readonly context: DeskContext;
  readonly person = {} as Record<Who, string>;
  readonly #local: Database<OwnTables>;
  #bills = 0;

  private constructor(startMs: number, seed: number, counter: string) {
    this.clock = virtualClock(startMs);
    const { clock, lists } = this;
    const random = seededRandom(seed);
    const ids = makeIds(clock, random);
    const options = {
      path: join(this.folder, 'money.db'),
      migrations: moneyMigrations,
      kind: 'money',
    } as const;
    this.money = openDatabase<MoneyTables>(options);
    this.#local = openDatabase<OwnTables>({
      path: join(this.folder, 'local.db'),
      migrations: localMigrations,
      kind: 'local',
    });
    // Nothing here survives the test: no waiting for the disk.
    for (const file of [this.money, this.#local]) file.connection.pragma('synchronous = OFF');
    const ledger = new Ledger(this.money, { clock, random, ids }, counter, 1);
    const reads = ledgerReads(this.money, ledger);
    const staff = createStaff({
      ...{ clock, random, ids, local: this.#local, ledger },
      people: () => journalPeople(reads),
      autoLockMs: () => 0,
      changed: () => undefined,
      parameters: { cost: 2, blockSize: 1, parallelization: 1 },
    });
    const spool = new Spool({
      database: this.money,
      transact: (run) => {
        const acted = ledger.act(run);
        if (!acted.ok) throw new Error(`spool: ${acted.reason}`);
        return acted.value;
      },
      journal: (entry, actor) => ledger.append({ ...entry, actor }),
      broken: (cause) => {
        throw cause;
      },
      ...{ clock, ids },
      // No printer: papers stay queued.
      printer: () => undefined,
      usualPrinter: () => 'none',
      spareFor: () => undefined,
      compose: (document) => receiptPaper(reads, document),
      plain: () => [],
      render: () => ({ widthDots: 576, rows: 1, bits: new Uint8Array(72) }),
    });
    this.context = {
      ...{ clock, ids, random, ledger, reads, staff, spool },
      catalogue: lists.reads,
      rebuild: () => rebuild(this.money).ok,
      forms: readForms,
      drawer: () => undefined,
      isCurrent: (counter: string) => this.current.has(counter),
    } as DeskContext;
  }

  /** A facility set up with its people, nobody signed in. Times are in Vietnam: `2026-10-05T07:00`. */
  static async open(
    institution: 'hospital' | 'school' = 'hospital',
    at = '2026-10-05T07:00',
    seed = 1,
    counter = '01910000-0000-7000-8000-0000000000c1',
  ): Promise<DeskCounter> {
    const rig = new DeskCounter(Date.parse(`${at}:00+07:00`), seed, counter);
    const { context } = rig;
    done(
      await setUp(
        context,
        {
          kind: 'real',
          keys: { counterKey: key, facilityKey: key, sealingKey: key },
          claim: () => createOwn(rig.money, counter, 1),
        },
        {
          institution,
          facilityName: 'Đơn vị Thử Nghiệm',
          address: 'Số 1, phường Thử',
          budgetCode: '',
          counterName: counter.endsWith('c2') ? 'Quầy 2' : 'Quầy 1',
          seriesPrefix: 'BL',
          people: Object.values(people).map(([name, roles]) => ({ name, roles: [...roles], pin })),
          accounts: [],
        },
      ),
    );
    const names = new Map(context.reads.people().map((row) => [row.name, row.id]));
    for (const who of Object.keys(people) as Who[]) rig.person[who] = names.get(people[who][0]) ?? '';
    return rig;
  }

  remove(): void {
    this.context.staff.close();
    for (const file of [this.money, this.#local]) file.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  id(): string {
    return this.context.ids.next();
  }

  by(who: Who): { person: string; pin: string } {
    return { person: this.person[who], pin };
  }

  async signIn(who: Who): Promise<void> {
    if (this.context.staff.presence().state !== 'signed-out') done(this.context.staff.signOut());
    done(await this.context.staff.signIn(this.person[who], pin));
  }

  async openShift(who: Who = 'cashier', float = 500_000): Promise<string> {
    await this.signIn(who);
    return done(openShift(this.context, { float, name: 'Ca' })).shift;
  }

  openYear(): void {
    done(openSeriesYear(this.context, { year: Number(this.today.slice(0, 4)) }));
  }

  get today(): string {
    return new Date(this.clock.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  }

  /** Moves the clock to a time in Vietnam. */
  until(at: string): void {
    const ms = Date.parse(`${at}:00+07:00`) - this.clock.now();
    this.clock.advance(ms);
  }

  /** A payer with one bill line for each amount. */
  payer(
    amounts: readonly number[],
    options: { className?: string; group?: string; onBehalf?: boolean; payer?: string; name?: string } = {},
  ): { payer: string; bills: string[] } {
    this.#bills += 1;
    const payer = options.payer ?? `p${this.#bills}`;
    const lines = amounts.map((amount, index) => ({
      bill: `b${this.#bills}-${index}`,
      amount,
      ...(options.group === undefined ? {} : { group: options.group }),
      ...(options.onBehalf === undefined ? {} : { onBehalf: options.onBehalf }),
    }));
    const name = options.name ?? `Người Nộp ${this.#bills}`;
    this.lists.add({ payer, name, className: options.className ?? null, bills: lines });
    return { payer, bills: lines.map(({ bill }) => bill) };
  }

  /** Pays these lines in cash; the receipts. */
  payCash(payer: string, lines: readonly { bill: string; amount: number }[], given = 0): string[] {
    const ids = { collection: this.id(), tender: this.id() };
    this.clock.advance(1_000);
    done(beginCash(this.context, { ...ids, payer, payerName: 'Trần Quốc Ưởng', lines }));
    return [...done(receiveCashTender(this.context, { tender: ids.tender, given })).receipts];
  }

  /** Pays what a collection in front still lacks in cash. */
  payOpenCash(collection: string): readonly string[] {
    const row = this.context.reads.collection(collection);
    const ids = { collection, tender: this.id() };
    const request = { ...ids, payer: row?.payer ?? '', payerName: row?.payerName ?? '-', lines: [] };
    done(beginCash(this.context, request));
    return done(receiveCashTender(this.context, { tender: ids.tender, given: 0 })).receipts;
  }

  /** A new payer who pays one line in cash; the receipt. */
  receipt(amount: number): string {
    const { payer, bills } = this.payer([amount]);
    const [receipt] = this.payCash(payer, [{ bill: bills[0] ?? '', amount }]);
    if (receipt === undefined) throw new Error('no receipt');
    return receipt;
  }

  /** A deposit of a payer in cash; its id. */
  deposit(payer: string, amount: number): string {
    const ids = { collection: this.id(), tender: this.id() };
    this.clock.advance(1_000);
    const { collection } = ids;
    done(beginDeposit(this.context, { collection, payer, payerName: 'Trần Quốc Ưởng', visit: null, amount }));
    done(beginCash(this.context, { ...ids, payer, payerName: '-', lines: [{ bill: '-', amount }] }));
    done(receiveCashTender(this.context, { tender: ids.tender, given: 0 }));
    const row = this.context.reads.depositsOfPayer(payer).at(-1);
    if (row === undefined) throw new Error('no deposit');
    return row.id;
  }

  issue(collection: string): readonly string[] {
    return done(issueCollection(this.context, { collection }));
  }

  /** Counts `over` đồng more than expected (less when negative) and closes; the Z. */
  async close(over = 0, nextFloat = 0): Promise<string> {
    const { context } = this;
    const shift = context.reads.openShift();
    if (shift === undefined) throw new Error('no shift');
    this.clock.advance(1_000);
    const torn = context.reads.runningFigures(shift.id).expectedCash + over;
    const { count } = done(countCash(context, { purpose: 'close', lines: [], torn }));
    const reason = over === 0 ? null : 'đếm lại vẫn vậy';
    const closed = await closeShift(context, { count, reason, nextFloat, approval: null });
    return done(closed).z;
  }
}
