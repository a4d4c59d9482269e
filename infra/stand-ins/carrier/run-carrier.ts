import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { Running } from '../running.ts';
import { startAnswering } from './answers.ts';
import { openBook } from './book.ts';
import { createCarrierServer } from './server.ts';

export const carrierEnvironment = z.object({
  KEFU_HOST: z.string().default('127.0.0.1'),
  KEFU_PORT: z.coerce.number().int().min(0).max(65_535).default(18_809),
  KEFU_CARRIER_SECRET: z.string().min(24),
  KEFU_LOGISTICS_URL: z.url().default('http://127.0.0.1:18803'),
  KEFU_DATA_DIR: z.string().default('.kefu/data/carrier'),
});

/**
 * A carrier's own system, as kefu meets one: it takes inquiries, thinks for a while, and answers by webhook. For the
 * sample shop and for tests.
 */
export const runCarrier = async (
  environment: z.infer<typeof carrierEnvironment>,
  log: (line: string) => void,
): Promise<Running> => {
  const { KEFU_HOST: host, KEFU_PORT: port, KEFU_CARRIER_SECRET: secret } = environment;
  const book = openBook(join(environment.KEFU_DATA_DIR, 'carrier-book.json'));
  const answering = startAnswering(book, { url: environment.KEFU_LOGISTICS_URL, secret }, log);
  const server = createCarrierServer(book, secret, answering.answerOpen);
  server.listen(port, host);
  await once(server, 'listening'); // a port that is taken throws here, with its number
  answering.answerOpen();
  log(`the carrier listens on ${JSON.stringify(server.address())}`);
  return {
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await answering.stop();
    },
  };
};
