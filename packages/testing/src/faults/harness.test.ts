import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startChild } from './child.ts';
import { play } from './play.ts';
import { startProxy } from './proxy.ts';
import { reportOf } from './report.ts';
import { Skipped, type Scenario } from './scenario.ts';
import { until } from './until.ts';

const folder = mkdtempSync(join(tmpdir(), 'kefu-faults-'));
const program = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('a child', () => {
  const script = program(
    'clock.mjs',
    `console.log(String(Date.now())); console.log(String(new Date().getTime())); console.log(String(new Date(5).getTime()));
     process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log('ready')`,
  );

  it('may live in another time, and knows other instants as they are', async () => {
    const child = startChild({ script, settings: {}, clockShiftMs: -300_000 });
    await child.untilSays('ready');
    const [now, made, five] = child.said.map(Number);
    expect((Date.now() - (now ?? 0)) / 1_000).toBeCloseTo(300, -1);
    expect((Date.now() - (made ?? 0)) / 1_000).toBeCloseTo(300, -1);
    expect(five).toBe(5);
    expect((await child.terminate()).code).toBe(3);
  });

  it('is dead when it was killed, also while it is frozen', async () => {
    const child = startChild({ script, settings: {} });
    await child.untilSays('ready');
    child.freeze();
    await child.kill();
    expect(await child.exited).toBeNull();
  });

  it('that ends before it says what is waited for is quoted', async () => {
    const broken = program('broken.mjs', 'throw new Error("no such topic")');
    await expect(startChild({ script: broken, settings: {} }).untilSays('ready')).rejects.toThrow(
      'no such topic',
    );
  });
});

describe('a link', () => {
  const server = createServer((socket) => socket.on('error', () => undefined).pipe(socket)).listen(
    0,
    '127.0.0.1',
  );
  afterAll(() => void server.close());
  const open = async () => {
    if (!server.listening) await once(server, 'listening');
    const address = server.address();
    return startProxy({ port: typeof address === 'object' && address !== null ? address.port : 0 });
  };
  const echo = async (socket: ReturnType<typeof connect>): Promise<number> => {
    const startedAt = performance.now();
    socket.write('hello');
    await once(socket, 'data');
    return performance.now() - startedAt;
  };

  it('is cut for those who use it and for those who come, until it is mended', async () => {
    const link = await open();
    const socket = connect(link.port).on('error', () => undefined);
    await echo(socket);
    await link.cut();
    if (!socket.destroyed) await once(socket, 'close');
    const refused = connect(link.port);
    await expect(once(refused, 'connect')).rejects.toThrow('ECONNREFUSED');
    await link.mend();
    const again = connect(link.port);
    await echo(again);
    again.destroy();
    await link.close();
  });

  it('is slow, or lets nothing through and loses nothing of it', async () => {
    const link = await open();
    const socket = connect(link.port);
    link.slowDown(60);
    expect(await echo(socket)).toBeGreaterThanOrEqual(119);
    await link.mend();
    link.stall();
    const answered = echo(socket);
    const first = await Promise.race([
      answered,
      new Promise((resolve) => setTimeout(resolve, 100, 'nothing')),
    ]);
    expect(first).toBe('nothing');
    await link.mend();
    await answered;
    socket.destroy();
    await link.close();
  });

  it('brings what was sent while it was stalled, also when its sender is gone', async () => {
    const heard: string[] = [];
    const listening = createServer((socket) =>
      socket.on('error', () => undefined).on('data', (data) => heard.push(String(data))),
    );
    await once(listening.listen(0, '127.0.0.1'), 'listening');
    const address = listening.address();
    const link = await startProxy({ port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
    const socket = connect(link.port);
    await once(socket, 'connect');
    link.stall();
    await new Promise((resolve) => socket.write('farewell', resolve));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual([]);
    await link.mend();
    await until('it is heard', () => heard.length > 0);
    expect(heard).toEqual(['farewell']);
    await link.close();
    listening.close();
  });
});

describe('a scenario', () => {
  const scenario = (enact: Scenario['play']): Scenario => ({
    name: 'F0',
    title: 'none',
    checks: ['I7'],
    play: enact,
  });
  const playing = (enact: Scenario['play']) => play(scenario(enact), { seed: 7 });

  it('holds, is violated, or is skipped with the reason', async () => {
    expect(await playing(async (stage) => stage.recovered('all', 1, 2))).toMatchObject({
      verdict: 'holds',
      reasons: [],
    });
    expect(await playing(async (stage) => stage.recovered('all', 3, 2))).toMatchObject({
      verdict: 'violated',
    });
    const away = async () => {
      throw new Skipped('no Kafka here');
    };
    expect(await playing(away)).toMatchObject({ verdict: 'skipped', reasons: ['no Kafka here'] });
  });

  it('that breaks off has proved nothing, and is tidied up from the end', async () => {
    const order: number[] = [];
    const played = await playing(async (stage) => {
      stage.recovered('all', 1, 2);
      stage.finally(() => order.push(1));
      stage.finally(() => order.push(2));
      throw new Error('the relay never came');
    });
    expect(played.verdict).toBe('violated');
    expect(played.reasons.join()).toContain('the relay never came');
    expect(order).toEqual([2, 1]);
  });

  it('draws the same from the same seed, and its report says what is wrong', async () => {
    const drawn: number[] = [];
    const draw = async ({ random, expect: mustHold }: Parameters<Scenario['play']>[0]) => {
      drawn.push(random.between(0, 1_000_000));
      mustHold('nothing was doubled', false);
    };
    const report = reportOf([await playing(draw), await playing(draw)]);
    expect(drawn[0]).toBe(drawn[1]);
    expect(report).toContain('- not so: nothing was doubled');
    expect(report).toContain('F0, seed 7');
  });
});
