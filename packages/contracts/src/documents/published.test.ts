import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { asyncApi } from './async-api.ts';
import { eventCatalogue } from './catalogue.ts';
import { openApi } from './open-api.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what was written by `npm run publish-schemas -w @kefu/contracts`', () => {
  it('is the OpenAPI document of today', () =>
    expect(JSON.parse(read('published/openapi.json'))).toEqual(asJson(openApi(version))));
  it('is the AsyncAPI document of today', () =>
    expect(JSON.parse(read('published/asyncapi.json'))).toEqual(asJson(asyncApi(version))));
  it('is the catalogue of events of today', () =>
    expect(read('../../docs/events.md')).toBe(eventCatalogue()));
});
