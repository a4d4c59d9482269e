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
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { RowsSkeleton } from '../../shared/ui/skeleton.tsx';
import { ApprovalForm } from './approval-form.tsx';
import { CaseAbout } from './case-about.tsx';
import { caseNumber } from './case-number.ts';
import { CaseProgress } from './case-progress.tsx';
import { waitsForPerson } from './case-of-line.ts';
import { caseQuery, type Case } from './cases.ts';
import { DecisionForm } from './decision-form.tsx';
import { Timeline } from './timeline.tsx';
import styles from './case-page.module.css';

/** A case in full: what it is about, what the scales said, what is to decide, and how it came about. */
export const CasePage = ({ caseId }: { caseId: string }) => {
  const { t } = useTranslation('cases');
  const { data: found, error, refetch } = useQuery(caseQuery(caseId));
  return (
    <Page
      title={t('case', { number: caseNumber(caseId) })}
      note={
        found && (
          <>
            <CaseStateMark state={found.state} />{' '}
            {found.reopened && <Mark tone="amber">{t('reopened')}</Mark>}
          </>
        )
      }
      tools={<Link to="/cases">{t('about.back')}</Link>}
    >
      {error && !found && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!found && !error && <RowsSkeleton rows={10} height={40} />}
      {found && <CaseContent of={found} />}
    </Page>
  );
};

const CaseContent = ({ of }: { of: Case }) => {
  const { t } = useTranslation('cases');
  const may = useMay();
  const because = useBecause();
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <section className={styles.card}>
          <header className={styles.item}>
            <h2>
              {of.lineTitle} × {of.quantity}
            </h2>
            {of.amountFen !== null && <b>{money(of.amountFen)}</b>}
          </header>
          <CaseAbout of={of} />
        </section>
        <section className={styles.card}>
          <h3>{t('steps.title')}</h3>
          <CaseProgress of={of} />
        </section>
      </div>
      <div className={styles.column}>
        <section className={styles.card}>
          <h3>{t('about.weights')}</h3>
          {of.verdict ? (
            <p>
              <VerdictMark verdict={of.verdict} /> {because(of.because)}
            </p>
          ) : (
            <p className={styles.quiet}>{t('about.noVerdict')}</p>
          )}
          {of.weights && <WeightsTable weights={of.weights} />}
        </section>
        {waitsForPerson(of) && may('returns.decideCase') && <DecisionForm of={of} />}
        {of.state === 'awaiting-approval' && may('returns.approveRefund') && <ApprovalForm of={of} />}
      </div>
      <section className={styles.card}>
        <h3>{t('about.timeline')}</h3>
        <Timeline facts={of.timeline} />
      </section>
    </div>
  );
};
