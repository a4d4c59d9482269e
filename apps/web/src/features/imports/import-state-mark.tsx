import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  EditOutlined,
  LoadingOutlined,
  PauseCircleOutlined,
} from '@ant-design/icons';
import type { Import } from '@kefu/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark, type Tone } from '../../shared/ui/mark.tsx';

const looks: Record<Import['state'], [Tone, ReactNode]> = {
  mapping: ['amber', <EditOutlined key="icon" />],
  staging: ['accent', <LoadingOutlined key="icon" />],
  running: ['accent', <LoadingOutlined key="icon" />],
  done: ['green', <CheckCircleOutlined key="icon" />],
  cancelled: ['quiet', <PauseCircleOutlined key="icon" />],
  failed: ['red', <CloseCircleOutlined key="icon" />],
};

export const ImportStateMark = ({ state }: { state: Import['state'] }) => {
  const { t } = useTranslation('imports');
  const [tone, icon] = looks[state];
  return (
    <Mark tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </Mark>
  );
};
