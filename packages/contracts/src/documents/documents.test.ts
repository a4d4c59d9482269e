import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { routes } from '../api/index.ts';
import { publicEvents } from '../events/index.ts';
import type { EventContract } from '../public-event.ts';
import { asyncApi } from './async-api.ts';
import { breakingChanges } from './grows-only.ts';
import { openApi } from './open-api.ts';

const contracts = Object.values(publicEvents) as EventContract<string, z.ZodType>[];
const published = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../published/${name}`, import.meta.url), 'utf8'));

describe('the documents made from the contracts', () => {
  it('are OpenAPI 3.1 that its validator accepts, with every route in it', async () => {
    const document = openApi('1.0.0');
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(Object.keys(routes).length);
  });

  it('are AsyncAPI 3 that the official parser accepts', async () => {
    const { diagnostics } = await new Parser().parse(JSON.stringify(asyncApi('1.0.0')));
    expect(
      diagnostics
        .filter((diagnostic) => diagnostic.severity === 0)
        .map(({ message, path }) => ({ message, path })),
    ).toEqual([]);
  });
});

describe.each(contracts.map((contract) => [contract.type, contract] as const))('%s', (type, contract) => {
  it('still reads its golden example, and its example of today', () => {
    expect(contract.data.safeParse(published(`${type}.example.json`)).error).toBeUndefined();
    expect(contract.data.safeParse(contract.example).error).toBeUndefined();
  });

  it('only grew since it was published', () => {
    expect(breakingChanges(published(`${type}.schema.json`), z.toJSONSchema(contract.data))).toEqual([]);
  });

  it('names a subject that its data holds', () => {
    expect(contract.example).toHaveProperty(contract.subject);
  });
});

describe('growing only', () => {
  const schema = (shape: z.ZodRawShape) => z.toJSONSchema(z.object(shape));
  const was = schema({ caseId: z.string(), verdict: z.enum(['a', 'b']) });
  it('allows a new field', () =>
    expect(
      breakingChanges(
        was,
        schema({ caseId: z.string(), verdict: z.enum(['a', 'b']), note: z.string().optional() }),
      ),
    ).toEqual([]));
  it('refuses a field that went away', () =>
    expect(breakingChanges(was, schema({ verdict: z.enum(['a', 'b']) }))).not.toEqual([]));
  it('refuses another type', () =>
    expect(breakingChanges(was, schema({ caseId: z.number(), verdict: z.enum(['a', 'b']) }))).not.toEqual(
      [],
    ));
  it('refuses a new value that readers do not know', () =>
    expect(
      breakingChanges(was, schema({ caseId: z.string(), verdict: z.enum(['a', 'b', 'c']) })),
    ).not.toEqual([]));
  it('refuses what is no longer always there', () =>
    expect(
      breakingChanges(was, schema({ caseId: z.string().optional(), verdict: z.enum(['a', 'b']) })),
    ).not.toEqual([]));
});
