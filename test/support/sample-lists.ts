/** Lists of payers in memory, for desks in this process. */
import type { CatalogueBill, CataloguePayer, CatalogueReads } from '../../src/main/catalogue/read.ts';

/** A payer that a test makes up. */
export interface SamplePayer {
  readonly payer: string;
  readonly name: string;
  readonly className: string | null;
  readonly bills: readonly {
    readonly bill: string;
    readonly amount: number;
    readonly group?: string;
    readonly onBehalf?: boolean;
    readonly note?: string;
  }[];
}

/** Lists in memory, with the same answers as the catalogue's own. */
export class SampleLists {
  readonly #payers = new Map<string, CataloguePayer>();
  readonly #bills = new Map<string, CatalogueBill>();

  add({ payer, name, className, bills }: SamplePayer): void {
    const lines = bills.map(
      (one): CatalogueBill => ({
        bill: one.bill,
        payer,
        visit: null,
        fee: `Khoản ${one.group ?? 'vien-phi'}`,
        feeGroup: one.group ?? 'vien-phi',
        period: null,
        amount: one.amount,
        listedPaid: 0,
        note: one.note ?? null,
        onBehalf: one.onBehalf ?? false,
      }),
    );
    for (const line of lines) this.#bills.set(line.bill, line);
    this.#payers.set(payer, {
      ...{
        payer,
        name,
        code: payer.toUpperCase(),
        className,
        birthDate: null,
        birthYear: null,
        gender: null,
      },
      ...{ address: null, payerName: null, phone: null, visits: [], bills: lines },
    });
  }

  forget(payer: string): void {
    for (const { bill } of this.#payers.get(payer)?.bills ?? []) this.#bills.delete(bill);
    this.#payers.delete(payer);
  }

  readonly reads: CatalogueReads = {
    findPayers: () => ({ rows: [], count: 0, atLeast: false }),
    openPayer: (payer: string) => this.#payers.get(payer) ?? null,
    relatives: () => [],
    classes: () =>
      [...new Set([...this.#payers.values()].flatMap(({ className }) => className ?? []))].sort(),
    payersOfClass: (name: string) => [...this.#payers.values()].filter(({ className }) => className === name),
    billByRef: (bill: string) => this.#bills.get(bill) ?? null,
  } as unknown as CatalogueReads;
}
