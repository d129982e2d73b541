/** What a message from the terminal means for the command under way. Pure; sees masked fields only. */
import type { EpochMs } from '../../../../shared/kernel/clock.ts';
import type { CardDetails, CardStep, UnknownCause } from '../../ports.ts';
import { amountOf } from '../scaling.ts';
import type { Apdu } from './codec.ts';
import { type Fields, readFields, textOf } from './fields.ts';
import type { ZvtProfile } from './profile.ts';
import type { Asked } from './requests.ts';

/** A status information, read but not yet believed. */
export interface ReadStatus {
  readonly result: 'approved' | 'declined';
  readonly responseCode: string;
  readonly text: string;
  /** Four digits. */
  readonly receipt: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly at: EpochMs | null;
  readonly details: CardDetails;
  readonly settled: { readonly count: number | null; readonly total: number | null };
}

export type Verdict =
  | { readonly kind: 'accepted' }
  /** The command is not carried out. */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'step'; readonly step: CardStep | null }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'status'; readonly status: ReadStatus }
  /** Ours, but what it says cannot be relied on. */
  | { readonly kind: 'unsure'; readonly cause: UnknownCause }
  /** `at`: the terminal's clock, where it tells it. */
  | { readonly kind: 'completed'; readonly at: EpochMs | null }
  | { readonly kind: 'aborted'; readonly code: string }
  /** A result of something older. */
  | { readonly kind: 'older'; readonly status: ReadStatus }
  /** Means nothing here. It is answered all the same, or the terminal would wait for us. */
  | { readonly kind: 'other' };

/** What the terminal had done before the command under way. */
export interface Context {
  readonly profile: ZvtProfile;
  readonly asked: Asked;
  /** Its last receipt number then; `0000` = none, null = not known. */
  readonly before: string | null;
  readonly now: EpochMs;
}

const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** Numbers of the fields that are read. */
const field = {
  amount: 0x04,
  time: 0x0c,
  date: 0x0d,
  fullDate: 0xaa,
  pan: 0x22,
  result: 0x27,
  terminal: 0x29,
  merchant: 0x2a,
  approval: 0x3b,
  text: 0x3c,
  currency: 0x49,
  totals: 0x60,
  receipt: 0x87,
  scheme: 0x8b,
} as const;

