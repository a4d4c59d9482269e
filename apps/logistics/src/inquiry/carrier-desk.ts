import { setTimeout as wait } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '@kefu/event-store';
import type { Logger, LogReader, ServiceContext, Stoppable } from '@kefu/service';
import type { PoolClient } from 'pg';
import type { LogisticsEvent } from '../events.ts';
import type { InquiryChased, InquiryOpened } from './domain/events.ts';
import { signatureOf } from './signature.ts';

type Carrier = { url: string; secret: string };
type Question = StoredEvent<InquiryOpened> | StoredEvent<InquiryChased>;

export const carrierDeskReader: LogReader = { name: 'carrier-desk', table: 'carrier_desk' };

const firstPauseMs = 500;
const longestPauseMs = 30_000;
const answerWithinMs = 10_000;

const isQuestion = (event: StoredEvent<LogisticsEvent>): event is Question =>
  event.type === 'InquiryOpened' || event.type === 'InquiryChased';

const put = async ({ url, secret }: Carrier, question: Question): Promise<Response> => {
  const { inquiryId, carrier, number, question: asked } = question.data;
  const note = 'note' in question.data ? question.data.note : undefined;
  const times = question.type === 'InquiryChased' ? question.data.times : 0;
  const body = JSON.stringify({ inquiryId, carrier, number, question: asked, chase: times, note });
  return fetch(new URL('/inquiries', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'kefu-signature': signatureOf(secret, body, new Date()) },
    body,
    signal: AbortSignal.timeout(answerWithinMs),
  });
};

const isAway = (status: number): boolean => status === 408 || status === 429 || status >= 500;

// While the carrier is away everything waits. A question that it will not take must not hold up the others: the
// inquiry stays open, is chased when it is due, and comes before the supervisor in the end.
const ask = async (
  carrier: Carrier,
  question: Question,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> => {
  const { inquiryId } = question.data;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const status = await put(carrier, question).then(
      async (response) => {
        await response.body?.cancel();
        return response.status;
      },
      () => 503, // nobody there
    );
    if (status < 300) return;
    if (!isAway(status)) return logger.warn({ inquiryId, status }, 'the carrier does not take an inquiry');
    logger.info({ inquiryId, status, retryInMs: pauseMs }, 'the carrier is away');
    await wait(pauseMs, undefined, { signal });
  }
};

const progress = async (client: PoolClient): Promise<string | null> => {
  const { rows } = await client.query<{ position: string }>('select position from carrier_desk');
  return rows[0]?.position ?? null;
};
const remember = async (client: PoolClient, position: string): Promise<void> => {
  await client.query(
    `insert into carrier_desk (sole, position) values (true, $1)
     on conflict (sole) do update set position = excluded.position`,
    [position],
  );
};

const anyNumberOfOurs = 7_310_018;

// One running logistics service speaks with the carrier, the others stand by. A lock of the session ends with it; one
// held by a transaction would hold back every reader of the log.
const asTheOnlyOne = async (
  { pool }: EventStore<LogisticsEvent>,
  signal: AbortSignal,
  speak: (client: PoolClient) => Promise<void>,
): Promise<void> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  client.on('error', (error) => (broken = error));
  try {
    const isMine = async () => {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
        anyNumberOfOurs,
      ]);
      return rows[0]?.mine === true;
    };
    while (!(await isMine())) await wait(5_000, undefined, { signal });
    await speak(client);
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch((error: Error) => (broken = error));
    client.release(broken);
  }
};

/**
 * Sends what we ask to the carrier, from the log and never in a request: at least once, in order, from where it stopped
 * the last time. The carrier knows an inquiry that comes twice by its id.
 */
export const startCarrierDesk = ({
  store,
  logger,
  carrier,
}: Pick<ServiceContext<LogisticsEvent>, 'store' | 'logger'> & { carrier: Carrier }): Stoppable => {
  const stopping = new AbortController();
  const { signal } = stopping;

  const speak = async (client: PoolClient): Promise<void> =>
    store.subscribe({
      name: carrierDeskReader.name,
      after: await progress(client),
      limit: 50,
      signal,
      onEvents: async (events, position) => {
        for (const question of events.filter(isQuestion)) await ask(carrier, question, logger, signal);
        await remember(client, position);
      },
    });

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await asTheOnlyOne(store, signal, speak);
      } catch (error) {
        if (signal.aborted) return;
        logger.warn({ err: error }, 'the carrier desk starts again');
        await wait(1_000, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
