import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { errorText, kindOf } from './failure.ts';
import type { KefuEventsStrategy } from './kefu-events-strategy.ts';
import { createLetterRequests, type LetterOutcome, type LetterRequest } from './letter-requests.ts';
import type { Log } from './log.ts';

export type LetterDeskOptions = {
  pool: Pool;
  service: string;
  /** Has the handlers, and so can redrive. */
  strategy: Pick<KefuEventsStrategy, 'redrive' | 'drop'>;
  log: Log;
  /** How often it looks for orders; a second unless given. */
  everyMs?: number;
};

/** Does what operators have ordered about dead letters, one order after the other, as the service that can. */
export const startLetterDesk = ({
  pool,
  service,
  strategy,
  log,
  everyMs = 1_000,
}: LetterDeskOptions): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const requests = createLetterRequests(pool, service);

  const carryOut = async ({ order, by }: LetterRequest): Promise<LetterOutcome> => {
    if (order.do === 'redrive') return strategy.redrive({ key: order.key }, by);
    await strategy.drop(order.letter, order.reason, by);
    return {};
  };

  const workOff = async (request: LetterRequest): Promise<void> => {
    const outcome = await carryOut(request).catch((error: unknown): LetterOutcome => {
      if (kindOf(error) === 'transient') throw error; // it stays, and is taken again
      return { error: errorText(error) };
    });
    await requests.finish(request.id, outcome);
    log.info({ order: request.order, by: request.by, outcome }, 'dead letters were seen to');
  };

  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        let request: LetterRequest | undefined;
        while (!stopping.signal.aborted && (request = await requests.take()) !== undefined)
          await workOff(request);
      } catch (error) {
        log.warn({ error: errorText(error) }, 'orders about dead letters wait');
      }
      await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const working = work();
  return {
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
};
