/** What every card terminal port keeps, whoever stands behind it (design §5). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type CardAttempt,
  type CardCharge,
  type CardOutcome,
  type CardStep,
  judgeQuery,
  type LateResult,
  type TerminalPort,
} from '../../../src/main/devices/ports.ts';

/** What the terminal's own book says. */
export interface TerminalBooking {
  readonly kind: 'sale' | 'void' | 'refund';
  /** Null where the terminal never hears it. */
  readonly reference: string | null;
  readonly amount: number;
  readonly result: 'approved' | 'declined';
  readonly voided: boolean;
}

/** What this kind of terminal says. */
export interface TerminalWords {
  readonly tid: string;
  readonly declined: string;
  readonly emptyBatch: string;
  /** A number a sale of it may have. */
  readonly stan: string;
  /** Details it has no word for. */
  readonly silentAbout: readonly ('rrn' | 'batch')[];
}

/** A terminal whose fate the test decides. */
export interface TerminalRig {
  readonly words: TerminalWords;
  /** A fresh port on the same terminal, as after a restart of the counter. */
  port(unresolved?: readonly string[]): TerminalPort;
  /** Back to a terminal on the line that approves at once. */
  reset(): Promise<void>;
  decline(): Promise<void>;
  /** Switched off. */
  down(): Promise<void>;
  /** The next charge never reaches it whole, or its result is never heard. */
  lose(what: 'command' | 'reply'): Promise<void>;
  /** The next result comes when nobody waits for it any more; settles when it should have come. */
  late(): Promise<{ readonly came: () => Promise<void> }>;
  withSteps(): Promise<void>;
  bookings(): Promise<readonly TerminalBooking[]>;
  stop(): Promise<void>;
}

let made = 0;
/** A reference nobody used. */
function fresh(): string {
  made += 1;
  return `QT${String(made).padStart(6, '0')}`;
}

