/** What the terminal writes into its answers. */
import { Bank } from './bank.ts';
import type { Booking, Script } from './contract.ts';
import type { Frame } from './frames.ts';

const testCard = '4111111111111111';
const notOurs = 'ANOTHERTILL9';
/** A wallet has no card number: sale by code, inquiry and cancel. */
const walletCodes: ReadonlySet<string> = new Set(['70', 'IQ', 'CQ']);

/** Digits for so many đồng; `factor` is how this terminal writes them. */
export function digitsOf(amount: number, factor: number): string {
  return String(amount * factor).padStart(12, '0');
}

/** The answer to a charge or, with another code, to a question about it. */
export function bookingAnswer(code: string, booking: Booking, script: Script, factor: number): Frame {
  const { approvalCode, rrn, stan, batch, result } = booking;
  const { date, time } = Bank.stamp(booking.at);
  const approved = result === 'approved';
  const fields = new Map<string, string>();
  const text = approved ? 'APPROVED' : 'DO NOT HONOUR';
  fields.set('02', (script.leaksCard ? `${text} ${testCard}` : text).padEnd(40));
  if (approved) fields.set('01', approvalCode);
  if (script.namesAmount) {
    const amount = script.wrongAmount ? booking.amount + 1_000 : booking.amount;
    fields.set('40', digitsOf(amount, factor));
  }
  fields.set('65', stan);
  fields.set('16', 'Q1234567');
  fields.set('D1', '000000000123456');
  if (walletCodes.has(code)) fields.set('D2', 'WALLET    ');
  else {
    fields.set('D2', 'VISA      ');
    fields.set('30', script.leaksCard ? testCard : '411111XXXXXX1111');
    fields.set('31', script.leaksCard ? '2912' : '****');
  }
  fields.set('50', batch);
  fields.set('03', date);
  fields.set('04', time);
  fields.set('D3', rrn);
  if (script.leaksCard) fields.set('ZZ', `;${testCard}=29121011000012300000?`);
  if (script.namesReference) fields.set('R1', script.wrongReference ? notOurs : booking.reference);
  return { kind: '1', code, answer: approved ? '00' : 'ND', fields };
}

/** "I know nothing of that reference", with clock and batch. */
export function notFoundAnswer(code: string, reference: string, bank: Bank): Frame {
  const { date, time } = Bank.stamp(bank.now());
  const fields = new Map([
    ['02', 'NO TRANSACTION'.padEnd(40)],
    ['50', bank.batch],
    ['03', date],
    ['04', time],
    ['R1', reference],
  ]);
  return { kind: '1', code, answer: 'NF', fields };
}

/** The answer to a settlement; a batch without anything in it is refused. */
export function settlementAnswer(code: string, bank: Bank, factor: number): Frame {
  const closed = bank.settle();
  if (closed === null)
    return { kind: '1', code, answer: 'NB', fields: new Map([['02', 'NO BATCH'.padEnd(40)]]) };
  const fields = new Map([
    ['50', closed.batch],
    ['N1', String(closed.count)],
    ['N2', digitsOf(Math.max(0, closed.total), factor)],
  ]);
  return { kind: '1', code, answer: '00', fields };
}
