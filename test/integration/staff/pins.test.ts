import { describe, expect, it } from 'vitest';
import { standardPinParameters } from '../../../src/main/staff/pin.ts';
import {
  type Counter,
  cheapPins,
  code,
  counterWithPeople,
  pins,
  signIn,
  untilHashing,
  value,
} from './counter.ts';

const blockMs = 600_000;

/** Five wrong PINs for the cashier, as fast as they are taken; what came back. */
async function block(counter: Counter): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < 5) {
    const outcome = await counter.staff.signIn(counter.id.cashier, '0000');
    codes.push(code(outcome));
    const waitMs = outcome.ok ? 0 : Number(outcome.reason.detail?.waitMs);
    if (codes.length < 5) counter.clock.advance(waitMs);
  }
  return codes;
}

describe('wrong PIN', () => {
  it('is refused with the attempts left, makes the next wait, and is journalled', async () => {
    const counter = await counterWithPeople();
    const from = counter.journal.entries.length;
    const wrong = await counter.staff.signIn(counter.id.cashier, '0000');
    expect(wrong).toEqual({
      ok: false,
      reason: { code: 'wrong-pin', moneyMoved: 'no', detail: { attemptsLeft: 4, waitMs: 1_000 } },
    });
    expect(counter.journal.entries.slice(from)).toEqual([
      {
        type: 'session.pin-refused',
        body: { person: counter.id.cashier, attempts: 1 },
        actor: 'counter',
      },
    ]);
    const untilMs = counter.clock.now() + 1_000;
    const soon = await counter.staff.signIn(counter.id.cashier, pins.cashier);
    expect(soon).toMatchObject({ reason: { code: 'pin-wait', detail: { waitMs: 1_000, untilMs } } });
    expect(counter.staff.pinBlocked()).toEqual([{ person: counter.id.cashier, untilMs }]);
    expect(counter.staff.presence()).toEqual({ state: 'signed-out' });
    counter.clock.advance(1_000);
    expect(counter.staff.pinBlocked()).toEqual([]);
    await signIn(counter, 'cashier');
    expect(counter.row('cashier').failed).toBe(0);
  });

  it('given five times blocks ten minutes, for the right PIN too, and only this person', async () => {
    const counter = await counterWithPeople();
    expect(await block(counter)).toEqual(['wrong-pin', 'wrong-pin', 'wrong-pin', 'wrong-pin', 'pin-blocked']);
    counter.clock.advance(blockMs - 1);
    expect(code(await counter.staff.signIn(counter.id.cashier, pins.cashier))).toBe('pin-blocked');
    await signIn(counter, 'other');
    counter.clock.advance(1);
    await signIn(counter, 'cashier');
  });

  it('blocks over a restart, for what is left of it', async () => {
    const counter = await counterWithPeople();
    await block(counter);
    counter.clock.advance(120_000);
    const after = counter.restart();
    expect(after.staff.pinBlocked()).toEqual([
      { person: counter.id.cashier, untilMs: after.clock.now() + blockMs - 120_000 },
    ]);
    expect(code(await after.staff.signIn(counter.id.cashier, pins.cashier))).toBe('pin-blocked');
    after.clock.advance(blockMs - 120_000);
    await signIn(after, 'cashier');
  });

  it('blocks ten minutes once more, and once only, when the clock was set back over a restart', async () => {
    const counter = await counterWithPeople();
    await block(counter);
    const after = counter.restart({ jumpMs: -30 * 86_400_000 });
    expect(code(await after.staff.signIn(counter.id.cashier, pins.cashier))).toBe('pin-blocked');
    after.clock.advance(300_000);
    const again = after.restart();
    expect(again.staff.pinBlocked()[0]?.untilMs).toBe(again.clock.now() + 300_000);
    again.clock.advance(300_000);
    await signIn(again, 'cashier');
  });

  it('is not helped by setting the clock while the counter runs', async () => {
    const counter = await counterWithPeople();
    await block(counter);
    counter.clock.jump(86_400_000);
    expect(code(await counter.staff.signIn(counter.id.cashier, pins.cashier))).toBe('pin-blocked');
    counter.clock.jump(-2 * 86_400_000);
    counter.clock.advance(blockMs);
    await signIn(counter, 'cashier');
  });

  it('is counted on disk before the PIN is looked at, so a crash in between gives no free guess', async () => {
    const counter = await counterWithPeople();
    const pending = counter.staff.signIn(counter.id.cashier, '0000');
    await untilHashing();
    expect(counter.row('cashier').failed).toBe(1);
    await pending;
    expect(counter.row('cashier').failed).toBe(1);
  });

  it('is not looked at when it is no PIN, or for nobody', async () => {
    const counter = await counterWithPeople();
    const from = counter.journal.entries.length;
    expect(code(await counter.staff.signIn(counter.id.cashier, '12e4'))).toBe('bad-pin');
    expect(code(await counter.staff.signIn('nobody', pins.cashier))).toBe('person-unknown');
    expect(counter.row('cashier').failed).toBe(0);
    expect(counter.journal.entries).toHaveLength(from);
  });
});