/** `YYMMDD` and `HHMMSS` on the terminal's clock, which stands in Vietnam; null when it is no such time. */
function instantOf(date: string, time: string): EpochMs | null {
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(date) ?? [];
  const [, hour, minute, second] = /^(\d\d)(\d\d)(\d\d)$/.exec(time) ?? [];
  const iso = `20${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  const utc = Date.parse(iso);
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 19) !== iso.slice(0, 19)) return null;
  return (utc - vietnamOffsetMs) as EpochMs;
}

/** A day and a time without a year: the one nearest to now. */
function nearest(monthDay: string | undefined, time: string | undefined, now: EpochMs): EpochMs | null {
  if (monthDay === undefined || time === undefined) return null;
  const year = new Date(now + vietnamOffsetMs).getUTCFullYear();
  const found = [year - 1, year, year + 1].flatMap(
    (one) => instantOf(`${String(one).slice(2)}${monthDay}`, time) ?? [],
  );
  return found.reduce<EpochMs | null>(
    (best, one) => (best === null || Math.abs(one - now) < Math.abs(best - now) ? one : best),
    null,
  );
}

/** Reads a status information; null when it is none that makes sense. */
export function readStatus(profile: ZvtProfile, data: Uint8Array, now: EpochMs): ReadStatus | null {
  const fields = readFields(data);
  const responseCode = fields?.get(field.result);
  if (fields === null || responseCode === undefined) return null;
  const short = (number: number, limit: number): string | null =>
    fields.get(number)?.slice(0, limit).trim() || null;
  const digits = fields.get(field.amount);
  const receipt = fields.get(field.receipt) ?? null;
  return {
    result: profile.approved.includes(responseCode) ? 'approved' : 'declined',
    responseCode,
    text: short(field.text, 40) ?? '',
    receipt: receipt !== null && /^\d{4}$/.test(receipt) ? receipt : null,
    amount: digits === undefined ? null : amountOf(profile, digits),
    currency: fields.get(field.currency) ?? null,
    at: nearest(fields.get(field.date), fields.get(field.time), now),
    details: {
      approvalCode: short(field.approval, 12),
      rrn: null,
      stan: receipt,
      tid: short(field.terminal, 20),
      mid: short(field.merchant, 20),
      batch: null,
      scheme: short(field.scheme, 20),
      lastFour: short(field.pan, 4),
    },
    settled: totalsOf(profile, fields),
  };
}

/** First and last receipt, then a count and a sum for each kind of card. */
function totalsOf(profile: ZvtProfile, fields: Fields): ReadStatus['settled'] {
  const totals = fields.get(field.totals);
  const amount = fields.get(field.amount);
  const total = amount === undefined ? null : amountOf(profile, amount);
  const kinds = totals === undefined ? null : [...totals.slice(8).matchAll(/([0-9A-F]{2})(\d{12})/g)];
  if (totals === undefined || kinds === null || totals.length !== 8 + kinds.length * 14) {
    return { count: null, total };
  }
  return { count: kinds.reduce((sum, [, count = '0']) => sum + Number.parseInt(count, 16), 0), total };
}

/** When the terminal says that it is. */
function clockOf(data: Uint8Array): EpochMs | null {
  const fields = readFields(data);
  return instantOf(fields?.get(field.fullDate) ?? '', fields?.get(field.time) ?? '');
}

const codeOf = (data: Uint8Array): string => (data[0] ?? 0).toString(16).toUpperCase().padStart(2, '0');

/** Judges a message that came while `context.asked` was under way. */
export function judgeApdu(context: Context, { command, data }: Apdu): Verdict {
  const { profile, now } = context;
  if (command === 0x8000) return { kind: 'accepted' };
  if (command >> 8 === 0x84) return { kind: 'refused', code: codeOf(Uint8Array.of(command & 0xff)) };
  switch (command) {
    case 0x04ff:
      return { kind: 'step', step: profile.steps[codeOf(data)] ?? null };
    case 0x06d1:
      return { kind: 'line', text: textOf(data.subarray(1)) };
    case 0x06d3:
      return { kind: 'line', text: '' };
    case 0x060f:
      return { kind: 'completed', at: profile.tellsClock ? clockOf(data) : null };
    case 0x061e:
      return { kind: 'aborted', code: codeOf(data) };
    case 0x040f: {
      const status = readStatus(profile, data, now);
      return status === null ? { kind: 'unsure', cause: 'reply-unclear' } : judgeStatus(context, status);
    }
    default:
      return { kind: 'other' };
  }
}

function judgeStatus({ profile, asked, before }: Context, status: ReadStatus): Verdict {
  if (!asked.charge) return { kind: 'status', status };
  if (status.receipt !== null && status.receipt === before) return { kind: 'older', status };
  if (status.amount !== null && status.amount !== asked.amount) {
    return { kind: 'unsure', cause: 'amount-differs' };
  }
  if (status.currency !== null && status.currency !== profile.currency) {
    return { kind: 'unsure', cause: 'amount-differs' };
  }
  const proved = status.amount !== null && status.receipt !== null && status.details.tid !== null;
  if (status.result === 'approved' && !proved) return { kind: 'unsure', cause: 'reply-unclear' };
  return { kind: 'status', status };
}

/** The receipt number after this one; they run from 0001 to 9999. */
export function nextReceipt(receipt: string): string {
  const number = Number(receipt);
  return String(number >= 9_999 ? 1 : number + 1).padStart(4, '0');
}
