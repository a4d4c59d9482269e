import type { z } from 'zod';
import { routes } from '../api/index.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../route.ts';
import { schemaCollector, type JsonSchema } from './json-schema.ts';

const refusalStatus = (route: Route): string[] => (route.refusals.length > 0 ? ['409', '422'] : []);

const access = (route: Route): string =>
  Array.isArray(route.roles)
    ? `Roles: ${route.roles.join(', ')}.`
    : route.roles === 'anyone'
      ? 'No sign-in needed.'
      : 'Any signed-in caller.';

const parametersOf = (
  shape: z.ZodObject,
  where: 'path' | 'query',
  schemaOf: (s: z.ZodType, io: 'input') => JsonSchema,
) =>
  Object.entries(shape.shape as Record<string, z.ZodType>).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || !schema.safeParse(undefined).success,
    schema: schemaOf(schema, 'input'),
  }));

const operationOf = (
  name: string,
  route: Route,
  schemaOf: (s: z.ZodType, io?: 'input' | 'output') => JsonSchema,
) => {
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  const hasBody = !route.body.safeParse(undefined).success || route.body.def.type !== 'undefined';
  const refusals =
    route.refusals.length > 0
      ? `Refusals (problem codes): ${route.refusals.map((code) => `\`${code}\``).join(', ')}.`
      : '';
  const changes = route.method !== 'GET';
  return {
    operationId: name,
    tags: [route.service],
    summary: route.summary,
    description: [route.description, access(route), refusals].filter(Boolean).join('\n\n'),
    security: route.roles === 'anyone' ? [] : [{ bearer: [] }, { session: [] }],
    parameters: [
      ...parametersOf(route.params, 'path', schemaOf),
      ...parametersOf(route.query, 'query', schemaOf),
      ...(changes && route.roles !== 'anyone' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ],
    ...(hasBody && {
      requestBody: {
        required: true,
        content: {
          [route.multipart ? 'multipart/form-data' : 'application/json']: {
            schema: schemaOf(route.body, 'input'),
          },
        },
      },
    }),
    responses: {
      [route.status]: {
        description: route.summary,
        ...(route.answer.def.type !== 'undefined' && {
          content: { 'application/json': { schema: schemaOf(route.answer) } },
        }),
      },
      400: problem('The request could not be read; `errors` names each field'),
      ...(route.roles !== 'anyone' && {
        401: problem('Not signed in, or the token has ended'),
        403: problem('Not allowed for this role or shop'),
      }),
      ...Object.fromEntries(refusalStatus(route).map((status) => [status, problem(refusals)])),
      503: problem('A part is away for a moment; `Retry-After` says when to try again'),
    },
  };
};

/** OpenAPI 3.1 of every service behind the gateway, made from the route table. `version` is the product's. */
export const openApi = (version: string, serverUrl = '/') => {
  const { components, schemaOf } = schemaCollector();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(routes as unknown as Record<string, Route>)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route, schemaOf) };
  }
  schemaOf(Problem.array());
  return {
    openapi: '3.1.0',
    info: {
      title: 'kefu',
      version,
      description:
        'The support centre behind one door. Sign in with `POST /api/session` and send the answered token as `Authorization: Bearer …`; customers get theirs from `POST /api/widget/session`. Money is whole fen, time UTC, weights whole grams. A command may carry an `Idempotency-Key`: the same key and body again is answered alike for 24 hours. Services learn of each other by events: what one just recorded another may know a moment later (`…-unknown` → try again).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: components,
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description:
            'Any text of up to 200 characters; with another body it is refused (422 `idempotency-key-reused`)',
          schema: { type: 'string', maxLength: 200 },
        },
      },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'kefu_session' },
      },
    },
  };
};
