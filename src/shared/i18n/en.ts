import { enBackup } from './en/backup.ts';
import { enBatches } from './en/batches.ts';
import { enCard } from './en/card.ts';
import { enCollect } from './en/collect.ts';
import { enCommon } from './en/common.ts';
import { enCorrections } from './en/corrections.ts';
import { enDeposits } from './en/deposits.ts';
import { enDevices } from './en/devices.ts';
import { enDisplay } from './en/display.ts';
import { enDisputes } from './en/disputes.ts';
import { enElsewhere } from './en/elsewhere.ts';
import { enFacility } from './en/facility.ts';
import { enFailure } from './en/failure.ts';
import { enFailureCard } from './en/failure-card.ts';
import { enFailureCollect } from './en/failure-collect.ts';
import { enFailureDevices } from './en/failure-devices.ts';
import { enFailureDocuments } from './en/failure-documents.ts';
import { enFailureFacility } from './en/failure-facility.ts';
import { enFailureImport } from './en/failure-import.ts';
import { enFailureLedger } from './en/failure-ledger.ts';
import { enFailureLife } from './en/failure-life.ts';
import { enFailureMore } from './en/failure-more.ts';
import { enFailureSettings } from './en/failure-settings.ts';
import { enFailureStatement } from './en/failure-statement.ts';
import { enFailureSync } from './en/failure-sync.ts';
import { enGate } from './en/gate.ts';
import { enGuidance } from './en/guidance.ts';
import { enHelp } from './en/help.ts';
import { enHistory } from './en/history.ts';
import { enImport } from './en/import.ts';
import { enLife } from './en/life.ts';
import { enOutages } from './en/outages.ts';
import { enPanel } from './en/panel.ts';
import { enProvince } from './en/province.ts';
import { enQr } from './en/qr.ts';
import { enReports } from './en/reports.ts';
import { enSettings } from './en/settings.ts';
import { enSettingsLists } from './en/settings-lists.ts';
import { enShift } from './en/shift.ts';
import { enStatement } from './en/statement.ts';
import { enSync } from './en/sync.ts';
import { enTerminal } from './en/terminal.ts';
import { enWorkplace } from './en/workplace.ts';

/** English; each part is checked against the keys of its Vietnamese source. */
export const en = {
  ...enBackup,
  ...enBatches,
  ...enCard,
  ...enCollect,
  ...enFailureCard,
  ...enFailureCollect,
  ...enCommon,
  ...enCorrections,
  ...enOutages,
  ...enDeposits,
  ...enGate,
  ...enSettings,
  ...enSettingsLists,
  ...enHistory,
  ...enGuidance,
  ...enHelp,
  ...enWorkplace,
  ...enQr,
  ...enShift,
  ...enImport,
  ...enDisplay,
  ...enDisputes,
  ...enDevices,
  ...enTerminal,
  ...enFailure,
  ...enFailureImport,
  ...enFailureStatement,
  ...enStatement,
  ...enFailureDevices,
  ...enFailureLedger,
  ...enFailureLife,
  ...enFailureDocuments,
  ...enReports,
  ...enLife,
  ...enFailureMore,
  ...enFailureSettings,
  ...enFailureSync,
  ...enSync,
  ...enFacility,
  ...enElsewhere,
  ...enFailureFacility,
  ...enPanel,
  ...enProvince,
} as const;
