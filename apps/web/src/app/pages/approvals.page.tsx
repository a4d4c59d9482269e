import { useParams } from 'react-router';
import { Approvals } from '../../features/cases/approvals.tsx';

export const Component = () => <Approvals openId={useParams()['caseId']} />;
