import { describe, expect, it } from 'vitest';
import {
  type Counter,
  code,
  counterWithPeople,
  pins,
  signIn,
  untilHashing,
  value,
  type Who,
} from './counter.ts';

/** As a change that came another way than through this room. */
function deactivate(counter: Counter, who: Who): void {
  const body = { person: counter.id[who], roles: ['cashier' as const], active: false, pinSet: false };
  const entry = { type: 'person.saved', body, private: { name: 'Nguyễn Thị Mẫu' } } as const;
  value(counter.journal.act(() => counter.journal.ledger.append(entry)));
}

describe('the gate', () => {
  it('signs in, locks, unlocks and signs out, each journalled once with its person', async () => {
    const counter = await counterWithPeople();
    const from = counter.journal.entries.length;
    await signIn(counter, 'cashier');
    expect(counter.staff.presence()).toEqual({
      state: 'open',
      person: counter.id.cashier,
      roles: ['cashier', 'treasurer'],
    });
    value(counter.staff.lock());
    value(counter.staff.lock());
    expect(code(counter.staff.require('unlocked'))).toBe('locked');
    value(await counter.staff.unlock(pins.cashier));
    value(counter.staff.signOut());
    expect(code(counter.staff.signOut())).toBe('not-signed-in');
    expect(counter.journal.types(from)).toEqual([
      'session.signed-in',
      'session.locked',
      'session.unlocked',
      'session.signed-out',
    ]);
    const person = counter.id.cashier;
    for (const entry of counter.journal.entries.slice(from)) {
      expect(entry).toMatchObject({ body: { person }, actor: person });
    }
  });

  it('takes another person over from an open or a locked screen, and the first is out', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    value(counter.staff.lock());
    const from = counter.journal.entries.length;
    await signIn(counter, 'other');
    expect(counter.journal.types(from)).toEqual([
      'session.signed-out',
      'session.handed-over',
      'session.signed-in',
    ]);
    expect(counter.staff.presence()).toMatchObject({ state: 'open', person: counter.id.other });
    value(counter.staff.lock());
    expect(code(await counter.staff.unlock(pins.cashier))).toBe('wrong-pin');
  });

  it('refuses a role the person does not hold, and everything to a locked screen', async () => {
    const counter = await counterWithPeople();
    expect(code(counter.staff.require('signed-in'))).toBe('not-signed-in');
    await signIn(counter, 'other');
    expect(code(counter.staff.require(['cashier']))).toBe('ok');
    expect(code(counter.staff.require(['treasurer', 'administrator']))).toBe('wrong-role');
    value(counter.staff.lock());
    expect(code(counter.staff.require(['cashier']))).toBe('locked');
  });

  it('knows nobody once the person may no longer work here', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    deactivate(counter, 'cashier');
    expect(counter.staff.presence()).toEqual({ state: 'signed-out' });
    expect(code(counter.staff.require('signed-in'))).toBe('not-signed-in');
    await signIn(counter, 'other');
  });

  it('is signed out after a restart', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    expect(counter.restart().staff.presence()).toEqual({ state: 'signed-out' });
  });

  it('stays as it was when the journal cannot be written', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    counter.journal.failNext = true;
    expect(() => counter.staff.signOut()).toThrow('disk full');
    expect(counter.staff.presence()).toMatchObject({ state: 'open', person: counter.id.cashier });
  });

  it('tells the views after each change, never before it counts', async () => {
    const counter = await counterWithPeople();
    const before = counter.changes.count;
    await signIn(counter, 'cashier');
    value(counter.staff.lock());
    expect(counter.changes.count).toBe(before + 2);
    await counter.staff.unlock('0000');
    expect(counter.changes.count).toBe(before + 3);
  });
});

describe('the automatic lock', () => {
  it('comes after the time without a request, by the counter itself', async () => {
    const counter = await counterWithPeople();
    counter.autoLock.ms = 300_000;
    await signIn(counter, 'cashier');
    counter.clock.advance(299_000);
    counter.staff.noteActivity();
    counter.clock.advance(299_999);
    expect(counter.staff.presence().state).toBe('open');
    counter.clock.advance(1);
    expect(counter.staff.presence().state).toBe('locked');
    expect(counter.journal.entries.at(-1)).toMatchObject({ type: 'session.locked', actor: 'counter' });
    expect(counter.clock.pendingTimers()).toBe(0);
  });

  it('is off at 0, and leaves no timer behind when closed or signed out', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    counter.clock.advance(86_400_000);
    expect(counter.staff.presence().state).toBe('open');
    counter.autoLock.ms = 60_000;
    counter.staff.noteActivity();
    expect(counter.clock.pendingTimers()).toBe(1);
    counter.staff.close();
    expect(counter.clock.pendingTimers()).toBe(0);
    counter.staff.noteActivity();
    value(counter.staff.signOut());
    expect(counter.clock.pendingTimers()).toBe(0);
  });

  it('follows a limit raised meanwhile', async () => {
    const counter = await counterWithPeople();
    counter.autoLock.ms = 60_000;
    await signIn(counter, 'cashier');
    counter.autoLock.ms = 120_000;
    counter.clock.advance(60_000);
    expect(counter.staff.presence().state).toBe('open');
    counter.clock.advance(60_000);
    expect(counter.staff.presence().state).toBe('locked');
  });
});

describe('what changed while the PIN was checked', () => {
  it('keeps out a person who was deactivated', async () => {
    const counter = await counterWithPeople();
    const pending = counter.staff.signIn(counter.id.cashier, pins.cashier);
    await untilHashing();
    deactivate(counter, 'cashier');
    const from = counter.journal.entries.length;
    expect(code(await pending)).toBe('person-inactive');
    expect(counter.staff.presence()).toEqual({ state: 'signed-out' });
    expect(counter.journal.entries).toHaveLength(from);
  });

  it('leaves the screen shut when the person signed out meanwhile', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    value(counter.staff.lock());
    const pending = counter.staff.unlock(pins.cashier);
    await untilHashing();
    value(counter.staff.signOut());
    expect(code(await pending)).toBe('not-signed-in');
    expect(counter.staff.presence()).toEqual({ state: 'signed-out' });
  });

  it('lets two sign-ins follow one another; the second is there', async () => {
    const counter = await counterWithPeople();
    const codes = await Promise.all([
      counter.staff.signIn(counter.id.cashier, pins.cashier),
      counter.staff.signIn(counter.id.other, pins.other),
      counter.staff.signIn(counter.id.other, pins.other),
    ]);
    expect(codes.map(code)).toEqual(['ok', 'ok', 'already-signed-in']);
    expect(counter.staff.presence()).toMatchObject({ person: counter.id.other });
  });
});
