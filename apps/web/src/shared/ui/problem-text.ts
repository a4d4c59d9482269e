import type { Problem } from '@kefu/contracts';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/problem.ts';

type ProblemText = { what: string; then: string; detail: string | undefined; problem: Problem };

/** What happened, what is safe, and what to do, in the reader's language; the service's own words only for codes we do not know. */
export const useProblemText = (): ((error: unknown) => ProblemText) => {
  const { t, i18n } = useTranslation('problems');
  return (error) => {
    const problem = problemOf(error);
    const known = i18n.exists(`problems:${problem.code}.what`)
      ? problem.code
      : problem.status >= 500
        ? 'internal'
        : 'other';
    const text = (part: 'what' | 'then') => t(`${known}.${part}` as 'internal.what', { code: problem.code });
    return {
      what: text('what'),
      then: text('then'),
      detail: known === 'other' ? problem.detail : undefined,
      problem,
    };
  };
};
