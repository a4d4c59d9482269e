import type { CaseSummary } from '@kefu/contracts';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMay, useWho } from '../../shared/session/who.ts';
import { waitsForPerson } from './case-of-line.ts';
import { approvalsQuery, casesQuery } from './cases.ts';

/** The reader's own cases that wait for their decision. */
export const useOwnCasesThatWait = (): CaseSummary[] => {
  const { id: agentId } = useWho();
  const may = useMay();
  const own = [{ state: 'awaiting-person' as const }, { reopened: 'true' as const }];
  return useQueries({
    queries: own.map((which) => ({
      ...casesQuery({ agentId, ...which, limit: 100 }),
      enabled: may('returns.decideCase'),
    })),
    combine: (answers) => {
      const found = answers.flatMap(({ data }) => data?.items ?? []);
      return [...new Map(found.map((one) => [one.caseId, one])).values()];
    },
  });
};

/** How many cases about one conversation wait for a person. */
export const useCountOfCasesThatWait = (about: { customerId: string } | { conversationId: string }): number =>
  useQuery(casesQuery({ ...about, limit: 50 })).data?.items.filter(waitsForPerson).length ?? 0;

/** How many refunds wait for the reader's approval; 0 for who approves none. */
export const useCountOfApprovals = (): number => {
  const may = useMay();
  return useQuery({ ...approvalsQuery, enabled: may('returns.listApprovals') }).data?.items.length ?? 0;
};
