import { invariant } from '../../shared/kernel/assert.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/kernel/roles.ts';
import type { StaffEntry } from './entries.ts';
import { fail, type Outcome } from './failure.ts';
import type { Gate } from './gate.ts';
import type { PinCheck } from './pin-check.ts';
import type { Queue } from './queue.ts';
import type { Person } from './rules.ts';

/**
 * Which roles may approve which step, by a second person's PIN at the counter (product.md "People", C, D;
 * facts/domain.md §2.4). The role that answers for it stands first. An administrator approves nothing about money.
 */
export const approvalRules = {
  void: ['chief-accountant'],
  refund: ['chief-accountant'],
  'refund-another-way': ['chief-accountant'],
  'lost-deposit-slip': ['chief-accountant', 'approver'],
  /** A deposit of another counter whose journal is not here: against the original slip (decision 0014). */
  'fund-elsewhere': ['chief-accountant', 'approver'],
  'reduce-fee': ['chief-accountant', 'approver'],
  'accept-transfer': ['chief-accountant'],
  'decide-unknown': ['chief-accountant'],
  /** Where the facility's money goes: entered by an administrator, agreed to by whoever answers for the books. */
  'set-account': ['chief-accountant'],
  'set-setting': ['chief-accountant'],
  /** Whoever sets a PIN could act as that person. */
  'save-person': ['chief-accountant', 'approver'],
  'pay-out': ['chief-accountant', 'treasurer', 'approver'],
  'close-other-shift': ['chief-accountant', 'treasurer', 'approver'],
  /** Whoever holds the sheet can read every private part and vouch for a counter. */
  'show-recovery-sheet': ['chief-accountant', 'approver'],
  'take-over-shift': ['chief-accountant', 'treasurer', 'approver'],
  'receive-hand-in': ['treasurer'],
  /** Nhập bù: paper receipts of an outage. */
  'enter-paper-receipt': ['chief-accountant', 'accountant', 'approver'],
} as const satisfies Record<string, readonly Role[]>;

export type ApprovalAct = keyof typeof approvalRules;

/**
 * Decisions of whoever answers for the books, about what nobody here did: taken also by that person at the window, by the
 * own PIN. Nobody decides what is the own doing all the same (`involved`).
 */
const ownDecisions: ReadonlySet<ApprovalAct> = new Set(['decide-unknown']);

export interface ApprovalRequest {
  readonly act: ApprovalAct;
  /** What is approved: receipt, tender, shift … (opaque id, at most 64 characters). */
  readonly subject: string;
  /** The second person. */
  readonly person: string;
  readonly pin: string;
  /** Whose own doing the subject is, besides the person signed in (cashier of the receipt, owner of the shift …). */
  readonly involved: readonly string[];
}

/** A given PIN for one act. It counts once its caller has journalled it together with the act. */
export interface Approval {
  readonly approval: string;
  readonly act: ApprovalAct;
  readonly subject: string;
  readonly approver: string;
  readonly role: Role;
  readonly requester: string;
}

export interface Approvals {
  /** Asks for the second person's PIN. Nothing but a wrong attempt is written. */
  approve(request: ApprovalRequest): Promise<Outcome<Approval>>;
  /**
   * Called inside the transaction of the act: checks once more who is there and what role the approver has, then
   * journals `approval.given`. One approval is used once, also if
   * that transaction is then rolled back; a second use throws `InvariantBroken`.
   */
  journalApproval(approval: Approval): Outcome<null>;
  /** As {@link Approvals.journalApproval}, for a caller that appends the entry itself, before its own. */
  takeApproval(approval: Approval): Outcome<StaffEntry>;
}

export interface ApprovalPorts {
  readonly ids: Ids;
  readonly pins: PinCheck;
  readonly gate: Gate;
  readonly queue: Queue;
  people(): readonly Person[];
  /** Appends inside the caller's transaction. */
  append(entry: StaffEntry): void;
}

/** The role in which this person may approve, or why not. Looks at no PIN. */
function roleFor(
  request: Pick<ApprovalRequest, 'act' | 'person'>,
  notBy: readonly string[],
  people: readonly Person[],
): Outcome<Role> {
  const approver = people.find(({ person }) => person === request.person);
  if (!approver) return fail('person-unknown');
  if (!approver.active) return fail('person-inactive');
  if (notBy.includes(request.person)) return fail('self-approval');
  const allowed: readonly Role[] = approvalRules[request.act];
  const role = allowed.find((one) => approver.roles.includes(one));
  return role === undefined ? fail('wrong-role') : ok(role);
}

/** Whoever is at the window approves nothing of the own; see {@link ownDecisions}. */
function notHere(act: ApprovalAct, requester: string): readonly string[] {
  return ownDecisions.has(act) ? [] : [requester];
}

/** {@link Approvals} */
export function createApprovals(ports: ApprovalPorts): Approvals {
  const { ids, pins, gate, queue, people, append } = ports;
  /** Given and not yet used, so that no other value passes for an approval. */
  const unused = new WeakSet<Approval>();

  async function approve(request: ApprovalRequest): Promise<Outcome<Approval>> {
    const { act, subject, person: approver } = request;
    const before = gate.require('unlocked');
    if (!before.ok) return before;
    const requester = before.value.person;
    const notBy = [...notHere(act, requester), ...request.involved];
    const may = roleFor(request, notBy, people());
    if (!may.ok) return may;
    const checked = await pins.check(approver, request.pin);
    if (!checked.ok) return checked;
    const still = stillThere(requester);
    if (!still.ok) return still;
    const role = roleFor(request, notBy, people());
    if (!role.ok) return role;
    const approval: Approval = { approval: ids.next(), act, subject, approver, role: role.value, requester };
    unused.add(approval);
    return ok(approval);
  }

  function stillThere(requester: string): Outcome<null> {
    const here = gate.require('unlocked');
    if (!here.ok) return here;
    return here.value.person === requester ? ok(null) : fail('session-changed');
  }

  function takeApproval(given: Approval): Outcome<StaffEntry> {
    invariant(unused.has(given), 'an approval is used once, and only one that was given');
    const { approval, act, subject, approver, role, requester } = given;
    const still = stillThere(requester);
    if (!still.ok) return still;
    const may = roleFor({ act, person: approver }, notHere(act, requester), people());
    if (!may.ok) return may;
    unused.delete(given);
    return ok({
      type: 'approval.given',
      body: { approval, act, subject, approver, role },
      actor: requester,
    });
  }

  return {
    approve: (request) => queue.run(() => approve(request)),
    journalApproval(given) {
      const entry = takeApproval(given);
      if (!entry.ok) return entry;
      append(entry.value);
      return ok(null);
    },
    takeApproval,
  };
}
