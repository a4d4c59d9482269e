import type { Import, ImportError } from '@kefu/contracts';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { usePages } from '../../shared/api/use-pages.ts';
import { DataTable, type Column } from '../../shared/ui/data-table.tsx';
import { More } from '../../shared/ui/more.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { isMoving, type ImportErrors } from './imports.ts';

/** The lines that did not go in: where each stands, and why. */
export const BadLines = ({ of }: { of: Import }) => {
  const { t, i18n } = useTranslation('imports');
  const { importId } = of;
  const list = usePages<ImportError, ImportErrors>({
    queryKey: ['import-errors', importId, of.state],
    fetchPage: (after) =>
      ask('orders.listImportErrors', { params: { importId }, query: { ...after, limit: 200 } }),
    ...(isMoving(of) && { refetchInterval: 3_000 }),
  });
  const columns: Column<ImportError>[] = [
    { key: 'file', title: t('bad.file'), width: '26%', render: ({ file }) => file },
    {
      key: 'line',
      title: t('bad.line'),
      kind: 'number',
      width: 90,
      render: ({ line }) => line.toLocaleString('en-US'),
    },
    { key: 'column', title: t('bad.column'), width: 200, render: ({ column }) => column ?? '—' },
    { key: 'value', title: t('bad.value'), width: 180, render: ({ value }) => value && <code>{value}</code> },
    {
      key: 'reason',
      title: t('bad.reason'),
      render: ({ code, reason }) => (i18n.exists(`imports:badCode.${code}`) ? t(`badCode.${code}`) : reason),
    },
  ];
  if (list.error) return <ProblemNote error={list.error} onRetry={list.refetch} />;
  return (
    <>
      <DataTable
        label={t('bad.title')}
        rows={list.items}
        rowKey={({ file, line, column, code }) => `${file}:${line}:${column}:${code}`}
        columns={columns}
        empty={t('bad.empty', { returnObjects: true })}
      />
      <More list={list} />
    </>
  );
};
