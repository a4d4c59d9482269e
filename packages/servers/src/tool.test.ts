import { describe, expect, it } from '@jest/globals';

import { endTools, run } from './tool.ts';

describe('a tool', () => {
  it('answers what it printed', async () => {
    expect(await run('echo', ['done'])).toBe('done\n');
  });

  it('that fails says which of its lines told why', async () => {
    const fails = run('sh', ['-c', 'echo much talk; echo "ERROR: no such package" >&2; exit 1']);
    await expect(fails).rejects.toThrow(/^sh -c .*…: ERROR: no such package$/s);
  });

  it('that is missing says so', async () => {
    await expect(run('no-such-tool', [])).rejects.toThrow('ENOENT');
  });

  it('is ended when everything ends, and none is started after that', async () => {
    const ended = expect(run('sleep', ['60'])).rejects.toThrow('sleep 60');
    await endTools();
    await ended;
    await expect(run('echo', [])).rejects.toThrow('not started any more');
  });
});
