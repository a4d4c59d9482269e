import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { type Book, Parcel, Question } from './book.ts';
import { isSigned } from './signature.ts';

type Reply = { status: number; body: unknown };
type Door = (request: IncomingMessage) => Promise<Reply> | Reply;

const Parcels = z.array(Parcel);

const parse = <Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> => {
  try {
    return schema.parse(JSON.parse(body));
  } catch (error) {
    throw new Unreadable(error instanceof z.ZodError ? z.prettifyError(error) : 'not JSON');
  }
};
class Unreadable extends Error {}

/** The carrier's API. `/inquiries` is the protocol; `/parcels` loads the sample's book. */
export const createCarrierServer = (book: Book, secret: string, onNews: () => void): Server => {
  const doors: Record<string, Door> = {
    'GET /ready': () => ({ status: 200, body: { status: 'ready' } }),
    'GET /health': () => ({ status: 200, body: { status: 'ok' } }),
    'GET /inquiries': () => ({ status: 200, body: { items: book.inquiries() } }),
    'POST /parcels': async (request) => {
      const parcels = parse(Parcels, await text(request));
      book.enter(parcels);
      onNews();
      return { status: 201, body: { entered: parcels.length } };
    },
    'POST /inquiries': async (request) => {
      const body = await text(request);
      const { 'kefu-signature': signature } = request.headers;
      if (typeof signature !== 'string' || !isSigned(secret, body, signature)) {
        return { status: 401, body: { error: 'kefu-signature does not fit this body and time' } };
      }
      const { receivedAt } = book.receive(parse(Question, body));
      onNews();
      return { status: 202, body: { receivedAt } };
    },
  };
  const reply = async (request: IncomingMessage): Promise<Reply> => {
    const door = doors[`${request.method} ${request.url?.split('?')[0]}`];
    if (!door) return { status: 404, body: { error: 'nothing here' } };
    try {
      return await door(request);
    } catch (error) {
      return error instanceof Unreadable
        ? { status: 400, body: { error: error.message } }
        : { status: 500, body: { error: error instanceof Error ? error.message : 'unknown' } };
    }
  };
  return createServer((request, response) => {
    void reply(request).then(({ status, body }) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
};
