import { viCommon } from './vi/common.ts';
import { viDisplay } from './vi/display.ts';
import { viFailure } from './vi/failure.ts';
import { viFailureLedger } from './vi/failure-ledger.ts';
import { viFailureMore } from './vi/failure-more.ts';
import { viGate } from './vi/gate.ts';
import { viImport } from './vi/import.ts';
import { viQr } from './vi/qr.ts';
import { viShift } from './vi/shift.ts';
import { viWorkplace } from './vi/workplace.ts';

/** Vietnamese, the source language. `<b>` is emphasis, `<k>` a key cap, `{name}` a place to fill. */
export const vi = {
  ...viCommon,
  ...viGate,
  ...viWorkplace,
  ...viQr,
  ...viShift,
  ...viImport,
  ...viDisplay,
  ...viFailure,
  ...viFailureLedger,
  ...viFailureMore,
} as const;
