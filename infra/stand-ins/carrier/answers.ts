import { setTimeout as wait } from 'node:timers/promises';
import type { Book, Inquiry, Parcel } from './book.ts';
import { sign } from './signature.ts';

type Webhook = { url: string; secret: string };

const firstPauseMs = 500;
const longestPauseMs = 10_000;
// Asked for what was never asked, or in a shape that nobody understands: sending it again is of no use.
const neverAccepted = new Set([400, 404, 422]);

const weightsOf = ({ origin, last, weighedAt }: Parcel) =>
  (
    [
      ['origin', origin],
      ['last', last],
    ] as const
  ).flatMap(([station, raw]) => (raw === null ? [] : [{ station, kind: 'scale', raw, at: weighedAt }]));

const post = async ({ url, secret }: Webhook, inquiry: Inquiry, parcel: Parcel): Promise<number> => {
  const weights = inquiry.question === 'weigh' ? weightsOf(parcel) : [];
  const body = JSON.stringify({ inquiryId: inquiry.inquiryId, weights });
  const response = await fetch(new URL(`/api/logistics/carriers/${inquiry.carrier}/answers`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'kefu-signature': sign(secret, body) },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  await response.body?.cancel();
  return response.status;
};

/** Answers what is open in the book, each inquiry after its parcel's delay, again and again until it is accepted. */
export const startAnswering = (book: Book, webhook: Webhook, log: (line: string) => void) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const underWay = new Map<string, Promise<void>>();

  const deliver = async (inquiry: Inquiry, parcel: Parcel): Promise<void> => {
    const delayMs = parcel.answers === 'at-once' ? 0 : parcel.delayMs;
    await wait(Math.max(0, Date.parse(inquiry.receivedAt) + delayMs - Date.now()), undefined, { signal });
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const status = await post(webhook, inquiry, parcel).catch(() => 503);
      if (status < 300 || neverAccepted.has(status)) {
        log(`${inquiry.carrier} answered ${inquiry.inquiryId} about ${inquiry.number}: ${status}`);
        return book.markAnswered(inquiry.inquiryId);
      }
      await wait(pauseMs, undefined, { signal });
    }
  };

  return {
    /** Takes up whatever is open and can be answered. */
    answerOpen: (): void => {
      for (const inquiry of book.inquiries()) {
        const parcel = book.parcelOf(inquiry);
        // A parcel that the carrier does not find stays unanswered: somebody calls, and types in what was said.
        if (!parcel || parcel.answers === 'never' || inquiry.answeredAt) continue;
        if (underWay.has(inquiry.inquiryId)) continue;
        const delivery = deliver(inquiry, parcel)
          .catch(
            (error: Error) => signal.aborted || log(`no answer to ${inquiry.inquiryId}: ${error.message}`),
          )
          .then(() => void underWay.delete(inquiry.inquiryId));
        underWay.set(inquiry.inquiryId, delivery);
      }
    },
    stop: async (): Promise<void> => {
      stopping.abort();
      await Promise.all(underWay.values());
    },
  };
};
