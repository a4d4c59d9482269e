import type { KeyboardEvent, ReactNode } from 'react';
import { Empty } from './empty.tsx';
import { RowsSkeleton } from './skeleton.tsx';
import styles from './data-table.module.css';

export type Column<Row> = {
  key: string;
  title: ReactNode;
  render: (row: Row) => ReactNode;
  /** `number` stands right-aligned in tabular figures. */
  kind?: 'text' | 'number';
  width?: number | string;
};

type DataTableProps<Row> = {
  label: string;
  rows: Row[] | undefined;
  rowKey: (row: Row) => string;
  columns: Column<Row>[];
  empty: { title: string; hint: string };
  onOpen?: (row: Row) => void;
  openRow?: string | undefined;
  footer?: ReactNode;
};

const focusNeighbour = (event: KeyboardEvent<HTMLElement>, step: 'previous' | 'next') => {
  const row = event.currentTarget;
  const neighbour = step === 'next' ? row.nextElementSibling : row.previousElementSibling;
  if (!(neighbour instanceof HTMLElement)) return;
  event.preventDefault();
  neighbour.focus();
};

/** A desk's list: frozen head and foot, rows reachable by arrow keys and opened by Enter. */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { label, rows, rowKey, columns, empty, onOpen, openRow, footer } = props;
  const classOf = ({ kind }: Column<Row>) => (kind === 'number' ? styles.number : undefined);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: Row) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'ArrowDown') focusNeighbour(event, 'next');
    if (event.key === 'ArrowUp') focusNeighbour(event, 'previous');
    if (event.key === 'Enter') onOpen?.(row);
  };
  return (
    <div className={styles.frame} tabIndex={-1}>
      <table className={styles.table} aria-label={label} aria-busy={rows === undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)} style={{ width: column.width }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows?.map((row) => (
            <tr
              key={rowKey(row)}
              tabIndex={onOpen ? 0 : undefined}
              className={onOpen && styles.opens}
              aria-selected={onOpen ? openRow === rowKey(row) : undefined}
              onClick={onOpen && (() => onOpen(row))}
              onKeyDown={(event) => onKeyDown(event, row)}
            >
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {footer && <tfoot>{footer}</tfoot>}
      </table>
      {rows === undefined && <RowsSkeleton rows={8} />}
      {rows?.length === 0 && <Empty {...empty} />}
    </div>
  );
};
