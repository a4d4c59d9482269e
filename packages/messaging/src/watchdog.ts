export type WatchdogOptions = {
  lag: () => Promise<number>;
  /** Grows with every message that is consumed. */
  progress: () => bigint;
  onStuck: (lag: number) => void;
  everyMs?: number;
  patienceMs?: number;
};

/** Calls `onStuck` when messages wait and none was consumed for a minute; again for each further minute. */
export const startWatchdog = ({
  lag,
  progress,
  onStuck,
  everyMs = 5_000,
  patienceMs = 60_000,
}: WatchdogOptions): { stop(): void } => {
  let seen = progress();
  let movedAt = performance.now();
  const look = async (): Promise<void> => {
    const behind = await lag();
    const now = progress();
    if (behind === 0 || now !== seen) {
      seen = now;
      movedAt = performance.now();
    } else if (performance.now() - movedAt >= patienceMs) {
      movedAt = performance.now();
      onStuck(behind);
    }
  };
  // a Kafka that does not answer is nobody's standstill
  const timer = setInterval(() => void look().catch(() => undefined), everyMs).unref();
  return { stop: () => clearInterval(timer) };
};
