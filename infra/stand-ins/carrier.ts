import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { startAnswering } from './carrier/answers.ts';
import { openBook } from './carrier/book.ts';
import { createCarrierServer } from './carrier/server.ts';

/**
 * A carrier's own system, as kefu meets one: it takes inquiries, thinks for a while, and answers by webhook. For the
 * sample shop and for tests.
 */
const environment = z
  .object({
    KEFU_HOST: z.string().default('127.0.0.1'),
    KEFU_PORT: z.coerce.number().int().min(0).max(65_535).default(18_809),
    KEFU_CARRIER_SECRET: z.string().min(24),
    KEFU_LOGISTICS_URL: z.url().default('http://127.0.0.1:18803'),
    KEFU_DATA_DIR: z.string().default('.kefu/data/carrier'),
  })
  .safeParse(process.env);

if (!environment.success) {
  process.stderr.write(
    `The carrier's configuration cannot be used:\n${z.prettifyError(environment.error)}\n`,
  );
  process.exit(78); // EX_CONFIG: starting again without a change is of no use
}
const {
  KEFU_HOST,
  KEFU_PORT,
  KEFU_CARRIER_SECRET: secret,
  KEFU_LOGISTICS_URL: url,
  KEFU_DATA_DIR,
} = environment.data;

const log = (line: string): void => void process.stdout.write(`${new Date().toISOString()} ${line}\n`);
const book = openBook(join(KEFU_DATA_DIR, 'carrier-book.json'));
const answering = startAnswering(book, { url, secret }, log);
const server = createCarrierServer(book, secret, answering.answerOpen);

server.listen(KEFU_PORT, KEFU_HOST);
await once(server, 'listening'); // a port that is taken throws here, with its number
answering.answerOpen();
log(`the carrier listens on ${JSON.stringify(server.address())}`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
    void answering.stop().then(() => process.exit(0));
  });
}
