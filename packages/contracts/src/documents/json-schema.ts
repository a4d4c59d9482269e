import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** Finds `#/$defs/X` anywhere in a schema and points it at the document's components instead. */
const pointAtComponents = (value: unknown, rename: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((item) => pointAtComponents(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref' && typeof inner === 'string'
        ? [key, `#/components/schemas/${rename(inner.replace('#/$defs/', ''))}`]
        : [key, pointAtComponents(inner, rename)],
    ),
  );
};

/**
 * Collects the named schemas (`.meta({ id })`) of a document under `components`. What a client sends and what it
 * gets can differ (defaults are optional to send, always there to read): a name whose two forms differ gets
 * `…Input` for the form that is sent.
 */
export const schemaCollector = () => {
  const components: Record<string, JsonSchema> = {};

  const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output'): JsonSchema => {
    const both = (['input', 'output'] as const).map(
      (side) => z.toJSONSchema(schema, { io: side, unrepresentable: 'any' }) as JsonSchema,
    );
    const own = io === 'input' ? both[0] : both[1];
    const {
      $defs = {},
      $schema: _,
      id: __,
      ...root
    } = own as JsonSchema & { $defs?: Record<string, JsonSchema> };
    const others = (both[io === 'input' ? 1 : 0] as { $defs?: Record<string, JsonSchema> }).$defs ?? {};
    const rename = (name: string) =>
      io === 'input' && JSON.stringify(others[name]) !== JSON.stringify($defs[name]) ? `${name}Input` : name;
    for (const [name, definition] of Object.entries($defs)) {
      const { id: ___, ...body } = pointAtComponents(definition, rename) as JsonSchema;
      components[rename(name)] = body;
    }
    return pointAtComponents(root, rename) as JsonSchema;
  };

  return { components, schemaOf };
};
