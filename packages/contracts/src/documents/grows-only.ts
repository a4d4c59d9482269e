import type { JsonSchema } from './json-schema.ts';

const object = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null ? (value as JsonSchema) : {};
const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/**
 * What would break a reader of `published` if a service wrote `today`: each field that went away, changed its type,
 * stopped being required, or an enum's value that is new (readers switch on it). Empty when it only grew.
 */
export const breakingChanges = (published: JsonSchema, today: JsonSchema, path = '$'): string[] => {
  const found: string[] = [];
  if (JSON.stringify(published['type']) !== JSON.stringify(today['type']))
    found.push(`${path}: type ${JSON.stringify(published['type'])} became ${JSON.stringify(today['type'])}`);
  if (published['$ref'] !== today['$ref'])
    found.push(`${path}: refers to ${String(today['$ref'])} instead of ${String(published['$ref'])}`);
  for (const field of names(published['required']))
    if (!names(today['required']).includes(field)) found.push(`${path}.${field}: is no longer always there`);
  for (const [field, schema] of Object.entries(object(published['properties']))) {
    const now = object(today['properties'])[field];
    found.push(
      ...(now === undefined
        ? [`${path}.${field}: went away`]
        : breakingChanges(object(schema), object(now), `${path}.${field}`)),
    );
  }
  for (const value of names(today['enum']))
    if (published['enum'] !== undefined && !names(published['enum']).includes(value))
      found.push(`${path}: new value ${value}`);
  for (const [name, schema] of Object.entries(object(published['$defs'])))
    found.push(
      ...breakingChanges(object(schema), object(object(today['$defs'])[name]), `${path}/$defs/${name}`),
    );
  if (published['items'] !== undefined)
    found.push(...breakingChanges(object(published['items']), object(today['items']), `${path}[]`));
  (Array.isArray(published['anyOf']) ? published['anyOf'] : []).forEach((option, index) =>
    found.push(
      ...breakingChanges(
        object(option),
        object((Array.isArray(today['anyOf']) ? today['anyOf'] : [])[index]),
        `${path}|${index}`,
      ),
    ),
  );
  return found;
};
