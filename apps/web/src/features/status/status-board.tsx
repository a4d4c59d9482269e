import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  LoadingOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { AnswerOf } from '@kefu/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { useNow } from '../../shared/format/now.ts';
import { DataTable, type Column } from '../../shared/ui/data-table.tsx';
import { Mark, type Tone } from '../../shared/ui/mark.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';

type Status = AnswerOf<'gateway.status'>;
type Part = Status['parts'][number];

const looks: Record<Part['state'], [Tone, ReactNode]> = {
  up: ['green', <CheckCircleOutlined key="icon" />],
  starting: ['accent', <LoadingOutlined key="icon" />],
  degraded: ['amber', <WarningOutlined key="icon" />],
  down: ['red', <CloseCircleOutlined key="icon" />],
};

/** Each service and server of the platform, read every five seconds. */
export const StatusBoard = () => {
  const { t } = useTranslation('desks');
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['status'],
    queryFn: () => ask('gateway.status'),
    refetchInterval: 5_000,
    staleTime: 0,
  });
  const age = Math.max(0, Math.round((useNow() - dataUpdatedAt) / 1_000));
  const columns: Column<Part>[] = [
    { key: 'name', title: t('status.part'), width: 180, render: ({ name }) => <b>{name}</b> },
    {
      key: 'state',
      title: t('status.state'),
      width: 130,
      render: ({ state }) => {
        const [tone, icon] = looks[state];
        return (
          <Mark tone={tone} icon={icon}>
            {t(`status.is.${state}`)}
          </Mark>
        );
      },
    },
    { key: 'version', title: t('status.version'), width: 140, render: ({ version }) => version ?? '—' },
    { key: 'detail', title: t('status.detail'), render: ({ detail }) => detail ?? '' },
  ];
  return (
    <Page
      title={t('status.title')}
      note={data && `${t(`status.all.${data.state}`)} · ${data.version} · ${t('status.age', { age })}`}
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {(data ?? !error) && (
        <DataTable
          label={t('status.title')}
          rows={data?.parts}
          rowKey={({ name }) => name}
          columns={columns}
          empty={t('status.empty', { returnObjects: true })}
        />
      )}
    </Page>
  );
};
