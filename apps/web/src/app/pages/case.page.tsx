import { useParams } from 'react-router';
import { CasePage } from '../../features/cases/case-page.tsx';

export const Component = () => {
  const { caseId } = useParams();
  return caseId ? <CasePage key={caseId} caseId={caseId} /> : null;
};
