import { CheckOutlined, MinusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { When } from '../../shared/ui/when.tsx';
import type { Case } from './cases.ts';
import { stepsOf, type Step } from './case-steps.ts';
import styles from './case-progress.module.css';

const progressOf = ({ timeline }: Case): string | undefined => {
  const step = timeline.findLast(({ type }) => type === 'WeightCheckProgressed')?.data['step'];
  return typeof step === 'string' ? step : undefined;
};

/** The way of a case at a glance; what it waits for is marked. */
export const CaseProgress = ({ of }: { of: Case }) => {
  const { t, i18n } = useTranslation('cases');
  const progress = progressOf(of);
  const detail = ({ name, status }: Step): string => {
    if (name === 'carrier' && status === 'done') return t('carrierAnswered');
    if (name === 'carrier' && progress && i18n.exists(`cases:weightStep.${progress}`)) {
      return t(`weightStep.${progress as 'carrier-asked'}`);
    }
    if (name === 'decision' && status === 'now')
      return t(`words.${of.state === 'awaiting-approval' ? 'approver' : 'person'}`);
    if (name === 'outcome') return t(`outcome.${of.state}`);
    return '';
  };
  return (
    <ol className={styles.steps} aria-label={t('steps.title')}>
      {stepsOf(of).map((step) => (
        <li
          key={step.name}
          className={styles[step.status]}
          aria-current={step.status === 'now' ? 'step' : undefined}
        >
          <span className={styles.knob} aria-hidden>
            {step.status === 'done' && <CheckOutlined />}
            {step.status === 'skipped' && <MinusOutlined />}
          </span>
          <span className={styles.name}>
            {t(`steps.${step.name}`)}
            {step.status === 'skipped' && ` · ${t('steps.notNeeded')}`}
          </span>
          <span className={styles.detail}>{detail(step)}</span>
          <span className={styles.at}>{step.at && <When at={step.at} />}</span>
        </li>
      ))}
    </ol>
  );
};
