/** Every code a refusal can carry to a window has words in both languages (look.md "Wording": no codes without words). */
import { describe, expect, it } from 'vitest';
import { en } from '../../../src/shared/i18n/en.ts';
import { vi } from '../../../src/shared/i18n/vi.ts';
import { rpcFailureCodes } from '../../../src/shared/rpc/wire.ts';
import { codesInCalls, codesInType } from '../../support/refusal-codes.ts';

const payment = 'src/shared/payment/**/*.ts';
const main = 'src/main/**/*.ts';
const { found, passedOn } = codesInCalls([payment, main]);

/** What a template can be filled with, by its beginning. */
const families: Readonly<Record<string, readonly string[]>> = {
  'print-': codesInType('src/main/spool/ports.ts', 'AskFailure'),
  'import-': [
    ...codesInType('src/main/catalogue/file/table.ts', 'FileFault', 'code'),
    ...codesInType('src/main/catalogue/jobs.ts', 'BuildFault', 'code'),
  ],
  'statement-': [
    ...codesInType('src/main/catalogue/file/table.ts', 'FileFault', 'code'),
    ...codesInType('src/shared/matching/statement/types.ts', 'StatementFault', 'code'),
  ],
  'sync-': [
    ...codesInType('src/main/sync/call.ts', 'CallFailure', 'code'),
    ...codesInType('src/main/sync/enrol.ts', 'EnrolFailure', 'code'),
  ],
  'recovery-': [
    ...codesInType('src/main/ledger/recovery.ts', 'RecoveryFailure', 'code'),
    // `NotReadable` of `store/salvage.ts`.
    'missing',
    'unreadable',
  ],
};

/** Unions of codes that are handed on as values. */
const unions = [
  ...codesInType('src/main/staff/failure.ts', 'StaffCode'),
  ...codesInType('src/main/staff/access.ts', 'AccessRefusal'),
  ...codesInType('src/main/staff/session.ts', 'SessionRefusal'),
  ...codesInType('src/main/facility/rules.ts', 'SettingFault'),
  ...rpcFailureCodes,
  'quarantined',
];

const ownFigures = 'the desk makes these figures and ids itself, from the same rows in the same transaction';
const noMethod = 'no method of the contract makes such an entry: proposals';

/** Codes that cannot reach a window, and why. A method that comes to make such an entry takes its codes off. */
const unreachable: Readonly<Record<string, string>> = {
  'lines-without-names': ownFigures,
  'number-not-next': ownFigures,
  'rounding-does-not-add-up': ownFigures,
  'rounding-too-large': ownFigures,
  'receipt-line-twice': ownFigures,
  'receipt-source-twice': ownFigures,
  'receipt-differs-from-allocation': ownFigures,
  'receipt-mixes-on-behalf': ownFigures,
  'receipt-does-not-add-up': ownFigures,
  'allocation-not-found': ownFigures,
  'claim-differs': ownFigures,
  'deposit-differs': ownFigures,
  'receipt-differs': ownFigures,
  'receipt-not-replaced': ownFigures,
  'refund-differs': ownFigures,
  'refund-way-differs': ownFigures,
  'fund-differs': ownFigures,
  'settlement-does-not-add-up': ownFigures,
  'meal-days-do-not-add-up': ownFigures,
  'reduction-without-ground': ownFigures,
  'invoice-of-another-day': ownFigures,
  'paper-differs': ownFigures,
  'deposit-of-another-stay': ownFigures,
  'carry-too-small': ownFigures,
  'float-left-differs': ownFigures,
  'count-does-not-add-up': ownFigures,
  'count-out-of-order': ownFigures,
  'z-out-of-order': ownFigures,
  'z-does-not-add-up': ownFigures,
  'hand-in-does-not-add-up': ownFigures,
  'proposal-finished': noMethod,
};

/** Values that stand for codes counted elsewhere: the unions above, or what a rule of `shared/payment` threw. */
const handedOn = new Set([
  'code',
  'step.reason',
  'allowed.reason',
  'read.reason',
  'pin.reason',
  'chosen.reason',
  'person.reason',
  'done.reason',
  'begun.reason',
  'completed.reason',
  'journalled.reason.code',
  'checked.reason',
  'checked.reason.code',
]);

/** Kinds of row in `world.ts` and `money.ts`; those that a method names or makes have words, see `rows`. */
const kindOfRow = /^`\$\{kind\}-/;

/** Rows that methods of the contract name or make; ids of all others come from the counter itself. */
const rows = [
  'collection',
  'tender',
  'receipt',
  'shift',
  'count',
  'series',
  'import',
  'person',
  'approval',
  'z',
];

const literals = found.filter((one) => !one.family).map(({ code }) => code);
const codes = [
  ...new Set([
    ...literals,
    ...Object.entries(families).flatMap(([begin, ends]) => ends.map((end) => `${begin}${end}`)),
    ...unions,
    ...rows.map((row) => `${row}-not-found`),
  ]),
].sort();

function wordless(texts: Readonly<Record<string, string>>): readonly string[] {
  return codes.filter(
    (code) => !Object.hasOwn(texts, `failure.${code}`) && !Object.hasOwn(unreachable, code),
  );
}

describe('codes of refusals', () => {
  it('finds them in the source at all', () => {
    expect(literals).toEqual(
      expect.arrayContaining(['bill-twice', 'no-shift', 'given-short', 'import-empty']),
    );
    expect(unions).toEqual(expect.arrayContaining(['weak-pin', 'not-locked', 'wrong-role']));
    for (const ends of Object.values(families)) expect(ends.length).toBeGreaterThan(2);
    expect(codes.length).toBeGreaterThan(120);
  });

  it('knows every family of codes and every value that is handed on', () => {
    expect([...new Set(found.filter((one) => one.family).map(({ code }) => code))].sort()).toEqual(
      Object.keys(families).sort(),
    );
    expect(passedOn.filter(({ argument }) => !handedOn.has(argument) && !kindOfRow.test(argument))).toEqual(
      [],
    );
  });

  it('has words for each of them in Vietnamese and English', () => {
    expect(wordless(vi)).toEqual([]);
    expect(wordless(en)).toEqual([]);
  });

  it('would notice a code without words', () => {
    const { 'failure.given-short': _, ...poorer } = vi;
    expect(wordless(poorer)).toEqual(['given-short']);
  });

  it('allows no code that has words or that nobody gives any more', () => {
    const stale = Object.keys(unreachable).filter(
      (code) => !literals.includes(code) || Object.hasOwn(vi, `failure.${code}`),
    );
    expect(stale).toEqual([]);
  });
});
