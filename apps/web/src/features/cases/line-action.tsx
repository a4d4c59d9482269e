import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CaseStateMark } from '../../shared/marks/case-state.tsx';
import { useMay } from '../../shared/session/who.ts';
import { caseOfLine } from './case-of-line.ts';
import { casesQuery } from './cases.ts';
import styles from './line-action.module.css';

type LineActionProps = {
  orderId: string;
  line: { lineId: string; title: string; quantity: number };
  onReport: () => void;
  onOpenCase: (caseId: string) => void;
};

/** What can be done about an order line: the case it has shows where it stands, and pieces that are left can be reported. */
export const LineAction = ({ orderId, line, onReport, onOpenCase }: LineActionProps) => {
  const { t } = useTranslation('workbench');
  const may = useMay();
  const { data, isPending } = useQuery(casesQuery({ orderId, limit: 100 }));
  const { shown, mayReport } = caseOfLine(data?.items ?? [], { ...line, orderId });
  return (
    <span className={styles.action}>
      {shown && (
        <button
          type="button"
          className={styles.state}
          title={t('orders.openCase')}
          onClick={() => onOpenCase(shown.caseId)}
        >
          <CaseStateMark state={shown.state} />
        </button>
      )}
      {mayReport && may('returns.openCase') && (
        <Button size="small" disabled={isPending} onClick={onReport}>
          {t('orders.missingItem')}
        </Button>
      )}
    </span>
  );
};
