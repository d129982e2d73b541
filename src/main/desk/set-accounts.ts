import type { ReceivingAccount } from '../../shared/journal/index.ts';
import { checkAccounts } from '../facility/accounts.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';

export interface AccountsRequest {
  readonly accounts: readonly ReceivingAccount[];
  /** Null leaves it as it is. */
  readonly acceptanceLimit: number | null;
  readonly approval: { readonly person: string; readonly pin: string };
}

/** Journals the accounts; with the administrator's first list nobody else is there to approve. Inside the caller's act. */
export function journalAccounts(
  { ledger }: Pick<DeskContext, 'ledger'>,
  accounts: readonly ReceivingAccount[],
  actor?: string,
): void {
  ledger.append({
    type: 'settings.set',
    body: { key: 'accounts', value: { list: [...accounts] } },
    ...(actor === undefined ? {} : { actor }),
  });
}

/** Sets the receiving accounts by an administrator, approved by the chief accountant (design §6 "Pull"). */
export async function setAccounts(
  context: DeskContext,
  request: AccountsRequest,
): Promise<Outcome<Record<string, never>>> {
  const checked = checkAccounts(request.accounts);
  if (!checked.ok) return fail(checked.reason.code, { account: checked.reason.account });
  const approval = await approve(context, 'set-account', 'accounts', request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    journalApproval(context, approval.value);
    journalAccounts(context, request.accounts, actor);
    const { acceptanceLimit } = request;
    if (acceptanceLimit !== null) {
      context.ledger.append({
        type: 'settings.set',
        actor,
        body: { key: 'acceptance-limit', value: { perShift: acceptanceLimit } },
      });
    }
    return {};
  });
}
