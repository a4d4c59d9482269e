import type { ReactNode } from 'react';
import styles from './mark.module.css';

export type Tone = 'quiet' | 'accent' | 'amber' | 'red' | 'green';

/** A state, never by colour alone: an icon and a word. */
export const Mark = ({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) => (
  <span className={`${styles.mark} ${styles[tone]}`}>
    {icon}
    {children}
  </span>
);
