import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST_BYTES = 10 * 2 ** 20;
const EVERY_MS = 10_000;

/** Programs hold their logs open in append mode: a copy and a truncation rotate them without a word to the program. */
const rotate = (logDir: string): void => {
  for (const file of readdirSync(logDir).filter((name) => name.endsWith('.log'))) {
    const path = join(logDir, file);
    if (statSync(path).size < LARGEST_BYTES) continue;
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
  }
};

export const rotateLogs = (logDir: string): void => {
  setInterval(() => rotate(logDir), EVERY_MS).unref();
};
