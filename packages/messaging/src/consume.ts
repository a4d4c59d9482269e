import { setTimeout as delay } from 'node:timers/promises';
import { failPoint } from '@kefu/event-store/fail-point';
import type { ConsumerMetrics } from './consumer-metrics.ts';
import type { DeadLetters } from './dead-letters.ts';
import { errorText, kindOf } from './failure.ts';
import type { Handlers } from './handlers.ts';
import { keyOf, runLanes } from './lanes.ts';
import type { Limiter } from './limiter.ts';
import type { Log } from './log.ts';
import type { ParkedKeys } from './parked-keys.ts';
import type { Batch, IncomingMessage, Progress } from './transport.ts';

const TRIES = 3;
const RETRY_MS = 100;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

export type Consuming = {
  handlers: Handlers;
  deadLetters: DeadLetters;
  parkedKeys: ParkedKeys;
  metrics: ConsumerMetrics;
  limit: Limiter;
  log: Log;
};

/**
 * Works off batches by the poison policy: while something is away its partition rests and nothing is given up; an
 * event that cannot be handled, or has failed three times, is dead-lettered and its key parked.
 */
export const createBatchConsumer = ({
  handlers,
  deadLetters,
  parkedKeys,
  metrics,
  limit,
  log,
}: Consuming) => {
  const pauses = new Map<string, number>();

  const bury = async (message: IncomingMessage, error: unknown, attempts: number): Promise<void> => {
    const { topic, partition, offset, headers } = message;
    if (!(await deadLetters.bury(message, error, attempts))) return;
    failPoint('consumer.buried');
    parkedKeys.add(topic, keyOf(message));
    metrics.buried(headers.ce_type ?? 'unknown');
    log.error(
      { topic, partition, offset: String(offset), event: headers.ce_id, error: errorText(error) },
      'dead letter',
    );
  };

  /** False where the batch ended before the event did. Throws only what is transient. */
  const handle = async (message: IncomingMessage, signal: AbortSignal): Promise<boolean> => {
    const type = message.headers.ce_type ?? 'unknown';
    for (let attempt = 1; ; attempt += 1) {
      try {
        await handlers.handle(message);
        failPoint('consumer.handled');
        metrics.consumed(type);
        return true;
      } catch (error) {
        const kind = kindOf(error);
        metrics.failed(type, kind);
        if (kind === 'transient') throw error;
        if (kind === 'permanent' || attempt === TRIES) {
          await bury(message, error, attempt);
          return true;
        }
        await delay(RETRY_MS * 4 ** (attempt - 1), undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return false;
        metrics.retried(type);
      }
    }
  };

  const consume = async (message: IncomingMessage, signal: AbortSignal): Promise<boolean> => {
    const { topic, headers } = message;
    if (headers.ce_type !== undefined && !handlers.listenTo(headers.ce_type)) {
      metrics.skipped(topic);
      return true;
    }
    const key = keyOf(message);
    if (parkedKeys.has(topic, key)) {
      if (await deadLetters.park(message)) return true;
      parkedKeys.delete(topic, key);
    }
    return handle(message, signal);
  };

  return async ({ topic, partition, messages, signal }: Batch): Promise<Progress> => {
    const name = `${topic}/${partition}`;
    let away: unknown;
    const tryOne = async (message: IncomingMessage): Promise<boolean> => {
      if (signal.aborted || away !== undefined) return false;
      try {
        await parkedKeys.loaded();
        return await consume(message, signal);
      } catch (error) {
        away ??= error;
        return false;
      }
    };
    const next = await runLanes(messages, (message) => limit(() => tryOne(message)));
    if (away === undefined) {
      pauses.delete(name);
      return { next };
    }
    const pauseMs = pauses.get(name) ?? FIRST_PAUSE_MS;
    pauses.set(name, Math.min(2 * pauseMs, LONGEST_PAUSE_MS));
    log.warn({ topic, partition, pauseMs, error: errorText(away) }, 'the partition rests');
    return { next, pauseMs };
  };
};
