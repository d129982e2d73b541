/**
 * `faults terminal-fuzz`: frames of both protocols, spoilt inside and outside, half of them with a check that fits. None
 * may crash a reader or pass for the approval that was asked for. Control: the unspoilt approval, which must pass.
 */
import type { FaultRun, Measured } from '../support/runner.ts';
import { fuzzStx } from '../support/stx/fuzz.ts';
import { fuzzZvt } from '../support/zvt/fuzz.ts';

function measure(seed: number, frames: number, unspoilt: boolean): Measured {
  const rows = [
    { protocol: 'STX/LRC', frames, ...fuzzStx(seed, frames, unspoilt) },
    { protocol: 'ZVT serial', frames, ...fuzzZvt(seed, frames, 'serial', unspoilt) },
    { protocol: 'ZVT TCP', frames, ...fuzzZvt(seed, frames, 'tcp', unspoilt) },
  ];
  const sum = (of: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  return {
    table: rows,
    bounds: [
      {
        name: 'approvals out of spoilt frames',
        value: sum((row) => row.approvals),
        op: '==',
        limit: 0,
        unit: 'frames',
      },
      {
        name: 'read as messages all the same',
        value: sum((row) => row.messages),
        op: '>=',
        limit: 1,
        unit: 'frames',
      },
    ],
  };
}

export const terminalFuzz: FaultRun = {
  name: 'terminal-fuzz',
  about: 'spoilt frames of card terminals; --runs counts frames of each protocol',
  runs: 100_000,
  shortRuns: 5_000,
  measure: async ({ seed, runs }) => measure(seed, runs, false),
  control: {
    name: 'frames left unspoilt',
    breaks: 'approvals out of spoilt frames',
    measure: async ({ seed }) => measure(seed, 3, true),
  },
};