export function terminalContract(name: string, make: () => Promise<TerminalRig>): void {
  describe(`card terminal contract: ${name}`, () => {
    let rig: TerminalRig;
    let port: TerminalPort;
    let bookedBefore = 0;
    beforeAll(async () => {
      rig = await make();
    });
    beforeEach(async () => {
      await rig.reset();
      port = rig.port();
      await port.settlement();
      bookedBefore = (await rig.bookings()).length;
    });
    afterAll(() => rig.stop());

    /** Bookings of that reference; of this test, where the terminal hears none. */
    const about = async (reference: string, amount: number) =>
      (await rig.bookings()).filter((one, index) =>
        one.reference === null ? index >= bookedBefore && one.amount === amount : one.reference === reference,
      );
    /** The charge as a journal would hold it before it is sent. */
    const intend = async (charge: CardCharge): Promise<CardAttempt> => {
      const ready = await port.prepare();
      const before = ready.ok ? ready.value : { batch: null, receipt: null };
      return { ...charge, sentAt: Date.now() as CardAttempt['sentAt'], before, heardReceipt: null };
    };
    const stranger: CardAttempt = {
      reference: 'NEVERASKED',
      amount: 1_234,
      sentAt: Date.now() as CardAttempt['sentAt'],
      before: { batch: null, receipt: null },
      heardReceipt: null,
    };
    const limits = { clockSkewMs: 60_000, longestMs: 60_000 };

    test('an approved sale', async () => {
      const reference = fresh();
      const outcome = await port.sale({ reference, amount: 150_000 });
      expect(outcome).toMatchObject({
        kind: 'approved',
        lastFour: '1111',
        tid: rig.words.tid,
        scheme: 'VISA',
      });
      if (outcome.kind !== 'approved') return;
      for (const part of ['approvalCode', 'rrn', 'stan', 'batch', 'mid'] as const) {
        if (rig.words.silentAbout.some((one) => one === part)) expect(outcome[part]).toBeNull();
        else expect(outcome[part]).toMatch(/^\d+$/);
      }
      expect(await about(reference, 150_000)).toMatchObject([
        { kind: 'sale', amount: 150_000, result: 'approved' },
      ]);
      expect(port.state).toBe('online');
    });

    test('a declined sale, and the next one', async () => {
      await rig.decline();
      const reference = fresh();
      expect(await port.sale({ reference, amount: 99_000 })).toEqual({
        kind: 'declined',
        responseCode: rig.words.declined,
        text: 'DO NOT HONOUR',
      });
      expect(await about(reference, 99_000)).toMatchObject([{ result: 'declined' }]);
      await rig.reset();
      expect((await port.sale({ reference: fresh(), amount: 99_000 })).kind).toBe('approved');
    });

    test('switched off: nothing is sent, and it works again afterwards', async () => {
      await rig.down();
      const reference = fresh();
      expect(await port.sale({ reference, amount: 1_000 })).toMatchObject({ kind: 'not-sent' });
      expect(await port.commTest()).not.toBeNull();
      expect(port.state).toBe('offline');
      expect(port.unresolved).toEqual([]);
      await rig.reset();
      expect(await about(reference, 1_000)).toEqual([]);
      expect(await port.commTest()).toBeNull();
      expect(port.state).toBe('online');
    });

    test('a lost result: no further charge before the query, which finds it', async () => {
      await rig.lose('reply');
      const reference = fresh();
      const attempt = await intend({ reference, amount: 70_000 });
      expect((await port.sale({ reference, amount: 70_000 })).kind).toBe('unknown');
      await rig.reset();
      expect(port.unresolved).toEqual([reference]);
      const other = { reference: fresh(), amount: 71_000 };
      const refused = { kind: 'not-sent', cause: 'query-first' };
      expect(await port.sale(other)).toEqual(refused);
      expect(await port.refund(other)).toEqual(refused);
      expect(await port.void({ ...other, stan: rig.words.stan })).toEqual(refused);
      expect(await port.settlement()).toEqual(refused);
      expect(await port.prepare()).toEqual({ ok: false, reason: 'query-first' });
      const answer = await port.inquiry(attempt);
      expect(answer).toMatchObject({ kind: 'found', result: 'approved', reference, amount: 70_000 });
      expect(judgeQuery(attempt, answer, limits)).toBe('approved');
      expect((await port.sale(other)).kind).toBe('approved');
      expect(await about(reference, 70_000)).toHaveLength(1);
    });

    test('a lost command: the query does not find it', async () => {
      await rig.lose('command');
      const reference = fresh();
      const attempt = await intend({ reference, amount: 70_000 });
      expect((await port.sale({ reference, amount: 70_000 })).kind).toBe('unknown');
      await rig.reset();
      const answer = await port.inquiry(attempt);
      expect(answer).toMatchObject({ kind: 'not-found', idle: true });
      if (answer.kind === 'not-found') expect(answer.at).not.toBeNull();
      expect(await about(reference, 70_000)).toEqual([]);
      expect((await port.sale({ reference: fresh(), amount: 70_000 })).kind).toBe('approved');
    });

    test('after a restart of the counter the query still comes first', async () => {
      await rig.lose('reply');
      const reference = fresh();
      const attempt = await intend({ reference, amount: 70_000 });
      expect(await port.sale({ reference, amount: 70_000 })).toMatchObject({ kind: 'unknown' });
      await rig.reset();
      port.close();
      const again = rig.port([reference]);
      const charge = { reference: fresh(), amount: 1_000 };
      expect(await again.sale(charge)).toEqual({ kind: 'not-sent', cause: 'query-first' });
      expect(judgeQuery(stranger, await again.inquiry(stranger), limits)).not.toBe('approved');
      expect(await again.sale(charge)).toEqual({ kind: 'not-sent', cause: 'query-first' });
      expect(await again.inquiry(attempt)).toMatchObject({ kind: 'found' });
      expect((await again.sale(charge)).kind).toBe('approved');
      again.close();
    });

    test('what is known is told before the terminal is answered, and last what became of it', async () => {
      const told: CardOutcome[] = [];
      const record = (outcome: CardOutcome): void => {
        told.push(outcome);
      };
      const outcome = await port.sale({ reference: fresh(), amount: 5_000 }, { record });
      expect(told.at(-1)).toEqual(outcome);
      for (const early of told.slice(0, -1)) {
        expect(early).toMatchObject({
          kind: 'unknown',
          cause: 'not-completed',
          heard: { result: 'approved' },
        });
      }
    });

    test('a result that cannot be kept is not believed, and is there for the query', async () => {
      const reference = fresh();
      const attempt = await intend({ reference, amount: 6_000 });
      const record = (): void => {
        throw new Error('disk full');
      };
      const outcome = await port.sale({ reference, amount: 6_000 }, { record });
      expect(outcome).toMatchObject({ kind: 'unknown', cause: 'error' });
      expect(port.unresolved).toEqual([reference]);
      // The terminal waits a while for our word before it has time for a question.
      let answer = await port.inquiry(attempt);
      for (let asked = 0; asked < 30 && answer.kind === 'no-answer'; asked += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        answer = await port.inquiry(attempt);
      }
      expect(answer).toMatchObject({ kind: 'found', result: 'approved', amount: 6_000 });
    });

    test('an approver can decide without an answer: the terminal is free again', async () => {
      await rig.lose('reply');
      const reference = fresh();
      expect(await port.sale({ reference, amount: 70_000 })).toMatchObject({ kind: 'unknown' });
      await rig.reset();
      port.release('NEVERASKED');
      expect(port.unresolved).toEqual([reference]);
      port.release(reference);
      expect((await port.sale({ reference: fresh(), amount: 70_000 })).kind).toBe('approved');
    });

    test('a sale is voided once', async () => {
      const sale = fresh();
      const sold = await port.sale({ reference: sale, amount: 88_000 });
      if (sold.kind !== 'approved') throw new Error(sold.kind);
      const stan = sold.stan ?? '';
      const taken = await port.void({ reference: fresh(), amount: 88_000, stan });
      expect(taken.kind).toBe('approved');
      expect((await about(sale, 88_000)).filter(({ kind }) => kind === 'sale')).toMatchObject([
        { voided: true },
      ]);
      expect((await port.void({ reference: fresh(), amount: 88_000, stan })).kind).toBe('declined');
    });

    test('settlement tells what the batch held; an empty one is refused', async () => {
      await port.sale({ reference: fresh(), amount: 500_000 });
      await port.sale({ reference: fresh(), amount: 200_000 });
      await port.refund({ reference: fresh(), amount: 50_000 });
      expect(await port.settlement()).toMatchObject({ kind: 'settled', count: 3, total: 650_000 });
      expect(await port.settlement()).toMatchObject({
        ...{ kind: 'declined', responseCode: rig.words.emptyBatch, empty: true },
      });
    });

    test('two charges at once: the second is refused, not queued', async () => {
      const [first, second] = [fresh(), fresh()];
      const outcomes = await Promise.all([
        port.sale({ reference: first, amount: 1_000 }),
        port.sale({ reference: second, amount: 2_000 }),
      ]);
      expect(outcomes[0].kind).toBe('approved');
      expect(outcomes[1]).toEqual({ kind: 'not-sent', cause: 'busy' });
      expect(await about(second, 2_000)).toEqual([]);
    });

    test('charges that are none are refused before a byte', async () => {
      const before = (await rig.bookings()).length;
      for (const amount of [0, -5, 1.5, Number.NaN]) {
        expect(await port.sale({ reference: fresh(), amount })).toEqual({
          kind: 'not-sent',
          cause: 'bad-request',
        });
      }
      for (const reference of ['', 'lower', '123456', 'A'.repeat(21)]) {
        const refused = { kind: 'not-sent', cause: 'bad-request' };
        expect(await port.sale({ reference, amount: 1_000 })).toEqual(refused);
        expect(await port.inquiry({ ...stranger, reference })).toEqual({
          kind: 'no-answer',
          cause: 'bad-request',
        });
      }
      expect(await rig.bookings()).toHaveLength(before);
    });

    test('what the person does is told', async () => {
      await rig.withSteps();
      const steps: CardStep[] = [];
      const outcome = await port.sale(
        { reference: fresh(), amount: 1_000 },
        {
          step: (step) => steps.push(step),
        },
      );
      expect(outcome.kind).toBe('approved');
      expect(steps).toContain('card');
      expect(steps).toContain('pin');
    });

    test('a late result is told once and never becomes the answer to something else', async () => {
      const { came } = await rig.late();
      const heard: LateResult[] = [];
      const stop = port.onLate((late) => heard.push(late));
      const reference = fresh();
      const attempt = await intend({ reference, amount: 42_000 });
      expect((await port.sale({ reference, amount: 42_000 })).kind).toBe('unknown');
      await came();
      expect(await port.inquiry(attempt)).toMatchObject({ kind: 'found', amount: 42_000 });
      expect(heard).toMatchObject([{ reference, amount: 42_000, result: 'approved' }]);
      stop();
      expect(await about(reference, 42_000)).toHaveLength(1);
    });

    test('changes of state are told, each once', async () => {
      const heard: string[] = [];
      const own = rig.port();
      expect(own.state).toBe('unknown');
      const stop = own.onState((state) => heard.push(state));
      await own.commTest();
      await own.commTest();
      await rig.down();
      await own.commTest();
      await rig.reset();
      stop();
      await own.commTest();
      expect(heard).toEqual(['online', 'offline']);
      own.close();
    });
  });
}
