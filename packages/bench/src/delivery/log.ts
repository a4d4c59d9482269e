import type { Log } from '@kefu/messaging';

/** What goes wrong in a process under measurement is seen by whoever measures. */
export const logOf = (who: string): Log => {
  const say = (fields: object, message: string): void =>
    void process.stderr.write(`${who}: ${message} ${JSON.stringify(fields)}\n`);
  const nothing = (): undefined => undefined;
  return { debug: nothing, info: nothing, warn: say, error: say };
};
