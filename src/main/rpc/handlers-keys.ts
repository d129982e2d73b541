import { ok } from '../../shared/kernel/result.ts';
import type { keyMethods } from '../../shared/rpc/keys.ts';
import type { DeskContext } from '../desk/context.ts';
import { type FacilityKeys, readSheetIn, showSheet } from '../desk/recovery-sheet.ts';
import type { Handlers } from './calls.ts';

/** Handlers of `shared/rpc/keys.ts`. */
export function keyHandlers(
  context: DeskContext,
  keys: FacilityKeys,
): Pick<Handlers, keyof typeof keyMethods> {
  return {
    'keys.view': () => ok({ ...keys.prints() }),
    'keys.sheet': ({ approval }) => showSheet(context, keys, approval),
    'keys.read': ({ text }) => readSheetIn(context, keys, text),
  };
}
