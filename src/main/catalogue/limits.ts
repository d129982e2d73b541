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

/** Payers written of a list before the disk is waited for: so many that it never has much to do at once beside a payment. */
export const payersPerChunk = 4_000;

/** Size of a file, in bytes, from which two threads read it: its list may be a large one. */
export const largeFileBytes = 1024 * 1024;

/** Rows from which a list is read in two halves and written in two parts, at the same time. */
export const largeListRows = 20_000;

/** Share of a large list in its second half, so that both are done at about the same time: the first one also compares. */
export const secondHalfShare = 0.52;

/** Lines of a difference shown; all are counted. */
export const differenceLines = 200;

/** Count of found payers is exact up to here. */
export const countedPayers = 1_000;
