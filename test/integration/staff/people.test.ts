import { describe, expect, it } from 'vitest';
import type { PersonChange } from '../../../src/main/staff/people.ts';
import {
  type Counter,
  code,
  counterWithPeople,
  emptyCounter,
  pins,
  signIn,
  untilHashing,
  value,
} from './counter.ts';

const newcomer: PersonChange = {
  person: null,
  name: 'Phạm Thị Mới',
  roles: ['cashier'],
  active: true,
  pin: '608142',
};

function change(counter: Counter, who: 'admin' | 'cashier' | 'other', more: Partial<PersonChange>) {
  const person = counter.journal.people().find((one) => one.person === counter.id[who]);
  if (!person) throw new Error(`${who} is not in the journal`);
  return counter.staff.savePerson({ ...person, pin: null, ...more });
}

describe('the first people', () => {
  it('are journalled after what their caller writes in the same transaction', async () => {
    const counter = emptyCounter();
    const order: number[] = [];
    const first = { name: 'Đỗ Quản Trị', roles: ['administrator', 'cashier'], pin: '270415' } as const;
    const { people } = value(
      await counter.staff.createFirstPeople([first], () => order.push(counter.journal.entries.length)),
    );
    expect(order).toEqual([0]);
    expect(counter.journal.entries).toEqual([
      {
        type: 'person.saved',
        body: { person: people[0], roles: ['administrator', 'cashier'], active: true, pinSet: true },
        private: { name: 'Đỗ Quản Trị' },
        actor: 'counter',
      },
    ]);
    value(await counter.staff.signIn(people[0] ?? '', '270415'));
  });

  it('are refused as a whole, saying which one, before anything is written', async () => {
    const counter = emptyCounter();
    const first = { name: 'Đỗ Quản Trị', roles: ['administrator'], pin: '270415' } as const;
    const second = { name: 'Lý Văn Thử', roles: ['cashier'], pin: '5093' } as const;
    const attempt = (...wanted: Parameters<Counter['staff']['createFirstPeople']>[0]) =>
      counter.staff.createFirstPeople(wanted, () => expect.unreachable());
    expect(await attempt(first, { ...second, pin: '1234' })).toMatchObject({
      reason: { code: 'weak-pin', detail: { index: 1 } },
    });
    expect(await attempt(first, { ...second, roles: ['cashier', 'accountant'] })).toMatchObject({
      reason: { code: 'roles-not-together', detail: { index: 1 } },
    });
    expect(code(await attempt(second))).toBe('last-administrator');
    expect(code(await attempt())).toBe('last-administrator');
    expect(counter.journal.entries).toEqual([]);
    expect(counter.local.connection.prepare('select * from pin_verifiers').all()).toEqual([]);
  });

  it('come once, also when asked twice at the same time', async () => {
    const counter = emptyCounter();
    const first = { name: 'Đỗ Quản Trị', roles: ['administrator'], pin: '270415' } as const;
    const both = await Promise.all(
      [1, 2].map(() => counter.staff.createFirstPeople([first], () => undefined)),
    );
    expect(both.map(code)).toEqual(['ok', 'already-set-up']);
    expect(counter.journal.people()).toHaveLength(1);
  });

  it('do not pass for saved when the ledger forbids the act they come with', async () => {
    const counter = emptyCounter();
    const first = { name: 'Đỗ Quản Trị', roles: ['administrator'], pin: '270415' } as const;
    const key = 'A'.repeat(43);
    const again = { kind: 'real', counterKey: key, facilityKey: key, sealingKey: key } as const;
    const before = (): unknown => counter.journal.ledger.append({ type: 'ledger.opened', body: again });
    await expect(counter.staff.createFirstPeople([first], before)).rejects.toThrow('journal refused');
    expect(counter.journal.people()).toEqual([]);
    expect(counter.local.connection.prepare('select * from pin_verifiers').all()).toEqual([]);
  });

  it('are not added to a counter that got people while their PINs were made', async () => {
    const counter = emptyCounter();
    const first = { name: 'Đỗ Quản Trị', roles: ['administrator'], pin: '270415' } as const;
    const pending = counter.staff.createFirstPeople([first], () => expect.unreachable());
    await untilHashing();
    const person = '01910000-0000-7000-8000-000000000001';
    const body = { person, roles: ['administrator' as const], active: true, pinSet: true };
    const restored = { type: 'person.saved', body, private: { name: 'Lê Khôi Phục' } } as const;
    value(counter.journal.act(() => counter.journal.ledger.append(restored)));
    expect(code(await pending)).toBe('already-set-up');
    expect(counter.local.connection.prepare('select * from pin_verifiers').all()).toEqual([]);
  });

  it('leave no PIN behind when the journal fails', async () => {
    const counter = emptyCounter();
    const first = { name: 'Đỗ Quản Trị', roles: ['administrator'], pin: '270415' } as const;
    counter.journal.failNext = true;
    await expect(counter.staff.createFirstPeople([first], () => undefined)).rejects.toThrow('disk full');
    expect(counter.local.connection.prepare('select * from pin_verifiers').all()).toEqual([]);
  });
});

