const hour = 3_600_000;

type Due = { isOverdue: boolean; hours: number; minutes: number };

/** How far away the carrier's deadline is, or how long ago it passed. */
export const dueIn = (answerDueAt: string, now: number): Due => {
  const left = Date.parse(answerDueAt) - now;
  const distance = Math.abs(left);
  return {
    isOverdue: left < 0,
    hours: Math.floor(distance / hour),
    minutes: Math.floor((distance % hour) / 60_000),
  };
};
