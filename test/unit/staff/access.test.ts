import { describe, expect, it } from 'vitest';
import { checkAccess, type Presence } from '../../../src/main/staff/access.ts';
import { approvalRules } from '../../../src/main/staff/approvals.ts';
import { mostPeople, type Person, readPerson } from '../../../src/main/staff/rules.ts';
import { type Role, roles } from '../../../src/shared/kernel/roles.ts';
import type { Access } from '../../../src/shared/rpc/define.ts';

const out: Presence = { state: 'signed-out' };
const open: Presence = { state: 'open', person: 'A', roles: ['cashier', 'treasurer'] };
const locked: Presence = { ...open, state: 'locked' };

describe('access', () => {
  const cases: [Access, string, string, string][] = [
    ['open', 'ok', 'ok', 'ok'],
    ['signed-in', 'not-signed-in', 'ok', 'ok'],
    ['unlocked', 'not-signed-in', 'ok', 'locked'],
    [['cashier'], 'not-signed-in', 'ok', 'locked'],
    [['administrator', 'treasurer'], 'not-signed-in', 'ok', 'locked'],
    [['administrator'], 'not-signed-in', 'wrong-role', 'locked'],
    [[], 'not-signed-in', 'wrong-role', 'locked'],
  ];
  it.each(cases)('%j: signed out %s, open %s, locked %s', (access, ...expected) => {
    const seen = [out, open, locked].map((presence) => {
      const result = checkAccess(access, presence);
      return result.ok ? 'ok' : result.reason;
    });
    expect(seen).toEqual(expected);
  });
});

describe('approval rules', () => {
  it('name a role for every step, and never a cashier or an administrator', () => {
    for (const [act, allowed] of Object.entries(approvalRules)) {
      const listed: readonly Role[] = allowed;
      expect(listed.length, act).toBeGreaterThan(0);
      expect(listed, act).not.toContain('cashier');
      expect(listed, act).not.toContain('administrator');
    }
  });

  it('leave voids, refunds, accepted transfers and unknowns to the chief accountant alone', () => {
    for (const act of ['void', 'refund', 'accept-transfer', 'decide-unknown'] as const) {
      expect(approvalRules[act]).toEqual(['chief-accountant']);
    }
  });
});

describe('people', () => {
  const person = (id: string, held: Role[], more: Partial<Person> = {}): Person => ({
    person: id,
    name: `Người ${id}`,
    roles: held,
    active: true,
    ...more,
  });
  const admin = person('Q', ['administrator']);
  const always = (): boolean => true;

  it('may hold roles together exactly when nobody both keeps the books and holds cash', () => {
    for (let mask = 0; mask < 2 ** roles.length; mask += 1) {
      const held = roles.filter((_, index) => mask & (1 << index));
      const books = held.includes('accountant') || held.includes('chief-accountant');
      const cash = held.includes('cashier') || held.includes('treasurer');
      const allowed = held.length > 0 && !(books && cash);
      expect(readPerson(person('A', held), [admin], always).ok, held.join()).toBe(allowed);
    }
  });

  it('have a name of 1 to 200 characters, put right', () => {
    const name = readPerson(person('A', ['cashier'], { name: '  Lê\u00a0Thị\n Mẫu ' }), [admin], always);
    expect(name).toMatchObject({ ok: true, value: { name: 'Lê Thị Mẫu' } });
    for (const bad of ['', ' \t ', 'x'.repeat(201)]) {
      const read = readPerson(person('A', ['cashier'], { name: bad }), [admin], always);
      expect(read).toEqual({ ok: false, reason: 'bad-name' });
    }
    const decomposed = readPerson(
      person('A', ['cashier'], { name: 'Mẫu'.normalize('NFD') }),
      [admin],
      always,
    );
    expect(decomposed).toMatchObject({ value: { name: 'Mẫu'.normalize('NFC') } });
  });

  it('always keep an active administrator who has a PIN', () => {
    const refused = { ok: false, reason: 'last-administrator' };
    const cashier = person('T', ['cashier']);
    expect(readPerson({ ...admin, active: false }, [cashier], always)).toEqual(refused);
    expect(readPerson({ ...admin, roles: ['approver'] }, [cashier], always)).toEqual(refused);
    const second = person('R', ['administrator']);
    expect(readPerson({ ...admin, active: false }, [second], always).ok).toBe(true);
    expect(readPerson({ ...admin, active: false }, [{ ...second, active: false }], always)).toEqual(refused);
    expect(readPerson({ ...admin, active: false }, [second], (id) => id !== 'R')).toEqual(refused);
  });

  it('are counted, and each role once', () => {
    const crowd = Array.from({ length: mostPeople }, (_, index) => person(`${index}`, ['administrator']));
    expect(readPerson(admin, crowd, always)).toEqual({ ok: false, reason: 'too-many-people' });
    expect(readPerson(admin, crowd.slice(1), always).ok).toBe(true);
    const twice = readPerson(person('A', ['cashier', 'cashier']), [admin], always);
    expect(twice).toMatchObject({ value: { roles: ['cashier'] } });
  });
});
