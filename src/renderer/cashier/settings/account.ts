/** Receiving accounts while they are written: what is missing, and the code they would make. */
import type { MethodRequest } from '../../../shared/rpc/contract.ts';
import { toAscii } from '../../../shared/text/index.ts';
import { encodeVietQr, type MatchCode, purposeText } from '../../../shared/vietqr/index.ts';

export type Account = MethodRequest<'accounts.set'>['accounts'][number];

/** What a preview asks for: little enough to be tried for real. */
export const previewAmount = 1_000;
/** A match code with a right check character that no payment has. */
const trialCode = '7K3M9C2XA4' as MatchCode;

/** An account with nothing in it; `account` is our own word for it and never shown. */
export function emptyAccount(account: string): Account {
  return {
    account,
    bin: '',
    number: '',
    holder: '',
    bank: '',
    serves: 'all',
    onBehalf: false,
    purposeLimit: 25,
    serviceCode: 'QRIBFTTA',
    merchant: null,
  };
}

/** A word for a new account that no other has. */
export function freeWord(accounts: readonly Account[]): string {
  const taken = new Set(accounts.map(({ account }) => account));
  for (let n = 1; ; n += 1) if (!taken.has(`tk-${n}`)) return `tk-${n}`;
}

/** Holder as banks show it: capitals without marks, one space between words. */
export function holderOf(name: string): string {
  return toAscii(name)
    .toUpperCase()
    .replace(/[^ A-Z0-9&.,()/-]/g, '')
    .replace(/ {2,}/g, ' ')
    .slice(0, 60);
}

/** Digits and letters of an account number as typed in groups. */
export function numberOf(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '').slice(0, 19);
}

/** The number in groups of four, as it is read out. */
export function groupedNumber(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}

/** What an account still lacks, or null: it can be shown to payers. */
export type AccountLack = 'bank' | 'number' | 'holder' | 'groups' | 'merchant' | 'code';

/** The first thing that keeps an account from making a code that can be scanned. */
export function lackOf(account: Account): AccountLack | null {
  if (account.bin === '') return 'bank';
  if (account.number.length < 4) return 'number';
  if (account.holder.trim() === '') return 'holder';
  if (account.serves !== 'all' && account.serves.length === 0) return 'groups';
  if (account.serviceCode === 'QRPUSH' && account.merchant === null) return 'merchant';
  if (previewCode(account) === null) return account.serviceCode === 'QRPUSH' ? 'merchant' : 'code';
  return null;
}

/** The text of the code a payer would scan for 1.000 đ, or null while something is missing. */
export function previewCode(account: Account): string | null {
  const code = encodeVietQr({
    bin: account.bin,
    account: account.number,
    service: account.serviceCode,
    amount: previewAmount,
    purpose: purposeText(trialCode, 'THU', account.purposeLimit),
    ...(account.merchant === null ? {} : { merchant: account.merchant }),
  });
  return code.ok ? code.value : null;
}
