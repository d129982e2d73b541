import { businessDateOf } from '../../shared/kernel/clock.ts';
import { checkSettings, type SettingChange } from '../facility/rules.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';

export interface SettingsRequest {
  readonly changes: readonly SettingChange[];
  /** The chief accountant's PIN, where the settings need it. */
  readonly approval: { readonly person: string; readonly pin: string } | null;
}

/** Journals settings, each whole, from now on; all of them or none. */
export async function changeSettings(
  context: DeskContext,
  request: SettingsRequest,
): Promise<Outcome<Record<string, never>>> {
  const { clock, reads } = context;
  const checked = checkSettings(reads, request.changes, businessDateOf(clock.now()));
  if (!checked.ok) return fail(checked.reason);
  const subject = request.changes.map(({ key }) => key).join(' ');
  const approval = checked.value.needsSecond
    ? await approve(context, 'set-setting', subject.slice(0, 64), request.approval, [])
    : null;
  if (approval?.ok === false) return approval;
  return act(context, (actor) => {
    if (approval !== null) journalApproval(context, approval.value);
    for (const change of request.changes) {
      context.ledger.append({ type: 'settings.set', actor, body: change });
    }
    return {};
  });
}
