import { setTimeout as delay } from 'node:timers/promises';

type Feed<Event, Position> = (page: {
  after: Position | null;
  limit: number;
}) => Promise<{ events: Event[]; position: Position | null }>;

/**
 * A log's events to its end, a page at a time. The settled end may step back for a look (decision 19): an empty page before
 * `atLeast` events is no end until nothing more came for a while.
 */
export async function* pagesOf<Event, Position>(
  feed: Feed<Event, Position>,
  atLeast: number,
  patienceMs = 30_000,
): AsyncGenerator<Event[]> {
  let after: Position | null = null;
  let seen = 0;
  let cameAt = performance.now();
  for (;;) {
    const page: Awaited<ReturnType<typeof feed>> = await feed({ after, limit: 5_000 });
    if (page.events.length > 0) {
      yield page.events;
      seen += page.events.length;
      after = page.position;
      cameAt = performance.now();
    } else if (seen >= atLeast || performance.now() - cameAt > patienceMs) return;
    else await delay(20);
  }
}
