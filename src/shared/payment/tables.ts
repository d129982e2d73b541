/**
 * The rows that the entries add up to. They are described once here as data: the pure moves read and write them, the
 * counter stores them as tables of the same names and columns, and `replay` compares them cell by cell.
 */

interface Column<T> {
  readonly sql: 'TEXT' | 'INTEGER';
  readonly nullable: boolean;
  /** Copied from a private part: blanked by erasure. */
  readonly private: boolean;
  readonly type?: T;
}

interface TableDefinition {
  readonly columns: Readonly<Record<string, Column<unknown>>>;
  /** Columns by which rows are looked up together. */
  readonly indexes: readonly string[];
}

function text<T extends string = string>(): Column<T> {
  return { sql: 'TEXT', nullable: false, private: false };
}
function int(): Column<number> {
  return { sql: 'INTEGER', nullable: false, private: false };
}
/** 0 or 1, as SQLite has no other. */
function flag(): Column<0 | 1> {
  return { sql: 'INTEGER', nullable: false, private: false };
}
function orNull<T>(column: Column<T>): Column<T | null> {
  return { sql: column.sql, nullable: true, private: false };
}
/** Text from the private part; null without one or once erased. */
function secret(): Column<string | null> {
  return { sql: 'TEXT', nullable: true, private: true };
}
function table<C extends Readonly<Record<string, Column<unknown>>>>(
  columns: C,
  indexes: readonly (keyof C & string)[] = [],
): { readonly columns: C; readonly indexes: readonly string[] } {
  return { columns, indexes };
}

export type Machine = 'cash' | 'card' | 'manual' | 'vietqr' | 'ussd' | 'incoming';
export type Method = 'cash' | 'qr' | 'website' | 'mobile-money' | 'card' | 'transfer' | 'e-wallet';
export type Source = 'tender' | 'deposit' | 'balance' | 'rounding';

/** Of a deposit or balance that another counter made and that was brought here; null of an own one. */
const brought = {
  /** That counter; empty where only the slip was there. */
  home: orNull(text()),
  /** The way its money came, whose tenders are not here. */
  way: orNull(text<'cash' | 'card' | 'transfer'>()),
};

