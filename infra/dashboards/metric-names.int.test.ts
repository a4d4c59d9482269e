import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runForTest, type ServiceForTest } from '@kefu/service/testing';
import type { DomainEvent } from '@kefu/contracts';

import { definitionOf } from '../service-definitions.ts';
import { parsePromQl } from './expressions.ts';
import { allExpressions } from './files.ts';

// It publishes, consumes and runs workflows: of all services it has the most to tell.
let returns: ServiceForTest<DomainEvent>;
let registered: string[];

beforeAll(async () => {
  returns = await runForTest(await definitionOf('returns'));
  const metrics = await (await fetch(`${returns.url}/metrics`)).text();
  registered = [...metrics.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
});
afterAll(() => returns?.stop());

/** A histogram answers under three names. */
const family = (name: string): string => name.replace(/_(bucket|sum|count)$/, '');

describe('the names of metrics', () => {
  it('in dashboard and alerts are all registered by a running service', () => {
    const asked = new Set(allExpressions().flatMap((expression) => parsePromQl(expression).metrics));
    const unknown = [...asked].filter(
      (name) => ![name, family(name)].some((one) => registered.includes(one)),
    );
    expect(unknown).toEqual([]);
  });

  it('are the same in the code and in the guide for operators', () => {
    const guide = readFileSync(new URL('../../docs/guides/operate.md', import.meta.url), 'utf8');
    const documented = new Set([...guide.matchAll(/^\| `(kefu_\w+)`/gm)].map(([, name]) => name));
    const ours = registered.filter((name) => name.startsWith('kefu_'));
    expect(documented).toEqual(new Set(ours));
  });
});
