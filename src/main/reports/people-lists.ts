/** Lists about people: arrears of a class, receipts of one pupil or patient, deposits of a stay. */
import type { CatalogueReads } from '../catalogue/read.ts';
import type { LedgerReads } from '../ledger/read.ts';

export interface ClassArrears {
  readonly unit: string;
  readonly payers: number;
  readonly owing: number;
  readonly owed: number;
}

/** What each class owes, without a name: nobody is shamed by a table that hangs on a wall (facts/domain.md §1.2). */
export function arrearsByClass(catalogue: CatalogueReads, reads: LedgerReads): ClassArrears[] {
  return catalogue.classes().map((unit) => {
    const rows = arrearsOfClass(catalogue, reads, unit);
    return {
      unit,
      payers: rows.length,
      owing: rows.filter(({ owed }) => owed > 0).length,
      owed: rows.reduce((sum, row) => sum + row.owed, 0),
    };
  });
}

export interface PayerArrears {
  readonly payer: string;
  readonly name: string;
  readonly code: string;
  readonly owed: number;
}

/** One class for its teacher, in the order of the list, not of the debt. */
export function arrearsOfClass(catalogue: CatalogueReads, reads: LedgerReads, unit: string): PayerArrears[] {
  return catalogue.payersOfClass(unit).map(({ payer, name, code, bills }) => ({
    ...{ payer, name, code },
    owed: bills.reduce((sum, bill) => {
      const { paid, held, reduced } = reads.bill(bill.bill);
      return sum + Math.max(0, bill.amount - bill.listedPaid - paid - held - reduced);
    }, 0),
  }));
}
