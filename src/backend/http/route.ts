/** One form for every route: schemas, who may call it, limits; the OpenAPI document is made from the same values. */
import type { z } from 'zod';
import { unreachable } from '../../shared/kernel/assert.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { SyncRefusalCode } from '../../shared/sync/index.ts';
import { type Backend, type Refused, refused } from '../backend.ts';
import { counterOfToken } from '../counters/proof.ts';
import type { Counter, FacilityScope, Person } from '../data/scope.ts';
import { scopeOfSecret } from '../neighbours/keys.ts';
import { noteAct } from '../people/acts.ts';
import { personOfToken } from '../people/sign-in.ts';
import { relayOfToken } from '../relay/join.ts';
import { cookieToken, isFromPage } from './cookie.ts';
import { readJson } from './json.ts';

export type PersonRole = Person['role'];

/** Who may call a route. `signed` and `provider` prove themselves by what they send. */
export type Access =
  | { readonly is: 'anybody' | 'signed' | 'provider' | 'counter' | 'neighbour' | 'relay' }
  | { readonly is: 'person'; readonly roles: readonly PersonRole[] };

export type Caller =
  | { readonly is: 'anybody' }
  | { readonly is: 'counter'; readonly counter: Counter }
  | { readonly is: 'neighbour' | 'relay'; readonly scope: FacilityScope }
  | { readonly is: 'person'; readonly person: Person };

/** A request before it is looked at. */
export interface RawCall {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly params: unknown;
  readonly query: unknown;
  /** Bytes as they came; empty without a body. */
  readonly raw: Uint8Array;
}

/** What a handler is given once everything about the request is checked. */
export interface Call<Body, Query, Params> {
  readonly backend: Backend;
  readonly caller: Caller;
  readonly headers: RawCall['headers'];
  readonly raw: Uint8Array;
  readonly body: Body;
  readonly query: Query;
  readonly params: Params;
}

/** What goes back. `headers` only where a form outside ours asks for them. */
export interface Reply {
  readonly status: number;
  /** JSON, or the bytes of a file. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set where a refusal has a form outside ours. */
  readonly refusedAs?: SyncRefusalCode;
}

export interface RouteSpec<Body, Query, Params> {
  readonly method: 'GET' | 'POST';
  /** `:name` marks a parameter. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /** Calls a minute from one address. */
  readonly perMinute: number;
  readonly bodyBytes?: number;
  readonly body?: z.ZodType<Body>;
  readonly query?: z.ZodType<Query>;
  readonly params?: z.ZodType<Params>;
  /** Schema of a good answer, for the document. */
  readonly answer: z.ZodType;
  /** Of a file; JSON without it. */
  readonly answerType?: string;
  /** What a person's act is about, for the book of acts: ids and figures, never a secret. */
  subject?(body: Body): string | null;
  handle(call: Call<Body, Query, Params>): Promise<Result<Reply, Refused>>;
}

export interface Route
  extends Omit<RouteSpec<unknown, unknown, unknown>, 'handle' | 'subject' | 'body' | 'query' | 'params'> {
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly params?: z.ZodType;
  run(backend: Backend, call: RawCall): Promise<Result<Reply, Refused>>;
}

/** A route whose requests are parsed by its own schemas before its handler sees them. */
export function route<Body = null, Query = null, Params = null>(spec: RouteSpec<Body, Query, Params>): Route {
  const { handle, subject, ...rest } = spec;
  return {
    ...rest,
    async run(backend, call) {
      const caller = await callerOf(backend, spec, call);
      if (!caller.ok) return caller;
      const params = parsed(spec.params, call.params);
      const query = parsed(spec.query, call.query);
      const body = parsedBody(spec.body, call.raw);
      if (params === undefined || query === undefined || body === undefined) return refused('malformed');
      if (caller.value.is === 'person' && spec.method === 'POST' && !spec.path.endsWith('/sign-out')) {
        const { facility = null } = (params ?? {}) as { readonly facility?: string };
        const about = subject?.(body as Body) ?? null;
        await noteAct(backend, { person: caller.value.person.id, act: spec.path, facility, subject: about });
      }
      return await handle({
        ...{ backend, caller: caller.value, headers: call.headers, raw: call.raw },
        ...{ params: params as Params, query: query as Query, body: body as Body },
      });
    },
  };
}

