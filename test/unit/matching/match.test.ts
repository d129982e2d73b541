/** Whose a credit is: by key, never by guess. */
import { describe, expect, it } from 'vitest';
import {
  type Asked,
  type HeardCredit,
  matchCredit,
  occurrenceKey,
  referenceKey,
} from '../../../src/shared/matching/index.ts';
import { makeMatchCode } from '../../../src/shared/vietqr/index.ts';
import { makeChance } from '../../support/chance.ts';

const chance = makeChance(5);
const code = makeMatchCode(chance);
const other = makeMatchCode(chance);
const hour = 3_600_000;
const asked: Asked = {
  ...{ tender: 't1', by: 'code', key: code, account: '999999-1', amount: 50_000, askedAt: 0 },
  ...{ expiresAt: hour, state: 'waiting' },
};
const credit = (more: Partial<HeardCredit> = {}): HeardCredit => ({
  ...{ account: '999999-1', amount: 50_000, paidAt: 1_000, content: `${code} HOC PHI`, virtualAccount: null },
  ...more,
});

describe('a code in the content', () => {
  it.each([
    ['waiting', 50_000, 'exact'],
    ['waiting', 49_999, 'short'],
    ['waiting', 50_001, 'over'],
    ['accepted', 50_000, 'exact'],
    ['over', 50_000, 'late'],
    ['over', 1, 'late'],
    ['credited', 50_000, 'duplicate'],
    ['credited', 3, 'duplicate'],
  ] as const)('asked for and %s, %i came: %s', (state, amount, how) => {
    expect(matchCredit(credit({ amount }), [{ ...asked, state }])).toEqual({
      ...{ is: 'matched', tender: 't1', how, by: 'code' },
    });
  });

  it('is found with a space at every position, lower-cased, glued to its neighbours, and nested twice', () => {
    for (let at = 1; at < code.length; at += 1) {
      const broken = `NGUYEN VAN A ${code.slice(0, at)} ${code.slice(at)}- Ma GD ACSP/ aa000001`;
      expect(matchCredit(credit({ content: broken.toLowerCase() }), [asked])).toMatchObject({
        is: 'matched',
      });
    }
    const nested = `TKThe :1, tai VCB. MBVCB.1.2.X${code}Y.CT tu 1 toi 2 ${code}`;
    expect(matchCredit(credit({ content: nested }), [asked])).toMatchObject({ is: 'matched', tender: 't1' });
  });

  it('of two payments is for a person', () => {
    const two: Asked = { ...asked, tender: 't2', key: other };
    expect(matchCredit(credit({ content: `${code} ${other}` }), [asked, two])).toEqual({
      is: 'unmatched',
      suggestions: [
        { tender: 't1', reasons: ['several-codes'] },
        { tender: 't2', reasons: ['several-codes'] },
      ],
    });
  });
});

describe('a virtual account', () => {
  const virtual: Asked = { ...asked, tender: 'va', by: 'virtual-account', key: 'VA00001' };

  it('says more than a code', () => {
    const match = matchCredit(credit({ virtualAccount: 'va00001' }), [asked, virtual]);
    expect(match).toMatchObject({ is: 'matched', tender: 'va', by: 'virtual-account' });
  });

  it('that nobody gave out leaves the code', () => {
    expect(matchCredit(credit({ virtualAccount: 'VA9' }), [asked, virtual])).toMatchObject({ tender: 't1' });
  });
});

describe('without a key', () => {
  const lost = credit({ content: 'chuyen tien' });

  it('account, amount and time together suggest, with reasons, and never match', () => {
    expect(matchCredit(lost, [asked])).toEqual({
      is: 'unmatched',
      suggestions: [{ tender: 't1', reasons: ['same-account', 'same-amount', 'in-time'] }],
    });
  });

  it.each([
    ['account', { account: '999999-2' }],
    ['amount', { amount: 50_001 }],
    ['time', { paidAt: 26 * hour }],
  ])('another %s suggests nothing', (_, more) => {
    expect(matchCredit({ ...lost, ...more }, [asked])).toEqual({ is: 'unmatched', suggestions: [] });
  });

  it('a piece of the code suggests by itself, first', () => {
    const cut = credit({ content: code.slice(0, 8), amount: 1, account: '1' });
    expect(matchCredit(cut, [asked])).toMatchObject({
      suggestions: [{ reasons: ['part-of-code', 'in-time'] }],
    });
  });

  it('what has been paid is not suggested', () => {
    expect(matchCredit(lost, [{ ...asked, state: 'credited' }])).toEqual({
      is: 'unmatched',
      suggestions: [],
    });
  });
});

describe('references', () => {
  it.each([
    ['FT26107000000001\\C59', 'FT26107000000001'],
    ['ft26032000000002B39', 'FT26032000000002'],
    [' MBVCB. 3278907687', 'MBVCB.3278907687'],
    ['', ''],
  ])('%s is %s', (given, key) => {
    expect(referenceKey(given)).toBe(key);
  });

  it('count what repeats', () => {
    expect(occurrenceKey('a', 1)).toBe('A');
    expect(occurrenceKey('a', 2)).toBe('A#2');
    expect(occurrenceKey('x'.repeat(80), 2)).toHaveLength(58);
  });
});
