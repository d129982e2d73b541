/** The HTTP server: limits, rate limits, one log line per request, refusals in one form. */
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type SyncRefusalCode, spokenRefusal } from '../../shared/sync/index.ts';
import type { Backend, Refused } from '../backend.ts';
import { sqlState } from '../backend.ts';
import { counterOfToken } from '../counters/proof.ts';
import { errorFields } from '../log.ts';
import { openApi } from './openapi.ts';
import { addPages } from './pages.ts';
import { bearerOf, type RawCall, type Route, statusOf } from './route.ts';
import { bankRoutes } from './routes-bank.ts';
import { counterRoutes } from './routes-counter.ts';
import { houseRoutes } from './routes-house.ts';
import { neighbourRoutes } from './routes-neighbour.ts';
import { peopleRoutes } from './routes-people.ts';
import { provinceRoutes } from './routes-province.ts';
import { relayRoutes } from './routes-relay.ts';
import { WakeStreams, wakeRoute } from './wake-stream.ts';

const defaultBodyBytes = 16 * 1024;
const requestTimeoutMs = 30_000;
const minuteMs = 60_000;
const longestUrl = 2_000;

export interface ServerOptions {
  /** Addresses of proxies in front whose word about the caller's address is taken. */
  readonly trustProxy: readonly string[];
  /** Multiplies every rate limit; 1 in production. */
  readonly rateFactor: number;
  /** Folder of the built pages. */
  readonly pages: string;
}

export interface BackendServer {
  readonly app: FastifyInstance;
  /** Stops taking requests, answers those that are in, ends the streams. */
  stop(): Promise<void>;
}

/** Puts the server together; it does not listen yet. */
export async function makeServer(backend: Backend, options: ServerOptions): Promise<BackendServer> {
  let stopping = false;
  const streams = new WakeStreams();
  const routes = [
    ...houseRoutes(() => stopping),
    ...counterRoutes,
    ...peopleRoutes,
    ...provinceRoutes,
    ...bankRoutes,
    ...neighbourRoutes,
    ...relayRoutes,
  ];
  const app = fastify({
    logger: false,
    trustProxy: options.trustProxy.length === 0 ? false : [...options.trustProxy],
    bodyLimit: defaultBodyBytes,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength: longestUrl },
    // A half-open connection must not hold up the stop.
    forceCloseConnections: 'idle',
  });
  // Signatures are over the bytes that came, so nobody parses them before a route does.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  await app.register(rateLimit, { global: false });
  answerErrors(app, backend);
  // Who was being answered when the stop began must not be waited for any longer.
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  for (const route of routes) addRoute(app, backend, route, options.rateFactor);
  addWake(app, backend, streams, options.rateFactor);
  addPages(app, options.pages, { rateLimit: limit(600, options.rateFactor) });
  const document = openApi([...routes, wakeRoute]);
  app.get('/openapi.json', { config: { rateLimit: limit(120, options.rateFactor) } }, async () => document);
  app.addHook('onResponse', async (request, reply) => logLine(backend, request, reply));
  return {
    app,
    stop: async () => {
      stopping = true;
      streams.endAll();
      await app.close();
    },
  };
}

/** Why a request was refused, until its line is written. */
const refusals = new WeakMap<FastifyRequest, SyncRefusalCode>();

/** One line per request, refused or not. */
function logLine({ log }: Backend, request: FastifyRequest, reply: FastifyReply): void {
  const code = refusals.get(request);
  const fields = {
    ...{ route: request.routeOptions.url ?? 'none', method: request.method, status: reply.statusCode },
    ms: Math.round(reply.elapsedTime),
  };
  if (code === undefined) log.info('request', fields);
  else log.warn('refused', { ...fields, code });
}

function limit(perMinute: number, factor: number) {
  return { max: Math.ceil(perMinute * factor), timeWindow: minuteMs };
}

function addRoute(app: FastifyInstance, backend: Backend, route: Route, factor: number): void {
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyBytes ?? defaultBodyBytes,
    config: { rateLimit: limit(route.perMinute, factor) },
    handler: async (request, reply) => {
      const done = await route.run(backend, rawCall(request));
      if (!done.ok) return refuse(request, reply, done.reason);
      return reply
        .code(done.value.status)
        .headers(done.value.headers ?? {})
        .send(sent(done.value.body));
    },
  });
}

/** JSON made here, so that `null` is an answer too; bytes of a file as they are. */
function sent(body: unknown): string | Buffer {
  return body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body);
}

function rawCall(request: FastifyRequest): RawCall {
  const raw = request.body instanceof Uint8Array ? request.body : new Uint8Array();
  return { headers: request.headers, params: request.params, query: request.query, raw };
}

function addWake(app: FastifyInstance, backend: Backend, streams: WakeStreams, factor: number): void {
  app.get(
    wakeRoute.path,
    { config: { rateLimit: limit(wakeRoute.perMinute, factor) } },
    async (request, reply) => {
      const counter = await counterOfToken(backend.db, bearerOf(request.headers), backend.clock.now());
      if (!counter.ok) return refuse(request, reply, counter.reason);
      if (!streams.hasRoom) return refuse(request, reply, { code: 'not-ready' });
      reply.hijack();
      streams.begin(backend, counter.value, reply.raw);
      return reply;
    },
  );
}

function refuse(request: FastifyRequest, reply: FastifyReply, reason: Refused): FastifyReply {
  const { code, head, at } = reason;
  refusals.set(request, code);
  const more = { ...(head === undefined ? {} : { head }), ...(at === undefined ? {} : { at }) };
  return reply
    .code(statusOf(code))
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ refused: code, say: spokenRefusal(code), ...more }));
}

function answerErrors(app: FastifyInstance, backend: Backend): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-type')) reply.type('application/json; charset=utf-8');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
  });
  app.setNotFoundHandler((request, reply) => refuse(request, reply, { code: 'not-found' }));
  app.setErrorHandler((error, request, reply) => {
    const code = codeOf(error);
    if (code === 'failed' || code === 'not-ready') backend.log.warn('failed', errorFields(error));
    return refuse(request, reply, { code });
  });
}

/** States of a database that will pass: lost connection, shutdown, deadlock, too many clients, timeout. */
const passing = /^(08...|57P0.|57014|40P01|40001|53...|25P03)$/;

function codeOf(error: unknown): SyncRefusalCode {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  if (status === 413) return 'too-large';
  if (status === 429) return 'too-many-requests';
  if (typeof status === 'number' && status >= 400 && status < 500) return 'malformed';
  const state = sqlState(error);
  if (state !== undefined) return passing.test(state) ? 'not-ready' : 'failed';
  const lost =
    error instanceof Error && /ECONN|EPIPE|terminat|timeout/i.test(`${error.name} ${error.message}`);
  return lost ? 'not-ready' : 'failed';
}
