import type { Kind, Row } from '../../shared/payment/index.ts';

export interface JournalRow {
  counter: string;
  epoch: number;
  seq: number;
  id: string;
  at: number;
  business_date: string;
  shift: string | null;
  actor: string;
  type: string;
  v: number;
  /** Canonical JSON. */
  body: string;
  private_digest: string | null;
  prev_hash: string;
  hash: string;
}

export interface PrivatePartRow {
  entry: string;
  salt: Uint8Array;
  /** Canonical JSON. */
  content: string;
}

type Projections = { [K in Kind]: { -readonly [C in keyof Row<K>]: Row<K>[C] } & { counter: string } };

/** Tables of this room in `money.db`. */
export interface LedgerTables extends Projections {
  own: { one: number; counter: string; epoch: number };
  journal: JournalRow;
  private_parts: PrivatePartRow;
}
