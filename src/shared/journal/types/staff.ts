/** People at this counter. PIN verifiers and keys are never in the journal. */
import { z } from 'zod';
import { roles } from '../../kernel/roles.ts';
import { fields, id, open, sealed } from '../define.ts';

const person = fields({ person: id });

export const staffTypes = {
  'person.saved': sealed(
    fields({
      person: id,
      roles: z.array(z.enum(roles)).min(1).max(6),
      active: z.boolean(),
      /** Whether this act also set a new PIN. */
      pinSet: z.boolean(),
    }),
    fields({ name: z.string().min(1).max(200) }),
  ),
  'session.signed-in': open(person),
  'session.signed-out': open(person),
  'session.locked': open(person),
  'session.unlocked': open(person),
  'session.pin-refused': open(fields({ person: id, attempts: z.int().min(1) })),
  /** One person leaves the screen to another; an open shift stays with its cashier. */
  'session.handed-over': open(fields({ from: id, to: id })),
};
