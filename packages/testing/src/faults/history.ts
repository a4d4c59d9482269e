import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Operation } from './operation.ts';

export type History = {
  record(operations: Operation | readonly Operation[]): void;
  readonly operations: readonly Operation[];
};

/** Keeps what happened; with a path also there, a line of JSON each, for whoever looks into a violation. */
export const createHistory = (path?: string): History => {
  const operations: Operation[] = [];
  if (path !== undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
  return {
    operations,
    record: (given) => {
      const more = [given].flat();
      for (const operation of more) operations.push(operation); // too many to be arguments
      if (path !== undefined)
        appendFileSync(path, more.map((operation) => `${JSON.stringify(operation)}\n`).join(''));
    },
  };
};
