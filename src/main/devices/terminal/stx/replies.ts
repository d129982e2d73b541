/** What a frame from the terminal means for the command under way. Pure; sees masked messages only. */
import type { EpochMs } from '../../../../shared/kernel/clock.ts';
import type { CardDetails, CardStep, UnknownCause } from '../../ports.ts';
import { amountOf } from '../scaling.ts';
import type { StxMessage } from './codec.ts';
import type { StxProfile } from './profile.ts';

/** The command under way, as far as answers are judged by it. */
export interface Asked {
  readonly code: string;
  /** Null for a command that names nothing (settlement, comm test). */
  readonly reference: string | null;
  /** Null where no amount is to be expected. */
  readonly amount: number | null;
  /** Whether the answer must carry what proves a charge. */
  readonly charge: boolean;
}

/** What a terminal's answer says, read but not yet believed. */
export interface ReadReply {
  readonly result: 'approved' | 'declined' | 'not-found' | 'other';
  readonly responseCode: string;
  readonly text: string;
  readonly reference: string | null;
  readonly amount: number | null;
  /** It says an amount that is none: not twelve digits, or not whole đồng. */
  readonly amountUnreadable: boolean;
  readonly at: EpochMs | null;
  readonly details: CardDetails;
  readonly settled: { readonly count: number | null; readonly total: number | null };
}

export type Verdict =
  | { readonly kind: 'step'; readonly step: CardStep }
  | { readonly kind: 'answer'; readonly reply: ReadReply }
  /** Ours, but what it says cannot be relied on. */
  | { readonly kind: 'unsure'; readonly cause: UnknownCause }
  /** Names nothing by which it could be told from an older one; believed only after an acknowledgement. */
  | { readonly kind: 'nameless'; readonly reply: ReadReply }
  /** Belongs to something else: an older command, a repetition. */
  | { readonly kind: 'other' };

const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** Reads an answer by the field map of the profile. */
export function readReply(profile: StxProfile, message: StxMessage): ReadReply {
  const { fields: map, replies } = profile;
  const field = (type: string | null): string | null => {
    if (type === null) return null;
    const text = message.fields.find((one) => one.type === type)?.text.trim();
    return text === undefined || text === '' ? null : text;
  };
  const short = (type: string, limit: number): string | null => field(type)?.slice(0, limit) ?? null;
  const money = (type: string | null): number | null => {
    const digits = field(type);
    return digits === null ? null : amountOf(profile, digits);
  };
  const count = field(map.settledCount);
  const { responseCode } = message;
  return {
    result: resultOf(replies, responseCode),
    responseCode,
    text: short(map.text, 40) ?? '',
    reference: field(map.reference),
    amount: money(map.amount),
    amountUnreadable: field(map.amount) !== null && money(map.amount) === null,
    at: instantOf(field(map.date), field(map.time)),
    details: {
      approvalCode: short(map.approvalCode, 12),
      rrn: short(map.rrn, 16),
      stan: short(map.stan, 12),
      tid: short(map.tid, 20),
      mid: short(map.mid, 20),
      batch: short(map.batch, 12),
      scheme: short(map.scheme, 20),
      lastFour: /\d{4}$/.exec(field(map.pan) ?? '')?.[0] ?? null,
    },
    settled: {
      count: count !== null && /^\d{1,6}$/.test(count) ? Number(count) : null,
      total: money(map.settledTotal),
    },
  };
}

function resultOf(replies: StxProfile['replies'], responseCode: string): ReadReply['result'] {
  if (replies.approved.includes(responseCode)) return 'approved';
  if (replies.declined.includes(responseCode)) return 'declined';
  return replies.notFound.includes(responseCode) ? 'not-found' : 'other';
}

/** `YYMMDD` and `HHMMSS` of the terminal's own clock, which stands in Vietnam; null when it is no such time. */
function instantOf(date: string | null, time: string | null): EpochMs | null {
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(date ?? '') ?? [];
  const [, hour, minute, second] = /^(\d\d)(\d\d)(\d\d)$/.exec(time ?? '') ?? [];
  const iso = `20${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  const utc = Date.parse(iso);
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 19) !== iso.slice(0, 19)) return null;
  return (utc - vietnamOffsetMs) as EpochMs;
}

/** Judges a frame that came while `asked` was under way. */
export function judgeFrame(profile: StxProfile, asked: Asked, message: StxMessage): Verdict {
  const step = profile.steps[message.code];
  if (step !== undefined) return { kind: 'step', step };
  if (message.direction !== 'response' || message.code !== asked.code) return { kind: 'other' };
  const reply = readReply(profile, message);
  if (asked.reference === null) return { kind: 'nameless', reply };
  if (reply.reference === null) {
    return profile.repeatsReference
      ? { kind: 'unsure', cause: 'reply-unproved' }
      : judgeSubstance(profile, asked, reply, 'nameless');
  }
  if (reply.reference !== asked.reference) return { kind: 'other' };
  return judgeSubstance(profile, asked, reply, 'answer');
}

function judgeSubstance(
  profile: StxProfile,
  asked: Asked,
  reply: ReadReply,
  kind: 'answer' | 'nameless',
): Verdict {
  if (asked.amount !== null && reply.amount !== null && reply.amount !== asked.amount) {
    return { kind: 'unsure', cause: 'amount-differs' };
  }
  if (!asked.charge) return { kind, reply };
  if (reply.amountUnreadable) return { kind: 'unsure', cause: 'reply-unclear' };
  if (reply.result === 'other' || reply.result === 'not-found')
    return { kind: 'unsure', cause: 'reply-unclear' };
  if (reply.result === 'approved' && !provesApproval(profile, asked, reply)) {
    return { kind: 'unsure', cause: 'reply-unclear' };
  }
  return { kind, reply };
}

/** An approval without its code and number could be neither voided nor found again. */
function provesApproval(profile: StxProfile, asked: Asked, { amount, details }: ReadReply): boolean {
  if (profile.repeatsAmount && asked.amount !== null && amount === null) return false;
  return details.approvalCode !== null && details.stan !== null && details.tid !== null;
}

/** By what a transaction is the same transaction again (facts/payments §3.5 rule 5); null when too little is said. */
export function identityOf({ tid, stan, approvalCode, rrn }: CardDetails): string | null {
  if (tid === null || stan === null) return null;
  return [tid, stan, approvalCode ?? '', rrn ?? ''].join('|');
}
