import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useMay } from '../../shared/session/who.ts';
import styles from './parcel-nav.module.css';

const lists = [
  { to: '/inquiries', name: 'inquiries', needs: 'logistics.listInquiries' },
  { to: '/claims', name: 'claims', needs: 'logistics.listClaims' },
  { to: '/complaints', name: 'complaints', needs: 'returns.listComplaints' },
] as const;

/** The three lists about parcels, as the titles of one page. */
export const ParcelNav = () => {
  const { t } = useTranslation('desks');
  const may = useMay();
  return (
    <span className={styles.nav}>
      {lists
        .filter(({ needs }) => may(needs))
        .map(({ to, name }) => (
          <NavLink key={to} to={to} className={styles.link}>
            {t(`${name}.title`)}
          </NavLink>
        ))}
    </span>
  );
};
