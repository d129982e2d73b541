import type { Placeholders } from '../store/statement.ts';
import { statement } from '../store/statement.ts';
import type { CatalogueDatabase } from './database.ts';
import { familyKeysOf, makeFamilyRefs, type Relative, relativesOf } from './families.ts';
import { type FoundPayers, makeFindPayers } from './find.ts';
import { fromEach, perList } from './open-lists.ts';
import { compare } from './references.ts';
import type { BillTable } from './schema.ts';

/** A line of a bill as its list has it. What was paid at this counter is the ledger's to say. */
export interface CatalogueBill {
  /** Opaque, the same through all imports. */
  readonly bill: string;
  /** The payer it belongs to. */
  readonly payer: string;
  readonly visit: string | null;
  /** What it is for: private. */
  readonly fee: string;
  readonly feeGroup: string;
  readonly period: string | null;
  readonly amount: number;
  /** Paid elsewhere according to the list. */
  readonly listedPaid: number;
  readonly note: string | null;
  readonly onBehalf: boolean;
}

export interface CataloguePayer {
  readonly payer: string;
  readonly name: string;
  readonly code: string;
  readonly className: string | null;
  readonly birthDate: string | null;
  readonly birthYear: string | null;
  readonly gender: string | null;
  readonly address: string | null;
  readonly payerName: string | null;
  /** Of who pays, where the list has it. */
  readonly phone: string | null;
  readonly visits: readonly string[];
  /** In the order of the list. */
  readonly bills: readonly CatalogueBill[];
}

/** Reads of what is in force. All are synchronous and take well under 10 ms at 200,000 payers. */
export interface CatalogueReads {
  findPayers(text: string, limit: number, whole?: boolean): FoundPayers;
  openPayer(payer: string): CataloguePayer | null;
  /** Others for whom the same person pays, in the order of the list. */
  relatives(payer: CataloguePayer): readonly Relative[];
  billByRef(bill: string): CatalogueBill | null;
  /** Fee groups of the newest lines, for the settings page. */
  feeGroups(): readonly string[];
  /** Classes or wards of the lists in force, in order. */
  classes(): readonly string[];
  /** Everybody of one of them, in the order of the list. */
  payersOfClass(className: string): readonly CataloguePayer[];
}

/** How many lines the fee groups are taken from, and how many groups a facility can have. */
const newestBills = 20_000;
const mostGroups = 50;
/** Classes of a facility, and people of one class or ward, that a list holds. */
const mostClasses = 500;
const mostOfClass = 2_000;

/** The fee group of a list that has none; public, so never taken from the name of a service. */
export const otherFeeGroup = 'other';

/** The statements of one list, compiled once. */
const statementsOf = perList((list) => ({
  payerByRef: statement(list, (query, p: Placeholders<{ ref: string }>) =>
    query
      .selectFrom('payer_ref as r')
      .innerJoin('payer as p', 'p.id', 'r.payer')
      .selectAll('p')
      .where('r.ref', '=', p.ref),
  ),
  billsOfPayer: statement(list, (query, p: Placeholders<{ payer: number }>) =>
    query.selectFrom('bill').selectAll().where('payer', '=', p.payer).orderBy('id'),
  ),
  billByRef: statement(list, (query, p: Placeholders<{ ref: string }>) =>
    query
      .selectFrom('bill_ref as r')
      .innerJoin('bill as b', 'b.id', 'r.bill')
      .innerJoin('payer as p', 'p.id', 'b.payer')
      .selectAll('b')
      .select('p.ref as payerRef')
      .where('r.ref', '=', p.ref),
  ),
  feeGroups: statement(list, (query) =>
    query
      .selectFrom((eb) =>
        eb.selectFrom('bill').select('fee_group').orderBy('id', 'desc').limit(newestBills).as('newest'),
      )
      .select('fee_group')
      .distinct()
      .orderBy('fee_group')
      .limit(mostGroups),
  ),
  classes: list.connection
    .prepare<[], string>(
      `SELECT DISTINCT class_name FROM payer WHERE class_name IS NOT NULL ORDER BY 1 LIMIT ${mostClasses}`,
    )
    .pluck(),
  refsOfClass: list.connection
    .prepare<[string], string>(`SELECT ref FROM payer WHERE class_name = ? ORDER BY id LIMIT ${mostOfClass}`)
    .pluck(),
}));

