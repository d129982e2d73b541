/** Who may get money back at a hospital: the patient or a named relative with an identity paper, never staff (facts §1.1). */
import { foldVietnamese } from '../../shared/text/index.ts';
import { facilitySettings } from '../facility/settings.ts';
import { type DeskContext, fail } from './context.ts';

type Fault = ReturnType<typeof fail>;
type Reads = Pick<DeskContext, 'reads'>;

/** `refund-to-staff` when somebody of the counter has this name; null when not, and at a school. */
export function staffFault({ reads }: Reads, payeeName: string): Fault | null {
  if (facilitySettings(reads).facility.institution !== 'hospital') return null;
  const name = foldVietnamese(payeeName).trim();
  const staff = reads.people().filter((person) => person.active === 1);
  return staff.some((person) => foldVietnamese(person.name ?? '').trim() === name)
    ? fail('refund-to-staff')
    : null;
}

/** Why this payee cannot have it, `identity-needed` without a paper; null when nothing stands in the way. */
export function payeeFault(context: Reads, payeeName: string, payeeIdentity: string | null): Fault | null {
  const staff = staffFault(context, payeeName);
  if (staff !== null) return staff;
  const needed = facilitySettings(context.reads).facility.institution === 'hospital';
  return needed && (payeeIdentity ?? '').trim() === '' ? fail('identity-needed') : null;
}
