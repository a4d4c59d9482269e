import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyOf, runLanes } from './lanes.ts';
import type { IncomingMessage } from './transport.ts';

const messagesOf = (keys: readonly (string | null)[]): IncomingMessage[] =>
  keys.map((key, offset) => ({
    topic: 't',
    partition: 0,
    offset: BigInt(offset),
    key,
    value: Buffer.alloc(0),
    headers: {},
  }));

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the messages of a batch', () => {
  it('follow each other within a key and run side by side across keys', async () => {
    let running = 0;
    let most = 0;
    const log: string[] = [];
    await runLanes(messagesOf(['a', 'a', 'b', 'c', 'b']), async ({ key, offset }) => {
      most = Math.max(most, (running += 1));
      log.push(`${key}${offset}`);
      await turn();
      running -= 1;
      return true;
    });
    expect(most).toBe(3);
    expect(log.filter((entry) => entry.startsWith('a'))).toEqual(['a0', 'a1']);
    expect(log.filter((entry) => entry.startsWith('b'))).toEqual(['b2', 'b4']);
  });

  it('follow nobody where they have no key', () => {
    expect(new Set(messagesOf([null, null]).map(keyOf)).size).toBe(2);
  });

  it('are done up to the first that is not', async () => {
    const next = await runLanes(messagesOf(['a', 'b', 'a', 'c']), async ({ offset }) => offset !== 1n);
    expect(next).toBe(1n);
  });

  it('are all done when each is', async () => {
    expect(await runLanes(messagesOf(['a', 'b']), async () => true)).toBe(2n);
  });

  it('never overtake one of their key that is not done, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', null), fails: fc.boolean() }), {
          minLength: 1,
        }),
        async (given) => {
          const messages = messagesOf(given.map(({ key }) => key));
          const handled: bigint[] = [];
          const next = await runLanes(messages, async ({ offset }) => {
            await turn();
            if (given[Number(offset)]?.fails) return false;
            handled.push(offset);
            return true;
          });
          const undone = messages.filter(({ offset }) => !handled.includes(offset));
          expect(next).toBe(undone[0]?.offset ?? BigInt(messages.length));
          for (const message of messages.filter(({ offset }) => handled.includes(offset)))
            expect(
              undone.some((other) => keyOf(other) === keyOf(message) && other.offset < message.offset),
            ).toBe(false);
        },
      ),
      { numRuns: 50 },
    );
  });
});
