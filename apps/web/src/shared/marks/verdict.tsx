import {
  ExclamationCircleOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  TruckOutlined,
} from '@ant-design/icons';
import type { Verdict } from '@kefu/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark, type Tone } from '../ui/mark.tsx';

const looks: Record<Verdict, [Tone, ReactNode]> = {
  'lost-in-transit': ['accent', <TruckOutlined key="icon" />],
  'short-packed': ['accent', <ExclamationCircleOutlined key="icon" />],
  'claim-unsupported': ['quiet', <SearchOutlined key="icon" />],
  inconclusive: ['amber', <QuestionCircleOutlined key="icon" />],
};

export const VerdictMark = ({ verdict }: { verdict: Verdict | null }) => {
  const { t } = useTranslation('words');
  if (!verdict) return <span aria-hidden>—</span>;
  const [tone, icon] = looks[verdict];
  return (
    <Mark tone={tone} icon={icon}>
      {t(`verdict.${verdict}`)}
    </Mark>
  );
};
