import type { MethodName } from './contract.ts';
import type { MoneyMoved } from './define.ts';

/**
 * Which methods may move money or write a receipt. When the answer to one of these is lost nobody may say that
 * nothing happened: the failure says `unknown`, and the same ids are sent again to find out.
 */
const moves: Readonly<Record<MethodName, boolean>> = {
  'setup.create': false,
  'ledger.openEpoch': false,
  'staff.signIn': false,
  'staff.signOut': false,
  'staff.lock': false,
  'staff.unlock': false,
  'staff.changePin': false,
  'staff.savePerson': false,
  'series.openYear': false,
  'shift.open': true,
  'shift.takeOver': true,
  'shift.x': false,
  'shift.moveCash': true,
  'shift.openDrawer': true,
  'shift.count': false,
  'shift.preview': false,
  'shift.close': true,
  'payer.find': false,
  'payer.open': false,
  'collect.show': false,
  'collect.cashBegin': false,
  'collect.cashReceive': true,
  'collect.cashCancel': true,
  'accounts.list': false,
  'accounts.set': false,
  'collect.qrBegin': false,
  'collect.qrCancel': true,
  'collect.qrClaim': false,
  'collect.qrAccept': true,
  'collect.qrNeverCame': true,
  'collect.issue': true,
  'collect.park': true,
  'collect.resume': true,
  'collect.undo': true,
  'receipt.print': false,
  'z.print': false,
  'print.answer': false,
  'receipt.recent': false,
  'import.preview': false,
  'import.accept': false,
  'import.cancel': false,
};

/** What is known of the money when the answer to `method` was lost. */
export function moneyMovedIfLost(method: MethodName): MoneyMoved {
  return moves[method] ? 'unknown' : 'no';
}
