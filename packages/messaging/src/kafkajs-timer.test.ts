import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { mendIdleTimer } from './kafkajs-timer.ts';

type Queue = {
  scheduleCheckPendingRequests(): void;
  throttleCheckTimeoutId: unknown;
  pending: unknown[];
  destroy(): void;
};
type QueueClass = new (options: object) => Queue;

describe('the request queue of kafkajs', () => {
  it('arms its timer only while requests wait', () => {
    mendIdleTimer();
    const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as QueueClass;
    const queue = new RequestQueue({ maxInFlightRequests: 1 });
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
    queue.pending.push({});
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    queue.destroy();
  });
});