type Statements = ReturnType<typeof statementsOf>;

/** Makes the reads of a catalogue. */
export function readCatalogue({ lists }: Pick<CatalogueDatabase, 'lists'>): CatalogueReads {
  const inForce = () => lists.current();
  const ask = <T>(question: (statements: Statements) => readonly T[]): T[] =>
    fromEach(inForce(), (list) => question(statementsOf(list)));
  const familyRefs = makeFamilyRefs(inForce);
  const kept = keptWhileUnchanged<CataloguePayer>(() => lists.version());
  const distinct = (names: readonly string[], most: number) =>
    [...new Set(names)].sort(compare).slice(0, most);

  return {
    findPayers: makeFindPayers(inForce),
    classes: () =>
      distinct(
        ask(({ classes }) => classes.all()),
        mostClasses,
      ),
    payersOfClass(className) {
      const refs = ask(({ refsOfClass }) => refsOfClass.all(className)).slice(0, mostOfClass);
      return refs.flatMap((ref) => this.openPayer(ref) ?? []);
    },
    relatives(payer) {
      const keys = familyKeysOf(payer);
      const under = (key: string) =>
        familyRefs(key).flatMap((ref) => (ref === payer.payer ? [] : (this.openPayer(ref) ?? [])));
      return relativesOf(payer, { name: under(keys.name), phone: under(keys.phone) });
    },
    openPayer(ref) {
      const known = kept.get(ref);
      if (known !== undefined) return known;
      const [found] = ask((statements) => opened(statements, ref));
      return found === undefined ? null : kept.put(ref, found);
    },
    feeGroups() {
      const groups = ask(({ feeGroups }) => feeGroups.all());
      return distinct(
        groups.map(({ fee_group }) => fee_group ?? otherFeeGroup),
        mostGroups,
      );
    },
    billByRef(ref) {
      const [row] = ask(({ billByRef }) => billByRef.all({ ref }));
      return row === undefined ? null : billOf(row, row.payerRef);
    },
  };
}

/** The payer of that reference in one list, or none. */
function opened({ payerByRef, billsOfPayer }: Statements, ref: string): readonly CataloguePayer[] {
  const row = payerByRef.get({ ref });
  if (row === undefined) return [];
  const { name, code, gender, address, phone } = row;
  const birth = { birthDate: row.birth_date, birthYear: row.birth_year };
  return [
    {
      ...{ payer: row.ref, name, code, className: row.class_name, ...birth, gender, address, phone },
      payerName: row.payer_name,
      visits: parseVisits(row.visits),
      bills: billsOfPayer.all({ payer: row.id }).map((bill) => billOf(bill, row.ref)),
    },
  ];
}

/** The payer at the counter is read for the page, for the payment and for the paper. */
const mostKept = 200;

/** Keeps what was read until anything changes; lists in force are only read, so a list changes when a pointer moves. */
function keptWhileUnchanged<Value>(version: () => string) {
  const values = new Map<string, Value>();
  let state = '';
  return {
    get(key: string): Value | undefined {
      const now = version();
      if (now !== state || values.size >= mostKept) values.clear();
      state = now;
      return values.get(key);
    },
    /** Only right after {@link get} of the same key. */
    put(key: string, value: Value): Value {
      values.set(key, value);
      return value;
    },
  };
}

function billOf(row: Omit<BillTable, 'id' | 'payer'>, payer: string): CatalogueBill {
  return {
    bill: row.ref,
    payer,
    visit: row.visit === '' ? null : row.visit,
    fee: row.fee,
    feeGroup: row.fee_group ?? otherFeeGroup,
    period: row.period,
    amount: row.amount,
    listedPaid: row.listed_paid,
    note: row.note,
    onBehalf: row.on_behalf === 1,
  };
}

function parseVisits(text: string): readonly string[] {
  const visits: unknown = JSON.parse(text);
  return Array.isArray(visits) ? visits.filter((visit) => typeof visit === 'string') : [];
}
