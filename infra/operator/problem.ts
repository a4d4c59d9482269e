/** How the command ends: what scripts can tell apart. */
export const exitCodes = { done: 0, somethingIsWrong: 1, wrongUse: 2, unreachable: 3 } as const;

/** An end that is no fault of the program: the message says what to do about it. */
export class OperatorProblem extends Error {
  override readonly name = 'OperatorProblem';
  readonly exitCode: number;
  constructor(message: string, exitCode: number = exitCodes.somethingIsWrong) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What runs is the build, and so the command reads the build, too. */
export const isNotBuilt = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === 'ERR_MODULE_NOT_FOUND' &&
  error.message.includes('/dist/');
