/** Named reads of corrections, deposits, the fund, and of what lists and reports are made of (product.md B–F). */
import type { Body, Entry, EntryType, Json, Private } from '../../shared/journal/index.ts';
import { entryHash } from '../../shared/journal/index.ts';
import { addUp, type Figures, figuresOf, postingsOf, type Row } from '../../shared/payment/index.ts';
import type { Database } from '../store/database.ts';
import { entryOf, moveEntryOf } from './entries.ts';
import type { Ledger } from './ledger.ts';
import { sha256 } from './ledger.ts';
import { rareActs } from './migrations/0005-life-of-money.ts';
import type { JournalRow, LedgerTables } from './schema.ts';

/** An entry of a rare type, with its private part unless that was erased. */
export interface RareEntry<T extends EntryType> {
  readonly id: string;
  readonly at: number;
  readonly businessDate: string;
  readonly shift: string | null;
  readonly actor: string;
  readonly body: Body<T>;
  readonly content: Private<T> | null;
}

/** The entries of one shift, added up and checked link by link. */
export interface ShiftStretch {
  readonly figures: Figures;
  /** Every entry hashes to what it says and continues the one before. */
  readonly chainHolds: boolean;
  readonly entries: number;
}

/** Frequent types that post nothing (`shared/payment/postings.ts`). */
const withoutMoney: ReadonlySet<string> = new Set([
  'collection.opened',
  'cash.intended',
  'vietqr.shown',
  'allocation.frozen',
  'drawer.opened',
  'print.outcome',
  'approval.given',
]);

const dayMs = 86_400_000;

/** First moment of a calendar day in Vietnam (+07:00). */
export function dayStartMs(day: string): number {
  return Date.parse(`${day}T00:00:00+07:00`);
}

type Stored<R> = R & { counter: string };

