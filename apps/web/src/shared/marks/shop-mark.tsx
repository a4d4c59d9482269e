import { useShopName } from '../session/directory.ts';
import styles from './shop-mark.module.css';

// Enough to tell shops apart at a glance; the name is there to read.
const hueOf = (shopId: string): number => [...shopId].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 360;

export const ShopMark = ({ shopId, full = false }: { shopId: string; full?: boolean }) => {
  const name = useShopName()(shopId);
  return (
    <span className={full ? styles.full : styles.mark} title={name}>
      <span className={styles.square} style={{ background: `oklch(0.62 0.13 ${hueOf(shopId)})` }} aria-hidden />
      {name}
    </span>
  );
};
