import type { Problem } from '@kefu/contracts';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/problem.ts';

/** Codes whose texts cannot say which file or column it was: the service's own words stand beside them. */
const named = new Set([
  'file-unreadable',
  'file-empty',
  'no-header',
  'file-too-large',
  'file-repeated',
  'file-unknown',
  'column-unknown',
  'field-mapped-twice',
]);

type ProblemText = { what: string; then: string; detail: string | undefined; problem: Problem };

/** What happened, what is safe, and what to do, in the reader's language; the service's own words only for codes we do not know, or that name a file. */
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
      detail: known === 'other' || named.has(known) ? problem.detail : undefined,
      problem,
    };
  };
};
