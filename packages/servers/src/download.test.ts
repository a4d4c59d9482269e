import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { downloaded } from './download.ts';

describe('a download', () => {
  let into: string;
  let fetches: number;
  const said: string[] = [];
  const fetchTool = async (folder: string): Promise<void> => {
    fetches += 1;
    writeFileSync(join(folder, 'tool'), 'works');
  };
  const tool = (fetch = fetchTool): Promise<string> =>
    downloaded({ into, name: 'tool-1', fetch, progress: (line) => said.push(line) });

  beforeEach(() => {
    into = mkdtempSync(join(tmpdir(), 'kefu-download-'));
    fetches = 0;
  });
  afterEach(() => rmSync(into, { recursive: true }));

  it('is fetched once', async () => {
    const folder = await tool();
    expect(await tool()).toBe(folder);
    expect(fetches).toBe(1);
  });

  it('is fetched anew when a file of it was cut short', async () => {
    const folder = await tool();
    writeFileSync(join(folder, 'tool'), 'wo');
    await tool();
    expect(readFileSync(join(folder, 'tool'), 'utf8')).toBe('works');
  });

  it('is tried again when the network failed once', async () => {
    await tool(async (folder) => {
      if (fetches === 0) {
        fetches += 1;
        throw new Error('connection reset');
      }
      await fetchTool(folder);
    });
    expect(said.at(-1)).toContain('connection reset');
  });

  it('leaves nothing half done and says what failed after three attempts', async () => {
    const fails = tool(async () => Promise.reject(new Error('no route to host')));
    await expect(fails).rejects.toThrow(/tool-1 could not be fetched[^]*no route to host/);
    expect(readdirSync(into)).toEqual([]);
  });
});
