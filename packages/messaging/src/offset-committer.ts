export type DoneOffset = { topic: string; partition: number; offset: string };

/**
 * Commits offsets behind the work, the newest of each partition: the broker gathers commits for some milliseconds, and
 * the next batch need not wait for it. What was not committed when a process ends is delivered again.
 */
export const createOffsetCommitter = (
  commit: (offsets: DoneOffset[]) => Promise<void>,
  onFailure: (error: unknown) => void,
) => {
  const waiting = new Map<string, DoneOffset>();
  let committing: Promise<void> | undefined;
  const commitAll = async (): Promise<void> => {
    while (waiting.size > 0) {
      const offsets = [...waiting.values()];
      waiting.clear();
      await commit(offsets).catch(onFailure);
    }
    committing = undefined;
  };
  return {
    done: (offset: DoneOffset): void => {
      waiting.set(`${offset.topic}/${offset.partition}`, offset);
      committing ??= commitAll();
    },
    /** Forgets what waits: somebody else may be further by now. */
    drop: (): void => waiting.clear(),
    /** Until what was done is committed. */
    settled: async (): Promise<void> => committing,
  };
};
