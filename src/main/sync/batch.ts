/** Makes what is pushed: entries in order, their private parts sealed, signed by the counter's key (design §6 "Push"). */
import type { ChainHead } from '../../shared/journal/index.ts';
import type { Sealer } from '../../shared/kernel/sealer.ts';
import type { Signer } from '../../shared/kernel/signer.ts';
import {
  type BatchStatement,
  sealedDigest,
  signStatement,
  stretchStatement,
  syncLimits,
} from '../../shared/sync/index.ts';
import { sha256 } from '../ledger/ledger.ts';
import type { StoredEntries, StoredEntry } from '../ledger/stored.ts';

export interface BatchParts {
  readonly stored: StoredEntries;
  readonly counter: string;
  readonly sealer: Sealer;
  readonly signer: Signer;
}

/** A batch ready to be sent: what was signed, and the whole of it as JSON. */
export interface MadeBatch {
  readonly statement: BatchStatement;
  readonly text: string;
}

/** Made without a pause; more at once would hold the thread that records payments. */
const madeAtOnce = 50;
/** Of JSON around an entry and its seal, generously. */
const entryOverheadBytes = 1_024;
/** A seal is that much longer than what is in it (base64url, header, key, tag). */
const sealFactor = 1.4;

/** Where the next batch begins: after `after` in its epoch, or at the beginning of a later one. */
function nextRows(
  { stored, counter }: BatchParts,
  acknowledged: ChainHead | null,
): { readonly after: ChainHead | null; readonly rows: readonly StoredEntry[] } | null {
  if (acknowledged !== null) {
    const rows = stored.page(counter, acknowledged.epoch, acknowledged.seq);
    if (rows.length > 0) return { after: acknowledged, rows };
  }
  const epoch = stored.epochAfter(counter, acknowledged?.epoch ?? 0);
  return epoch === undefined ? null : { after: null, rows: stored.page(counter, epoch, 0) };
}

/** As many of them as one batch may hold, at least one. */
function fitting(rows: readonly StoredEntry[], mostEntries: number): readonly StoredEntry[] {
  let bytes = 0;
  const fits: StoredEntry[] = [];
  for (const row of rows.slice(0, Math.min(mostEntries, syncLimits.batchEntries))) {
    bytes += entryOverheadBytes + 3 * row.body.length + 3 * sealFactor * (row.content?.length ?? 0);
    if (fits.length > 0 && bytes > syncLimits.batchBytes) break;
    fits.push(row);
  }
  return fits;
}

/** One entry as it goes on the wire; its body stands canonical in the file and need not be read for that. */
function pushedText(row: StoredEntry, sealed: string | null): string {
  const { salt: _, content: __, body, ...columns } = row;
  const entry = `${JSON.stringify(columns).slice(0, -1)},"body":${body}}`;
  return `{"entry":${entry},"sealed":${JSON.stringify(sealed)}}`;
}

function sealedOf(seal: ReturnType<Sealer['begin']>, { id, salt, content }: StoredEntry): string | null {
  if (salt === null || content === null) return null;
  return seal(id, JSON.stringify({ salt: Buffer.from(salt).toString('base64url'), text: content }));
}

/**
 * The batch after a place, of at most `mostEntries`; null when there is nothing. Other work runs between the seals.
 */
export async function nextBatch(
  parts: BatchParts,
  after: ChainHead | null,
  mostEntries: number,
): Promise<MadeBatch | null> {
  const next = nextRows(parts, after);
  if (next === null) return null;
  const rows = fitting(next.rows, mostEntries);
  const to = rows.at(-1);
  if (to === undefined) return null;
  const texts: string[] = [];
  const digests: (string | null)[] = [];
  const seal = parts.sealer.begin();
  for (let at = 0; at < rows.length; at += madeAtOnce) {
    for (const row of rows.slice(at, at + madeAtOnce)) {
      const sealed = sealedOf(seal, row);
      texts.push(pushedText(row, sealed));
      digests.push(sealedDigest(sealed, sha256));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const statement = stretchStatement({ counter: parts.counter, after: next.after, to, digests }, sha256);
  const { signature } = signStatement(parts.signer, 'batch', statement);
  const head = JSON.stringify({ statement, signature }).slice(0, -1);
  return { statement, text: `${head},"entries":[${texts.join(',')}]}` };
}
