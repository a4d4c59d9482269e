import { useQuery } from '@tanstack/react-query';
import { shopsQuery } from '../session/directory.ts';
import styles from './shop-mark.module.css';

/** A shop by name and by a colour of its own, to tell them apart at a glance. */
export const ShopMark = ({ shopId, full = false }: { shopId: string; full?: boolean }) => {
  const { data } = useQuery(shopsQuery);
  const index = data?.items.findIndex((shop) => shop.shopId === shopId) ?? -1;
  const name = data?.items[index]?.name ?? shopId;
  return (
    <span className={full ? styles.full : styles.mark} title={name}>
      {/* the golden angle keeps neighbours far apart, however many shops there are */}
      <span
        className={styles.square}
        style={{ background: `oklch(0.62 0.14 ${250 + index * 137.5})` }}
        aria-hidden
      />
      <span className={styles.name}>{name}</span>
    </span>
  );
};
