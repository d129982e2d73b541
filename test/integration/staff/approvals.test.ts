import { describe, expect, it } from 'vitest';
import type { ApprovalRequest } from '../../../src/main/staff/approvals.ts';
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

function request(counter: Counter, who: Who, more: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    act: 'void',
    subject: 'receipt-1',
    person: counter.id[who],
    pin: pins[who],
    involved: [],
    ...more,
  };
}

describe('approval by a second person', () => {
  it('carries who and in what role, and is journalled by the act it belongs to', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    const from = counter.journal.entries.length;
    const approval = value(await counter.staff.approve(request(counter, 'chief')));
    expect(approval).toMatchObject({
      act: 'void',
      subject: 'receipt-1',
      approver: counter.id.chief,
      role: 'chief-accountant',
      requester: counter.id.cashier,
    });
    expect(counter.journal.entries).toHaveLength(from);
    value(counter.journal.act(() => value(counter.staff.journalApproval(approval))));
    expect(counter.journal.entries.slice(from)).toEqual([
      {
        type: 'approval.given',
        body: {
          approval: approval.approval,
          act: 'void',
          subject: 'receipt-1',
          approver: counter.id.chief,
          role: 'chief-accountant',
        },
        actor: counter.id.cashier,
      },
    ]);
    expect(counter.staff.presence()).toMatchObject({ person: counter.id.cashier });
  });

  it('is used once, and cannot be made up', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    const approval = value(await counter.staff.approve(request(counter, 'chief')));
    expect(() => counter.staff.journalApproval({ ...approval })).toThrow('once');
    value(counter.journal.act(() => value(counter.staff.journalApproval(approval))));
    expect(() => counter.staff.journalApproval(approval)).toThrow('once');
  });

  it('is refused to oneself, to those involved, to the wrong role and to whoever left', async () => {
    const counter = await counterWithPeople();
    const { staff, id } = counter;
    expect(code(await staff.approve(request(counter, 'chief')))).toBe('not-signed-in');
    await signIn(counter, 'admin');
    value(
      await staff.savePerson({
        person: id.approver,
        name: 'Trần Hiệu Trưởng',
        roles: ['approver', 'treasurer'],
        active: true,
        pin: null,
      }),
    );
    await signIn(counter, 'approver');
    const payOut = { act: 'pay-out' } as const;
    expect(code(await staff.approve(request(counter, 'approver', payOut)))).toBe('self-approval');
    await signIn(counter, 'other');
    expect(code(await staff.approve(request(counter, 'approver', payOut)))).toBe('ok');
    const involved = [id.approver];
    expect(code(await staff.approve(request(counter, 'approver', { ...payOut, involved })))).toBe(
      'self-approval',
    );
    expect(code(await staff.approve(request(counter, 'approver')))).toBe('wrong-role');
    expect(code(await staff.approve(request(counter, 'admin')))).toBe('wrong-role');
    expect(code(await staff.approve(request(counter, 'cashier')))).toBe('wrong-role');
    expect(code(await staff.approve({ ...request(counter, 'chief'), person: 'nobody' }))).toBe(
      'person-unknown',
    );
    expect(counter.row('admin').failed).toBe(0);
  });

  it('takes no wrong PIN, and the fifth blocks the approver', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    const codes: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      codes.push(code(await counter.staff.approve(request(counter, 'chief', { pin: '0000' }))));
      counter.clock.advance(8_000);
    }
    expect(codes).toEqual(['wrong-pin', 'wrong-pin', 'wrong-pin', 'wrong-pin', 'pin-blocked']);
    expect(code(await counter.staff.approve(request(counter, 'chief')))).toBe('pin-blocked');
    expect(counter.staff.presence()).toMatchObject({ state: 'open', person: counter.id.cashier });
  });

  it('takes no inactive approver, nor one who left between the PIN and the act', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'admin');
    const approval = value(
      await counter.staff.approve(
        request(counter, 'chief', { act: 'close-other-shift', subject: 'shift-1' }),
      ),
    );
    const change = {
      person: counter.id.chief,
      name: 'Võ Thị Ví Dụ',
      roles: ['chief-accountant'],
      active: false,
      pin: null,
    } as const;
    value(await counter.staff.savePerson(change));
    const from = counter.journal.entries.length;
    expect(code(counter.staff.journalApproval(approval))).toBe('person-inactive');
    expect(counter.journal.entries).toHaveLength(from);
    expect(code(await counter.staff.approve(request(counter, 'chief')))).toBe('person-inactive');
  });

  it('is void when the one who asked is no longer there', async () => {
    const counter = await counterWithPeople();
    await signIn(counter, 'cashier');
    const pending = counter.staff.approve(request(counter, 'chief'));
    await untilHashing();
    value(counter.staff.lock());
    expect(code(await pending)).toBe('locked');
    value(await counter.staff.unlock(pins.cashier));
    const approval = value(await counter.staff.approve(request(counter, 'chief')));
    await signIn(counter, 'other');
    expect(code(counter.staff.journalApproval(approval))).toBe('session-changed');
  });
});
