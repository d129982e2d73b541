import type { ChainFault } from '../../shared/journal/index.ts';

/** Where an entry stands; `id` is null for one that is not there. */
export interface EntryPlace {
  readonly counter: string;
  readonly epoch: number;
  readonly seq: number;
  readonly id: string | null;
}

/** What can be wrong with one entry. */
export type EntryFaultCode =
  | ChainFault
  /** The body is not JSON. */
  | 'body-unreadable'
  /** The stored text is not the canonical form of what it says. */
  | 'body-not-canonical'
  /** Newer than this program, in this counter's own journal. */
  | 'type-unknown'
  | 'version-unknown'
  | 'body-not-as-schema'
  /** Not there, and no erasure says why. */
  | 'private-missing'
  /** There, though the entry has no digest for it or an erasure took it. */
  | 'private-unexpected'
  | 'private-differs'
  | 'private-not-as-schema'
  /** A ledger starts with `ledger.opened`, every later epoch with `epoch.opened`. */
  | 'wrong-opening'
  /** `epoch.opened` cites an entry that is not here or has another hash. */
  | 'continues-elsewhere'
  /** A number that is not the next of its series, or of a series that is closed or unknown. */
  | 'number-out-of-order'
  /** A receipt that is voided twice, or was never issued. */
  | 'second-fate'
  /** Money of this entry does not add up (design §4 (a)). */
  | 'money-does-not-add-up'
  /** A Z whose figures are not those of its shift's entries (design §4 (d)). */
  | 'z-differs-from-entries'
  /** An entry of a shift that is closed. */
  | 'shift-already-closed'
  /** A move the rules forbid; `detail` has the rule's code. */
  | 'illegal-move'
  /** A head record says another hash for this place. */
  | 'head-differs'
  /** A head record says that this entry was committed; it is not here. */
  | 'entry-gone';

/** One wrong entry. */
export interface EntryFault {
  readonly place: EntryPlace;
  readonly fault: EntryFaultCode;
  readonly detail?: string;
}

/** Why a ledger must not be used (design §3): the file is kept, an administrator opens a new epoch. */
export type LedgerFault =
  | { readonly code: 'wrong-entry'; readonly entry: EntryFault }
  /** Its last entries were written by a newer program: update this one. The file is right. */
  | { readonly code: 'newer-program'; readonly entry: EntryFault }
  /** The newest head record is ahead of the database: it was rolled back or cut. `first` is the first entry that is gone. */
  | { readonly code: 'rolled-back'; readonly first: EntryPlace; readonly recorded: HeadPlace }
  /** A head record and the journal disagree about the same place. */
  | { readonly code: 'forked'; readonly recorded: HeadPlace }
  /** Entries, but nothing that says whose they are; or an owner without entries. */
  | { readonly code: 'no-owner' }
  /** SQLite cannot read it; `message` is for the log. */
  | { readonly code: 'unreadable'; readonly message: string };

/** What a head record says. */
export interface HeadPlace {
  readonly counter: string;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
}
