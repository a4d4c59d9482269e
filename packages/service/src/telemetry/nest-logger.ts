import type { LoggerService } from '@nestjs/common';
import type { Logger } from './log.ts';

type Line = (message: unknown, ...rest: unknown[]) => void;

/** Nest talks at start about each route and module: that is debug to us. Its warnings and errors stay what they are. */
export const nestLogger = (logger: Logger): LoggerService => {
  const at =
    (level: 'debug' | 'warn' | 'error'): Line =>
    (message, ...rest) => {
      const context = rest.at(-1);
      const fields = { nest: typeof context === 'string' ? context : undefined };
      if (message instanceof Error) logger[level]({ ...fields, err: message });
      else logger[level](fields, typeof message === 'string' ? message : 'Nest says');
    };
  return {
    log: at('debug'),
    verbose: at('debug'),
    debug: at('debug'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('error'),
  };
};
