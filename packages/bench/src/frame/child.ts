import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A program of this package in a process of its own, which is ready once it has said something. */
export type Child<Told> = {
  told: Told;
  ask<Answer>(question: string): Promise<Answer>;
  stop(): Promise<void>;
};

/** `settings` reach it as JSON in its first argument; it ends when `stop` disconnects it. */
export const startChild = async <Told>(url: URL, settings: object): Promise<Child<Told>> => {
  const child = fork(url, [JSON.stringify(settings)]);
  const exited = once(child, 'exit');
  const failed = exited.then(([code]) => {
    throw new Error(`${url.pathname} ended with ${code} before it answered`);
  });
  failed.catch(() => undefined); // heard of by whoever waits for an answer
  const next = async <Message>(): Promise<Message> => {
    const [message] = (await Promise.race([once(child, 'message'), failed])) as [Message]; // as the program answers
    return message;
  };
  const told = await next<Told>();
  return {
    told,
    ask: async <Answer>(question: string) => {
      child.send(question);
      return next<Answer>();
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
};

/** The child's side: what it was given, how it says that it is ready or answers, and what it does in the end. */
export const childSettings = <Given>(): Given => JSON.parse(process.argv[2] ?? '{}') as Given; // as its parent wrote it

export const tellParent = (message: object): void => void process.send?.(message);

export const whenLeft = (stop: () => Promise<void>): void => {
  process.once('disconnect', () => void stop().then(() => process.exit(0)));
};
