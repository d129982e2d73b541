import { type Body, canonical, type Json, settingsBody } from '../../shared/journal/index.ts';
import { type Figures, figuresOf, type Row, refundReason } from '../../shared/payment/index.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import type { Ledger } from './ledger.ts';
import { onFile } from './on-file.ts';
import { besideReads } from './read-beside.ts';
import { fundReads } from './read-funds.ts';
import { lifeReads } from './read-life.ts';
import type { LedgerTables } from './schema.ts';

type Settings = Body<'settings.set'>;
type SettingKey = Settings['key'];
type SettingValue<K extends SettingKey> = Extract<Settings, { key: K }>['value'];

/** Money taken on one calendar day by method, counted as `design.md` §7 "What counts". */
export interface MethodShare {
  readonly method: string;
  readonly count: number;
  readonly amount: number;
}

/** Named reads of the ledger, for every room that may look (design §1). Nothing here writes. */
export function ledgerReads(database: Database<LedgerTables>, ledger: Pick<Ledger, 'counter' | 'rows'>) {
  const { counter, rows } = ledger;
  const file = onFile(database, rows);
  const q = readStatements(file);
  /** Settings as last parsed: they are read with every payment and change once a year. */
  const settings = new Map<SettingKey, { readonly text: string; readonly value: unknown }>();
  let series: { readonly births: number; readonly ids: readonly string[] } | null = null;
  /** Which there are is read again only when one is opened; how far each has come is known to the rows. */
  const openSeries = (): Row<'series'>[] => {
    const births = rows.births('series');
    if (series?.births !== births) series = { births, ids: q.series.all({ counter }).map(({ id }) => id) };
    return series.ids
      .flatMap((id) => rows.get('series', id) ?? [])
      .filter(({ closedAt }) => closedAt === null)
      .sort((a, b) => b.openedAt - a.openedAt);
  };
  let people: { readonly version: number; readonly rows: readonly Row<'person'>[] } | null = null;
  let share: ShareOfDay | null = null;
  return {
    ...lifeReads(file, ledger),
    ...besideReads(file, ledger),
    ...fundReads(file, ledger),
    counterRow: () => rows.get('counter', 'counter'),

    /** Value of a setting in force, or null before it was ever set. */
    setting<K extends SettingKey>(key: K): SettingValue<K> | null {
      const row = rows.get('setting', key);
      if (row === undefined) return null;
      const known = settings.get(key);
      if (known?.text === row.value) return known.value as never;
      const { value } = settingsBody.parse({ key, value: JSON.parse(row.value) as Json });
      settings.set(key, { text: row.value, value });
      return value as never;
    },

    /** The same array until somebody is added or changed. */
    people(): readonly Row<'person'>[] {
      const version = rows.version('person');
      if (people?.version !== version) {
        const found = q.people.all({ counter }).sort((a, b) => (a.id < b.id ? -1 : 1));
        people = { version, rows: found };
      }
      return people.rows;
    },
    /** Name of a person, or `-` when it was erased. */
    nameOf: (person: string) => rows.get('person', person)?.name ?? '-',
    openShift: () => {
      const shift = rows.get('counter', 'counter')?.openShift ?? null;
      return shift === null ? undefined : rows.get('shift', shift);
    },
    shift: (id: string) => rows.get('shift', id),
    counts: (shift: string) => rows.list('count', 'shift', shift),
    z: (id: string) => rows.get('z', id),
    newestZ: () => q.newestZ.get({ counter }),

    newestClockJump: () => q.newestClockJump.get({ counter }),
    importsIn: (state: Row<'import'>['state']) => q.importsIn.all({ counter, state }),

    /** Paid, held and blocked sums of a bill line over every counter whose journal is here. */
    bill: (bill: string) => q.bill.get({ bill }) ?? { paid: 0, held: 0, unknown: 0, reduced: 0 },

    collection: (id: string) => rows.get('collection', id),
    lines: (collection: string) =>
      [...rows.list('line', 'collection', collection)].sort((a, b) => a.position - b.position),
    tender: (id: string) => rows.get('tender', id),
    tenders: (collection: string) => rows.list('tender', 'collection', collection),
    receipt: (id: string) => rows.get('receipt', id),
    receiptsOf: (collection: string) => rows.list('receipt', 'collection', collection),
    allocationsOf: (receipt: string) => rows.list('allocation', 'receipt', receipt),
    allocationsOfLine: (line: string) => rows.list('allocation', 'line', line),
    /** Number ranges of a shift's receipts, one row for each series. */
    receiptRanges: (shift: string) => q.receiptRanges.all({ counter, shift }),
    newestReceipt: () => q.newestReceipt.get({ counter }),
    printsOf: (document: string) => rows.list('print', 'document', document),
    unfinishedCollections: () => [
      ...rows.list('collection', 'state', 'open'),
      ...rows.list('collection', 'state', 'parked'),
    ],
    /** Cards on connected terminals that wait for an end. */
    cardsIn: (state: 'intended' | 'sent' | 'unknown') =>
      rows.list('tender', 'state', state).filter((tender) => tender.machine === 'card'),
    /** Takings back that the terminal has, or may have, and of which nobody knows the end. */
    openVoids: () => [
      ...rows.list('cardVoid', 'state', 'sent'),
      ...rows.list('cardVoid', 'state', 'unknown'),
    ],
    /** What a terminal was asked to give back; of a refund its id is the refund's. */
    cardVoid: (id: string) => rows.get('cardVoid', id),
    voidsOf: (tender: string) => rows.list('cardVoid', 'tender', tender),
    /** Settlements of a terminal, the oldest first. */
    batchesOf: (terminal: string) => rows.list('terminalBatch', 'terminal', terminal),
    /** Approved and voided cards of a terminal since then. */
    cardsOnTerminal: (terminal: string, sinceMs: number) =>
      q.cardsOnTerminal.all({ counter, terminal, sinceMs }),
    /** What a terminal gave back as refunds since then. */
    refundsOnTerminal: (terminal: string, sinceMs: number) =>
      q.refundsOnTerminal.all({ counter, terminal, sinceMs, reason: refundReason }),
    unknownTenders: () => rows.list('tender', 'state', 'unknown'),
    /** Tenders of this machine in this state; only for states that tenders leave again. */
    tendersIn: (
      machine: Row<'tender'>['machine'],
      state: 'shown' | 'asked' | 'claimed' | 'accepted' | 'never-came',
    ) => rows.list('tender', 'state', state).filter((tender) => tender.machine === machine),
    /** Slips keyed by hand since then that no batch or bank has spoken of yet. */
    keyedCards: (sinceMs: number) => q.keyedCards.all({ counter, sinceMs }),
    /** Tenders that asked under this match code or virtual account. */
    tendersByReference: (reference: string) => rows.list('tender', 'reference', reference),
    /** Tenders with money that stands against no paper and is not asked back. */
    tendersWithFreeMoney: (): readonly Row<'tender'>[] =>
      q.tendersWithFreeMoney.all({ counter }).map(({ counter: _, ...row }) => row),
    acceptances: (shift: string) => rows.list('acceptance', 'shift', shift),
    /** The credit with this bank reference on this account, if it had its effect here already. */
    creditByReference(account: string, bankReference: string): Row<'credit'> | undefined {
      const key = rows.get('creditKey', `${account}|${bankReference}`);
      return key === undefined ? undefined : rows.get('credit', key.credit);
    },
    unmatchedCredits: () => rows.list('credit', 'state', 'unmatched'),
    credit: (id: string) => rows.get('credit', id),

    /** Open series of a purpose, the newest first. */
    series: (purpose: Row<'series'>['purpose']) => openSeries().filter((one) => one.purpose === purpose),

    /** Tenders that count, of one day of payment, by method. */
    shareOfDay(fromMs: number, toMs: number): readonly MethodShare[] {
      const version = rows.version('tender');
      if (share?.version !== version || share.fromMs !== fromMs || share.toMs !== toMs) {
        share = { version, fromMs, toMs, methods: q.shareOfDay.all({ counter, fromMs, toMs }) };
      }
      return share.methods;
    },

    /** Figures of a shift from its running totals. */
    runningFigures: (shift: string): Figures => figuresOf(rows.list('figure', 'shift', shift)),
  };
}

