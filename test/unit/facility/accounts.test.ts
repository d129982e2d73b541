import { describe, expect, it } from 'vitest';
import { accountFor, checkAccounts, codeText } from '../../../src/main/facility/accounts.ts';
import type { ReceivingAccount } from '../../../src/shared/journal/index.ts';
import { decodeVietQr, type MatchCode } from '../../../src/shared/vietqr/index.ts';

const code = '7K3M9C2XA4' as MatchCode;

function account(word: string, more: Partial<ReceivingAccount> = {}): ReceivingAccount {
  return {
    account: word,
    bin: '999999',
    number: `00${word.length}${word.replace(/[^a-z0-9]/g, '')}`,
    holder: 'DON VI MAU',
    bank: 'Ngân hàng Mẫu',
    serves: 'all',
    onBehalf: false,
    purposeLimit: 25,
    serviceCode: 'QRIBFTTA',
    merchant: null,
    ...more,
  };
}

const faultOf = (list: readonly ReceivingAccount[]) => {
  const checked = checkAccounts(list);
  return checked.ok ? 'ok' : checked.reason.code;
};

describe('the account of a line', () => {
  const accounts = [
    account('chung'),
    account('hoc', { serves: ['hoc-phi'] }),
    account('ho', { onBehalf: true }),
  ];
  const of = (group: string, onBehalf: boolean, list: readonly ReceivingAccount[] = accounts) =>
    accountFor(list, { group, onBehalf })?.account;

  it('is the one that names its fee group, else the one for all; thu hộ has its own', () => {
    expect(of('hoc-phi', false)).toBe('hoc');
    expect(of('an-trua', false)).toBe('chung');
    expect(of('hoc-phi', true)).toBe('ho');
  });

  it('of thu hộ is the ordinary one when there is no other; revenue never goes to that of thu hộ', () => {
    expect(of('bhyt', true, [account('chung')])).toBe('chung');
    expect(of('hoc-phi', false, [account('ho', { onBehalf: true })])).toBeUndefined();
    expect(of('khac', false, [account('hoc', { serves: ['hoc-phi'] })])).toBeUndefined();
  });
});

describe('a list of accounts', () => {
  it('names each account and each fee group once', () => {
    expect(faultOf([account('a'), account('b', { serves: ['x'] }), account('c', { onBehalf: true })])).toBe(
      'ok',
    );
    expect(faultOf([account('a'), account('a', { number: '77', serves: ['x'] })])).toBe('account-twice');
    expect(faultOf([account('a', { number: '77' }), account('b', { number: '77', serves: ['x'] })])).toBe(
      'account-twice',
    );
    expect(faultOf([account('a'), account('b')])).toBe('account-serves-twice');
    expect(faultOf([account('a', { serves: ['x'] }), account('b', { serves: ['y', 'x'] })])).toBe(
      'account-serves-twice',
    );
  });

  it('holds only accounts that make a code', () => {
    expect(faultOf([account('a', { serviceCode: 'QRPUSH' })])).toBe('account-malformed');
    const merchant = { category: '8062', name: 'VIEN MAU', city: 'SONG MAY' };
    expect(faultOf([account('a', { serviceCode: 'QRPUSH', merchant })])).toBe('ok');
    const marked = { ...merchant, name: 'VIỆN MẪU' };
    expect(faultOf([account('a', { serviceCode: 'QRPUSH', merchant: marked })])).toBe('account-malformed');
  });
});

describe('a code', () => {
  it('carries the match code first and whole, however little the provider carries', () => {
    for (const purposeLimit of [25, 19] as const) {
      const text = codeText(account('a', { purposeLimit }), 12_345, code, 'HOC PHI THANG CHIN');
      const read = decodeVietQr(text.ok ? text.value : '');
      const purpose = read.ok ? read.value.purpose : null;
      expect(purpose?.startsWith('7K3M9C2XA4 HOC PHI')).toBe(true);
      expect(purpose?.length).toBeLessThanOrEqual(purposeLimit);
    }
  });

  it('is refused for a sum that no transfer carries', () => {
    expect(codeText(account('a'), 499_999_999, code, 'X').ok).toBe(true);
    expect(codeText(account('a'), 500_000_000, code, 'X')).toEqual({
      ok: false,
      reason: 'amount_out_of_range',
    });
  });
});
