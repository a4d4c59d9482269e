import { describe, expect, it } from '@jest/globals';
import type { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { Registry } from 'prom-client';
import { countActivityFailures } from './workflow-metrics.ts';

const counted = async (error: Error): Promise<unknown> => {
  const registry = new Registry();
  const context = { info: { activityType: 'askForReadings' } } as Context; // all that is looked at
  const { execute } = countActivityFailures(registry)(context);
  await execute?.({ args: [], headers: {} }, () => Promise.reject(error)).catch(() => undefined);
  return (await registry.getMetricsAsJSON())[0]?.values;
};

describe('an activity that fails', () => {
  it('is counted as one that is tried again', async () => {
    expect(await counted(new Error('away'))).toMatchObject([
      { labels: { activity: 'askForReadings', final: 'no' }, value: 1 },
    ]);
  });

  it('is counted as final when its workflow will not try again', async () => {
    expect(await counted(ApplicationFailure.nonRetryable('no'))).toMatchObject([
      { labels: { activity: 'askForReadings', final: 'yes' }, value: 1 },
    ]);
  });
});
