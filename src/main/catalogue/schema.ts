/** Tables of `catalogue.db` and of the file of a list, as the migrations make them. Nothing here is the truth about what is paid. */

export interface GenerationTable {
  id: number;
  /** Id of the import that makes it. */
  import: string;
  source: string;
  file_name: string;
  /** SHA-256 of the file, hex. */
  file_hash: string;
  /** The mapping it was read with, as JSON. */
  mapping: string;
  /** The header texts it was made for, as a JSON list. */
  headers: string;
  state: 'building' | 'ready' | 'dropped';
  payers: number;
  lines: number;
  /** Σ (amount − listed as paid), in đồng. */
  total: number;
  /** Its payers have ids from here … */
  first_payer: number;
  /** … to here, in the order of lists: given name first. */
  last_payer: number;
  /** Files that its rows lie in; of the feed's generation, which has none, it says nothing. */
  parts: number;
}

export interface SourceTable {
  source: string;
  /** The generation in force. */
  generation: number;
}

export interface PayerTable {
  id: number;
  ref: string;
  name: string;
  /** Given name first, in Vietnamese order; compared by code unit. */
  sort_key: string;
  code: string;
  class_name: string | null;
  birth_date: string | null;
  birth_year: string | null;
  gender: string | null;
  address: string | null;
  payer_name: string | null;
  /** JSON list. */
  visits: string;
  /** Of who pays. */
  phone: string | null;
}

export interface BillTable {
  id: number;
  payer: number;
  ref: string;
  visit: string;
  fee: string;
  fee_group: string | null;
  period: string | null;
  amount: number;
  listed_paid: number;
  note: string | null;
  on_behalf: number;
}

/** Where a reference is. */
export interface PayerRefTable {
  ref: string;
  payer: number;
}

export interface BillRefTable {
  ref: string;
  bill: number;
}

/** The rows of one list. */
export interface ListTables {
  payer: PayerTable;
  bill: BillTable;
  payer_ref: PayerRefTable;
  bill_ref: BillRefTable;
}

/** The register of lists, and the rows of what the feed brings. */
export interface CatalogueTables extends ListTables {
  generation: GenerationTable;
  source: SourceTable;
}
