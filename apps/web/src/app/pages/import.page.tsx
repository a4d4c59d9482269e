import { useParams } from 'react-router';
import { ImportPage } from '../../features/imports/import-page.tsx';

export const Component = () => {
  const { importId } = useParams();
  return importId ? <ImportPage key={importId} importId={importId} /> : null;
};
