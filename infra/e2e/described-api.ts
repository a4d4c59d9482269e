import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Content = Record<string, { schema: unknown } | undefined>;
type Operation = {
  operationId: string;
  parameters: { name?: string; in?: 'path' | 'query' }[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content } | undefined>;
};
export type Description = { paths: Record<string, Record<string, Operation>> };

export type Answered = { status: number; body: Record<string, unknown> };
export type Values = Record<string, unknown>;

/** A client that knows of an API only what its OpenAPI document says, and holds every answer against it. */
export const describedApi = (url: string, description: Description) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(description, 'api');

  const operations = new Map(
    Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        operation.operationId,
        { path, method, operation },
      ]),
    ),
  );

  const check = (pointer: string[], body: unknown): void => {
    const path = pointer.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
    const validate = ajv.compile({ $ref: `api#/${path}` });
    if (!validate(body))
      throw new Error(`${pointer.slice(0, 3).join(' ')}: ${ajv.errorsText(validate.errors)}`);
  };

  return async (operationId: string, values: Values, token?: string): Promise<Answered> => {
    const known = operations.get(operationId);
    if (!known) throw new Error(`the document has no operation ${operationId}`);
    const { path, method, operation } = known;
    const named = (where: 'path' | 'query') =>
      operation.parameters.flatMap(({ name, in: place }) => (place === where && name ? [name] : []));
    const outside = new Set([...named('path'), ...named('query')]);
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(values[name])),
    );
    const query = named('query').flatMap((name): [string, string][] =>
      name in values ? [[name, String(values[name])]] : [],
    );
    const body = Object.fromEntries(Object.entries(values).filter(([name]) => !outside.has(name)));
    const response = await fetch(`${url}${address}?${new URLSearchParams(query).toString()}`, {
      method: method.toUpperCase(),
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(operation.requestBody && { 'content-type': 'application/json' }),
      },
      ...(operation.requestBody && { body: JSON.stringify(body) }),
    });
    const described = operation.responses[response.status];
    if (!described)
      throw new Error(`${operationId} answered ${response.status}, which the document does not know`);
    const type = String(response.headers.get('content-type')).split(';')[0] ?? '';
    const answer = (await response.json()) as Answered['body'];
    check(['paths', path, method, 'responses', String(response.status), 'content', type, 'schema'], answer);
    return { status: response.status, body: answer };
  };
};
