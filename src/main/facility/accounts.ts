/** Receiving accounts: which account takes the money of which fee type, and the code that asks for it. */
import type { ReceivingAccount } from '../../shared/journal/index.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { type EncodeRefusal, encodeVietQr, type MatchCode, purposeText } from '../../shared/vietqr/index.ts';
import type { LedgerReads } from '../ledger/read.ts';

/** Accounts in force, in the order in which they were entered. */
export function receivingAccounts(reads: LedgerReads): readonly ReceivingAccount[] {
  return reads.setting('accounts')?.list ?? [];
}

/** What a line says about where its money goes. */
interface LineToPay {
  readonly group: string;
  readonly onBehalf: boolean;
}

/**
 * The account for a line: one that names its fee group before one that serves all. Money collected on behalf of others
 * goes to an account for it where there is one; revenue never goes there (product.md A2).
 */
export function accountFor(
  accounts: readonly ReceivingAccount[],
  line: LineToPay,
): ReceivingAccount | undefined {
  const own = accounts.filter((account) => account.onBehalf === line.onBehalf);
  return serving(own, line.group) ?? (line.onBehalf ? serving(revenueOf(accounts), line.group) : undefined);
}

function revenueOf(accounts: readonly ReceivingAccount[]): ReceivingAccount[] {
  return accounts.filter((account) => !account.onBehalf);
}

function serving(accounts: readonly ReceivingAccount[], group: string): ReceivingAccount | undefined {
  return (
    accounts.find(({ serves }) => serves !== 'all' && serves.includes(group)) ??
    accounts.find(({ serves }) => serves === 'all')
  );
}

/** What is wrong with a list of accounts, and of which; `malformed` is one whose code nobody could scan. */
export interface AccountFault {
  readonly code: 'account-twice' | 'account-serves-twice' | 'account-malformed';
  readonly account: string;
}

/** A match code with a right check character, for trial codes only. */
const trialCode = '7K3M9C2XA4' as MatchCode;

/** Checks a list before it takes effect: no account twice, no fee group with two accounts, and each makes a code. */
export function checkAccounts(list: readonly ReceivingAccount[]): Result<null, AccountFault> {
  const words = new Set<string>();
  const numbers = new Set<string>();
  const served = new Set<string>();
  for (const account of list) {
    const fault = (code: AccountFault['code']) => refuse({ code, account: account.account });
    const number = `${account.bin}|${account.number}`;
    if (words.has(account.account) || numbers.has(number)) return fault('account-twice');
    words.add(account.account);
    numbers.add(number);
    const groups = account.serves === 'all' ? ['*'] : account.serves;
    for (const group of groups) {
      const key = `${account.onBehalf}|${group}`;
      if (served.has(key)) return fault('account-serves-twice');
      served.add(key);
    }
    if (!codeText(account, 1, trialCode, 'THU').ok) return fault('account-malformed');
  }
  return ok(null);
}

/** The text of a code that asks for `amount` đồng: match code first in its content, then the reason. */
export function codeText(
  account: ReceivingAccount,
  amount: number,
  code: MatchCode,
  reason: string,
): Result<string, EncodeRefusal> {
  const { bin, number, serviceCode, merchant } = account;
  return encodeVietQr({
    bin,
    account: number,
    service: serviceCode,
    amount,
    purpose: purposeText(code, reason, account.purposeLimit),
    ...(merchant === null ? {} : { merchant }),
  });
}
