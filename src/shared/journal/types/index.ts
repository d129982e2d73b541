import type { z } from 'zod';
import { batchTypes } from './batches.ts';
import { collectionTypes } from './collection.ts';
import { bankTypes, documentTypes } from './documents.ts';
import { houseTypes } from './house.ts';
import { lifeTypes } from './life.ts';
import { shiftTypes } from './shift.ts';
import { staffTypes } from './staff.ts';
import { tenderTypes } from './tenders.ts';
import { terminalTypes } from './terminal.ts';

/** The closed union of everything that can stand in a journal. */
export const entryTypes = {
  ...houseTypes,
  ...staffTypes,
  ...shiftTypes,
  ...collectionTypes,
  ...tenderTypes,
  ...documentTypes,
  ...bankTypes,
  ...lifeTypes,
  ...terminalTypes,
  ...batchTypes,
};

export type EntryType = keyof typeof entryTypes;

/** Public body of an entry type. */
export type Body<Type extends EntryType> = z.output<(typeof entryTypes)[Type]['body']>;

/** Private part of an entry type; `null` where it has none. */
export type Private<Type extends EntryType> = (typeof entryTypes)[Type]['private'] extends z.ZodType
  ? z.output<(typeof entryTypes)[Type]['private']>
  : null;

/** True for a type this version knows. A newer one from a sister journal is stored and chained, not applied. */
export function isEntryType(type: string): type is EntryType {
  return Object.hasOwn(entryTypes, type);
}
