import { copyFileSync, mkdirSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST_BYTES = 10 * 2 ** 20;
const EVERY_MS = 10_000;

/** Programs hold their logs open in append mode: a copy and a truncation rotate them without a word to the program. */
export const rotate = (logDir: string, largestBytes = LARGEST_BYTES): void => {
  for (const file of readdirSync(logDir).filter((name) => name.endsWith('.log'))) {
    const path = join(logDir, file);
    if (statSync(path).size < largestBytes) continue;
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
  }
};

/** A log that cannot be rotated (a full disk) is no reason to let everything down. */
export const keepRotating = (logDir: string, report: (line: string) => void): void => {
  mkdirSync(logDir, { recursive: true });
  const attempt = (): void => {
    try {
      rotate(logDir);
    } catch (error) {
      report(`the logs could not be rotated: ${String(error)}`);
    }
  };
  setInterval(attempt, EVERY_MS).unref();
};
