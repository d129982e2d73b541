import { enCommon } from './en/common.ts';
import { enDisplay } from './en/display.ts';
import { enFailure } from './en/failure.ts';
import { enFailureLedger } from './en/failure-ledger.ts';
import { enFailureMore } from './en/failure-more.ts';
import { enGate } from './en/gate.ts';
import { enImport } from './en/import.ts';
import { enQr } from './en/qr.ts';
import { enShift } from './en/shift.ts';
import { enWorkplace } from './en/workplace.ts';

/** English; each part is checked against the keys of its Vietnamese source. */
export const en = {
  ...enCommon,
  ...enGate,
  ...enWorkplace,
  ...enQr,
  ...enShift,
  ...enImport,
  ...enDisplay,
  ...enFailure,
  ...enFailureLedger,
  ...enFailureMore,
} as const;