/** `undefined` when it does not fit; null where nothing is asked for. */
function parsed(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return null;
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

function parsedBody(schema: z.ZodType | undefined, raw: Uint8Array): unknown {
  if (schema === undefined) return null;
  const json = readJson(raw);
  return json === undefined ? undefined : parsed(schema, json);
}

async function callerOf(
  { db, clock }: Backend,
  { access, method }: Pick<Route, 'access' | 'method'>,
  { headers }: RawCall,
): Promise<Result<Caller, Refused>> {
  switch (access.is) {
    case 'anybody':
    case 'signed':
    case 'provider':
      return ok({ is: 'anybody' });
    case 'counter': {
      const counter = await counterOfToken(db, bearerOf(headers), clock.now());
      return counter.ok ? ok({ is: 'counter', counter: counter.value }) : counter;
    }
    case 'neighbour': {
      const scope = await scopeOfSecret(db, bearerOf(headers));
      return scope.ok ? ok({ is: 'neighbour', scope: scope.value }) : scope;
    }
    case 'relay': {
      const scope = await relayOfToken(db, bearerOf(headers), clock.now());
      return scope.ok ? ok({ is: 'relay', scope: scope.value }) : scope;
    }
    case 'person': {
      const bearer = bearerOf(headers);
      const person = await personOfToken(db, bearer === '' ? cookieToken(headers) : bearer, clock.now());
      if (!person.ok) return person;
      // A browser adds the cookie by itself: whoever changes something must be our own page.
      if (bearer === '' && method !== 'GET' && !isFromPage(headers)) return refused('not-allowed');
      if (!access.roles.includes(person.value.role)) return refused('not-allowed');
      return ok({ is: 'person', person: person.value });
    }
    default:
      return unreachable(access);
  }
}

/** The token of `Authorization: Bearer …`; empty without one. */
export function bearerOf(headers: RawCall['headers']): string {
  const { authorization } = headers;
  if (typeof authorization !== 'string') return '';
  return /^Bearer ([A-Za-z0-9_.-]{1,200})$/.exec(authorization)?.[1] ?? '';
}

/** The counter that calls; the route's access has let in nobody else. */
export function counterOf(caller: Caller): Result<Counter, Refused> {
  return caller.is === 'counter' ? ok(caller.counter) : refuse({ code: 'not-allowed' });
}

/** The facility whose system calls. */
export function neighbourOf(caller: Caller): Result<FacilityScope, Refused> {
  return caller.is === 'neighbour' ? ok(caller.scope) : refuse({ code: 'not-allowed' });
}

/** The facility whose own backend calls. */
export function relayOf(caller: Caller): Result<FacilityScope, Refused> {
  return caller.is === 'relay' ? ok(caller.scope) : refuse({ code: 'not-allowed' });
}

/** The person that calls. */
export function personOf(caller: Caller): Result<Person, Refused> {
  return caller.is === 'person' ? ok(caller.person) : refuse({ code: 'not-allowed' });
}

/** A good answer. */
export function answered(result: Result<unknown, Refused>): Result<Reply, Refused> {
  return result.ok ? ok({ status: 200, body: result.value }) : result;
}

/** HTTP status of a refusal. */
export function statusOf(code: SyncRefusalCode): number {
  switch (code) {
    case 'protocol-unknown':
    case 'malformed':
    case 'vouch-wrong':
      return 400;
    case 'code-unknown':
    case 'signature-wrong':
    case 'challenge-wrong':
    case 'session-over':
    case 'counter-unknown':
    case 'key-unknown':
      return 401;
    case 'code-used':
    case 'code-expired':
    case 'counter-revoked':
    case 'not-allowed':
      return 403;
    case 'not-found':
      return 404;
    case 'counter-known':
    case 'facility-key-differs':
    case 'facility-elsewhere':
    case 'not-contiguous':
    case 'chain-broken':
    case 'other-content':
    case 'older-epoch':
    case 'feed-epoch-other':
      return 409;
    case 'too-large':
      return 413;
    case 'too-many-requests':
      return 429;
    case 'failed':
      return 500;
    case 'not-ready':
      return 503;
    default:
      return unreachable(code);
  }
}
