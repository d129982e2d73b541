/** The OpenAPI 3.1 document, made from the schemas the routes parse with. */
import { z } from 'zod';
import { refusalAnswer, syncProtocol } from '../../shared/sync/index.ts';
import type { Route } from './route.ts';

/** What of a route stands in the document. */
export type DocumentedRoute = Omit<Route, 'run'>;

type Json = Readonly<Record<string, unknown>>;

/** What a schema cannot say in JSON Schema (a check in code) stands as "anything"; the protocol page has it in words. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    unrepresentable: 'any',
    io,
  });
  return json as Json;
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): readonly Json[] {
  if (schema === undefined) return [];
  const { properties, required } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties ?? {}).map(([name, one]) => ({
    ...{ name, in: place, schema: one },
    required: place === 'path' || (required ?? []).includes(name),
  }));
}

const isSecured = ({ access }: DocumentedRoute): boolean =>
  ['counter', 'person', 'neighbour', 'relay'].includes(access.is);

/** People may come with a token or, from the page, with its cookie. */
function securityOf({ access }: DocumentedRoute): readonly Json[] {
  return access.is === 'person' ? [{ bearer: [] }, { page: [] }] : [{ bearer: [] }];
}

function operationOf(route: DocumentedRoute): Json {
  const json = (schema: Json) => ({ content: { 'application/json': { schema } } });
  const good =
    route.answerType === undefined
      ? json(schemaOf(route.answer, 'output'))
      : { content: { [route.answerType]: { schema: { type: 'string', format: 'binary' } } } };
  const refusal = { $ref: '#/components/schemas/Refusal' };
  return {
    summary: route.summary,
    ...(isSecured(route) ? { security: securityOf(route) } : {}),
    'x-calls-per-minute': route.perMinute,
    ...(route.access.is === 'person' ? { 'x-roles': route.access.roles } : {}),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, ...json(schemaOf(route.body, 'input')) } }),
    responses: {
      200: { description: 'Done.', ...good },
      default: { description: 'Refused; nothing was written.', ...json(refusal) },
    },
  };
}

/** The document for these routes. */
export function openApi(routes: readonly DocumentedRoute[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Quầy Thu: máy chủ tỉnh', version: String(syncProtocol) },
    paths,
    components: {
      schemas: { Refusal: schemaOf(refusalAnswer, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        page: { type: 'apiKey', in: 'cookie', name: '__Host-quaythu' },
      },
    },
  };
}
