import { ok } from '../../shared/kernel/result.ts';
import type { Row } from '../../shared/payment/index.ts';
import { acceptTransfer, transferNeverCame } from '../desk/accept-transfer.ts';
import type { LooseCredits } from '../desk/assign-credit.ts';
import type { ElsewhereParts } from '../desk/bring-fund.ts';
import type { CardAttempts } from '../desk/card-attempts.ts';
import type { CaseParts } from '../desk/cases.ts';
import { closeShift, countCash, previewClose } from '../desk/close-shift.ts';
import { type DeskContext, fail, type Outcome } from '../desk/context.ts';
import type { SyncDesk } from '../desk/enrol.ts';
import type { ListImports } from '../desk/import-list.ts';
import type { StatementImports } from '../desk/import-statement.ts';
import { issueCollection } from '../desk/issue.ts';
import { moveCash, openDrawer } from '../desk/move-cash.ts';
import { openSeriesYear, openShift, takeOverShift } from '../desk/open-shift.ts';
import type { PaperFiles } from '../desk/papers/files.ts';
import { park, resume, undo } from '../desk/park.ts';
import { answerPrint, printReceipt, printZ } from '../desk/print.ts';
import type { FacilityKeys } from '../desk/recovery-sheet.ts';
import { setAccounts } from '../desk/set-accounts.ts';
import type { DeviceRack } from '../desk/set-devices.ts';
import { type SetUpParts, setUp } from '../desk/set-up.ts';
import { beginQr, cancelQr, claimQr } from '../desk/show-qr.ts';
import { beginCash, cancelCashTender, receiveCashTender } from '../desk/take-cash.ts';
import { xOfOpenShift } from '../desk/x-report.ts';
import type { Reports } from '../reports/reports.ts';
import { accountsView } from '../views/accounts.ts';
import { qrView } from '../views/codes.ts';
import type { CustomerDisplay } from '../views/display.ts';
import { receiptsFor } from '../views/history.ts';
import { choiceShown, findPayers, openPayer } from '../views/payers.ts';
import { receiptView } from '../views/receipt.ts';
import type { Handlers } from './calls.ts';
import { type BackupDesk, backupHandlers } from './handlers-backup.ts';
import { cardHandlers } from './handlers-card.ts';
import { cardBatchHandlers } from './handlers-card-batches.ts';
import { cardMatchHandlers } from './handlers-card-match.ts';
import { collectHandlers } from './handlers-collect.ts';
import { correctionHandlers } from './handlers-corrections.ts';
import { depositHandlers } from './handlers-deposits.ts';
import { deviceHandlers } from './handlers-devices.ts';
import { disputeHandlers } from './handlers-disputes.ts';
import { documentHandlers } from './handlers-documents.ts';
import { elsewhereHandlers } from './handlers-elsewhere.ts';
import { facilityHandlers } from './handlers-facility.ts';
import { guidanceHandlers } from './handlers-guidance.ts';
import { importHandlers } from './handlers-import.ts';
import { keyHandlers } from './handlers-keys.ts';
import { reportHandlers } from './handlers-reports.ts';
import { type HouseParts, settingsHandlers } from './handlers-settings.ts';
import { statementHandlers } from './handlers-statements.ts';
import { syncHandlers } from './handlers-sync.ts';

export interface HandlerParts {
  readonly context: DeskContext;
  readonly imports: ListImports;
  readonly statements: StatementImports;
  readonly display: CustomerDisplay;
  readonly setUp: SetUpParts;
  readonly house: HouseParts;
  readonly loose: LooseCredits;
  readonly rack: DeviceRack;
  readonly cards: CardAttempts;
  readonly sync: SyncDesk;
  readonly keys: FacilityKeys;
  readonly backup: BackupDesk;
  readonly cases: CaseParts;
  readonly elsewhere: ElsewhereParts;
  readonly reports: Reports;
  readonly papers: PaperFiles;
}