/** Named reads; nothing here writes. */
export function lifeReads(database: Database<LedgerTables>, ledger: Pick<Ledger, 'counter' | 'rows'>) {
  const { counter, rows } = ledger;
  const { connection } = database;
  const rowsBy = <R>(sql: string) => {
    const prepared = connection.prepare<unknown[], Stored<R>>(sql);
    return (...values: (string | number)[]): R[] =>
      prepared.all(counter, ...values).map(({ counter: _, ...row }) => row as unknown as R);
  };
  const pending = rowsBy<Row<'refund'>>(
    `SELECT * FROM refund WHERE counter = ? AND state IN ('requested', 'approved') ORDER BY id`,
  );
  const refundsAt = rowsBy<Row<'refund'>>(
    `SELECT * FROM refund WHERE counter = ? AND at >= ? AND at < ? ORDER BY id`,
  );
  const outages = rowsBy<Row<'outage'>>(
    `SELECT * FROM outage WHERE counter = ? AND "from" < ? AND coalesce("to", 9e15) >= ? ORDER BY "from", id`,
  );
  const frozen = rowsBy<Row<'frozenReport'>>('SELECT * FROM "frozenReport" WHERE counter = ? ORDER BY id');
  const fundLines = rowsBy<Row<'fund'>>(
    `SELECT * FROM fund WHERE counter = ? AND id <> 'fund' AND at >= ? AND at < ? ORDER BY at, id`,
  );
  const fundBefore = rowsBy<Row<'fund'>>(
    `SELECT * FROM fund WHERE counter = ? AND id <> 'fund' AND at < ? ORDER BY at DESC, id DESC LIMIT 1`,
  );
  const zsAt = rowsBy<Row<'z'>>('SELECT * FROM z WHERE counter = ? AND at >= ? AND at < ? ORDER BY id');
  const shiftsAt = rowsBy<Row<'shift'>>(
    'SELECT * FROM shift WHERE counter = ? AND "openedAt" < ? AND coalesce("closedAt", 9e15) >= ? ORDER BY id',
  );
  const receiptsOfDay = rowsBy<Row<'receipt'>>(
    'SELECT * FROM receipt WHERE counter = ? AND "issueDate" = ? ORDER BY series, number',
  );
  const depositsBetween = rowsBy<Row<'deposit'>>(
    'SELECT * FROM deposit WHERE counter = ? AND at >= ? AND at < ? AND home IS NULL ORDER BY id',
  );
  const openBalances = rowsBy<Row<'balance'>>(
    'SELECT * FROM balance WHERE counter = ? AND amount > used + refunding + refunded ORDER BY id',
  );
  const openDeposits = rowsBy<Row<'deposit'>>(
    'SELECT * FROM deposit WHERE counter = ? AND amount > used + refunding + refunded ORDER BY id',
  );
  const receiptsServing = rowsBy<Row<'receipt'>>(
    `SELECT * FROM receipt WHERE counter = ? AND id IN (
       SELECT a.receipt FROM line l JOIN allocation a ON a.line = l.id AND a.counter = l.counter
       WHERE l.beneficiary = ? AND l.counter = receipt.counter) ORDER BY id DESC`,
  );
  const reductions = rowsBy<Row<'reduction'>>(
    `SELECT * FROM reduction WHERE counter = ? AND at >= ? AND at < ? ORDER BY id`,
  );
  const carried = rowsBy<Row<'tender'>>(
    `SELECT * FROM tender WHERE counter = ? AND (state = 'unknown' OR (state = 'accepted' AND allocated > 0)
       OR (state IN ('never-came', 'not-found') AND allocated > kept) OR (state = 'keyed' AND shift = ?)) ORDER BY state, "changedAt"`,
  );
  const slips = rowsBy<Row<'tender'>>(
    `SELECT * FROM tender WHERE counter = ? AND state = 'keyed' ORDER BY "changedAt" DESC LIMIT ?`,
  );
  const manualWaiting = rowsBy<Row<'tender'>>(
    `SELECT * FROM tender WHERE counter = ? AND state IN ('keyed', 'not-found') ORDER BY "changedAt", id`,
  );
  // What was said last of a batch of a terminal that is not connected (`desk/match-cards.ts`).
  const unevenBatches = rowsBy<Row<'terminalBatch'>>(
    `SELECT * FROM "terminalBatch" b WHERE counter = ? AND terminal LIKE 'manual/%' AND state = 'settled'
       AND (total <> "ourTotal" OR count <> "ourCount") AND NOT EXISTS (SELECT 1 FROM "terminalBatch" l
         WHERE l.counter = b.counter AND l.terminal = b.terminal AND l.batch = b.batch AND l.state = 'settled'
           AND (l.at > b.at OR (l.at = b.at AND l.id > b.id))) ORDER BY at`,
  );
  const terminals = connection.prepare<[string, number], { through: string }>(
    `SELECT DISTINCT through FROM tender
     WHERE counter = ? AND "paidAt" >= ? AND machine = 'card' AND through IS NOT NULL`,
  );
  // By the time of payment: a slip is paid when it is keyed, and one shift is open at a time.
  const keyedIn = connection.prepare<[string, number, number], { method: string; amount: number }>(
    `SELECT method, due AS amount FROM tender WHERE counter = ? AND "paidAt" BETWEEN ? AND ? AND machine = 'manual'`,
  );
  const handIns = rowsBy<Row<'handIn'>>(
    `SELECT * FROM "handIn" WHERE counter = ? AND state = 'made' ORDER BY id`,
  );
  const rare = connection.prepare<unknown[], Stored<JournalRow> & { content: string | null }>(
    `SELECT j.*, p.content AS content FROM journal j LEFT JOIN private_parts p ON p.entry = j.id
     WHERE j.type IN (${rareActs}) AND j.type = ? AND j.business_date >= ? AND j.business_date <= ?
       AND j.counter = ? ORDER BY j.epoch, j.seq`,
  );
  // Named, or SQLite would walk all entries of the counter (see setting-entries.ts).
  const settingsSet = connection.prepare<[string], { body: string }>(
    `SELECT body FROM journal INDEXED BY journal_of_settings
     WHERE type IN ('settings.set', 'person.saved') AND counter = ? AND type = 'settings.set' ORDER BY epoch, seq`,
  );
  const entryById = connection.prepare<[string], { actor: string; at: number }>(
    'SELECT actor, at FROM journal WHERE id = ?',
  );
  const after = connection.prepare<[string, number, number, number], JournalRow>(
    'SELECT * FROM journal WHERE counter = ? AND (epoch, seq) > (?, ?) ORDER BY epoch, seq LIMIT ?',
  );
  const bodyOf = connection.prepare<[string], { body: string }>('SELECT body FROM journal WHERE id = ?');
  // Named, for SQLite knows nothing of how many entries a counter has and would walk all of them in their order.
  const ofShift = connection.prepare<[string, string], JournalRow>(
    'SELECT * FROM journal INDEXED BY journal_by_shift WHERE counter = ? AND shift = ? ORDER BY epoch, seq',
  );
  const voidsOf = connection.prepare<[string, string], { body: string }>(
    `SELECT body FROM journal INDEXED BY journal_by_shift
     WHERE shift = ? AND counter = ? AND type = 'receipt.voided' ORDER BY epoch, seq`,
  );
  const cashAfter = connection.prepare<[string, string, number], { type: string; body: string }>(
    `SELECT type, body FROM journal INDEXED BY journal_by_shift WHERE shift = ? AND counter = ? AND at > ?
     AND type IN ('cash.received', 'cash.returned', 'drawer.paid-in', 'drawer.paid-out', 'drawer.dropped', 'refund.paid')`,
  );
  return {
    /** Whose journal these reads are of. */
    counterId: counter,
    /** Entries of this counter after a place, in order, as the moves see them; null for types of a newer program. */
    entriesAfter: (epoch: number, seq: number, limit: number) =>
      after.all(counter, epoch, seq, limit).map((row) => {
        const entry = entryOf(row);
        return { epoch: entry.epoch, seq: entry.seq, move: moveEntryOf(entry, null) };
      }),
    papersOf: (collection: string) => rows.list('paper', 'collection', collection),
    papersIn: (series: string) => rows.list('paper', 'series', series),
    fundingOf: (collection: string) => rows.list('funding', 'collection', collection),
    deposit: (id: string) => rows.get('deposit', id),
    depositsOfStay: (stay: string) => rows.list('deposit', 'stay', stay),
    depositsOfPayer: (payer: string) => rows.list('deposit', 'payer', payer),
    /** Deposits with something left. */
    openDeposits: () => openDeposits(),
    depositsOfDay: (day: string) => depositsBetween(dayStartMs(day), dayStartMs(day) + dayMs),
    depositsAt: (fromMs: number, toMs: number) => depositsBetween(fromMs, toMs),
    settlementsOf: (stay: string) => rows.list('settlement', 'stay', stay),
    balance: (id: string) => rows.get('balance', id),
    balancesOf: (payer: string) => rows.list('balance', 'payer', payer),
    /** Credit balances with something left. */
    openBalances: () => openBalances(),
    refund: (id: string) => rows.get('refund', id),
    refundsOf: (sourceId: string) => rows.list('refund', 'sourceId', sourceId),
    /** Refunds asked for or approved, and not paid. */
    pendingRefunds: () => pending(),
    refundsAskedAt: (fromMs: number, toMs: number) => refundsAt(fromMs, toMs),
    reduction: (id: string) => rows.get('reduction', id),
    reductionsOf: (bill: string) => rows.list('reduction', 'bill', bill),
    reductionsAt: (fromMs: number, toMs: number) => reductions(fromMs, toMs),
    carriesOf: (payer: string) => rows.list('carry', 'payer', payer),
    carry: (id: string) => rows.get('carry', id),
    outage: (id: string) => rows.get('outage', id),
    /** Outages that touch the stretch of time. */
    outagesAt: (fromMs: number, toMs: number) => outages(toMs, fromMs),
    invoiced: (receipt: string) => rows.get('invoiced', receipt),
    receiptsOfDay: (day: string) => receiptsOfDay(day),
    /** Receipts with a line for this person, the newest first. */
    receiptsServing: (beneficiary: string) => receiptsServing(beneficiary),
    frozenReports: () => frozen(),
    frozenReport: (id: string) => rows.get('frozenReport', id),
    fundBalance: () => rows.get('fund', 'fund')?.balance ?? 0,
    fundLines: (fromMs: number, toMs: number) => fundLines(fromMs, toMs),
    /** Balance of the cash book before a moment. */
    fundBalanceBefore: (atMs: number) => fundBefore(atMs)[0]?.balance ?? 0,
    zsAt: (fromMs: number, toMs: number) => zsAt(fromMs, toMs),
    shiftsAt: (fromMs: number, toMs: number) => shiftsAt(toMs, fromMs),
    handIn: (id: string) => rows.get('handIn', id),
    /** Counts of a hand-in by its receiver, in order. */
    handInCounts: (handIn: string) => rows.list('handInCount', 'handIn', handIn),
    handInOfZ: (z: string) => rows.list('handIn', 'z', z)[0],
    /** Tenders whose money is not proven, not found, or not known; of slips keyed by hand only those of this shift. */
    tendersCarried: (shift: string) => carried(shift),
    /** What this shift voided. */
    voidsOfShift: (shift: string): Body<'receipt.voided'>[] =>
      voidsOf.all(shift, counter).map(({ body }) => JSON.parse(body) as Body<'receipt.voided'>),
    receiptsOfShift: (shift: string) => rows.list('receipt', 'shift', shift),
    /** What the Z of a shift says was carried over; nothing before its Z. */
    carriedOverAt(shift: string): Body<'shift.closed'>['carriedOver'] {
      const z = rows.get('shift', shift)?.z ?? null;
      const entry = z === null ? undefined : rows.get('z', z)?.entry;
      const row = entry === undefined ? undefined : bodyOf.get(entry);
      return row === undefined ? [] : (JSON.parse(row.body) as Body<'shift.closed'>).carriedOver;
    },
    /** Hand-ins that nobody has received. */
    openHandIns: () => handIns(),
    seriesRow: (id: string) => rows.get('series', id),
    approval: (id: string) => rows.get('approval', id),
    /** Who wrote an entry. */
    actorOf: (entry: string) => entryById.get(entry)?.actor ?? null,
    /** When an entry was written. */
    atOf: (entry: string) => entryById.get(entry)?.at ?? null,
    /** Public part of an entry as it was written. */
    bodyOf: (entry: string): string | undefined => bodyOf.get(entry)?.body,
    /** Slips keyed by hand that no batch or bank has spoken of, the newest first. */
    slipsWaiting: (limit: number) => slips(limit),
    /** The same with those that their settlement did not have, the oldest first. */
    manualWaiting: () => manualWaiting(),
    /** Batches of terminals that are not connected whose settlement paper says something else than we do. */
    unevenBatches: () => unevenBatches(),
    /** Connected terminals that charged a card since then. */
    terminalsSince: (sinceMs: number) => terminals.all(counter, sinceMs).map(({ through }) => through),
    /** Money that came to a shift on a slip keyed by hand, or on an approver's word, whatever became of it later. */
    takenOnWord(shift: string): { keyed: boolean; method: string; amount: number }[] {
      const { openedAt = 0, closedAt = null } = rows.get('shift', shift) ?? {};
      const keyed = keyedIn.all(counter, openedAt, closedAt ?? Number.MAX_SAFE_INTEGER);
      const accepted = rows.list('acceptance', 'shift', shift).flatMap(({ tender, amount }) => {
        const method = rows.get('tender', tender)?.method;
        return method === undefined ? [] : [{ keyed: false, method, amount }];
      });
      return [...keyed.map((row) => ({ keyed: true, ...row })), ...accepted];
    },
    lineRow: (id: string) => rows.get('line', id),
    print: (document: string) => rows.list('print', 'document', document),

    /** Entries of a rare type between two business dates, both included. */
    rareEntries<T extends EntryType>(type: T, from: string, to: string): RareEntry<T>[] {
      return rare.all(type, from, to, counter).map((row) => ({
        id: row.id,
        at: row.at,
        businessDate: row.business_date,
        shift: row.shift,
        actor: row.actor,
        body: JSON.parse(row.body) as Body<T>,
        content: row.content === null ? null : (JSON.parse(row.content) as Private<T>),
      }));
    },

    /** Every setting that was ever set here, in the order in which it was. */
    settingsEverSet: (): Body<'settings.set'>[] =>
      settingsSet.all(counter).map(({ body }) => JSON.parse(body) as Body<'settings.set'>),

    /** All entries of a shift in order. */
    entriesOfShift: (shift: string): Entry<EntryType, Json>[] =>
      ofShift.all(counter, shift).map((row) => entryOf(row) as Entry<EntryType, Json>),

    /** Whether cash came or went in the shift after this moment. */
    cashMovedAfter: (shift: string, atMs: number): boolean =>
      cashAfter
        .all(shift, counter, atMs)
        .some(
          ({ type, body }) => type !== 'refund.paid' || (JSON.parse(body) as { way: string }).way === 'cash',
        ),

    /** A shift's own entries added up, and that stretch of the chain verified (design §4 (d), bench w3). */
    shiftStretch(shift: string): ShiftStretch {
      const postings = [];
      let before: { epoch: number; seq: number; hash: string } | null = null;
      let chainHolds = true;
      let entries = 0;
      for (const row of ofShift.iterate(counter, shift)) {
        // Entries of a shift follow one another; where something else lies between, the link is taken up anew.
        const follows: boolean = before !== null && before.epoch === row.epoch && before.seq + 1 === row.seq;
        if (follows && row.prev_hash !== before?.hash) chainHolds = false;
        // The stored text is what was hashed; where it says nothing of money it need not be read.
        const unread = { ...row, body: null } as unknown as Entry;
        if (entryHash(unread, sha256, row.body) !== row.hash) chainHolds = false;
        before = { epoch: row.epoch, seq: row.seq, hash: row.hash };
        entries += 1;
        if (withoutMoney.has(row.type)) continue;
        const move = moveEntryOf(entryOf(row), null);
        if (move !== null) postings.push(...postingsOf(move as never));
      }
      return { figures: figuresOf(addUp(postings)), chainHolds, entries };
    },
  };
}
