/** Version of everything on the wire between counter and backend; an unknown one is refused by name. */
export const syncProtocol = 1;

/** Limits both ends keep; a backend refuses what is larger, a counter never sends it (design §6, §8.7). */
export const syncLimits = {
  batchEntries: 500,
  /** Body of one push, in bytes of JSON. A counter ends a batch before it. */
  batchBytes: 6 * 1024 * 1024,
  /** One private part, sealed, in characters. */
  sealedChars: 128 * 1024,
  /** Canonical body of one entry, in characters. */
  entryBodyChars: 512 * 1024,
  feedPageItems: 500,
  /** A page ends with the first item that reaches this, so that one item always fits. */
  feedPageBytes: 4 * 1024 * 1024,
  /** Payers or bills of one call of a neighbour system. */
  neighbourItems: 500,
  exportBytes: 512 * 1024 * 1024,
  exportLines: 200_000,
  /** Fees a counter lists in all, as `settings.set` takes them. */
  listedPrices: 200,
  /** A challenge is answered within this. */
  challengeMs: 60_000,
  /** A session is opened anew after this. */
  sessionMs: 60 * 60_000,
} as const;
