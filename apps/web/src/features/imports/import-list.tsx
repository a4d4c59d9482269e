import type { Import } from '@kefu/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ShopMark } from '../../shared/marks/shop-mark.tsx';
import { DataTable, type Column } from '../../shared/ui/data-table.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { When } from '../../shared/ui/when.tsx';
import { ImportStateMark } from './import-state-mark.tsx';
import { importsQuery } from './imports.ts';
import { UploadForm } from './upload-form.tsx';
import styles from './import-page.module.css';

/** A new import on the left, the earlier ones beside it. */
export const ImportList = () => {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(importsQuery);
  const columns: Column<Import>[] = [
    { key: 'at', title: t('list.at'), width: 110, render: ({ createdAt }) => <When at={createdAt} /> },
    {
      key: 'shop',
      title: t('list.shop'),
      width: 160,
      render: ({ shopId }) => <ShopMark shopId={shopId} full />,
    },
    { key: 'files', title: t('list.files'), render: ({ files }) => files.map(({ name }) => name).join('、') },
    {
      key: 'state',
      title: t('list.state'),
      width: 120,
      render: ({ state }) => <ImportStateMark state={state} />,
    },
    {
      key: 'orders',
      title: t('list.orders'),
      kind: 'number',
      width: 110,
      render: ({ progress }) => progress.ordersDone.toLocaleString('en-US'),
    },
    {
      key: 'bad',
      title: t('list.bad'),
      kind: 'number',
      width: 80,
      render: ({ progress }) => progress.badLines.toLocaleString('en-US'),
    },
  ];
  const open = (importId: string) => void navigate(`/imports/${importId}`);
  return (
    <Page title={t('title')} note={t('note')}>
      <div className={styles.listColumns}>
        <UploadForm onUploaded={open} />
        {error && !data ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={t('title')}
            rows={data?.items}
            rowKey={({ importId }) => importId}
            columns={columns}
            empty={t('list.empty', { returnObjects: true })}
            onOpen={({ importId }) => open(importId)}
          />
        )}
      </div>
    </Page>
  );
};
