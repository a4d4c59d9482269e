import { createRequire } from 'node:module';

type RequestQueue = { pending: unknown[]; scheduleCheckPendingRequests: (this: RequestQueue) => void };

/**
 * kafkajs 2.2.4 answers every response with a timer that re-arms itself each millisecond although nothing waits to
 * be sent (tulios/kafkajs#1751). Later pushes arm the timer themselves, so an empty queue needs none.
 */
export const mendIdleTimer = (): void => {
  const require = createRequire(import.meta.url);
  const { prototype } = require('kafkajs/src/network/requestQueue') as {
    prototype: RequestQueue & { mended?: true };
  };
  if (prototype.mended) return;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0) schedule.call(this);
  };
  prototype.mended = true;
};
