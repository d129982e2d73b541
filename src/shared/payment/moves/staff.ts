import { canonical } from '../../journal/index.ts';
import type { staffTypes } from '../../journal/types/staff.ts';
import { rolesAllowedTogether } from '../../kernel/roles.ts';
import { demand, type MovesOf } from '../world.ts';

export const staffMoves: MovesOf<typeof staffTypes> = {
  'person.saved': (draft, { id, body, content }) => {
    demand(rolesAllowedTogether(body.roles), 'roles-together');
    draft.put('person', {
      id: body.person,
      roles: canonical(body.roles),
      active: body.active ? 1 : 0,
      name: content?.name ?? null,
      entry: id,
    });
  },
  'session.signed-in': (draft, { body }) => {
    demand(draft.need('person', body.person).active === 1, 'person-not-active');
    draft.patch('counter', 'counter', { signedIn: body.person, locked: 0 });
  },
  'session.signed-out': (draft) => {
    draft.patch('counter', 'counter', { signedIn: null, locked: 0 });
  },
  'session.locked': (draft) => {
    draft.patch('counter', 'counter', { locked: 1 });
  },
  'session.unlocked': (draft, { body }) => {
    demand(draft.need('counter', 'counter').signedIn === body.person, 'not-signed-in');
    draft.patch('counter', 'counter', { locked: 0 });
  },
  'session.pin-refused': (draft, { body }) => {
    draft.need('person', body.person);
  },
  'session.handed-over': (draft, { body }) => {
    demand(draft.need('person', body.to).active === 1, 'person-not-active');
    draft.patch('counter', 'counter', { signedIn: body.to, locked: 0 });
  },
};
