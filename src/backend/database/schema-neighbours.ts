/** Tables of neighbour systems (design §7, R4). What names a person came sealed and stands in the feed only. */

/** A key of a neighbour system; the key itself is nowhere. */
export interface ApiKeyTable {
  readonly id: string;
  readonly facility: string;
  readonly name: string;
  readonly key_hash: string;
  readonly made_at: number;
  revoked_at: number | null;
}

/** The newest version of a payer. */
export interface NeighbourPayerTable {
  readonly facility: string;
  readonly payer: string;
  readonly version: number;
  readonly state: 'active' | 'gone';
}

/** The newest version of a bill. */
export interface NeighbourBillTable {
  readonly facility: string;
  readonly bill: string;
  readonly version: number;
  readonly payer: string;
  readonly state: 'owed' | 'cancelled';
  readonly fee_group: string;
  readonly amount: number;
  readonly due_date: string | null;
  readonly on_behalf: boolean;
}

/** What counters took for bills, and took back; positions 1, 2, 3 … per facility in the order of commits. */
export interface NeighbourPaymentTable {
  readonly facility: string;
  readonly position: number;
  /** The same after a restore of this database: made of the entry. */
  readonly id: string;
  readonly kind: 'paid' | 'voided' | 'refunded';
  readonly receipt: string;
  /** Null for a refund: a voucher is of a receipt, not of a line. */
  readonly bill: string | null;
  /** With a sign. */
  readonly amount: number;
  /** JSON of the rest that is told. */
  readonly told: string;
}

/** Refunds asked for on a receipt with lines of neighbours. */
export interface NeighbourRefundTable {
  readonly facility: string;
  readonly refund: string;
  readonly receipt: string;
}

export interface NeighbourTables {
  readonly api_key: ApiKeyTable;
  readonly neighbour_payer: NeighbourPayerTable;
  readonly neighbour_bill: NeighbourBillTable;
  readonly neighbour_payment: NeighbourPaymentTable;
  readonly neighbour_refund: NeighbourRefundTable;
}
