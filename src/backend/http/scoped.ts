/** Routes below `/v1/facilities/:facility`: the handler is given leave for that facility, or is not called. */
import { z } from 'zod';
import type { Result } from '../../shared/kernel/result.ts';
import type { Refused } from '../backend.ts';
import { type FacilityScope, scopeOfPerson } from '../data/scope.ts';
import {
  type Call,
  type PersonRole,
  personOf,
  type Reply,
  type Route,
  type RouteSpec,
  route,
} from './route.ts';

interface ScopedSpec<Body, Query> extends Omit<RouteSpec<Body, Query, null>, 'access' | 'params' | 'handle'> {
  readonly roles: readonly PersonRole[];
  handle(call: Call<Body, Query, null> & { readonly scope: FacilityScope }): Promise<Result<Reply, Refused>>;
}

const params = z.strictObject({ facility: z.uuid() });

/** A route for people inside one facility. */
export function inFacility<Body = null, Query = null>({
  roles,
  handle,
  path,
  ...rest
}: ScopedSpec<Body, Query>): Route {
  return route<Body, Query, z.output<typeof params>>({
    ...rest,
    path: `/v1/facilities/:facility${path}`,
    access: { is: 'person', roles },
    params,
    async handle(call) {
      const person = personOf(call.caller);
      if (!person.ok) return person;
      const scope = await scopeOfPerson(call.backend.db, person.value, call.params.facility);
      if (!scope.ok) return scope;
      return await handle({ ...call, params: null, scope: scope.value });
    },
  });
}
