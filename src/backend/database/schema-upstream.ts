/** Tables of a backend that passes on, of the one it passes on to (design §7), and the book of acts. */
import type { Generated } from 'kysely';

/** The facility's own backend, as the upper one knows it. */
export interface RelayTable {
  readonly facility: string;
  relay_key: string;
  joined_at: number;
  last_contact_at: number;
}

export interface RelaySessionTable {
  readonly token_hash: string;
  readonly challenge_hash: string;
  readonly facility: string;
  readonly expires_at: number;
}

/** The upper backend, as the facility's own one knows it. */
export interface UpstreamLinkTable {
  readonly facility: string;
  upper_facility: string;
  upper_name: string;
  /** Pinned when it was joined. */
  upper_key: string;
  /** Null: read its feed from the beginning. */
  feed_epoch: string | null;
  cursor: Generated<number>;
  joined_at: number;
  heard_at: number | null;
  /** Why its feed is not read any more, until somebody acts. */
  stop: string | null;
  stop_at: number | null;
}

/** How far a counter's items of the own feed are passed on. */
export interface UpstreamCounterTable {
  readonly facility: string;
  readonly counter: string;
  position: number;
  /** Why no more of it is passed on, until somebody acts. */
  refused: string | null;
  refused_at: number | null;
}

/** The instance that passes on, until when. */
export interface UpstreamLeaseTable {
  readonly one: Generated<boolean>;
  holder: string;
  until: number;
}

/** What somebody asked this backend to do; written before it is done, and never changed. */
export interface ActTable {
  readonly id: string;
  readonly at: number;
  /** Null: at the machine, by command. */
  readonly person: string | null;
  /** Route or command. */
  readonly act: string;
  readonly facility: string | null;
  /** Ids and figures; never a secret, never a payer. */
  readonly subject: string | null;
}

export interface UpstreamTables {
  readonly act: ActTable;
  readonly relay: RelayTable;
  readonly relay_session: RelaySessionTable;
  readonly upstream_link: UpstreamLinkTable;
  readonly upstream_counter: UpstreamCounterTable;
  readonly upstream_lease: UpstreamLeaseTable;
}
