import type { MethodRequest } from '../../shared/rpc/contract.ts';
import { approve, type DeskContext, type Outcome } from './context.ts';

/** Who may agree to a change of people. */
const mayAgree = ['chief-accountant', 'approver'] as const;

/**
 * Saves a person by an administrator, with the PIN of the chief accountant or an approver: whoever sets somebody's PIN
 * could act as them. While there is nobody who could agree, or nobody but the one being changed, the administrator
 * does it alone; else the first chief accountant, or one who forgot the PIN, could never be helped.
 */
export async function savePersonAgreed(
  context: DeskContext,
  request: MethodRequest<'staff.savePerson'>,
): Promise<Outcome<{ readonly person: string }>> {
  const { reads, staff } = context;
  const administrator = staff.require(['administrator']);
  if (!administrator.ok) return administrator;
  const others = reads
    .people()
    .filter(({ id, active }) => active === 1 && id !== administrator.value.person && id !== request.person)
    .filter(({ roles }) => mayAgree.some((role) => (JSON.parse(roles) as string[]).includes(role)));
  const { approval = null, ...change } = request;
  if (others.length === 0) return staff.savePerson(change);
  const subject = request.person ?? 'new';
  const agreed = await approve(
    context,
    'save-person',
    subject,
    approval,
    request.person === null ? [] : [request.person],
  );
  if (!agreed.ok) return agreed;
  return staff.savePerson(change, agreed.value);
}