export const tables = {
  /** One row, id `counter`: what this counter is in the middle of. */
  counter: table({
    id: text(),
    kind: text<'real' | 'training'>(),
    openShift: orNull(text()),
    floatLeft: orNull(int()),
    zNumber: int(),
    signedIn: orNull(text()),
    locked: flag(),
  }),
  epoch: table({
    id: text(),
    cause: text(),
    openedAt: int(),
    continues: text(),
    highestKnown: text(),
    accounted: flag(),
  }),
  setting: table({ id: text(), value: text(), at: int() }),
  series: table({
    id: text(),
    purpose: text(),
    year: int(),
    next: int(),
    width: int(),
    openedAt: int(),
    closedAt: orNull(int()),
  }),
  person: table({ id: text(), roles: text(), active: flag(), name: secret(), entry: text() }),
  proposal: table({
    id: text(),
    subject: text(),
    needs: text(),
    accepted: text(),
    state: text(),
    change: secret(),
    entry: text(),
  }),
  approval: table({ id: text(), act: text(), subject: text(), approver: text(), role: text(), at: int() }),
  import: table(
    {
      id: text(),
      source: text(),
      fileHash: text(),
      state: text<'begun' | 'in-force' | 'dropped' | 'superseded'>(),
      payers: int(),
      lines: int(),
      at: int(),
      fileName: secret(),
      entry: text(),
    },
    ['source'],
  ),
  shift: table({
    id: text(),
    cashier: text(),
    name: text(),
    openedAt: int(),
    businessDate: text(),
    float: int(),
    state: text<'open' | 'closed'>(),
    z: orNull(text()),
    closedAt: orNull(int()),
    counts: int(),
  }),
  /** Running totals of a shift, one row for each account and cut. */
  figure: table({ id: text(), shift: text(), account: text(), key: text(), amount: int(), count: int() }, [
    'shift',
  ]),
  count: table(
    {
      id: text(),
      shift: text(),
      purpose: text(),
      attempt: int(),
      at: int(),
      total: int(),
      lines: text(),
      torn: int(),
    },
    ['shift'],
  ),
  z: table({
    id: text(),
    zNumber: int(),
    shift: text(),
    at: int(),
    counted: int(),
    expected: int(),
    difference: int(),
    nextFloat: int(),
    handedIn: int(),
    figures: text(),
    reason: secret(),
    entry: text(),
  }),
  handIn: table(
    {
      id: text(),
      z: text(),
      amount: int(),
      state: text<'made' | 'confirmed'>(),
      receiver: orNull(text()),
      counted: orNull(int()),
    },
    ['z'],
  ),
  /** Each count of a hand-in by its receiver. */
  handInCount: table(
    {
      id: text(),
      handIn: text(),
      attempt: int(),
      receiver: text(),
      at: int(),
      total: int(),
      torn: int(),
      lines: text(),
    },
    ['handIn'],
  ),
  drawer: table(
    {
      id: text(),
      shift: orNull(text()),
      at: int(),
      kind: text(),
      amount: int(),
      text: secret(),
      entry: text(),
    },
    ['shift'],
  ),
  collection: table(
    {
      id: text(),
      payer: text(),
      purpose: text(),
      state: text<'open' | 'parked' | 'covered' | 'undone'>(),
      total: int(),
      openedAt: int(),
      changedAt: int(),
      payerName: secret(),
      payerAddress: secret(),
      entry: text(),
    },
    ['state'],
  ),
  line: table(
    {
      id: text(),
      collection: text(),
      position: int(),
      bill: text(),
      group: text(),
      amount: int(),
      onBehalf: flag(),
      beneficiary: text(),
      account: orNull(text()),
      name: secret(),
      period: secret(),
      beneficiaryName: secret(),
      beneficiaryCode: secret(),
      /** Class or ward. */
      unit: secret(),
      entry: text(),
    },
    ['collection', 'beneficiary'],
  ),
  /** What this ledger knows of a bill line: paid by receipts, held by unfinished collections, blocked, lowered. */
  bill: table({ id: text(), paid: int(), held: int(), unknown: int(), reduced: int() }),
  tender: table(
    {
      id: text(),
      collection: orNull(text()),
      machine: text<Machine>(),
      method: text<Method>(),
      kind: text(),
      state: text(),
      /** What of the bill it is to settle. */
      amount: int(),
      /** What was asked for: `amount` but for rounded cash. */
      due: int(),
      /** Money it keeps now. */
      kept: int(),
      /** Set against documents that stand. */
      allocated: int(),
      /** Money without a document that is asked back and not yet paid out; of a receipt see there. */
      refunding: int(),
      /** Paid out as refunds, all ways. */
      refunded: int(),
      given: int(),
      change: int(),
      startedAt: int(),
      changedAt: int(),
      /** When the money came by the bank's or the counter's clock; null until then. */
      paidAt: orNull(int()),
      shift: orNull(text()),
      /** Terminal, account or operator it goes through. */
      through: orNull(text()),
      /** Our reference, match code or virtual account. */
      reference: orNull(text()),
      expiresAt: orNull(int()),
      /** Approval code and the like, as canonical JSON. */
      evidence: text(),
      phone: secret(),
      entry: text(),
    },
    ['collection', 'reference', 'state', 'paidAt'],
  ),
  allocation: table(
    {
      id: text(),
      allocation: text(),
      collection: text(),
      line: text(),
      receipt: text(),
      source: text<Source>(),
      sourceId: text(),
      amount: int(),
      /** `freed`: its receipt was voided. */
      state: text<'planned' | 'standing' | 'freed'>(),
    },
    ['receipt', 'line'],
  ),
  receipt: table(
    {
      id: text(),
      collection: text(),
      series: text(),
      number: int(),
      width: int(),
      onBehalf: flag(),
      total: int(),
      rounding: int(),
      words: text(),
      issuedAt: int(),
      issueDate: text(),
      paidAt: int(),
      shift: text(),
      cashier: text(),
      z: orNull(text()),
      state: text<'issued' | 'void'>(),
      replaces: orNull(text()),
      replacedBy: orNull(text()),
      voidedAt: orNull(int()),
      refunding: int(),
      refunded: int(),
      copies: int(),
      /** Frozen public parts (facility, form, lines with groups), as canonical JSON. */
      frozen: text(),
      payerName: secret(),
      payerAddress: secret(),
      beneficiaryName: secret(),
      beneficiaryCode: secret(),
      reason: secret(),
      lineNames: secret(),
      cashierName: secret(),
      entry: text(),
    },
    ['collection', 'shift', 'number'],
  ),
  refund: table(
    {
      id: text(),
      source: text<Exclude<Source, 'rounding'>>(),
      sourceId: text(),
      receipt: orNull(text()),
      amount: int(),
      way: text(),
      otherWay: flag(),
      state: text<'requested' | 'approved' | 'paid' | 'refused'>(),
      at: int(),
      paidAt: orNull(int()),
      reference: orNull(text()),
      payeeName: secret(),
      payeeIdentity: secret(),
      text: secret(),
      entry: text(),
    },
    ['sourceId'],
  ),
  balance: table(
    {
      id: text(),
      tender: text(),
      payer: text(),
      amount: int(),
      used: int(),
      refunding: int(),
      refunded: int(),
      at: int(),
      ...brought,
    },
    ['payer'],
  ),
  deposit: table(
    {
      id: text(),
      collection: text(),
      payer: text(),
      stay: text(),
      series: text(),
      number: int(),
      amount: int(),
      used: int(),
      refunding: int(),
      refunded: int(),
      /** JSON of the tenders it came from. */
      sources: text(),
      at: int(),
      shift: text(),
      payerName: secret(),
      beneficiaryName: secret(),
      beneficiaryCode: secret(),
      entry: text(),
      ...brought,
    },
    ['payer', 'stay'],
  ),
  credit: table(
    {
      id: text(),
      account: text(),
      bankReference: text(),
      amount: int(),
      paidAt: int(),
      origin: text(),
      state: text<'seen' | 'matched' | 'unmatched' | 'returned'>(),
      tender: orNull(text()),
      how: orNull(text()),
      at: int(),
      content: secret(),
      otherName: secret(),
      entry: text(),
    },
    ['state'],
  ),
  /** (account, bank reference) has one effect, whatever repeats it. */
  creditKey: table({ id: text(), credit: text() }),
  acceptance: table(
    {
      id: text(),
      tender: text(),
      amount: int(),
      approval: text(),
      evidence: text(),
      shift: text(),
      at: int(),
      text: secret(),
      entry: text(),
    },
    ['shift'],
  ),
  dispute: table(
    {
      id: text(),
      kind: text(),
      receipt: orNull(text()),
      tender: orNull(text()),
      amount: int(),
      deadline: text(),
      state: text(),
      at: int(),
      complainant: secret(),
      contact: secret(),
      text: secret(),
      entry: text(),
    },
    ['state'],
  ),
  /** What a dispute was last tied to; the id is the dispute's. */
  disputeTie: table({
    id: text(),
    receipt: orNull(text()),
    tender: orNull(text()),
    credit: orNull(text()),
    bankReference: secret(),
    entry: text(),
  }),
  /** Steps of a dispute; the id is the entry's. */
  disputeStep: table(
    { id: text(), dispute: text(), to: text(), by: text(), at: int(), text: secret(), entry: text() },
    ['dispute'],
  ),
  print: table(
    {
      id: text(),
      document: text(),
      kind: text(),
      mark: text(),
      copy: int(),
      outcome: text(),
      paperCame: orNull(int()),
      at: int(),
    },
    ['document'],
  ),
  /** A leaf of a paper book that was entered; id is series and number. */
  paper: table(
    {
      id: text(),
      series: text(),
      number: int(),
      collection: orNull(text()),
      paperDate: text(),
      writtenAt: int(),
      at: int(),
      approval: text(),
      writer: secret(),
      text: secret(),
      entry: text(),
    },
    ['collection', 'series'],
  ),
  reduction: table(
    {
      id: text(),
      bill: text(),
      amount: int(),
      ground: text(),
      carry: orNull(text()),
      state: text<'standing' | 'lifted'>(),
      at: int(),
      decision: secret(),
      text: secret(),
      entry: text(),
    },
    ['bill'],
  ),
  /** Meal days not eaten, still to be taken off. */
  carry: table(
    {
      id: text(),
      payer: text(),
      days: int(),
      amount: int(),
      used: int(),
      at: int(),
      period: secret(),
      entry: text(),
    },
    ['payer'],
  ),
  /** Deposits and balances chosen for a collection, in order. */
  funding: table(
    {
      id: text(),
      collection: text(),
      source: text<'deposit' | 'balance'>(),
      sourceId: text(),
      amount: int(),
    },
    ['collection'],
  ),
  settlement: table(
    {
      id: text(),
      stay: text(),
      payer: text(),
      collection: orNull(text()),
      due: int(),
      back: int(),
      at: int(),
      /** The whole of it, as canonical JSON. */
      figures: text(),
    },
    ['stay'],
  ),
  outage: table({
    id: text(),
    kind: text(),
    from: int(),
    to: orNull(int()),
    automatic: flag(),
    text: secret(),
    entry: text(),
  }),
  guidance: table({ id: text(), at: int() }),
  /** Receipts in an exported set; id is the receipt. */
  invoiced: table({ id: text(), set: text(), day: text(), mode: text() }, ['set']),
  frozenReport: table(
    {
      id: text(),
      kind: text(),
      from: text(),
      to: text(),
      rule: text(),
      asOf: int(),
      hash: text(),
      supplements: orNull(text()),
    },
    ['kind'],
  ),
  /** Lines of the treasurer's cash book, and its balance in the row `fund`. */
  fund: table({
    id: text(),
    kind: text<'balance' | 'hand-in' | 'banked' | 'counted'>(),
    amount: int(),
    balance: int(),
    at: int(),
    reference: orNull(text()),
    text: secret(),
    entry: text(),
  }),
  /** Money that a terminal was asked to give back: a void, or the newest try of a refund, whose id is the refund's. */
  cardVoid: table(
    {
      id: text(),
      tender: text(),
      terminal: text(),
      reference: text(),
      amount: int(),
      /** Of a void, why; `refund` of a refund. */
      reason: text(),
      /** What the terminal had last named before, as canonical JSON. */
      before: text(),
      state: text<'sent' | 'approved' | 'declined' | 'not-sent' | 'unknown'>(),
      cause: orNull(text()),
      sentAt: int(),
      changedAt: int(),
      entry: text(),
    },
    ['tender', 'state'],
  ),
  /** A settlement of a card terminal: its totals, and ours of the same payments. */
  terminalBatch: table(
    {
      id: text(),
      terminal: text(),
      by: text(),
      state: text<'settling' | 'settled' | 'declined' | 'not-sent' | 'unknown'>(),
      cause: orNull(text()),
      batch: orNull(text()),
      count: orNull(int()),
      total: orNull(int()),
      ourCount: int(),
      ourTotal: int(),
      at: int(),
    },
    ['terminal'],
  ),
  /** What of a credit paid which settlement; the id is both. */
  batchCredit: table(
    { id: text(), credit: text(), settlement: text(), amount: int(), by: text(), at: int() },
    ['credit', 'settlement'],
  ),
  /** What a settlement was not paid, taken as it is; the id is the settlement's. */
  batchRest: table({ id: text(), rest: int(), approval: text(), at: int(), text: secret(), entry: text() }),
  clockJump: table({ id: text(), from: int(), to: int() }),
  /** Entries whose private part is gone; the trigger on private parts looks here. */
  erased: table({ id: text(), erasure: text(), at: int() }),
} as const satisfies Record<string, TableDefinition>;

export type Tables = typeof tables;
/** Kind of row, and name of its table. */
export type Kind = keyof Tables;

type ColumnType<C> = C extends Column<infer T> ? T : never;

/** A row of a kind, as the moves see it. The counter's own id is a further key column that storage adds. */
export type Row<K extends Kind> = {
  readonly [C in keyof Tables[K]['columns']]: ColumnType<Tables[K]['columns'][C]>;
};

/** Columns by which `list` can be asked. `entry` is not indexed: only an erasure asks by it, rarely. */
export type IndexOf<K extends Kind> = (Tables[K]['indexes'][number] | 'entry') & keyof Row<K> & string;

export const kinds = Object.keys(tables) as readonly Kind[];

/** Names of the columns of a kind that come from private parts. */
export function privateColumns(kind: Kind): readonly string[] {
  const columns: Readonly<Record<string, Column<unknown>>> = tables[kind].columns;
  return Object.keys(columns).filter((name) => columns[name]?.private);
}
