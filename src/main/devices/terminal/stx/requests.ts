/** The commands this side gives, as messages, and what is expected of their answers. */
import type { CardAttempt, CardCharge, CardVoid } from '../../ports.ts';
import { maskCardNumbers } from '../mask.ts';
import { amountDigits, largestAmount } from '../scaling.ts';
import { plainTransport, type StxField, type StxMessage } from './codec.ts';
import type { StxProfile } from './profile.ts';
import type { Asked } from './replies.ts';

export interface Request {
  readonly message: StxMessage;
  readonly asked: Asked;
}

function request(profile: StxProfile, asked: Asked, fields: readonly StxField[]): Request {
  const { code } = asked;
  const more = profile.moreInRequests;
  const message = { transport: plainTransport, direction: 'request', responseCode: '00' } as const;
  return { message: { ...message, code, more, fields }, asked };
}

/** Sale or refund; null when the terminal could not be given such a charge. */
export function chargeRequest(
  profile: StxProfile,
  what: 'sale' | 'refund',
  charge: CardCharge,
): Request | null {
  if (!isCharge(profile, charge)) return null;
  const { amount, reference } = charge;
  const asked = (code: string): Asked => ({ code, reference, amount, charge: true });
  if (charge.by !== 'wallet') {
    const code = profile.codes[what];
    return code === null ? null : request(profile, asked(code), chargeFields(profile, charge));
  }
  if (profile.wallet === null || what === 'refund') return null;
  const { sale, extra } = profile.wallet;
  return request(profile, asked(sale), [...chargeFields(profile, charge), ...extra]);
}

/** Null when the terminal could not be given such a void. */
export function voidRequest(profile: StxProfile, wanted: CardVoid): Request | null {
  const { amount, reference, stan } = wanted;
  if (!isCharge(profile, wanted) || !/^[0-9A-Z]{1,12}$/.test(stan)) return null;
  const code = wanted.by === 'wallet' ? profile.wallet?.cancel : profile.codes.void;
  if (code === undefined || code === null) return null;
  const asked: Asked = { code, reference, amount, charge: true };
  return request(profile, asked, [
    ...chargeFields(profile, wanted),
    { type: profile.fields.stan, text: stan },
  ]);
}

/** Null when it is no reference of ours. */
export function inquiryRequest(
  profile: StxProfile,
  { reference, by }: Pick<CardAttempt, 'reference' | 'by'>,
): Request | null {
  const code = by === 'wallet' ? profile.wallet?.inquiry : profile.codes.inquiry;
  if (code === undefined || !isReference(reference)) return null;
  const asked: Asked = { code, reference, amount: null, charge: false };
  return request(profile, asked, [{ type: profile.fields.reference, text: reference }]);
}

/** Settlement or comm test, which name nothing. */
export function plainRequest(profile: StxProfile, what: 'settlement' | 'commTest'): Request {
  const asked: Asked = { code: profile.codes[what], reference: null, amount: null, charge: false };
  return request(profile, asked, []);
}

/** Asks to give up the charge under way; null where the terminal knows no such command. */
export function cancelMessage(profile: StxProfile): StxMessage | null {
  const code = profile.codes.cancel;
  if (code === null) return null;
  const asked: Asked = { code, reference: null, amount: null, charge: false };
  return request(profile, asked, []).message;
}

function isCharge(profile: StxProfile, { reference, amount }: CardCharge): boolean {
  return (
    isReference(reference) && Number.isSafeInteger(amount) && amount >= 1 && amount <= largestAmount(profile)
  );
}

/** Must come back unmasked, so it must not look like a card number. */
function isReference(reference: string): boolean {
  return /^(?=.*[A-Z])[A-Z0-9]{1,20}$/.test(reference) && maskCardNumbers(reference) === reference;
}

function chargeFields(profile: StxProfile, { amount, reference }: CardCharge): readonly StxField[] {
  return [
    { type: profile.fields.amount, text: amountDigits(profile, amount) },
    { type: profile.fields.reference, text: reference },
  ];
}
