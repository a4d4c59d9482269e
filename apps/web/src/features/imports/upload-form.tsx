import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Progress, Select } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { shopsQuery } from '../../shared/session/directory.ts';
import { Field } from '../../shared/ui/field.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { bytes } from './bytes.ts';
import { importQuery, importsQuery } from './imports.ts';
import { uploadImport } from './upload.ts';
import styles from './upload-form.module.css';

/** One flat file or a set of them, for one shop; what is in them is looked at before anything goes in. */
export const UploadForm = ({ onUploaded }: { onUploaded: (importId: string) => void }) => {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const { data: shops } = useQuery(shopsQuery);
  const [chosenShop, setShop] = useState<string>();
  const [files, setFiles] = useState<File[]>([]);
  const [share, setShare] = useState(0);
  const [isOver, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const shopId = chosenShop ?? (shops?.items.length === 1 ? shops.items[0]?.shopId : undefined);
  const upload = useMutation({
    mutationFn: (shop: string) => uploadImport(shop, files, setShare),
    onSuccess: (made) => {
      client.setQueryData(importQuery(made.importId).queryKey, made);
      void client.invalidateQueries({ queryKey: importsQuery.queryKey });
      onUploaded(made.importId);
    },
  });
  const add = (list: FileList | null) =>
    setFiles((known) => [
      ...known.filter(({ name }) => ![...(list ?? [])].some((file) => file.name === name)),
      ...(list ?? []),
    ]);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  return (
    <section className={styles.form}>
      <Field label={t('upload.shop')}>
        {(id) => (
          <Select
            id={id}
            placeholder={t('upload.chooseShop')}
            value={shopId ?? null}
            onChange={(value: string | null) => setShop(value ?? undefined)}
            options={shops?.items.map(({ shopId: value, name }) => ({ value, label: name })) ?? []}
          />
        )}
      </Field>
      <button
        type="button"
        className={isOver ? styles.over : styles.drop}
        onClick={() => picker.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <InboxOutlined className={styles.icon} />
        <b>{t('upload.drop')}</b>
        <span>{t('upload.hint')}</span>
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".csv,.txt,.tsv,text/csv"
        aria-label={t('upload.drop')}
        onChange={({ target }) => {
          add(target.files);
          target.value = '';
        }}
      />
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file.name}>
            <span>{file.name}</span>
            <span className={styles.size}>{bytes(file.size)}</span>
            <Button
              size="small"
              type="text"
              onClick={() => setFiles(files.filter((other) => other !== file))}
            >
              {t('upload.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {upload.isPending && <Progress percent={Math.round(share * 100)} aria-label={t('upload.progress')} />}
      {upload.error && <ProblemNote error={upload.error} />}
      <Button
        type="primary"
        loading={upload.isPending}
        disabled={!shopId || files.length === 0}
        onClick={() => shopId && upload.mutate(shopId)}
      >
        {t('upload.submit')}
      </Button>
    </section>
  );
};
