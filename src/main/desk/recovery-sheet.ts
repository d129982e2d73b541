/** The recovery sheet: the facility's keys on paper, for the next counter and for a machine that was lost (design §6). */
import { ok } from '../../shared/kernel/result.ts';
import type { SheetFault } from '../../shared/sync/index.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';

export interface KeyPrints {
  /** `AAAAA-AAAAA`. */
  readonly facility: string;
  readonly sealing: string;
}

/** What stands on the sheet. Secret: shown and printed, never written. */
export interface Sheet extends KeyPrints {
  readonly lines: string[];
  readonly code: string;
}

/** What the desk needs of the facility's keys; wired in `compose`. */
export interface FacilityKeys {
  prints(): KeyPrints;
  sheet(): Sheet;
  /** Takes the keys of a sheet; why not, or null. On disk when this returns, at work after {@link reopen}. */
  take(text: string): SheetFault | null;
  /** What stands on the keys is made anew. */
  reopen(): Promise<void>;
}

/** Shows the sheet to two people; that it was shown is journalled, what stands on it is not. */
export async function showSheet(
  context: DeskContext,
  keys: FacilityKeys,
  given: { readonly person: string; readonly pin: string },
): Promise<Outcome<Sheet>> {
  const approval = await approve(context, 'show-recovery-sheet', 'facility', given, []);
  if (!approval.ok) return approval;
  return act(context, () => {
    journalApproval(context, approval.value);
    return keys.sheet();
  });
}

/** Reads a sheet in. Only before the first entry: afterwards what is in the book is vouched for by its own keys. */
export async function readSheetIn(
  { reads }: Pick<DeskContext, 'reads'>,
  keys: FacilityKeys,
  text: string,
): Promise<Outcome<KeyPrints>> {
  if (reads.counterRow() !== undefined) return fail('already-set-up');
  const fault = keys.take(text);
  if (fault !== null) return failureOf(fault);
  await keys.reopen();
  return ok(keys.prints());
}

function failureOf(fault: SheetFault) {
  switch (fault.code) {
    case 'sheet-line':
      return fail('sheet-line', { line: fault.line });
    case 'sheet-lines':
      return fail('sheet-lines', { found: fault.found });
    case 'sheet-empty':
      return fail('sheet-empty');
  }
}
