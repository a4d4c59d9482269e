import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { money } from '../../shared/format/money.ts';
import { CaseStateMark } from '../../shared/marks/case-state.tsx';
import { useBecause } from '../../shared/marks/use-because.ts';
import { VerdictMark } from '../../shared/marks/verdict.tsx';
import { WeightsTable } from '../../shared/marks/weights-table.tsx';
import { useMay } from '../../shared/session/who.ts';
import { Mark } from '../../shared/ui/mark.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { RowsSkeleton } from '../../shared/ui/skeleton.tsx';
import { CaseProgress } from './case-progress.tsx';
import { waitsForPerson } from './case-of-line.ts';
import { caseQuery } from './cases.ts';
import { caseNumber } from './case-number.ts';
import { DecisionForm } from './decision-form.tsx';
import styles from './case-card.module.css';

/** A case beside its conversation, live: where it stands, what the scales said, and what is to decide. */
export const CaseCard = ({ caseId }: { caseId: string }) => {
  const { t } = useTranslation('cases');
  const may = useMay();
  const because = useBecause();
  const { data: found, error, refetch } = useQuery(caseQuery(caseId));
  if (error && !found) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!found) return <RowsSkeleton rows={8} />;
  return (
    <section className={styles.card} aria-label={t('case', { number: caseNumber(caseId) })}>
      <header className={styles.head}>
        <Link to={`/cases/${caseId}`}>{t('case', { number: caseNumber(caseId) })}</Link>
        <CaseStateMark state={found.state} />
        {found.reopened && <Mark tone="amber">{t('reopened')}</Mark>}
        {found.amountFen !== null && <b className={styles.amount}>{money(found.amountFen)}</b>}
      </header>
      <p className={styles.line}>
        {found.lineTitle} × {found.quantity}
      </p>
      <CaseProgress of={found} />
      {found.verdict && (
        <div className={styles.verdict}>
          <p>
            <VerdictMark verdict={found.verdict} /> {because(found.because)}
          </p>
          {found.weights && <WeightsTable weights={found.weights} />}
        </div>
      )}
      {waitsForPerson(found) && may('returns.decideCase') && <DecisionForm of={found} />}
      {found.state === 'awaiting-approval' && <p className={styles.note}>{t('awaitsApproval')}</p>}
      {found.state === 'awaiting-person' && <p className={styles.note}>{t('customerHearsNothing')}</p>}
    </section>
  );
};
