import type { ReactNode } from 'react';
import styles from './page.module.css';

/** A page outside the workbench: its title, its filters, its content in the height that is left. */
export const Page = ({ title, note, tools, children }: PageProps) => (
  <main className={styles.page}>
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      {note && <span className={styles.note}>{note}</span>}
      <div className={styles.tools}>{tools}</div>
    </header>
    {children}
  </main>
);

type PageProps = { title: ReactNode; note?: ReactNode; tools?: ReactNode; children: ReactNode };
