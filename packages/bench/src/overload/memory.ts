import { readFileSync } from 'node:fs';

const residentOf = (pid: number): number =>
  1_024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

/** Looks at a process's resident memory (bytes) every 100 ms, until asked. */
export const watchMemory = (pid: number) => {
  const atRest = residentOf(pid);
  let peak = atRest;
  const looking = setInterval(() => {
    peak = Math.max(peak, residentOf(pid));
  }, 100);
  return {
    stop: () => {
      clearInterval(looking);
      return { atRest, peak, last: residentOf(pid) };
    },
  };
};
