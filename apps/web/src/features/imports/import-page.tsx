import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ShopMark } from '../../shared/marks/shop-mark.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { RowsSkeleton } from '../../shared/ui/skeleton.tsx';
import { BadLines } from './bad-lines.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportStateMark } from './import-state-mark.tsx';
import { importQuery } from './imports.ts';
import { MappingForm } from './mapping-form.tsx';

/** One import: its mapping before it runs, then its progress and the lines that did not go in. */
export const ImportPage = ({ importId }: { importId: string }) => {
  const { t } = useTranslation('imports');
  const { data: found, error, refetch } = useQuery(importQuery(importId));
  return (
    <Page
      title={t('one')}
      note={
        found && (
          <>
            <ImportStateMark state={found.state} /> <ShopMark shopId={found.shopId} full />
          </>
        )
      }
      tools={<Link to="/imports">{t('back')}</Link>}
    >
      {error && !found && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!found && !error && <RowsSkeleton rows={10} />}
      {found?.state === 'mapping' && <MappingForm key={found.importId} of={found} />}
      {found && found.state !== 'mapping' && (
        <>
          <ImportProgress of={found} />
          <BadLines of={found} />
        </>
      )}
    </Page>
  );
};