/** Every method of the contract to the desk's function for it. No logic: names, and what a window is shown of it. */
export function makeHandlers(handed: HandlerParts): Handlers {
  const { context, imports, display, setUp: parts, house, loose, rack } = handed;
  const { catalogue, reads, spool, staff } = context;
  const receiptsOf = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const row = reads.receipt(id);
      return row === undefined ? [] : [receiptView(reads, spool, row, house.isSent)];
    });
  const codeOf = (answer: Outcome<Row<'tender'>>) => (answer.ok ? ok(qrView(reads, answer.value)) : answer);
  const empty = <F>(answer: { ok: true } | { ok: false; reason: F }) => (answer.ok ? ok({}) : answer);
  return {
    ...settingsHandlers(context, imports, house),
    ...deviceHandlers(context, rack),
    'setup.create': (request) => setUp(context, parts, request),
    'ledger.openEpoch': () => fail('not-quarantined'),
    'staff.signIn': async ({ person, pin }) => empty(await staff.signIn(person, pin)),
    'staff.signOut': () => empty(staff.signOut()),
    'staff.lock': () => empty(staff.lock()),
    'staff.unlock': async ({ pin }) => empty(await staff.unlock(pin)),
    'staff.changePin': async ({ oldPin, newPin }) => empty(await staff.changePin(oldPin, newPin)),
    'shift.open': (request) => openShift(context, request),
    'series.openYear': (request) => openSeriesYear(context, request),
    'shift.takeOver': (request) => takeOverShift(context, request),
    'shift.x': () => {
      const x = xOfOpenShift(context);
      return x.ok ? ok(x.value.figures) : x;
    },
    'shift.moveCash': (request) => moveCash(context, request),
    'shift.openDrawer': (request) => openDrawer(context, request),
    'shift.count': (request) => countCash(context, request),
    'shift.preview': () => previewClose(context),
    'shift.close': (request) => closeShift(context, request),
    'payer.find': (request) => ok(findPayers(catalogue, reads, request)),
    'payer.open': ({ payer }) => {
      const view = openPayer(catalogue, reads, payer);
      return view === null ? fail('payer-not-found') : ok(view);
    },
    'collect.show': ({ choice }) => {
      const payer = choice === null ? null : openPayer(catalogue, reads, choice.payer);
      if (choice === null || payer === null) display.choose(null);
      else display.choose(choiceShown(catalogue, payer, choice.lines));
      return ok({});
    },
    'collect.cashBegin': (request) => beginCash(context, request),
    'collect.cashReceive': (request) => {
      const received = receiveCashTender(context, request);
      if (!received.ok) return received;
      const { receipts, change } = received.value;
      if (receipts.length > 0) display.received(receipts, change);
      return ok({ ...received.value, receipts: receiptsOf(receipts) });
    },
    'collect.cashCancel': (request) => {
      const cancelled = cancelCashTender(context, request);
      if (cancelled.ok) display.cancelled();
      return cancelled;
    },
    'accounts.list': () => ok(accountsView(reads)),
    'accounts.set': (request) => setAccounts(context, request),
    'collect.qrBegin': (request) => codeOf(beginQr(context, request)),
    'collect.qrCancel': (request) => {
      const collection = reads.tender(request.tender)?.collection ?? null;
      const inFront = collection !== null && reads.collection(collection)?.state === 'open';
      const cancelled = cancelQr(context, request);
      if (inFront && cancelled.ok && cancelled.value.undone) display.cancelled();
      return empty(cancelled);
    },
    'collect.qrClaim': (request) => codeOf(claimQr(context, request)),
    'collect.qrAccept': async (request) => codeOf(await acceptTransfer(context, request)),
    'collect.qrNeverCame': async (request) => codeOf(await transferNeverCame(context, request)),
    'collect.issue': (request) => {
      const { collection } = request;
      const inFront = reads.collection(collection)?.state === 'open';
      const issued = issueCollection(context, request);
      if (!issued.ok) return issued;
      if (inFront) display.received(issued.value, 0);
      return ok({ collection, receipts: receiptsOf(issued.value), given: 0, change: 0 });
    },
    ...cardHandlers({ context, cards: handed.cards }),
    ...collectHandlers({ context, loose, display, receiptsOf }),
    'collect.park': (request) => park(context, request),
    'collect.resume': (request) => resume(context, request),
    'collect.undo': (request) => undo(context, request),
    'receipt.print': (request) => printReceipt(context, request),
    'z.print': (request) => printZ(context, request),
    'print.answer': (request) => answerPrint(context, request),
    'receipt.recent': ({ text, limit }) =>
      ok({
        receipts: receiptsOf(
          receiptsFor(
            { ...context, search: house.search, facility: house.facility, isSent: house.isSent },
            text,
            limit,
          ),
        ),
      }),
    ...importHandlers(imports),
    ...statementHandlers(handed.statements),
    ...syncHandlers(handed.sync),
    ...keyHandlers(context, handed.keys),
    ...backupHandlers(handed.backup),
    ...facilityHandlers(context, handed.cases, handed.sync, handed.reports),
    ...correctionHandlers(context),
    ...depositHandlers(context),
    ...elsewhereHandlers(context, handed.elsewhere),
    ...reportHandlers(context, handed.reports),
    ...documentHandlers(context, handed),
    ...cardMatchHandlers(context),
    ...cardBatchHandlers(context, loose, handed.cases.facility),
    ...disputeHandlers(context),
    ...guidanceHandlers(context, rack),
  };
}
