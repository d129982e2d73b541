import {
  type ChainHead,
  canonical,
  chainFault,
  type Entry,
  entryTypes,
  isEntryType,
  type Json,
  privateDigest,
} from '../../shared/journal/index.ts';
import { entryOf } from './entries.ts';
import type { EntryFault, EntryFaultCode, EntryPlace } from './faults.ts';
import { sha256 } from './ledger.ts';
import type { StoredEntry } from './stored.ts';

/** An entry that was found right: parsed, with its private part. */
export interface CheckedEntry {
  readonly entry: Entry;
  /** Null without a private part or once it is erased. */
  readonly content: Json | null;
  /** False for a type or version that a newer program wrote: chained, but not applied (design §6). */
  readonly known: boolean;
}

export type EntryCheck =
  | { readonly ok: true; readonly checked: CheckedEntry }
  | { readonly ok: false; readonly fault: EntryFault };

export interface CheckOptions {
  /** Whether an erasure took the private part of this entry. */
  readonly isErased: (id: string) => boolean;
  /** This counter's own journal: it never has entries newer than the program. */
  readonly own: boolean;
}

/** Where a stored entry stands. */
export function placeOf(row: Pick<StoredEntry, 'counter' | 'epoch' | 'seq' | 'id'>): EntryPlace {
  return { counter: row.counter, epoch: row.epoch, seq: row.seq, id: row.id };
}

/**
 * Checks one entry at its place: chain, canonical form, private digest, schema, opening entry of its epoch (design §3).
 * `before` is the entry before it, null at the very first of its counter.
 */
export function checkEntry(before: ChainHead | null, row: StoredEntry, options: CheckOptions): EntryCheck {
  const wrong = (fault: EntryFaultCode, detail?: string): EntryCheck => ({
    ok: false,
    fault: { place: placeOf(row), fault, ...(detail === undefined ? {} : { detail }) },
  });
  const parsed = parse(row);
  if (typeof parsed === 'string') return wrong(parsed);
  const chain = chainFaultOf(before, parsed);
  if (chain !== null) return wrong(chain);
  const opening = openingFault(before, parsed);
  if (opening !== null) return wrong(opening);
  const { content, fault } = privatePart(row, options.isErased);
  if (fault !== null) return wrong(fault);
  const schema = schemaFault(parsed, content);
  if (schema !== null && (options.own || !isNewer(schema.fault))) return wrong(schema.fault, schema.detail);
  return { ok: true, checked: { entry: parsed, content, known: schema === null } };
}

function parse(row: StoredEntry): Entry | EntryFaultCode {
  const { salt: _salt, content: _content, ...journal } = row;
  try {
    const entry = entryOf(journal);
    return canonical(entry.body) === row.body ? entry : 'body-not-canonical';
  } catch (cause) {
    return cause instanceof SyntaxError ? 'body-unreadable' : 'body-not-canonical';
  }
}

/** A value that cannot be hashed at all (a number beyond safe integers) is a wrong hash. */
function chainFaultOf(before: ChainHead | null, entry: Entry): EntryFaultCode | null {
  try {
    return chainFault(before, entry, sha256);
  } catch {
    return 'wrong-hash';
  }
}

function openingFault(before: ChainHead | null, entry: Entry): EntryFaultCode | null {
  const opens = before === null || before.epoch !== entry.epoch;
  const wanted = !opens ? null : entry.epoch === 1 ? 'ledger.opened' : 'epoch.opened';
  const isOpening = entry.type === 'ledger.opened' || entry.type === 'epoch.opened';
  if (wanted === null) return isOpening ? 'wrong-opening' : null;
  return entry.type === wanted ? null : 'wrong-opening';
}

function privatePart(
  row: StoredEntry,
  isErased: (id: string) => boolean,
): { readonly content: Json | null; readonly fault: EntryFaultCode | null } {
  const { salt, content, private_digest: digest } = row;
  if (salt === null || content === null) {
    const missing = digest !== null && !isErased(row.id);
    return { content: null, fault: missing ? 'private-missing' : null };
  }
  if (digest === null || isErased(row.id)) return { content: null, fault: 'private-unexpected' };
  try {
    const parsed = JSON.parse(content) as Json;
    const right = canonical(parsed) === content && privateDigest(salt, parsed, sha256) === digest;
    return { content: parsed, fault: right ? null : 'private-differs' };
  } catch {
    return { content: null, fault: 'private-differs' };
  }
}

type SchemaFault = { readonly fault: EntryFaultCode; readonly detail: string };

function isNewer(fault: EntryFaultCode): boolean {
  return fault === 'type-unknown' || fault === 'version-unknown';
}

function schemaFault(entry: Entry, content: Json | null): SchemaFault | null {
  if (!isEntryType(entry.type)) return { fault: 'type-unknown', detail: entry.type };
  const definition = entryTypes[entry.type];
  if (entry.v !== definition.v) return { fault: 'version-unknown', detail: `${entry.type} v${entry.v}` };
  const body = definition.body.safeParse(entry.body);
  if (!body.success) return { fault: 'body-not-as-schema', detail: pathOf(body.error.issues) };
  if ((entry.private_digest === null) !== (definition.private === null)) {
    return { fault: 'private-not-as-schema', detail: entry.type };
  }
  if (definition.private === null || content === null) return null;
  const secret = definition.private.safeParse(content);
  return secret.success ? null : { fault: 'private-not-as-schema', detail: pathOf(secret.error.issues) };
}

/** Path of the first thing wrong; never its value, which may be a name. */
function pathOf(issues: readonly { readonly path: readonly PropertyKey[] }[]): string {
  return (issues[0]?.path ?? []).map(String).join('.');
}