describe('twenty PINs at once', () => {
  it('get one guess, whatever is among them; the rest are refused unseen', async () => {
    const counter = await counterWithPeople();
    const from = counter.journal.entries.length;
    const guesses = Array.from({ length: 20 }, (_, index) =>
      index === 7 ? pins.cashier : `${6_010 + index}`,
    );
    const codes = await Promise.all(
      guesses.map(async (guess) => code(await counter.staff.signIn(counter.id.cashier, guess))),
    );
    const tally = (wanted: string): number => codes.filter((one) => one === wanted).length;
    expect([tally('wrong-pin'), tally('pin-wait'), tally('busy')]).toEqual([1, 7, 12]);
    expect(counter.staff.presence()).toEqual({ state: 'signed-out' });
    expect(counter.row('cashier').failed).toBe(1);
    expect(counter.journal.types(from)).toEqual(['session.pin-refused']);
  });

  it('over many rounds get five guesses in ten minutes, through sign-in, unlock, approval and change alike', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    const { staff, id } = counter;
    const from = counter.journal.entries.length;
    for (let elapsedMs = 0; elapsedMs < blockMs - 30_000; elapsedMs += 1_000) {
      await Promise.all([
        staff.signIn(id.chief, '0000'),
        staff.approve({ act: 'void', subject: 'r1', person: id.chief, pin: '0000', involved: [] }),
        staff.approve({ act: 'void', subject: 'r2', person: id.chief, pin: '0000', involved: [] }),
      ]);
      counter.clock.advance(1_000);
    }
    expect(counter.journal.types(from).filter((type) => type === 'session.pin-refused')).toHaveLength(5);
  });

  it('leave the queue usable after an error in one of them', async () => {
    const counter = await counterWithPeople();
    counter.journal.failNext = true;
    await expect(counter.staff.signIn(counter.id.cashier, pins.cashier)).rejects.toThrow('disk full');
    expect(counter.staff.presence()).toEqual({ state: 'signed-out' });
    await signIn(counter, 'cashier');
  });
});

describe('parameters', () => {
  it('of an old verifier are raised at the next right PIN and never lowered', async () => {
    const counter = await counterWithPeople();
    const dearer = counter.restart({ parameters: { ...cheapPins, cost: 4096 } });
    expect(code(await dearer.staff.signIn(counter.id.cashier, '0000'))).toBe('wrong-pin');
    expect(dearer.row('cashier').cost).toBe(1024);
    dearer.clock.advance(1_000);
    await signIn(dearer, 'cashier');
    expect(dearer.row('cashier').cost).toBe(4096);
    value(dearer.staff.signOut());
    const back = dearer.restart({ parameters: cheapPins });
    await signIn(back, 'cashier');
    expect(back.row('cashier').cost).toBe(4096);
  });

  it('are the standard ones in the product, and the whole sign-in works with them', async () => {
    const counter = await counterWithPeople(standardPinParameters);
    expect(counter.row('cashier').cost).toBe(32_768);
    await signIn(counter, 'cashier');
  });
});

describe('secrets', () => {
  it('are in no entry: neither PIN nor verifier', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'admin');
    value(await counter.staff.changePin(pins.admin, '918273'));
    await counter.staff.signIn(counter.id.cashier, '5555');
    const text = JSON.stringify(counter.journal.entries);
    const { salt, key } = counter.row('admin');
    const secrets = [Buffer.from(salt), Buffer.from(key)].flatMap((bytes) => [
      bytes.toString('hex'),
      bytes.toString('base64'),
    ]);
    for (const secret of [...Object.values(pins), '918273', '5555', ...secrets]) {
      expect(text.includes(`"${secret}"`), secret).toBe(false);
    }
  });
});
