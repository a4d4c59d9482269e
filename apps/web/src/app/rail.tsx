import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useCountOfApprovals, useOwnCasesThatWait } from '../features/cases/waiting-cases.ts';
import { useMay } from '../shared/session/who.ts';
import { Count } from '../shared/ui/count.tsx';
import { places, type PlaceName } from './navigation.tsx';
import { PersonMenu } from './person-menu.tsx';
import styles from './rail.module.css';

export const Rail = () => {
  const { t } = useTranslation();
  const may = useMay();
  const waiting: Partial<Record<PlaceName, number>> = {
    cases: useOwnCasesThatWait().length,
    approvals: useCountOfApprovals(),
  };
  return (
    <nav className={styles.rail} aria-label={t('navigation')}>
      <img src="/icon.svg" alt="kefu" width={28} height={28} className={styles.logo} />
      <ul className={styles.places}>
        {places
          .filter(({ needs }) => may(needs))
          .map(({ to, name, icon }) => (
            <li key={to}>
              <NavLink to={to} className={styles.place}>
                {icon}
                <span className={styles.count}>
                  <Count of={waiting[name] ?? 0} />
                </span>
                <span>{t(`place.${name}`)}</span>
              </NavLink>
            </li>
          ))}
      </ul>
      <PersonMenu />
    </nav>
  );
};
