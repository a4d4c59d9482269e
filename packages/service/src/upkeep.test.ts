import { describe, expect, it } from '@jest/globals';
import { createLogger } from './telemetry/log.ts';
import { type Part, startUpkeep } from './upkeep.ts';

const silent = createLogger('test', 'silent');
const part = (name: string, more: Partial<Part> = {}): Part => ({
  name,
  start: async () => undefined,
  ...more,
});

const failingTimes = (times: number): Part['start'] => {
  let left = times;
  return async () => {
    if (left-- > 0) throw new Error('ECONNREFUSED');
    return undefined;
  };
};

describe('bringing up what a service needs', () => {
  it('tries a part until it starts', async () => {
    const upkeep = startUpkeep(part('database', { start: failingTimes(2) }), [], silent);
    await upkeep.started;
    expect(await upkeep.states()).toEqual({ database: { state: 'up' } });
  });

  it('says what is missing and why, and what waits for it', async () => {
    const upkeep = startUpkeep(part('database', { start: failingTimes(100) }), [part('relay')], silent);
    await new Promise(setImmediate);
    expect(await upkeep.states()).toEqual({
      database: { state: 'starting', reason: 'ECONNREFUSED' },
      relay: { state: 'waiting' },
    });
    await upkeep.stop();
  });

  it('lets one part wait without the others', async () => {
    const upkeep = startUpkeep(
      part('database'),
      [part('consumer', { start: failingTimes(100) }), part('workers')],
      silent,
    );
    await new Promise(setImmediate);
    expect(await upkeep.states()).toMatchObject({
      consumer: { state: 'starting' },
      workers: { state: 'up' },
    });
    await upkeep.stop();
  });

  it('sees a started part that fails later', async () => {
    const check = async (): Promise<string | undefined> => Promise.reject(new Error('Connection terminated'));
    const upkeep = startUpkeep(part('database', { check }), [], silent);
    await upkeep.started;
    expect(await upkeep.states()).toEqual({ database: { state: 'down', reason: 'Connection terminated' } });
  });

  it('stops the parts in their order, and the later ones also when one fails', async () => {
    const stopped: string[] = [];
    const stopping = (name: string, fails = false) =>
      part(name, {
        start: async () => ({
          stop: async () => {
            stopped.push(name);
            if (fails) throw new Error('will not end');
          },
        }),
      });
    const upkeep = startUpkeep(
      part('database'),
      [stopping('consumer', true), stopping('relay'), stopping('workers')],
      silent,
    );
    await upkeep.started;
    await upkeep.stop();
    expect(stopped).toEqual(['consumer', 'relay', 'workers']);
  });
});
