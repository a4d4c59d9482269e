import { EditOutlined } from '@ant-design/icons';
import type { CaseSummary } from '@kefu/contracts';
import { useTranslation } from 'react-i18next';
import { grams, gramsDifference } from '../format/weight.ts';
import { Mark } from '../ui/mark.tsx';
import styles from './weights-table.module.css';

type Weights = NonNullable<CaseSummary['weights']>;

/** What the scales said, and each difference beside the tolerance it is judged by. */
export const WeightsTable = ({ weights }: { weights: Weights }) => {
  const { t } = useTranslation('words');
  const { expectedGrams, missingGrams, originGrams, lastGrams } = weights;
  return (
    <table className={styles.weights} aria-label={t('weights.title')}>
      <tbody>
        <tr>
          <th scope="row">{t('weights.expected')}</th>
          <td>{grams(expectedGrams)}</td>
          <td aria-hidden />
        </tr>
        <tr>
          <th scope="row">{t('weights.origin')}</th>
          <td>{grams(originGrams)}</td>
          <td className={styles.difference}>
            {expectedGrams !== null && originGrams !== null && (
              <span title={t('weights.againstExpected', { grams: weights.expectedToleranceGrams })}>
                {gramsDifference(expectedGrams, originGrams)} <i>±{weights.expectedToleranceGrams}</i>
              </span>
            )}
          </td>
        </tr>
        <tr>
          <th scope="row">{t('weights.last')}</th>
          <td>{grams(lastGrams)}</td>
          <td className={styles.difference}>
            {originGrams !== null && lastGrams !== null && (
              <span title={t('weights.betweenScales', { grams: weights.betweenScalesToleranceGrams })}>
                {gramsDifference(originGrams, lastGrams)} <i>±{weights.betweenScalesToleranceGrams}</i>
              </span>
            )}
          </td>
        </tr>
        <tr className={styles.missing}>
          <th scope="row">{t('weights.missing')}</th>
          <td>{grams(missingGrams)}</td>
          <td>
            {weights.manual && (
              <Mark tone="amber" icon={<EditOutlined />}>
                {t('weights.manual')}
              </Mark>
            )}
          </td>
        </tr>
      </tbody>
    </table>
  );
};
