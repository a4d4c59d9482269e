import { describe, expect, it } from '@jest/globals';
import { play, type Scenario } from '@kefu/testing/faults';
import { breakable } from './breaking-off.ts';

const scenario = (enact: Scenario['play']): Scenario => ({ name: 'F0', title: '', checks: [], play: enact });

describe('a scenario that is broken off', () => {
  it('ends what it started, and what it was about to start', async () => {
    const over = new AbortController();
    const ended: string[] = [];
    const { promise: starting, resolve: hasStarted } = Promise.withResolvers<void>();
    const { scenario: played, settled } = breakable(
      scenario(async (stage) => {
        stage.finally(() => ended.push('started'));
        over.abort(new Error('SIGTERM'));
        await starting;
        stage.finally(() => ended.push('late'));
      }),
      over.signal,
    );
    const { verdict, reasons } = await play(played, { seed: 1 });
    expect(verdict).toBe('violated');
    expect(reasons.join()).toContain('SIGTERM');
    expect(ended).toEqual(['started']);
    hasStarted();
    await settled();
    expect(ended).toEqual(['started', 'late']);
  });

  it('is not begun any more', async () => {
    let begun = false;
    const { scenario: played } = breakable(
      scenario(async () => {
        begun = true;
      }),
      AbortSignal.abort(new Error('SIGINT')),
    );
    await play(played, { seed: 1 });
    expect(begun).toBe(false);
  });

  it('plays to its end where nobody breaks it off', async () => {
    const ended: string[] = [];
    const { scenario: played } = breakable(
      scenario(async (stage) => stage.finally(() => ended.push('all'))),
      new AbortController().signal,
    );
    expect(await play(played, { seed: 1 })).toMatchObject({ verdict: 'holds' });
    expect(ended).toEqual(['all']);
  });
});
