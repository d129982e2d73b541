import { viBackup } from './vi/backup.ts';
import { viBatches } from './vi/batches.ts';
import { viCard } from './vi/card.ts';
import { viCollect } from './vi/collect.ts';
import { viCommon } from './vi/common.ts';
import { viCorrections } from './vi/corrections.ts';
import { viDeposits } from './vi/deposits.ts';
import { viDevices } from './vi/devices.ts';
import { viDisplay } from './vi/display.ts';
import { viDisputes } from './vi/disputes.ts';
import { viElsewhere } from './vi/elsewhere.ts';
import { viFacility } from './vi/facility.ts';
import { viFailure } from './vi/failure.ts';
import { viFailureCard } from './vi/failure-card.ts';
import { viFailureCollect } from './vi/failure-collect.ts';
import { viFailureDevices } from './vi/failure-devices.ts';
import { viFailureDocuments } from './vi/failure-documents.ts';
import { viFailureFacility } from './vi/failure-facility.ts';
import { viFailureImport } from './vi/failure-import.ts';
import { viFailureLedger } from './vi/failure-ledger.ts';
import { viFailureLife } from './vi/failure-life.ts';
import { viFailureMore } from './vi/failure-more.ts';
import { viFailureSettings } from './vi/failure-settings.ts';
import { viFailureStatement } from './vi/failure-statement.ts';
import { viFailureSync } from './vi/failure-sync.ts';
import { viGate } from './vi/gate.ts';
import { viGuidance } from './vi/guidance.ts';
import { viHelp } from './vi/help.ts';
import { viHistory } from './vi/history.ts';
import { viImport } from './vi/import.ts';
import { viLife } from './vi/life.ts';
import { viOutages } from './vi/outages.ts';
import { viPanel } from './vi/panel.ts';
import { viProvince } from './vi/province.ts';
import { viQr } from './vi/qr.ts';
import { viReports } from './vi/reports.ts';
import { viSettings } from './vi/settings.ts';
import { viSettingsLists } from './vi/settings-lists.ts';
import { viShift } from './vi/shift.ts';
import { viStatement } from './vi/statement.ts';
import { viSync } from './vi/sync.ts';
import { viTerminal } from './vi/terminal.ts';
import { viWorkplace } from './vi/workplace.ts';

/** Vietnamese, the source language. `<b>` is emphasis, `<k>` a key cap, `{name}` a place to fill. */
export const vi = {
  ...viBackup,
  ...viBatches,
  ...viCard,
  ...viCollect,
  ...viFailureCard,
  ...viFailureCollect,
  ...viCommon,
  ...viCorrections,
  ...viOutages,
  ...viDeposits,
  ...viGate,
  ...viSettings,
  ...viSettingsLists,
  ...viHistory,
  ...viGuidance,
  ...viHelp,
  ...viWorkplace,
  ...viQr,
  ...viShift,
  ...viImport,
  ...viDisplay,
  ...viDisputes,
  ...viDevices,
  ...viTerminal,
  ...viFailure,
  ...viFailureImport,
  ...viFailureStatement,
  ...viStatement,
  ...viFailureDevices,
  ...viFailureLedger,
  ...viFailureLife,
  ...viFailureDocuments,
  ...viReports,
  ...viLife,
  ...viFailureMore,
  ...viFailureSettings,
  ...viFailureSync,
  ...viSync,
  ...viFacility,
  ...viElsewhere,
  ...viFailureFacility,
  ...viPanel,
  ...viProvince,
} as const;
