import type { Problem } from '@kefu/contracts';

/** What a door answered instead of the thing asked for; `offline` when nothing answered at all. */
export class AnsweredProblem extends Error {
  override readonly name = 'AnsweredProblem';
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

const byStatus: Record<number, string> = {
  401: 'unauthenticated',
  403: 'role-not-allowed',
  404: 'not-found',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

export const problemOfResponse = async (response: Response): Promise<AnsweredProblem> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return new AnsweredProblem({ ...body, status: response.status });
  const code = byStatus[response.status] ?? 'internal';
  return new AnsweredProblem({
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code,
  });
};

export const offlineProblem = (): AnsweredProblem =>
  new AnsweredProblem({ type: 'about:blank', title: 'offline', status: 0, code: 'offline' });

/** Anything thrown, as a problem: a fault of the page itself counts as `internal`. */
export const problemOf = (error: unknown): Problem =>
  error instanceof AnsweredProblem
    ? error.problem
    : { type: 'about:blank', title: String(error), status: 500, code: 'internal' };

export const isSignedOut = (error: unknown): boolean =>
  error instanceof AnsweredProblem && error.problem.status === 401;
