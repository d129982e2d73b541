import { describe, expect, test } from 'vitest';
import type { CardAttempt, CardQueryAnswer } from '../../../src/main/devices/ports.ts';
import { judgeQuery } from '../../../src/main/devices/terminal/judge.ts';
import { amountDigits, amountOf, largestAmount } from '../../../src/main/devices/terminal/scaling.ts';
import type { StxMessage } from '../../../src/main/devices/terminal/stx/codec.ts';
import { parseStxProfile } from '../../../src/main/devices/terminal/stx/profile.ts';
import { type Asked, judgeFrame, readReply } from '../../../src/main/devices/terminal/stx/replies.ts';
import { chargeRequest, voidRequest } from '../../../src/main/devices/terminal/stx/requests.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import { checkedProfile, simulatedProfile } from '../../support/stx/profile.ts';

const sentAt = Date.parse('2026-11-22T08:00:00+07:00') as EpochMs;

describe('scaling', () => {
  test('a profile without a choice is refused, whatever the missing part', () => {
    const { amountScaling, ...rest } = simulatedProfile();
    for (const scaling of [
      undefined,
      null,
      1,
      100,
      { factor: 1 },
      { factor: 100, chosenBy: '', chosenOn: '2026-11-20' },
      { factor: 10, chosenBy: 'Nguyễn Văn Thử', chosenOn: '2026-11-20' },
      { factor: 1, chosenBy: 'Nguyễn Văn Thử', chosenOn: 'sometime' },
    ]) {
      const data = scaling === undefined ? rest : { ...rest, amountScaling: scaling };
      expect(parseStxProfile(data)).toEqual({ ok: false, reason: 'amount-scaling-not-chosen' });
    }
    expect(parseStxProfile({ ...rest, amountScaling }).ok).toBe(true);
  });
  test('anything else wrong is malformed', () => {
    expect(parseStxProfile({ ...simulatedProfile(), ackTimeoutMs: 0 })).toEqual({
      ok: false,
      reason: 'malformed',
    });
    expect(parseStxProfile({ ...simulatedProfile(), surprise: 1 })).toEqual({
      ok: false,
      reason: 'malformed',
    });
    expect(parseStxProfile(null)).toEqual({ ok: false, reason: 'malformed' });
  });
  test('a million đồng both ways', () => {
    const [plain, hundredth] = [checkedProfile(), checkedProfile({}, 100)];
    expect(amountDigits(plain, 1_000_000)).toBe('000001000000');
    expect(amountDigits(hundredth, 1_000_000)).toBe('000100000000');
    expect(amountOf(plain, '000001000000')).toBe(1_000_000);
    expect(amountOf(hundredth, '000100000000')).toBe(1_000_000);
    expect(amountOf(hundredth, '000100000050')).toBeNull();
    expect(amountOf(plain, '1000000')).toBeNull();
    expect([largestAmount(plain), largestAmount(hundredth)]).toEqual([999_999_999_999, 9_999_999_999]);
  });
  test('the frame of a sale carries it', () => {
    const request = chargeRequest(checkedProfile({}, 100), 'sale', { reference: 'QT7', amount: 50_000 });
    expect(request?.message).toMatchObject({
      direction: 'request',
      code: '20',
      fields: [
        { type: '40', text: '000005000000' },
        { type: 'R1', text: 'QT7' },
      ],
    });
  });
});

test('charges that are none', () => {
  const profile = checkedProfile({}, 100);
  const amounts = [0, -1, 1.5, Number.NaN, 10_000_000_000, 1e21];
  for (const amount of amounts)
    expect(chargeRequest(profile, 'sale', { reference: 'QT7', amount })).toBeNull();
  for (const reference of ['', 'qt7', 'A'.repeat(21), '12345', 'QT 7', 'A4111111111111111', 'Đ1']) {
    expect(chargeRequest(profile, 'sale', { reference, amount: 1 })).toBeNull();
  }
  expect(voidRequest(profile, { reference: 'QT7', amount: 1, stan: '' })).toBeNull();
  expect(voidRequest(profile, { reference: 'QT7', amount: 1, stan: '000001' })).not.toBeNull();
});

