import { ProblemError } from '@kefu/client';

/** How a call that should meet a problem ended: `422 window-closed`, or `none` when it went through. */
export const problemCodeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'none';
  } catch (error) {
    if (error instanceof ProblemError) return `${error.problem.status} ${error.problem.code}`;
    throw error;
  }
};
