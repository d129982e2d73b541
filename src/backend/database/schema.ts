/** Tables of the backend. Times are milliseconds since 1970; amounts whole đồng; facility-scoped tables carry `facility`. */
import type { Generated } from 'kysely';
import type { NeighbourTables } from './schema-neighbours.ts';
import type { ProvinceTables } from './schema-province.ts';
import type { UpstreamTables } from './schema-upstream.ts';

export interface IdentityTable {
  readonly one: Generated<boolean>;
  /** Ed25519 seed, sealed with the deployment's secret. */
  readonly sealed_seed: string;
  readonly public_key: string;
  /** What tells a restored database from the one it was copied from. */
  database_mark: string;
}

export interface FacilityTable {
  readonly id: string;
  name: string;
  readonly kind: 'hospital' | 'school';
  readonly created_at: number;
  facility_key: string | null;
  sealing_key: string | null;
  sealing_kid: string | null;
  feed_epoch: string;
  feed_last: Generated<number>;
  /** Position of the last payment told to neighbour systems. */
  payment_last: Generated<number>;
  /** As the facility's own settings say; null until its journal has told. */
  tier: string | null;
  urban: boolean | null;
}

export interface PersonTable {
  readonly id: string;
  readonly login: string;
  /** As the page greets them: office and name. */
  name: Generated<string>;
  password: string;
  role: 'operator' | 'province' | 'department' | 'facility';
  /** Of a department: the kind of facilities it sees. */
  area: 'hospital' | 'school' | null;
  /** Of a person of one facility. */
  facility: string | null;
  active: Generated<boolean>;
  readonly created_at: number;
}

export interface PersonSessionTable {
  readonly token_hash: string;
  readonly person: string;
  readonly expires_at: number;
}

/** Wrong passwords in a row, by the name that was tried; whether somebody has that name is not told. */
export interface SignInFailureTable {
  readonly login_hash: string;
  failures: number;
  last_at: number;
}

export interface EnrolmentCodeTable {
  readonly secret_hash: string;
  readonly facility: string;
  /** The known counter it is for; null for a new one. */
  readonly counter: string | null;
  readonly made_at: number;
  readonly expires_at: number;
  used_at: number | null;
  /** For the facility's own backend instead of a counter. */
  readonly relay: Generated<boolean>;
}

export interface CounterTable {
  readonly id: string;
  readonly facility: string;
  kind: 'counter' | 'accountant-desk';
  name: string;
  counter_key: string;
  vouch: string;
  state: 'active' | 'revoked';
  head_epoch: number | null;
  head_seq: number | null;
  head_hash: string | null;
  readonly enrolled_at: number;
  last_contact_at: number | null;
  /** How far the sums of payments have come in its journal. */
  summed_epoch: number | null;
  summed_seq: number | null;
  /** Entries it said it had not sent yet. */
  waiting: number | null;
  /** Since when the oldest of them waits, by our clock. */
  waiting_since: number | null;
  /** Where it said its journal ends, and when it last said that and what waits. */
  said_epoch: number | null;
  said_seq: number | null;
  said_at: number | null;
  /** Why its journal is not taken any more, and since when. */
  fault: string | null;
  fault_at: number | null;
  /** Its journal comes by the facility's own backend, and only so. */
  relayed: Generated<boolean>;
  /** Revoked here; what the facility's own backend says of it does not take that back. */
  barred: Generated<boolean>;
}

export interface CounterSessionTable {
  readonly token_hash: string;
  readonly challenge_hash: string;
  readonly counter: string;
  readonly expires_at: number;
}

export interface EntryTable {
  readonly facility: string;
  readonly counter: string;
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  readonly at: number;
  readonly business_date: string;
  readonly shift: string | null;
  readonly actor: string;
  readonly type: string;
  readonly v: number;
  /** Canonical text. */
  readonly body: string;
  readonly private_digest: string | null;
  readonly prev_hash: string;
  readonly hash: string;
}

export interface SealedPartTable {
  readonly facility: string;
  readonly counter: string;
  readonly entry: string;
  readonly digest: string;
  /** Null once erased. */
  sealed: string | null;
}

export interface BatchTable {
  readonly facility: string;
  readonly counter: string;
  readonly epoch: number;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly statement: string;
  readonly signature: string;
  /** The feed item that carries it to the sisters. */
  readonly item: string;
}

export interface FeedItemTable {
  readonly facility: string;
  readonly position: number;
  readonly id: string;
  readonly at: number;
  readonly kind: string;
  readonly v: number;
  readonly body: string;
  readonly upstream: string | null;
  /** The counter that need not hear of it; null for everybody. */
  readonly origin: string | null;
}

export interface ShownCodeTable {
  readonly facility: string;
  readonly code: string;
  readonly counter: string;
  readonly tender: string;
  readonly amount: number;
  readonly expires_at: number;
}

export interface BankSourceTable {
  readonly id: string;
  readonly facility: string;
  readonly provider: 'vietqr' | 'sepay' | 'casso' | 'payos';
  /** Sealed with the deployment's secret. */
  readonly sealed_secret: string;
  active: Generated<boolean>;
  readonly created_at: number;
}

export interface BankAccountTable {
  readonly source: string;
  readonly facility: string;
  readonly bin: string;
  readonly number: string;
}

export interface BankTokenTable {
  readonly token_hash: string;
  readonly source: string;
  readonly expires_at: number;
}

export interface BankLineTable {
  readonly id: string;
  readonly facility: string;
  readonly bin: string;
  readonly number: string;
  /** As {@link referenceKey} makes it. */
  readonly reference: string;
  readonly direction: 'in' | 'out';
  readonly amount: number;
  readonly paid_at: number;
  /** Match codes found, with a space between. */
  readonly codes: string;
  readonly virtual_account: string | null;
  readonly sealed: string | null;
  readonly heard_at: number;
  readonly provider: BankSourceTable['provider'] | 'statement';
  /** `expected`: a code of a counter stands in it; `taken`: a counter matched it; `unmatched`: nobody's yet. */
  state: 'debit' | 'expected' | 'taken' | 'unmatched';
  /** Id of the credit in the journal of the counter that took it up. */
  counter_credit: string | null;
  tender: string | null;
  /** Another amount heard for the same reference. */
  case_amount: number | null;
}

export interface BackendTables extends ProvinceTables, NeighbourTables, UpstreamTables {
  readonly backend_identity: IdentityTable;
  readonly facility: FacilityTable;
  readonly person: PersonTable;
  readonly person_session: PersonSessionTable;
  readonly enrolment_code: EnrolmentCodeTable;
  readonly counter: CounterTable;
  readonly counter_session: CounterSessionTable;
  readonly entry: EntryTable;
  readonly sealed_part: SealedPartTable;
  readonly batch: BatchTable;
  readonly feed_item: FeedItemTable;
  readonly shown_code: ShownCodeTable;
  readonly bank_source: BankSourceTable;
  readonly bank_account: BankAccountTable;
  readonly bank_token: BankTokenTable;
  readonly bank_line: BankLineTable;
  readonly sign_in_failure: SignInFailureTable;
}
