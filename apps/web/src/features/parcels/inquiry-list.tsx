import { ClockCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { Inquiry } from '@kefu/contracts';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../shared/format/server-clock.ts';
import { exactTime } from '../../shared/format/time.ts';
import { waybillText } from '../../shared/format/waybill.ts';
import { DataTable, type Column } from '../../shared/ui/data-table.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Mark } from '../../shared/ui/mark.tsx';
import { More } from '../../shared/ui/more.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useFilters } from '../../shared/url/use-filters.ts';
import { dueIn } from './due.ts';
import { InquiryPanel } from './inquiry-panel.tsx';
import { useInquiries } from './inquiries.ts';
import { ParcelNav } from './parcel-nav.tsx';
import styles from './inquiry-list.module.css';

const states = ['all', 'open', 'escalated', 'answered'] as const;

/** What carriers were asked: what is due first stands first, and its answer is typed in beside it. */
export const InquiryList = () => {
  const { t } = useTranslation(['desks', 'words']);
  const { filters, set } = useFilters(['state']);
  const state = states.find((name) => name === filters.state) ?? 'all';
  const list = useInquiries(state === 'all' ? {} : { state });
  const [openId, setOpenId] = useState<string>();
  const opened = list.items?.find(({ inquiryId }) => inquiryId === openId);
  const columns: Column<Inquiry>[] = [
    {
      key: 'due',
      title: t('inquiries.column.due'),
      width: 150,
      render: (inquiry) => <DueMark inquiry={inquiry} />,
    },
    {
      key: 'question',
      title: t('inquiries.column.question'),
      width: 110,
      render: ({ question }) => t(`words:question.${question}`),
    },
    {
      key: 'waybill',
      title: t('inquiries.column.waybill'),
      render: ({ waybillId }) => waybillText(waybillId),
    },
    {
      key: 'chased',
      title: t('inquiries.column.chased'),
      width: 110,
      render: ({ chased }) =>
        chased > 0 ? (
          <Mark tone="amber" icon={<ClockCircleOutlined />}>
            {t('inquiries.chasedTimes', { count: chased })}
          </Mark>
        ) : (
          '—'
        ),
    },
    {
      key: 'state',
      title: t('inquiries.column.state'),
      width: 110,
      render: (inquiry) => <StateMark of={inquiry} />,
    },
    {
      key: 'askedAt',
      title: t('inquiries.column.askedAt'),
      width: 110,
      render: ({ askedAt }) => <When at={askedAt} />,
    },
  ];
  return (
    <Page
      title={<ParcelNav />}
      tools={
        <Segmented
          aria-label={t('inquiries.column.state')}
          value={state}
          onChange={(chosen) => set({ state: chosen === 'all' ? undefined : chosen })}
          options={states.map((value) => ({ value, label: t(`inquiries.state.${value}`) }))}
        />
      }
    >
      {list.error ? (
        <ProblemNote error={list.error} onRetry={list.refetch} />
      ) : (
        <div className={styles.columns}>
          <DataTable
            label={t('inquiries.title')}
            rows={list.items}
            rowKey={({ inquiryId }) => inquiryId}
            columns={columns}
            empty={t('inquiries.empty', { returnObjects: true })}
            onOpen={({ inquiryId }) => setOpenId(inquiryId)}
            openRow={openId}
          />
          <aside className={styles.side}>
            {opened ? (
              <InquiryPanel key={opened.inquiryId} inquiry={opened} />
            ) : (
              <Empty {...t('inquiries.choose', { returnObjects: true })} />
            )}
          </aside>
        </div>
      )}
      <More list={list} />
    </Page>
  );
};

const DueMark = ({ inquiry: { answerDueAt, state, answeredAt } }: { inquiry: Inquiry }) => {
  const { t } = useTranslation('desks');
  if (state === 'answered')
    return (
      <>
        {t('inquiries.state.answered')} <When at={answeredAt} />
      </>
    );
  const { isOverdue, hours, minutes } = dueIn(answerDueAt, serverNow());
  return (
    <span title={exactTime(answerDueAt)}>
      {isOverdue ? (
        <Mark tone="red" icon={<ExclamationCircleOutlined />}>
          {t('inquiries.overdue', { hours, minutes })}
        </Mark>
      ) : (
        t('inquiries.left', { hours, minutes })
      )}
    </span>
  );
};

const StateMark = ({ of: { state } }: { of: Inquiry }) => {
  const { t } = useTranslation('desks');
  if (state === 'escalated') {
    return (
      <Mark tone="red" icon={<WarningOutlined />}>
        {t('inquiries.state.escalated')}
      </Mark>
    );
  }
  return <Mark tone={state === 'answered' ? 'green' : 'accent'}>{t(`inquiries.state.${state}`)}</Mark>;
};
