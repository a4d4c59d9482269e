import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, it } from '@jest/globals';

import { identityOf, isRunning, listenerOn, residentMegabytes, uptimeSeconds } from './process-table.ts';

describe('the process table', () => {
  it('knows a process for as long as it runs', async () => {
    const child = spawn('sleep', ['60']);
    const identity = identityOf(child.pid ?? 0);
    expect(identity).toBeDefined();
    expect(identity && isRunning(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(identity && isRunning(identity)).toBe(false);
  });

  it('does not take a later process with the same pid for the one it knew', () => {
    expect(isRunning({ pid: process.pid, startedAt: '1' })).toBe(false);
  });

  it('says who listens on a port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(listenerOn(port)).toEqual({ pid: process.pid, command: expect.stringContaining('node') });
    server.close();
    await once(server, 'close');
    expect(listenerOn(port)).toBeUndefined();
  });

  it('measures memory and age', () => {
    expect(residentMegabytes(process.pid)).toBeGreaterThan(10);
    const self = identityOf(process.pid);
    expect(self && uptimeSeconds(self)).toBeLessThan(3600);
  });
});
