import type { Stoppable } from './upkeep.ts';
import { createLogger } from './telemetry/log.ts';
import { ConfigurationError } from './environment.ts';

const giveUpMs = 25_000;

/**
 * A process of one or several services: starts them, stops them on SIGTERM or SIGINT, and ends with 1 on anything that
 * nobody caught, so that its supervisor starts it afresh. The only place that listens to the process.
 */
export const runMain = async (start: () => Promise<Stoppable | readonly Stoppable[]>): Promise<void> => {
  const logger = createLogger('process', process.env.KEFU_LOG_LEVEL ?? 'info');
  const fault = (error: unknown): void => {
    logger.fatal({ err: error }, 'a fault that nobody caught ends the process');
    process.exit(1);
  };
  process.on('unhandledRejection', fault);
  process.on('uncaughtException', fault);

  try {
    const services = [await start()].flat();
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
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78); // EX_CONFIG: starting again without a change is of no use
  }
};
