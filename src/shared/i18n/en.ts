import { enCommon } from './en/common.ts';
import { enDisplay } from './en/display.ts';
import { enFailure } from './en/failure.ts';
import { enFailureMore } from './en/failure-more.ts';
import { enGate } from './en/gate.ts';
import { enImport } from './en/import.ts';
import { enShift } from './en/shift.ts';
import { enWorkplace } from './en/workplace.ts';

/** English; each part is checked against the keys of its Vietnamese source. */
export const en = {
  ...enCommon,
  ...enGate,
  ...enWorkplace,
  ...enShift,
  ...enImport,
  ...enDisplay,
  ...enFailure,
  ...enFailureMore,
} as const;
