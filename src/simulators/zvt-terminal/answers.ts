/** What the terminal writes into its messages. */
import { type EpochMs, vietnamIso } from '../../shared/kernel/clock.ts';
import type { Booking, Script } from './contract.ts';
import type { Message } from './frames.ts';

const testCard = '4111111111111111';
/** As long as the field of the merchant number. */
const shortTestCard = '378282246310005';
/** This simulator's own codes; nothing published says them. */
export const ends = {
  declined: '05',
  cancelled: '6C',
  emptyBatch: 'C9',
  unknownSale: 'CA',
} as const;

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A length in two or three bytes, one digit in each. */
function variable(digits: 2 | 3, value: Buffer): Buffer {
  const length = String(value.length).padStart(digits, '0');
  return Buffer.concat([hex([...length].map((digit) => `F${digit}`).join('')), value]);
}

const digitsOf = (amount: number, factor: number): string => String(amount * factor).padStart(12, '0');

/** Now as the terminal's clock writes it. */
function stampOf(at: number): { readonly date: string; readonly time: string } {
  const digits = vietnamIso(at as EpochMs).replace(/\D/g, '');
  return { date: digits.slice(2, 8), time: digits.slice(8, 14) };
}

function receiptBefore(receipt: string): string {
  return String((Number(receipt) + 9_999) % 10_000).padStart(4, '0');
}

/** Status information of a booking. */
export function statusOf(booking: Booking, script: Script, factor: number): Message {
  const { date, time } = stampOf(booking.at);
  const stands = booking.result === 'approved' && !booking.undone;
  const amount = script.wrongAmount ? booking.amount + 1_000 : booking.amount;
  const receipt = script.wrongReceipt ? receiptBefore(booking.receipt) : booking.receipt;
  const masked = hex('411111EEEEEE1111');
  const leak = (text: string): string => (script.leaksCard ? `${text} ${testCard}` : text);
  const parts = [
    hex('27'),
    hex(stands ? '00' : ends.declined),
    hex(`04${digitsOf(amount, factor)}`),
    hex(`0B00${receipt}`),
    hex(`0C${time}`),
    hex(`0D${date.slice(2)}`),
    hex('0E2912'),
    hex('170001'),
    hex('1970'),
    hex('22'),
    variable(2, script.leaksCard ? hex(testCard) : masked),
    hex('2928004869'),
    hex('2A'),
    latin((script.leaksCard ? shortTestCard : '100764673').padEnd(15)),
    hex('3B'),
    latin(booking.approvalCode.padEnd(8)),
    hex('3C'),
    variable(3, latin(leak(stands ? 'APPROVED' : 'DO NOT HONOUR'))),
    hex('490704'),
    ...(script.namesReceipt ? [hex(`87${receipt}`)] : []),
    hex(`8800${receipt}`),
    hex('8A0A'),
    hex('8B'),
    variable(2, latin(`${leak('VISA')}\0`)),
    ...(script.leaksCard ? [hex('23'), variable(2, hex(`${testCard}D2912101`))] : []),
  ];
  return { name: '040F', data: Buffer.concat(parts) };
}

/** Status information of a settlement: totals in one of seven kinds of card. */
export function settledOf(
  closed: { readonly first: string; readonly last: string; readonly count: number; readonly total: number },
  at: number,
  factor: number,
): Message {
  const { date, time } = stampOf(at);
  const sum = digitsOf(Math.max(0, closed.total), factor);
  const none = `00${'0'.repeat(12)}`;
  const kinds = [none, none, none, none, closed.count.toString(16).padStart(2, '0') + sum, none, none];
  const totals = variable(3, hex(closed.first + closed.last + kinds.join('')));
  const data = [
    hex('2700'),
    hex(`04${sum}`),
    hex(`0C${time}`),
    hex(`0D${date.slice(2)}`),
    hex('490704'),
    hex('60'),
    totals,
  ];
  return { name: '040F', data: Buffer.concat(data) };
}

/** Completion that also tells the clock, as this simulator does after a repeated receipt. */
export function completedAt(at: number): Message {
  const { date, time } = stampOf(at);
  return { name: '060F', data: hex(`AA${date}0C${time}`) };
}

export const completed: Message = { name: '060F', data: Buffer.alloc(0) };
export const registered: Message = { name: '060F', data: hex('1900292800486949' + '0704') };
export const versionTold: Message = {
  name: '060F',
  data: Buffer.concat([variable(3, latin('2.14.15')), hex('00')]),
};
export const accepted: Message = { name: '8000', data: Buffer.alloc(0) };

export const refused = (code: string): Message => ({ name: `84${code}`, data: Buffer.alloc(0) });
export const aborted = (code: string): Message => ({ name: '061E', data: hex(code) });
export const step = (code: string): Message => ({ name: '04FF', data: hex(code) });

/** A line of the customer's receipt. */
export function printed(index: number, script: Script): Message {
  const text = script.leaksCard ? `CARD ${testCard}` : `LINE ${index}`;
  return { name: '06D1', data: Buffer.concat([Buffer.from([0]), latin(text)]) };
}
