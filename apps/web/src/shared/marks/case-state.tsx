import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  HourglassOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { CaseSummary } from '@kefu/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark, type Tone } from '../ui/mark.tsx';

type CaseState = CaseSummary['state'];

const looks: Record<CaseState, [Tone, ReactNode]> = {
  open: ['quiet', <ClockCircleOutlined key="icon" />],
  weighing: ['accent', <HourglassOutlined key="icon" />],
  'awaiting-person': ['amber', <UserOutlined key="icon" />],
  'awaiting-approval': ['amber', <ClockCircleOutlined key="icon" />],
  'refund-approved': ['accent', <CheckCircleOutlined key="icon" />],
  'reshipment-approved': ['accent', <CheckCircleOutlined key="icon" />],
  declined: ['quiet', <CloseCircleOutlined key="icon" />],
  'refund-paid': ['green', <CheckCircleOutlined key="icon" />],
};

export const CaseStateMark = ({ state }: { state: CaseState }) => {
  const { t } = useTranslation('words');
  const [tone, icon] = looks[state];
  return (
    <Mark tone={tone} icon={icon}>
      {t(`caseState.${state}`)}
    </Mark>
  );
};
