import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CaseStateMark } from '../../shared/marks/case-state.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { RowsSkeleton } from '../../shared/ui/skeleton.tsx';
import { When } from '../../shared/ui/when.tsx';
import { CaseCard } from './case-card.tsx';
import { waitsForPerson } from './case-of-line.ts';
import { casesQuery } from './cases.ts';
import styles from './case-card.module.css';

type CasesProps = {
  /** A visitor's cases are those of the conversation: the orders are somebody's whom nobody vouches for. */
  about: { customerId: string } | { conversationId: string };
  openId: string | undefined;
  onOpen: (caseId: string) => void;
};

/** The customer's cases: the one in hand, else the one that waits, unfolded, the others a line each. */
export const CasesOfCustomer = ({ about, openId, onOpen }: CasesProps) => {
  const { t } = useTranslation('cases');
  const { data, error, refetch } = useQuery(casesQuery({ ...about, limit: 50 }));
  if (error && !data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton rows={8} />;
  const shownId = openId ?? (data.items.find(waitsForPerson) ?? data.items[0])?.caseId;
  if (!shownId) return <Empty title={t('none.title')} hint={t('none.hintCustomer')} />;
  const others = data.items.filter(({ caseId }) => caseId !== shownId);
  return (
    <div className={styles.list}>
      <CaseCard key={shownId} caseId={shownId} />
      <div className={styles.older}>
        {others.map(({ caseId, lineTitle, state, openedAt }) => (
          <button key={caseId} type="button" className={styles.olderCase} onClick={() => onOpen(caseId)}>
            <span className={styles.olderTitle}>{lineTitle}</span>
            <CaseStateMark state={state} />
            <When at={openedAt} />
          </button>
        ))}
      </div>
    </div>
  );
};