export type LedgerReads = ReturnType<typeof ledgerReads>;

/** Whether two sets of figures are the same to the đồng. */
export function sameFigures(one: Figures, other: Figures): boolean {
  return canonical(one as unknown as Json) === canonical(other as unknown as Json);
}

/** What was read of a stretch of time; it holds while no tender changes. */
interface ShareOfDay {
  readonly version: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly methods: readonly MethodShare[];
}

/** States in which a tender counts as a payment (design §7 "What counts"). */
const countedStates = ['received', 'approved', 'decided-paid', 'keyed', 'matched', 'credited'] as const;

function readStatements(database: Database<LedgerTables>) {
  return {
    people: statement(database, (query, p: Placeholders<{ counter: string }>) =>
      query.selectFrom('person').selectAll().where('counter', '=', p.counter),
    ),
    bill: statement(database, (query, p: Placeholders<{ bill: string }>) =>
      query
        .selectFrom('bill')
        .select((eb) => [
          eb.fn.coalesce(eb.fn.sum<number>('paid'), eb.lit(0)).as('paid'),
          eb.fn.coalesce(eb.fn.sum<number>('held'), eb.lit(0)).as('held'),
          eb.fn.coalesce(eb.fn.sum<number>('unknown'), eb.lit(0)).as('unknown'),
          eb.fn.coalesce(eb.fn.sum<number>('reduced'), eb.lit(0)).as('reduced'),
        ])
        .where('id', '=', p.bill),
    ),
    newestClockJump: statement(database, (query, p: Placeholders<{ counter: string }>) =>
      query
        .selectFrom('clockJump')
        .selectAll()
        .where('counter', '=', p.counter)
        .orderBy('id', 'desc')
        .limit(1),
    ),
    importsIn: statement(
      database,
      (query, p: Placeholders<{ counter: string; state: Row<'import'>['state'] }>) =>
        query
          .selectFrom('import')
          .selectAll()
          .where('counter', '=', p.counter)
          .where('state', '=', p.state)
          .orderBy('id'),
    ),
    series: statement(database, (query, p: Placeholders<{ counter: string }>) =>
      query.selectFrom('series').select('id').where('counter', '=', p.counter).where('closedAt', 'is', null),
    ),
    receiptRanges: statement(database, (query, p: Placeholders<{ counter: string; shift: string }>) =>
      query
        .selectFrom('receipt')
        .select((eb) => [
          'series',
          'width',
          eb.fn.min<number>('number').as('first'),
          eb.fn.max<number>('number').as('last'),
          eb.fn.countAll<number>().as('issued'),
          eb.fn.sum<number>(eb.case().when('state', '=', 'void').then(1).else(0).end()).as('voided'),
          eb.fn.sum<number>('total').as('total'),
        ])
        .where('counter', '=', p.counter)
        .where('shift', '=', p.shift)
        .groupBy(['series', 'width'])
        .orderBy('series'),
    ),
    // The condition is word for word that of the index `tender_with_free_money`, or SQLite would not use it.
    tendersWithFreeMoney: statement(database, (query, p: Placeholders<{ counter: string }>) =>
      query
        .selectFrom('tender')
        .selectAll()
        .where('kept', '>', (eb) => eb('allocated', '+', eb.ref('refunding')))
        .where('counter', '=', p.counter)
        .orderBy('changedAt'),
    ),
    keyedCards: statement(database, (query, p: Placeholders<{ counter: string; sinceMs: number }>) =>
      query
        .selectFrom('tender')
        .select('evidence')
        .where('state', '=', 'keyed')
        .where('counter', '=', p.counter)
        .where('changedAt', '>=', p.sinceMs),
    ),
    cardsOnTerminal: statement(
      database,
      (query, p: Placeholders<{ counter: string; terminal: string; sinceMs: number }>) =>
        query
          .selectFrom('tender')
          .select(['id', 'collection', 'state', 'due', 'kept', 'paidAt', 'evidence'])
          .where('state', 'in', ['approved', 'voided'])
          .where('through', '=', p.terminal)
          .where('counter', '=', p.counter)
          .where('changedAt', '>=', p.sinceMs),
    ),
    refundsOnTerminal: statement(
      database,
      (query, p: Placeholders<{ counter: string; terminal: string; sinceMs: number; reason: string }>) =>
        query
          .selectFrom('cardVoid')
          .select(['id', 'amount', 'changedAt'])
          .where('state', '=', 'approved')
          .where('counter', '=', p.counter)
          .where('terminal', '=', p.terminal)
          .where('reason', '=', p.reason)
          .where('changedAt', '>=', p.sinceMs),
    ),
    newestReceipt: statement(database, (query, p: Placeholders<{ counter: string }>) =>
      query.selectFrom('receipt').selectAll().where('counter', '=', p.counter).orderBy('id', 'desc').limit(1),
    ),
    newestZ: statement(database, (query, p: Placeholders<{ counter: string }>) =>
      query.selectFrom('z').selectAll().where('counter', '=', p.counter).orderBy('id', 'desc').limit(1),
    ),
    shareOfDay: statement(
      database,
      (query, p: Placeholders<{ counter: string; fromMs: number; toMs: number }>) =>
        query
          .selectFrom('tender')
          .select((eb) => [
            'method',
            eb.fn.countAll<number>().as('count'),
            eb.fn.sum<number>('kept').as('amount'),
          ])
          .where('counter', '=', p.counter)
          .where('paidAt', '>=', p.fromMs)
          .where('paidAt', '<', p.toMs)
          .where('state', 'in', [...countedStates])
          .groupBy('method'),
    ),
  };
}
