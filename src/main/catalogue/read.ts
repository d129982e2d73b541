import type { Placeholders } from '../store/statement.ts';
import { statement } from '../store/statement.ts';
import type { CatalogueDatabase } from './database.ts';
import { type FoundPayers, makeFindPayers } from './find.ts';
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
  readonly visits: readonly string[];
  /** In the order of the list. */
  readonly bills: readonly CatalogueBill[];
}

/** Reads of what is in force. All are synchronous and take well under 10 ms at 200,000 payers. */
export interface CatalogueReads {
  findPayers(text: string, limit: number): FoundPayers;
  openPayer(payer: string): CataloguePayer | null;
  billByRef(bill: string): CatalogueBill | null;
}

/** The fee group of a list that has none; public, so never taken from the name of a service. */
export const otherFeeGroup = 'other';

/** Makes the reads of a catalogue; statements are compiled once. */
export function readCatalogue(database: CatalogueDatabase): CatalogueReads {
  const payerByRef = statement(database, (query, p: Placeholders<{ ref: string }>) =>
    query
      .selectFrom('payer as p')
      .innerJoin('generation as g', (join) =>
        join.onRef('p.id', '>=', 'g.first_payer').onRef('p.id', '<=', 'g.last_payer'),
      )
      .innerJoin('source as s', 's.generation', 'g.id')
      .selectAll('p')
      .where('p.ref', '=', p.ref),
  );
  const billsOfPayer = statement(database, (query, p: Placeholders<{ payer: number }>) =>
    query.selectFrom('bill').selectAll().where('payer', '=', p.payer).orderBy('id'),
  );
  const billInForce = statement(database, (query, p: Placeholders<{ ref: string }>) =>
    query
      .selectFrom('bill as b')
      .innerJoin('payer as p', 'p.id', 'b.payer')
      .innerJoin('generation as g', (join) =>
        join.onRef('p.id', '>=', 'g.first_payer').onRef('p.id', '<=', 'g.last_payer'),
      )
      .innerJoin('source as s', 's.generation', 'g.id')
      .selectAll('b')
      .select('p.ref as payerRef')
      .where('b.ref', '=', p.ref),
  );

  return {
    findPayers: makeFindPayers(database),
    openPayer(ref) {
      const row = payerByRef.get({ ref });
      if (row === undefined) return null;
      return {
        payer: row.ref,
        name: row.name,
        code: row.code,
        className: row.class_name,
        birthDate: row.birth_date,
        birthYear: row.birth_year,
        gender: row.gender,
        address: row.address,
        payerName: row.payer_name,
        visits: parseVisits(row.visits),
        bills: billsOfPayer.all({ payer: row.id }).map((bill) => billOf(bill, row.ref)),
      };
    },
    billByRef(ref) {
      const row = billInForce.get({ ref });
      return row === undefined ? null : billOf(row, row.payerRef);
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
