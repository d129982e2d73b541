/** What this room writes into the journal. PINs never appear here. */
import type { Body, EntryType, Private } from '../../shared/journal/types/index.ts';

type Entry<Type extends EntryType> = {
  readonly type: Type;
  readonly body: Readonly<Body<Type>>;
  /** A person's id, or the system actor for what the program does by itself (design §4). */
  readonly actor: string;
};

type PersonSaved = Entry<'person.saved'> & { readonly private: Readonly<Private<'person.saved'>> };

export type SessionEntry =
  | Entry<'session.signed-in'>
  | Entry<'session.signed-out'>
  | Entry<'session.locked'>
  | Entry<'session.unlocked'>
  | Entry<'session.handed-over'>;

export type StaffEntry = SessionEntry | PersonSaved | Entry<'session.pin-refused'> | Entry<'approval.given'>;