describe('what an answer is taken for', () => {
  const profile = checkedProfile();
  const asked: Asked = { code: '20', reference: 'QT7K2', amount: 150_000, charge: true };
  const good: Readonly<Record<string, string>> = {
    '02': 'APPROVED',
    '01': '700001',
    '40': '000000150000',
    '65': '000001',
    '16': 'Q1234567',
    '30': '************1111',
    '03': '261122',
    '04': '080102',
    R1: 'QT7K2',
  };
  const answer = (
    change: Readonly<Record<string, string | null>> = {},
    head: Partial<StxMessage> = {},
  ): StxMessage => ({
    transport: '6000000000',
    direction: 'response',
    code: '20',
    responseCode: '00',
    more: false,
    fields: Object.entries({ ...good, ...change }).flatMap(([type, text]) =>
      text === null ? [] : [{ type, text }],
    ),
    ...head,
  });
  const judged = (message: StxMessage) => {
    const verdict = judgeFrame(profile, asked, message);
    if (verdict.kind === 'answer') return verdict.reply.result;
    return verdict.kind === 'unsure' ? verdict.cause : verdict.kind;
  };

  test.each([
    ['as it should be', answer(), 'approved'],
    ['declined', answer({ '01': null, '65': null }, { responseCode: 'ND' }), 'declined'],
    ['a code nobody explained', answer({}, { responseCode: 'TO' }), 'reply-unclear'],
    ['not found, to a charge', answer({}, { responseCode: 'NF' }), 'reply-unclear'],
    ['another amount', answer({ '40': '000000151000' }), 'amount-differs'],
    ['a hundred times the amount', answer({ '40': '000015000000' }), 'amount-differs'],
    ['another amount, declined', answer({ '40': '000000151000' }, { responseCode: 'ND' }), 'amount-differs'],
    ['an amount that is none', answer({ '40': '15e4' }), 'reply-unclear'],
    ['no amount', answer({ '40': null }), 'reply-unclear'],
    ['no approval code', answer({ '01': '      ' }), 'reply-unclear'],
    ['no number', answer({ '65': null }), 'reply-unclear'],
    ['no terminal', answer({ '16': null }), 'reply-unclear'],
    ['another reference', answer({ R1: 'QT7K3' }), 'other'],
    ['no reference', answer({ R1: null }), 'reply-unproved'],
    ['an answer to another command', answer({}, { code: '26' }), 'other'],
    ['our own request, echoed', answer({}, { direction: 'request' }), 'other'],
    ['a notice', answer({}, { code: 'P1' }), 'step'],
  ])('%s', (_, message, verdict) => {
    expect(judged(message)).toBe(verdict);
  });
  test('a terminal that never repeats the reference: believed only after an acknowledgement', () => {
    const mute = checkedProfile({ repeatsReference: false });
    expect(judgeFrame(mute, asked, answer({ R1: null })).kind).toBe('nameless');
    expect(judgeFrame(mute, asked, answer({ R1: 'QT7K3' })).kind).toBe('other');
  });
  test('times are those of Vietnam, and impossible ones are none', () => {
    const at = (date: string, time: string) => readReply(profile, answer({ '03': date, '04': time })).at;
    expect(at('261122', '080102')).toBe(sentAt + 62_000);
    for (const [date, time] of [
      ['261322', '080102'],
      ['260231', '080102'],
      ['261122', '250000'],
      ['', ''],
    ] as const) {
      expect(at(date, time)).toBeNull();
    }
  });
});

describe('what an answer to a query is worth', () => {
  const attempt: CardAttempt = {
    reference: 'QT7',
    amount: 150_000,
    sentAt,
    before: { batch: '000001', receipt: null },
    heardReceipt: null,
  };
  const limits = { clockSkewMs: 600_000, longestMs: 300_000 };
  const details = {
    approvalCode: '1',
    rrn: '1',
    stan: '1',
    tid: '1',
    mid: null,
    batch: '000001',
    scheme: null,
    lastFour: null,
  };
  const later = (ms: number) => (sentAt + ms) as EpochMs;
  const found = {
    kind: 'found',
    result: 'approved',
    responseCode: '00',
    reference: 'QT7',
    amount: 150_000,
    at: later(30_000),
    ...details,
  } satisfies CardQueryAnswer;
  const missing = {
    kind: 'not-found',
    idle: true,
    at: later(60_000),
    batch: '000001',
  } satisfies CardQueryAnswer;

  test.each([
    ['agrees', found, 'approved'],
    ['agrees, declined', { ...found, result: 'declined' }, 'declined'],
    ['another amount', { ...found, amount: 151_000 }, 'undecided'],
    ['no amount', { ...found, amount: null }, 'undecided'],
    ['another reference', { ...found, reference: 'QT8' }, 'undecided'],
    ['no time', { ...found, at: null }, 'undecided'],
    ['yesterday', { ...found, at: later(-86_400_000) }, 'undecided'],
    ['long after', { ...found, at: later(900_001) }, 'undecided'],
    ['not found', missing, 'not-charged'],
    ['not found, but perhaps busy', { ...missing, idle: false }, 'undecided'],
    ['not found, but its clock is behind', { ...missing, at: sentAt }, 'undecided'],
    ['not found, without a clock', { ...missing, at: null }, 'undecided'],
    ['not found in another batch', { ...missing, batch: '000002' }, 'undecided'],
    ['no answer', { kind: 'no-answer', cause: 'no-reply' }, 'undecided'],
  ] as const)('%s', (_, answer, verdict) => {
    expect(judgeQuery(attempt, answer, limits)).toBe(verdict);
  });
});
