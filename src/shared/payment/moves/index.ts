import type { EntryType } from '../../journal/index.ts';
import type { Move } from '../world.ts';
import { bankMoves } from './bank.ts';
import { batchMoves } from './batches.ts';
import { collectionMoves } from './collection.ts';
import { documentMoves } from './documents.ts';
import { houseMoves } from './house.ts';
import { lifeMoves } from './life.ts';
import { shiftMoves } from './shift.ts';
import { staffMoves } from './staff.ts';
import { tenderMoves } from './tenders.ts';
import { terminalMoves } from './terminal.ts';

/** One pure move for every entry type; a type without one does not compile. */
export const moves: { readonly [T in EntryType]: Move<T> } = {
  ...houseMoves,
  ...staffMoves,
  ...shiftMoves,
  ...collectionMoves,
  ...tenderMoves,
  ...documentMoves,
  ...bankMoves,
  ...lifeMoves,
  ...terminalMoves,
  ...batchMoves,
};
