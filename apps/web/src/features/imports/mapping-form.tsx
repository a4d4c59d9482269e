import type { Import } from '@kefu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { fieldNames } from './fields.ts';
import { FileMappingCard } from './file-mapping-card.tsx';
import { importQuery } from './imports.ts';
import type { FileCorrection, FileMapping } from './mapping.ts';
import styles from './mapping-form.module.css';

/** What each column means, proposed from the headers and open to correction; each change is checked at once. */
export const MappingForm = ({ of }: { of: Import }) => {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const { importId, files, missing } = of;
  const [zone, setZone] = useState(of.zone);
  const note = (next: Import) => client.setQueryData(importQuery(importId).queryKey, next);
  const save = useMutation({
    mutationFn: (changed: FileCorrection[]) =>
      ask('orders.mapImport', {
        params: { importId },
        body: { files: changed.map(({ name, role, mapping }) => ({ name, role, mapping })), zone },
      }),
    onSuccess: note,
  });
  const start = useMutation({
    mutationFn: () => ask('orders.startImport', { params: { importId } }),
    onSuccess: note,
  });
  const mappingBefore = (name: string) => ({
    mapping: files.find((file) => file.name === name)?.mapping ?? {},
  });
  const shown: FileMapping[] = save.isPending
    ? save.variables.map((file) => ({ ...mappingBefore(file.name), ...file }))
    : files;
  const change = (changed: FileCorrection) =>
    save.mutate(shown.map((file) => (file.name === changed.name ? changed : file)));
  const missingNames = fieldNames(missing, t);
  return (
    <>
      <div className={styles.head}>
        <label className={styles.zone}>
          {t('mapping.zone')}
          <Input
            value={zone}
            style={{ width: 150 }}
            onChange={(event) => setZone(event.target.value)}
            onBlur={() => zone !== of.zone && save.mutate(shown)}
          />
        </label>
        <span className={styles.spacer} />
        <Button
          type="primary"
          disabled={missing.length > 0 || save.isPending}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t('mapping.start')}
        </Button>
      </div>
      {missing.length > 0 ? (
        <Alert type="warning" showIcon title={t('mapping.missing', { names: missingNames })} />
      ) : (
        <Alert type="success" showIcon title={t('mapping.complete')} />
      )}
      {save.error && <ProblemNote error={save.error} />}
      {start.error && <ProblemNote error={start.error} />}
      {files.map((file) => (
        <FileMappingCard
          key={file.name}
          file={file}
          mapping={shown.find(({ name }) => name === file.name) ?? file}
          onChange={change}
        />
      ))}
    </>
  );
};
