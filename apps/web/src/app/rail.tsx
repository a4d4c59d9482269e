import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useMay } from '../shared/session/who.ts';
import { places } from './navigation.tsx';
import { PersonMenu } from './person-menu.tsx';
import styles from './rail.module.css';

export const Rail = () => {
  const { t } = useTranslation();
  const may = useMay();
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
                <span>{t(`place.${name}`)}</span>
              </NavLink>
            </li>
          ))}
      </ul>
      <PersonMenu />
    </nav>
  );
};
