import { Problem } from '@kefu/contracts';

/** What the API answered instead: RFC 9457 problem details. `problem.code` is stable. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  /** Seconds after which it may work, where the API says so. */
  readonly retryAfter: number | undefined;

  constructor(problem: Problem, retryAfter: number | undefined, request: string) {
    super(`${request}: ${problem.status} ${problem.code}${problem.detail ? ` — ${problem.detail}` : ''}`);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

export const problemErrorOf = async (response: Response, request: string): Promise<ProblemError> => {
  const told = Problem.safeParse(await response.json().catch(() => undefined));
  const unknown = {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: `http-${response.status}`,
  };
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ProblemError(
    told.data ?? unknown,
    Number.isFinite(retryAfter) ? retryAfter : undefined,
    request,
  );
};