describe('saving a person', () => {
  it('adds somebody who can sign in at once', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'admin');
    const { person } = value(await counter.staff.savePerson(newcomer));
    expect(counter.journal.entries.at(-1)).toEqual({
      type: 'person.saved',
      body: { person, roles: ['cashier'], active: true, pinSet: true },
      private: { name: 'Phạm Thị Mới' },
      actor: counter.id.admin,
    });
    value(await counter.staff.signIn(person, '608142'));
  });

  it('is for an administrator with the screen open', async () => {
    const counter = await counterWithPeople();
    expect(code(await counter.staff.savePerson(newcomer))).toBe('not-signed-in');
    await signIn(counter, 'chief');
    expect(code(await counter.staff.savePerson(newcomer))).toBe('wrong-role');
    await signIn(counter, 'admin');
    value(counter.staff.lock());
    expect(code(await counter.staff.savePerson(newcomer))).toBe('locked');
  });

  it('refuses what cannot be, and writes nothing', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'admin');
    const from = counter.journal.entries.length;
    const refused: [PersonChange, string][] = [
      [{ ...newcomer, pin: null }, 'pin-needed'],
      [{ ...newcomer, pin: '123456' }, 'weak-pin'],
      [{ ...newcomer, pin: 'abcd' }, 'bad-pin'],
      [{ ...newcomer, name: '  ' }, 'bad-name'],
      [{ ...newcomer, roles: ['treasurer', 'chief-accountant'] }, 'roles-not-together'],
      [{ ...newcomer, person: 'nobody' }, 'person-unknown'],
    ];
    for (const [wanted, reason] of refused) expect(code(await counter.staff.savePerson(wanted))).toBe(reason);
    expect(code(await change(counter, 'admin', { active: false }))).toBe('last-administrator');
    expect(code(await change(counter, 'admin', { roles: ['approver'] }))).toBe('last-administrator');
    expect(counter.journal.entries).toHaveLength(from);
  });

  it('takes effect at once on the person who is signed in: roles, and the right to be there', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'admin');
    value(await change(counter, 'cashier', { roles: ['administrator'] }));
    await signIn(counter, 'cashier');
    value(await change(counter, 'admin', { active: false }));
    expect(counter.staff.presence()).toMatchObject({ state: 'open', person: counter.id.cashier });
    await expect(change(counter, 'cashier', { active: false })).resolves.toMatchObject({
      reason: { code: 'last-administrator' },
    });
    value(await change(counter, 'other', { roles: ['administrator'] }));
    const from = counter.journal.entries.length;
    value(await change(counter, 'cashier', { active: false }));
    expect(counter.journal.types(from)).toEqual(['person.saved', 'session.signed-out']);
    expect(counter.staff.presence()).toEqual({ state: 'signed-out' });
    expect(code(await counter.staff.signIn(counter.id.cashier, pins.cashier))).toBe('person-inactive');
  });

  it('with a new PIN ends the old one and the block', async () => {
    const counter = await counterWithPeople();
    for (let turn = 0; turn < 5; turn += 1) {
      await counter.staff.signIn(counter.id.cashier, '0000');
      if (turn < 4) counter.clock.advance(8_000);
    }
    expect(code(await counter.staff.signIn(counter.id.cashier, pins.cashier))).toBe('pin-blocked');
    await signIn(counter, 'admin');
    value(await change(counter, 'cashier', { pin: '918273' }));
    value(await counter.staff.signIn(counter.id.cashier, '918273'));
    value(counter.staff.signOut());
    expect(code(await counter.staff.signIn(counter.id.cashier, pins.cashier))).toBe('wrong-pin');
  });

  it('keeps the old PIN when the journal fails after the new one was written', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'admin');
    counter.journal.failNext = true;
    await expect(change(counter, 'cashier', { pin: '918273' })).rejects.toThrow('disk full');
    await signIn(counter, 'cashier');
  });

  it('leaves a safe state when the program dies between the two files', async () => {
    const counter = await counterWithPeople();
    const { cost, block_size, parallelization, salt, key } = counter.row('cashier');
    // What a death after the first write leaves: a verifier whose person no entry knows.
    const orphan = '01910000-0000-7000-8000-000000000001';
    const insert = counter.local.connection.prepare('insert into pin_verifiers values (?,?,?,?,?,?,0,0)');
    insert.run(orphan, cost, block_size, parallelization, salt, key);
    expect(code(await counter.staff.signIn(orphan, pins.cashier))).toBe('person-unknown');
    // And a person whose verifier is lost: nobody gets in as them until an administrator sets a PIN.
    counter.local.connection.prepare('delete from pin_verifiers where person = ?').run(counter.id.cashier);
    expect(code(await counter.staff.signIn(counter.id.cashier, pins.cashier))).toBe('pin-not-set');
    await signIn(counter, 'admin');
    value(await change(counter, 'cashier', { pin: '918273' }));
    value(await counter.staff.signIn(counter.id.cashier, '918273'));
  });

  it('checks again after the PIN was made: the administrator may be gone', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'admin');
    const pending = counter.staff.savePerson(newcomer);
    await untilHashing();
    value(counter.staff.lock());
    const from = counter.journal.entries.length;
    expect(code(await pending)).toBe('locked');
    expect(counter.journal.entries).toHaveLength(from);
    expect(counter.local.connection.prepare('select * from pin_verifiers').all()).toHaveLength(5);
  });
});

