import type { FileRole, ImportField, ImportFile } from '@kefu/contracts';
import { ExclamationCircleOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../shared/ui/mark.tsx';
import { bytes } from './bytes.ts';
import { fieldNames, fileRoles, importFields } from './fields.ts';
import { mapColumn, type FileCorrection, type FileMapping } from './mapping.ts';
import styles from './mapping-form.module.css';

type CardProps = { file: ImportFile; mapping: FileMapping; onChange: (changed: FileCorrection) => void };

const delimiterNames: Record<string, string> = { '\t': 'Tab' };

/** A file with its first rows: above each column stands the field that it becomes. */
export const FileMappingCard = ({ file, mapping, onChange }: CardProps) => {
  const { t } = useTranslation('imports');
  const isIgnored = mapping.role === 'ignore';
  const fieldOptions = [
    { value: '', label: t('mapping.notNeeded') },
    ...importFields.map((value) => ({ value, label: t(`field.${value}`) })),
  ];
  return (
    <section className={styles.card} aria-label={file.name}>
      <header className={styles.cardHead}>
        <b className={styles.fileName}>{file.name}</b>
        <span className={styles.quiet}>
          {bytes(file.bytes)} · {file.encoding.toUpperCase()} · “
          {delimiterNames[file.delimiter] ?? file.delimiter}”
        </span>
        {file.missing.length > 0 && !isIgnored && (
          <Mark tone="amber" icon={<ExclamationCircleOutlined />}>
            {t('mapping.lacks', { names: fieldNames(file.missing, t) })}
          </Mark>
        )}
        <label className={styles.role}>
          {t('mapping.role')}
          <Select<FileRole>
            value={mapping.role}
            style={{ width: 190 }}
            onChange={(role) => onChange({ name: mapping.name, role })}
            options={fileRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
          />
        </label>
      </header>
      {!isIgnored && (
        <div className={styles.sheet}>
          <table>
            <thead>
              <tr>
                {file.headers.map((header) => (
                  <th key={header} scope="col">
                    <span className={styles.header}>{header}</span>
                    <Select<ImportField | ''>
                      aria-label={t('mapping.columnIs', { header })}
                      value={mapping.mapping[header] ?? ''}
                      className={mapping.mapping[header] ? styles.mapped : styles.unmapped}
                      showSearch={{ optionFilterProp: 'label' }}
                      popupMatchSelectWidth={200}
                      onChange={(field) => onChange(mapColumn(mapping, header, field))}
                      options={fieldOptions}
                    />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {file.sample.map((row, line) => (
                <tr key={line}>
                  {file.headers.map((header, column) => (
                    <td key={header} title={row[column]}>
                      {row[column]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};
