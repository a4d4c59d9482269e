import { ConfigurationError } from './environment.ts';
import type { RunningService } from './start-service.ts';
import { createLogger } from './telemetry/log.ts';

const giveUpMs = 25_000;
const wrongConfiguration = 78; // EX_CONFIG of sysexits.h: starting again without a change is of no use

/**
 * A process of one or several services: starts them, stops them on SIGTERM or SIGINT, and ends with 1 on anything
 * that nobody caught, so that its supervisor starts it afresh. The only place that listens to the process.
 */
export const runMain = async (
  start: () => Promise<RunningService | readonly RunningService[]>,
): Promise<void> => {
  const logger = createLogger('process', process.env.KEFU_LOG_LEVEL ?? 'info');
  const fault = (error: unknown): void => {
    logger.fatal({ err: error }, 'a fault that nobody caught ends the process');
    process.exit(1);
  };
  process.on('unhandledRejection', fault);
  process.on('uncaughtException', fault);

  const services = await start().then(
    (started) => [started].flat(),
    (error: unknown) => {
      if (!(error instanceof ConfigurationError)) throw error;
      process.stderr.write(`${error.message}\n`);
      return process.exit(wrongConfiguration);
    },
  );
  for (const { name, stuck } of services) void stuck.then((reason) => fault(new Error(`${name}: ${reason}`)));

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), giveUpMs).unref();
    await Promise.all(services.map((service) => service.stop()));
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
};
