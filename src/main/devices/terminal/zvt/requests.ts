/** The commands this side gives, and what is expected of their answers. */
import type { CardCharge, CardVoid } from '../../ports.ts';
import { maskCardNumbers } from '../mask.ts';
import { amountDigits, largestAmount } from '../scaling.ts';
import type { Apdu } from './codec.ts';
import { packed } from './fields.ts';
import type { ZvtProfile } from './profile.ts';

export const commands = {
  register: 0x0600,
  authorize: 0x0601,
  repeat: 0x0620,
  reverse: 0x0630,
  refund: 0x0631,
  endOfDay: 0x0650,
  status: 0x0501,
  abort: 0x06b0,
} as const;

/** The command under way, as far as answers are judged by it. */
export interface Asked {
  readonly name: keyof typeof commands;
  /** Null for a command that names no charge. */
  readonly reference: string | null;
  /** Null where no amount is to be expected. */
  readonly amount: number | null;
  /** Whether money may move: the answer must carry what proves it. */
  readonly charge: boolean;
}

export interface Request {
  readonly apdu: Apdu;
  readonly asked: Asked;
}

const receiptField = 0x87;
const serviceField = 0x03;
/** Sends the last status information again: the way back after a lost reply. */
const resendStatus = 0x01;

export const accepted: Apdu = { command: 0x8000, data: new Uint8Array() };

function request(asked: Asked, data: readonly number[]): Request {
  return { apdu: { command: commands[asked.name], data: Uint8Array.from(data) }, asked };
}

/** What a question expects: no amount, no proof. */
function question(name: keyof typeof commands, data: readonly number[]): Request {
  return request({ name, reference: null, amount: null, charge: false }, data);
}

const password = (profile: ZvtProfile): readonly number[] => packed(profile.password, 3);

/** Registration: who we are, and what the terminal may send. */
export function registration(profile: ZvtProfile): Request {
  return question('register', [
    ...password(profile),
    Number.parseInt(profile.registration, 16),
    ...packed(profile.currency, 2),
  ]);
}

export function repeatReceipt(profile: ZvtProfile): Request {
  return question('repeat', [...password(profile), serviceField, resendStatus]);
}

export function statusEnquiry(profile: ZvtProfile): Request {
  return question('status', password(profile));
}

export function endOfDay(profile: ZvtProfile): Request {
  return question('endOfDay', password(profile));
}

/** Asks to give up what is under way. */
export const abortApdu: Apdu = { command: commands.abort, data: new Uint8Array() };

/** Sale or refund; null when the terminal could not be given such a charge. */
export function chargeRequest(
  profile: ZvtProfile,
  name: 'authorize' | 'refund',
  charge: CardCharge,
): Request | null {
  if (!isCharge(profile, charge) || (name === 'refund' && !profile.refunds)) return null;
  const { reference, amount } = charge;
  const money = [0x04, ...packed(amountDigits(profile, amount), 6), 0x49, ...packed(profile.currency, 2)];
  const data = name === 'refund' ? [...password(profile), ...money] : money;
  return request({ name, reference, amount, charge: true }, data);
}

/** Null when the terminal could not be given such a void; it knows the sale by its receipt number. */
export function voidRequest(profile: ZvtProfile, wanted: CardVoid): Request | null {
  const { reference, amount, stan } = wanted;
  if (!profile.reverses || !isCharge(profile, wanted) || !/^\d{4}$/.test(stan)) return null;
  const data = [...password(profile), receiptField, ...packed(stan, 2)];
  return request({ name: 'reverse', reference, amount, charge: true }, data);
}

/** The terminal never hears our reference, but papers and logs do. No wallet speaks ZVT. */
export function isReference(reference: string): boolean {
  return /^(?=.*[A-Z])[A-Z0-9]{1,20}$/.test(reference) && maskCardNumbers(reference) === reference;
}

function isCharge(profile: ZvtProfile, { reference, amount, by }: CardCharge): boolean {
  const known = isReference(reference) && by !== 'wallet';
  return known && Number.isSafeInteger(amount) && amount >= 1 && amount <= largestAmount(profile);
}
