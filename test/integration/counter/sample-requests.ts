/** One well-formed request for every method of the contract: what refuses it is never its shape. */
import type { MethodName, MethodRequest } from '../../../src/shared/rpc/contract.ts';

const id = '01890000-0000-7000-8000-000000000001';
const pin = '258036';
const approval = { person: id, pin };

export const sampleRequests: { readonly [M in MethodName]: MethodRequest<M> } = {
  'setup.create': {
    institution: 'school',
    facilityName: 'Trường Thử',
    address: 'Ấp Thử',
    budgetCode: '',
    counterName: 'Quầy 9',
    seriesPrefix: 'TT',
    people: [{ name: 'Người Thử', roles: ['administrator'], pin }],
  },
  'ledger.openEpoch': approval,
  'staff.signIn': approval,
  'staff.signOut': {},
  'staff.lock': {},
  'staff.unlock': { pin },
  'staff.changePin': { oldPin: pin, newPin: '914725' },
  'staff.savePerson': { person: null, name: 'Người Mới', roles: ['cashier'], active: true, pin },
  'shift.open': { float: 1_000_000, name: 'Ca thử' },
  'series.openYear': { year: 2031 },
  'shift.takeOver': { approval },
  'shift.x': {},
  'shift.moveCash': { kind: 'pay-in', amount: 1_000, reason: 'thử', approval: null },
  'shift.openDrawer': { text: 'thử' },
  'shift.count': { purpose: 'surprise', torn: 0, lines: [{ denomination: 1_000, notes: 1 }] },
  'shift.preview': {},
  'shift.close': { count: id, reason: 'thử', nextFloat: 0, approval },
  'payer.find': { text: 'nguyen', limit: 10 },
  'payer.open': { payer: 'P1' },
  'collect.show': { choice: null },
  'collect.cashBegin': {
    collection: id,
    tender: '01890000-0000-7000-8000-000000000002',
    payer: 'P1',
    payerName: 'Người Nộp',
    lines: [{ bill: 'B1', amount: 1_000 }],
  },
  'collect.cashReceive': { tender: id, given: 1_000 },
  'collect.cashCancel': { tender: id },
  'collect.park': { collection: id },
  'collect.resume': { collection: id },
  'collect.undo': { collection: id },
  'receipt.print': { receipt: id },
  'print.answer': { job: id, paperCame: true },
  'receipt.recent': { text: '', limit: 10 },
  'import.preview': { fileName: 'a.csv', content: 'YQ==', source: 'Thử', mapping: null },
  'import.accept': { import: id },
  'import.cancel': { import: id },
};