describe('changing one’s own PIN', () => {
  it('asks for the old one, and then only the new one opens', async () => {
    const counter = await counterWithPeople();
    expect(code(await counter.staff.changePin(pins.cashier, '918273'))).toBe('not-signed-in');
    await signIn(counter, 'cashier');
    expect(code(await counter.staff.changePin('0000', '918273'))).toBe('wrong-pin');
    counter.clock.advance(1_000);
    expect(code(await counter.staff.changePin(pins.cashier, '4321'))).toBe('weak-pin');
    expect(code(await counter.staff.changePin(pins.cashier, pins.cashier))).toBe('pin-unchanged');
    value(await counter.staff.changePin(pins.cashier, '918273'));
    expect(counter.journal.entries.at(-1)).toMatchObject({
      type: 'person.saved',
      body: { person: counter.id.cashier, roles: ['cashier', 'treasurer'], active: true, pinSet: true },
      actor: counter.id.cashier,
    });
    value(counter.staff.lock());
    value(await counter.staff.unlock('918273'));
  });

  it('does not happen when somebody else took the counter meanwhile', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    const before = counter.row('cashier').key;
    const pending = counter.staff.changePin(pins.cashier, '918273');
    await untilHashing();
    value(counter.staff.signOut());
    expect(code(await pending)).toBe('not-signed-in');
    expect(counter.row('cashier').key).toEqual(before);
  });
});
