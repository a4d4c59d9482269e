import type { CaseSummary } from '@kefu/contracts';
import { useTranslation } from 'react-i18next';
import { money } from '../../shared/format/money.ts';
import { CaseStateMark } from '../../shared/marks/case-state.tsx';
import { ShopMark } from '../../shared/marks/shop-mark.tsx';
import { VerdictMark } from '../../shared/marks/verdict.tsx';
import { useAgentName } from '../../shared/session/directory.ts';
import type { Column } from '../../shared/ui/data-table.tsx';
import { Mark } from '../../shared/ui/mark.tsx';
import { When } from '../../shared/ui/when.tsx';
import { caseNumber } from './case-number.ts';

export const useCaseColumns = (): Column<CaseSummary>[] => {
  const { t } = useTranslation('cases');
  const agentName = useAgentName();
  return [
    { key: 'case', title: t('column.case'), width: 96, render: ({ caseId }) => <b>{caseNumber(caseId)}</b> },
    {
      key: 'item',
      title: t('column.item'),
      render: ({ lineTitle, quantity }) => `${lineTitle} × ${quantity}`,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 190,
      render: ({ state, reopened }) => (
        <>
          <CaseStateMark state={state} /> {reopened && <Mark tone="amber">{t('reopened')}</Mark>}
        </>
      ),
    },
    {
      key: 'verdict',
      title: t('column.verdict'),
      width: 160,
      render: ({ verdict }) => <VerdictMark verdict={verdict} />,
    },
    {
      key: 'amount',
      title: t('column.amount'),
      kind: 'number',
      width: 110,
      render: ({ amountFen }) => (amountFen === null ? '—' : money(amountFen)),
    },
    {
      key: 'shop',
      title: t('column.shop'),
      width: 150,
      render: ({ shopId }) => <ShopMark shopId={shopId} full />,
    },
    { key: 'agent', title: t('column.agent'), width: 110, render: ({ agentId }) => agentName(agentId) },
    {
      key: 'openedAt', // what the list is sorted by
      title: t('column.openedAt'),
      width: 110,
      render: ({ openedAt }) => <When at={openedAt} />,
    },
  ];
};
