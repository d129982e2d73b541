import { importFileBytes } from '../../shared/rpc/import.ts';

/** What an import takes at most. Past any of these it is refused as a whole, with nothing changed. */
export const fileLimits = {
  /** The file itself, as the contract takes it. */
  fileBytes: importFileBytes,
  /** One part of a workbook, unpacked, and all of them. 100,000 rows of 8 columns are about 45 MB. */
  partBytes: 160 * 1024 * 1024,
  workbookBytes: 240 * 1024 * 1024,
  parts: 2_000,
  rows: 500_000,
  columns: 200,
} as const;

/** Longest text kept of one cell, in UTF-16 units; a longer one makes its row invalid. */
export const cellTextUnits = 300;

/** Largest amount of one line, in đồng (design §1: what a person can enter at most). */
export const lineAmountVnd = 999_999_999_999;

/** How far down the header row is searched for (facts/files §0: up to 34 rows lead it). */
export const headerSearchRows = 60;

/**
 * Payers written in one transaction of an import. Larger is faster, smaller lets another writer of `catalogue.db` in
 * sooner and gives the disk less to do at once beside a payment: about 0.1 s. Readers never wait.
 */
export const payersPerChunk = 4_000;

/** Rows of an index written or removed in one transaction. */
export const indexRowsPerChunk = 20_000;

/** Lines of a difference shown; all are counted. */
export const differenceLines = 200;

/** Count of found payers is exact up to here. */
export const countedPayers = 1_000;
