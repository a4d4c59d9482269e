import type { CaseSummary } from '@kefu/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { money } from '../../shared/format/money.ts';
import { ShopMark } from '../../shared/marks/shop-mark.tsx';
import { useBecause } from '../../shared/marks/use-because.ts';
import { VerdictMark } from '../../shared/marks/verdict.tsx';
import { WeightsTable } from '../../shared/marks/weights-table.tsx';
import { useAgentName } from '../../shared/session/directory.ts';
import { useWho } from '../../shared/session/who.ts';
import { DataTable, type Column } from '../../shared/ui/data-table.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { When } from '../../shared/ui/when.tsx';
import { ApprovalForm } from './approval-form.tsx';
import { caseNumber } from './case-number.ts';
import { approvalsQuery } from './cases.ts';
import styles from './approvals.module.css';

/** What waits for a supervisor: the list on the left, the facts and the answer on the right. */
export const Approvals = ({ openId }: { openId: string | undefined }) => {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const { limits } = useWho();
  const agentName = useAgentName();
  const { data, error, refetch } = useQuery(approvalsQuery);
  const rows = data?.items.toSorted((a, b) => a.updatedAt.localeCompare(b.updatedAt));
  const opened = rows?.find(({ caseId }) => caseId === openId) ?? rows?.[0];
  const columns: Column<CaseSummary>[] = [
    { key: 'case', title: t('column.case'), width: 90, render: ({ caseId }) => <b>{caseNumber(caseId)}</b> },
    {
      key: 'item',
      title: t('column.item'),
      render: ({ lineTitle, quantity }) => `${lineTitle} × ${quantity}`,
    },
    {
      key: 'amount',
      title: t('column.amount'),
      kind: 'number',
      render: ({ amountFen }) => <b>{money(amountFen ?? 0)}</b>,
    },
    {
      key: 'verdict',
      title: t('column.verdict'),
      render: ({ verdict }) => <VerdictMark verdict={verdict} />,
    },
    { key: 'agent', title: t('column.agent'), render: ({ agentId }) => agentName(agentId) },
    { key: 'at', title: t('column.updatedAt'), render: ({ updatedAt }) => <When at={updatedAt} /> },
  ];
  const openNeighbour = ({ caseId }: CaseSummary) => {
    const at = rows?.findIndex((row) => row.caseId === caseId) ?? -1;
    const next = rows?.[at + 1] ?? rows?.[at - 1];
    void navigate(next ? `/approvals/${next.caseId}` : '/approvals', { replace: true });
  };
  return (
    <Page
      title={t('approvals.title')}
      note={`${t('approvals.note')} · ${t('approvals.limit')} ${money(limits.refundFen)}`}
    >
      {error && !data ? (
        <ProblemNote error={error} onRetry={() => void refetch()} />
      ) : (
        <div className={styles.columns}>
          <DataTable
            label={t('approvals.title')}
            rows={rows}
            rowKey={({ caseId }) => caseId}
            columns={columns}
            empty={t('approvals.empty', { returnObjects: true })}
            onOpen={({ caseId }) => void navigate(`/approvals/${caseId}`, { replace: true })}
            openRow={opened?.caseId}
          />
          <aside className={styles.side}>
            {opened ? (
              <ApprovalFacts key={opened.caseId} of={opened} onDone={() => openNeighbour(opened)} />
            ) : (
              <Empty title={t('approvals.choose.title')} hint={t('approvals.choose.hint')} />
            )}
          </aside>
        </div>
      )}
    </Page>
  );
};

const ApprovalFacts = ({ of, onDone }: { of: CaseSummary; onDone: () => void }) => {
  const { t } = useTranslation('cases');
  const agentName = useAgentName();
  const because = useBecause();
  return (
    <>
      <header className={styles.head}>
        <Link to={`/cases/${of.caseId}`}>{t('case', { number: caseNumber(of.caseId) })}</Link>
        <b>{money(of.amountFen ?? 0)}</b>
      </header>
      <p>
        {of.lineTitle} × {of.quantity}
      </p>
      <p className={styles.quiet}>
        <ShopMark shopId={of.shopId} full /> · {agentName(of.agentId)} · {t(`wish.${of.wish}`)}
      </p>
      <p>
        <VerdictMark verdict={of.verdict} /> {of.because ? because(of.because) : t('about.noVerdict')}
      </p>
      {of.weights && <WeightsTable weights={of.weights} />}
      <ApprovalForm of={of} onDone={onDone} />
    </>
  );
};
