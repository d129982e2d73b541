/** What every card terminal port keeps, whoever stands behind it (design §5). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CardStep, LateResult, TerminalPort } from '../../../src/main/devices/ports.ts';

/** What the terminal's own book says. */
export interface TerminalBooking {
  readonly kind: 'sale' | 'void' | 'refund';
  readonly reference: string;
  readonly amount: number;
  readonly result: 'approved' | 'declined';
  readonly voided: boolean;
}

/** A terminal whose fate the test decides. */
export interface TerminalRig {
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
    beforeAll(async () => {
      rig = await make();
    });
    beforeEach(async () => {
      await rig.reset();
      port = rig.port();
      await port.settlement();
    });
    afterAll(() => rig.stop());

    const about = async (reference: string) =>
      (await rig.bookings()).filter((one) => one.reference === reference);

    test('an approved sale', async () => {
      const reference = fresh();
      const outcome = await port.sale({ reference, amount: 150_000 });
      expect(outcome).toMatchObject({ kind: 'approved', lastFour: '1111', tid: 'Q1234567', scheme: 'VISA' });
      if (outcome.kind !== 'approved') return;
      for (const part of [outcome.approvalCode, outcome.rrn, outcome.stan, outcome.batch, outcome.mid]) {
        expect(part).toMatch(/^\d+$/);
      }
      expect(await about(reference)).toMatchObject([{ kind: 'sale', amount: 150_000, result: 'approved' }]);
      expect(port.state).toBe('online');
    });

    test('a declined sale, and the next one', async () => {
      await rig.decline();
      const reference = fresh();
      expect(await port.sale({ reference, amount: 99_000 })).toEqual({
        kind: 'declined',
        responseCode: 'ND',
        text: 'DO NOT HONOUR',
      });
      expect(await about(reference)).toMatchObject([{ result: 'declined' }]);
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
      expect(await about(reference)).toEqual([]);
      expect(await port.commTest()).toBeNull();
      expect(port.state).toBe('online');
    });

    test('a lost result: no further charge before the query, which finds it', async () => {
      await rig.lose('reply');
      const reference = fresh();
      expect((await port.sale({ reference, amount: 70_000 })).kind).toBe('unknown');
      await rig.reset();
      expect(port.unresolved).toEqual([reference]);
      const other = fresh();
      const refused = { kind: 'not-sent', cause: 'query-first' };
      expect(await port.sale({ reference: other, amount: 70_000 })).toEqual(refused);
      expect(await port.refund({ reference: other, amount: 70_000 })).toEqual(refused);
      expect(await port.void({ reference: other, amount: 70_000, stan: '000001' })).toEqual(refused);
      expect(await port.settlement()).toEqual(refused);
      expect(await port.inquiry(reference)).toMatchObject({
        kind: 'found',
        result: 'approved',
        reference,
        amount: 70_000,
      });
      expect((await port.sale({ reference: other, amount: 70_000 })).kind).toBe('approved');
      expect(await about(reference)).toHaveLength(1);
    });

    test('a lost command: the query does not find it', async () => {
      await rig.lose('command');
      const reference = fresh();
      expect((await port.sale({ reference, amount: 70_000 })).kind).toBe('unknown');
      await rig.reset();
      const answer = await port.inquiry(reference);
      expect(answer).toMatchObject({ kind: 'not-found', idle: true });
      if (answer.kind === 'not-found') expect(answer.at).not.toBeNull();
      expect(await about(reference)).toEqual([]);
      expect((await port.sale({ reference: fresh(), amount: 70_000 })).kind).toBe('approved');
    });

    test('after a restart of the counter the query still comes first', async () => {
      await rig.lose('reply');
      const reference = fresh();
      expect(await port.sale({ reference, amount: 70_000 })).toMatchObject({ kind: 'unknown' });
      await rig.reset();
      port.close();
      const again = rig.port([reference]);
      const charge = { reference: fresh(), amount: 1_000 };
      expect(await again.sale(charge)).toEqual({ kind: 'not-sent', cause: 'query-first' });
      expect(await again.inquiry('NEVERASKED')).toMatchObject({ kind: 'not-found' });
      expect(await again.sale(charge)).toEqual({ kind: 'not-sent', cause: 'query-first' });
      expect(await again.inquiry(reference)).toMatchObject({ kind: 'found' });
      expect((await again.sale(charge)).kind).toBe('approved');
      again.close();
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
      expect(await about(sale)).toMatchObject([{ voided: true }]);
      expect((await port.void({ reference: fresh(), amount: 88_000, stan })).kind).toBe('declined');
    });

    test('settlement tells what the batch held; an empty one is refused', async () => {
      await port.sale({ reference: fresh(), amount: 500_000 });
      await port.sale({ reference: fresh(), amount: 200_000 });
      await port.refund({ reference: fresh(), amount: 50_000 });
      expect(await port.settlement()).toMatchObject({ kind: 'settled', count: 3, total: 650_000 });
      expect(await port.settlement()).toMatchObject({ kind: 'declined', responseCode: 'NB' });
    });

    test('two charges at once: the second is refused, not queued', async () => {
      const [first, second] = [fresh(), fresh()];
      const outcomes = await Promise.all([
        port.sale({ reference: first, amount: 1_000 }),
        port.sale({ reference: second, amount: 1_000 }),
      ]);
      expect(outcomes[0].kind).toBe('approved');
      expect(outcomes[1]).toEqual({ kind: 'not-sent', cause: 'busy' });
      expect(await about(second)).toEqual([]);
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
        expect(await port.inquiry(reference)).toEqual({ kind: 'no-answer', cause: 'bad-request' });
      }
      expect(await rig.bookings()).toHaveLength(before);
    });

    test('what the person does is told', async () => {
      await rig.withSteps();
      const steps: CardStep[] = [];
      const outcome = await port.sale({ reference: fresh(), amount: 1_000 }, (step) => steps.push(step));
      expect(outcome.kind).toBe('approved');
      expect(steps).toContain('card');
      expect(steps).toContain('pin');
    });

    test('a late result is told once and never becomes the answer to something else', async () => {
      const { came } = await rig.late();
      const heard: LateResult[] = [];
      const stop = port.onLate((late) => heard.push(late));
      const reference = fresh();
      expect((await port.sale({ reference, amount: 42_000 })).kind).toBe('unknown');
      await came();
      expect(await port.inquiry(reference)).toMatchObject({ kind: 'found', amount: 42_000 });
      expect(heard).toMatchObject([{ reference, amount: 42_000, result: 'approved' }]);
      stop();
      expect(await about(reference)).toHaveLength(1);
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
