import { useId, type ReactNode } from 'react';
import styles from './field.module.css';

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: (id: string, describedBy: string | undefined) => ReactNode;
};

/** A labelled control with a hint or an error that screen readers hear too. */
export const Field = ({ label, hint, error, children }: FieldProps) => {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children(id, note ? noteId : undefined)}
      {note && (
        <p id={noteId} className={error ? styles.error : styles.hint} role={error ? 'alert' : undefined}>
          {note}
        </p>
      )}
    </div>
  );
};

/** A labelled group of choices. */
export const Choices = ({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: ReactNode;
  children: ReactNode;
}) => (
  <fieldset className={styles.choices}>
    <legend className={styles.label}>{label}</legend>
    {children}
    {hint && <p className={styles.hint}>{hint}</p>}
  </fieldset>
);
