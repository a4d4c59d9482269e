import { setTimeout as delay } from 'node:timers/promises';

export type DoneOffset = { topic: string; partition: number; offset: string };

const retryMs = 500;
const keyOf = ({ topic, partition }: DoneOffset): string => `${topic}/${partition}`;

/**
 * Commits offsets behind the work, the newest of each partition: the broker gathers commits for some milliseconds, and
 * the next batch need not wait for it. What fails is tried again until it is dropped; what was not committed when a
 * process ends is delivered again.
 */
export const createOffsetCommitter = (
  commit: (offsets: DoneOffset[]) => Promise<void>,
  onFailure: (error: unknown) => void,
  pauseMs = retryMs,
) => {
  const waiting = new Map<string, DoneOffset>();
  let committing: Promise<void> | undefined;
  let drops = 0;
  const commitAll = async (): Promise<void> => {
    while (waiting.size > 0) {
      const offsets = [...waiting.values()];
      const dropsBefore = drops;
      waiting.clear();
      try {
        await commit(offsets);
      } catch (error) {
        onFailure(error);
        await delay(pauseMs);
        if (drops === dropsBefore)
          for (const offset of offsets) if (!waiting.has(keyOf(offset))) waiting.set(keyOf(offset), offset);
      }
    }
    committing = undefined;
  };
  return {
    done: (offset: DoneOffset): void => {
      waiting.set(keyOf(offset), offset);
      committing ??= commitAll();
    },
    /** Forgets what waits: somebody else may be further by now. */
    drop: (): void => {
      drops++;
      waiting.clear();
    },
    /** Until what was done is committed, or dropped. */
    settled: async (): Promise<void> => committing,
  };
};
