import { DisconnectOutlined } from '@ant-design/icons';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../shared/live/live.ts';
import styles from './connection-bar.module.css';

const watchNetwork = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** A thin line while nothing live arrives: what is typed stays, what was missed is fetched afterwards. */
export const ConnectionBar = () => {
  const { t } = useTranslation();
  const isOnline = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const live = useLiveState();
  const lost = !isOnline || live === 'lost';
  return (
    <div role="status" className={lost ? styles.bar : undefined}>
      {lost && (
        <>
          <DisconnectOutlined /> {t(isOnline ? 'connection.lost' : 'connection.offline')}
        </>
      )}
    </div>
  );
};
