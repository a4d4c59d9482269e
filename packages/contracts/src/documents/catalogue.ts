import { z } from 'zod';
import { publicEvents } from '../events/index.ts';
import type { EventContract } from '../public-event.ts';
import { services } from '../route.ts';

type Contract = EventContract<string, z.ZodType>;
/** As much of JSON Schema as zod writes for contracts. */
type Schema = {
  description?: string;
  type?: string;
  format?: string;
  enum?: string[];
  const?: string;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  $ref?: string;
  $defs?: Record<string, Schema>;
};

const schemaOf = (data: z.ZodType): Schema => z.toJSONSchema(data) as Schema;

const anchorOf = (shape: string): string => `#${shape.toLowerCase()}`;

const kindOf = (schema: Schema): string => {
  const { $ref, anyOf, enum: values, const: value, items, type, format } = schema;
  const name = $ref?.replace('#/$defs/', '');
  if (name !== undefined) return `[${name}](${anchorOf(name)})`;
  if (anyOf) return anyOf.map(kindOf).join(' or ');
  if (values) return values.map((each) => `\`${each}\``).join(', ');
  if (value !== undefined) return `\`${value}\``;
  if (items) return `list of ${kindOf(items)}`;
  if (type === 'string') return format ?? 'text';
  return type ?? 'anything';
};

const fieldsOf = (schema: Schema): string => {
  const { properties, required = [] } = schema;
  if (!properties) return `${kindOf(schema)}.`;
  return Object.entries(properties)
    .map(([name, field]) => {
      const description = field.description === undefined ? '' : ` — ${field.description}`;
      return `- \`${name}\`${required.includes(name) ? '' : ' (optional)'}: ${kindOf(field)}${description}`;
    })
    .join('\n');
};

const chapter = (heading: string, ...blocks: string[]): string => [heading, ...blocks].join('\n\n');

const eventChapter = ({ type, description, subject, data }: Contract): string =>
  chapter(
    `### ${type}`,
    `${description} Keyed by \`${subject}\`. [Example](../packages/contracts/published/${type}.example.json), [schema](../packages/contracts/published/${type}.schema.json).`,
    fieldsOf(schemaOf(data)),
  );

const shapeChapter = ([name, schema]: [string, Schema]): string =>
  chapter(
    `### ${name}`,
    ...(schema.description === undefined ? [] : [`${schema.description}.`]),
    fieldsOf(schema),
  );

/** The catalogue of public events for readers, in Markdown. */
export const eventCatalogue = (): string => {
  const contracts = Object.values(publicEvents) as Contract[];
  const shapes = new Map<string, Schema>();
  for (const { data } of contracts) {
    for (const [name, schema] of Object.entries(schemaOf(data).$defs ?? {})) shapes.set(name, schema);
  }
  const publishing = services.filter((service) =>
    contracts.some(({ type }) => type.startsWith(`${service}.`)),
  );
  const chapters = publishing.map((service) =>
    chapter(
      `## ${service}`,
      `On the topic \`kefu.${service}\`.`,
      ...contracts.filter(({ type }) => type.startsWith(`${service}.`)).map(eventChapter),
    ),
  );
  return `${chapter(
    '# Public events',
    'Every event that leaves a service. They travel as CloudEvents 1.0 in binary mode, keyed by their subject, so that the events of one subject arrive in order. Each may arrive twice: its id tells. None holds personal data. Money is whole fen, weights are whole grams, time is UTC. The same as AsyncAPI 3: `GET /api/asyncapi.json`.',
    'This page is written by `npm run publish-schemas -w @kefu/contracts`.',
    ...chapters,
    '## Shared shapes',
    ...[...shapes].sort(([a], [b]) => (a < b ? -1 : 1)).map(shapeChapter),
  )}\n`;
};
