import { describe, expect, test } from 'vitest';
import { entryTypes } from '../../../src/shared/journal/index.ts';
import {
  canBeGivenBack,
  heldAndClaim,
  IllegalMove,
  isLegalMove,
  isPending,
  isProven,
  keepsMoney,
  type Machine,
  machines,
  methodOf,
  moneyEffect,
} from '../../../src/shared/payment/index.ts';
import {
  claimOf,
  designMoves,
  heldOf,
  statesNotProven,
  statesWithMoney,
} from '../../support/design-table.ts';

const names = Object.keys(designMoves) as Machine[];
const states = (machine: Machine) => Object.keys(designMoves[machine]);
const everyState = [...new Set(names.flatMap(states))];
const pairs = names.flatMap((machine) =>
  everyState.flatMap((from) => everyState.map((to) => [machine, from, to] as const)),
);

describe('every machine against the text of design §4', () => {
  test('has the same states and no others', () => {
    expect(Object.keys(machines).sort()).toEqual([...names].sort());
    for (const machine of names)
      expect(Object.keys(machines[machine].moves).sort()).toEqual(states(machine).sort());
  });

  test(`knows exactly the moves of the text (${pairs.length} pairs)`, () => {
    for (const [machine, from, to] of pairs) {
      const legal = designMoves[machine][from]?.includes(to) ?? false;
      expect(isLegalMove(machine, from, to), `${machine}: ${from} → ${to}`).toBe(legal);
    }
  });

  test('has an entry type for every state that can be reached, and for no other', () => {
    for (const machine of names) {
      const typed = Object.keys(entryTypes).filter((type) => type.startsWith(`${machine}.`));
      expect(typed.sort()).toEqual(
        states(machine)
          .map((state) => `${machine}.${state}`)
          .sort(),
      );
    }
  });

  test('is born where the text begins', () => {
    expect(names.map((machine) => [machine, machines[machine].start])).toEqual([
      ['cash', 'intended'],
      ['card', 'intended'],
      ['manual', 'intended'],
      ['vietqr', 'shown'],
      ['ussd', 'asked'],
      ['incoming', 'credited'],
    ]);
  });
});

describe('the money of every state', () => {
  test('keeps it in the states that the text counts as money in', () => {
    for (const machine of names) {
      for (const state of states(machine)) {
        expect(keepsMoney(machine, state), `${machine}.${state}`).toBe(statesWithMoney.includes(state));
      }
    }
  });

  test('is proven unless it is accepted, keyed, decided-paid or unknown', () => {
    for (const machine of names) {
      for (const state of states(machine)) {
        const proven = statesWithMoney.includes(state) && !statesNotProven.includes(state);
        expect(isProven(machine, state), `${machine}.${state}`).toBe(proven);
      }
    }
  });

  test('may still come only where nothing is decided', () => {
    const waiting = ['intended', 'sent', 'unknown', 'shown', 'asked', 'claimed'];
    for (const machine of names) {
      for (const state of states(machine)) {
        expect(isPending(machine, state), `${machine}.${state}`).toBe(waiting.includes(state));
      }
    }
  });

  test('can be given back from exactly these', () => {
    const back = names.flatMap((machine) =>
      states(machine).flatMap((state) => (canBeGivenBack(machine, state) ? [`${machine}.${state}`] : [])),
    );
    expect(back).toEqual(['cash.received', 'card.approved', 'manual.keyed', 'manual.matched']);
  });

  test.each([
    ['cash', false, 'cash'],
    ['card', false, 'card'],
    ['manual', false, 'card'],
    ['vietqr', false, 'qr'],
    ['vietqr', true, 'mobile-money'],
    ['ussd', false, 'mobile-money'],
  ] as const)('%s (wallet %s) reports under %s', (machine, wallet, method) => {
    expect(methodOf(machine, wallet)).toBe(method);
  });
});

describe('effect of a move', () => {
  const holdings = [
    { kept: 0, allocated: 0 },
    { kept: 100, allocated: 0 },
    { kept: 100, allocated: 60 },
    { kept: 100, allocated: 100 },
    { kept: 0, allocated: 100 },
    { kept: 80, allocated: 100 },
  ];

  test('is what is kept after less before, and the change of what payers owe on papers', () => {
    for (const [machine, from, to] of pairs) {
      for (const before of holdings) {
        for (const kept of keepsMoney(machine, to) ? [1, 80, 100, 120] : [0]) {
          const what = `${machine}: ${from} → ${to}, ${JSON.stringify(before)} to ${kept}`;
          const legal = designMoves[machine][from]?.includes(to) ?? false;
          const gives = to === 'returned' || to === 'voided';
          const run = () => moneyEffect(machine, from, to, before, kept);
          if (!legal || (gives && before.allocated > 0)) {
            expect(run, what).toThrow(IllegalMove);
            continue;
          }
          const claim = claimOf({ kept, allocated: before.allocated }) - claimOf(before);
          expect(run(), what).toEqual({ moved: kept - before.kept, claim });
          const held = heldOf({ kept, allocated: before.allocated }) - heldOf(before);
          expect(held - claim, what).toBe(kept - before.kept);
        }
      }
    }
  });

  test('held and claim never stand together', () => {
    for (const holding of holdings) {
      expect(heldAndClaim(holding)).toEqual({ held: heldOf(holding), claim: claimOf(holding) });
    }
  });
});
