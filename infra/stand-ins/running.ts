import { z } from 'zod';

export type Running = { stop(): Promise<void> };

export const log = (line: string): void => void process.stdout.write(`${new Date().toISOString()} ${line}\n`);

/** Reads what a stand-in needs from the environment; a wrong one ends the process with what is wrong. */
export const environmentOf = <Schema extends z.ZodType>(schema: Schema): z.infer<Schema> => {
  const read = schema.safeParse(process.env);
  if (read.success) return read.data;
  process.stderr.write(`The stand-in's configuration cannot be used:\n${z.prettifyError(read.error)}\n`);
  process.exit(78); // EX_CONFIG: starting again without a change is of no use
};

export const stopOnSignals = (running: readonly Running[]): void => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void Promise.all(running.map((one) => one.stop())).then(() => process.exit(0));
    });
  }
};
