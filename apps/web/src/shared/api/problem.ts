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
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  502: 'service-down',
  503: 'service-down',
  504: 'service-down',
};

export const problemOfResponse = async (response: Response): Promise<AnsweredProblem> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return new AnsweredProblem({ ...body, status: response.status });
  const code = byStatus[response.status] ?? 'fault';
  return new AnsweredProblem({ type: 'about:blank', title: response.statusText, status: response.status, code });
};

export const offlineProblem = (): AnsweredProblem =>
  new AnsweredProblem({ type: 'about:blank', title: 'offline', status: 0, code: 'offline' });

/** Anything thrown, as a problem: a fault of the page itself counts as `fault`. */
export const problemOf = (error: unknown): Problem =>
  error instanceof AnsweredProblem
    ? error.problem
    : { type: 'about:blank', title: String(error), status: 500, code: 'fault' };

export const hasCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof AnsweredProblem && codes.includes(error.problem.code);
