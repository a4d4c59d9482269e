import { useQuery } from '@tanstack/react-query';
import { shopsQuery } from '../session/directory.ts';
import styles from './shop-mark.module.css';

// The same for everybody, and between cyan and pink: red, amber and green are for states.
const hueOf = (shopId: string): number =>
  [...shopId].reduce(
    (sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619) >>> 0,
    2_166_136_261,
  ) % 150;

/** A shop by name and by a colour of its own, to tell them apart at a glance. */
export const ShopMark = ({ shopId, full = false }: { shopId: string; full?: boolean }) => {
  const { data } = useQuery(shopsQuery);
  const name = data?.items.find((shop) => shop.shopId === shopId)?.name ?? shopId;
  return (
    <span className={full ? styles.full : styles.mark} title={name}>
      <span
        className={styles.square}
        style={{ background: `oklch(0.62 0.14 ${190 + hueOf(shopId)})` }}
        aria-hidden
      />
      <span className={styles.name}>{name}</span>
    </span>
  );
};
