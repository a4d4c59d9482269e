import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { rotate } from './rotate-logs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a log is rotated while its program goes on writing', async () => {
  const path = join(folder, 'chat.log');
  const writer = spawn('sh', ['-c', 'echo first; read go; echo second'], {
    stdio: ['pipe', openSync(path, 'a'), 'inherit'],
  });
  while (!readFileSync(path, 'utf8').includes('first')) await new Promise(setImmediate);
  rotate(folder, 1);
  writer.stdin?.end('go\n');
  await once(writer, 'exit');
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('first\n');
  expect(readFileSync(path, 'utf8')).toBe('second\n');
});
