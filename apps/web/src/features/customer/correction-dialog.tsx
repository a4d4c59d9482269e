import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { Choices, Field } from '../../shared/ui/field.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import styles from './parcels.module.css';

const stations = ['origin', 'last'] as const;
type CorrectedStation = (typeof stations)[number];

/** A weight that turned out to be wrong: the new one replaces it, and verdicts that used it are looked at again. */
export const CorrectionDialog = ({ waybillId, onClose }: { waybillId: string; onClose: () => void }) => {
  const { t } = useTranslation(['workbench', 'words']);
  const client = useQueryClient();
  const [station, setStation] = useState<CorrectedStation>('last');
  const [raw, setRaw] = useState('');
  const [evidence, setEvidence] = useState('');
  const [reason, setReason] = useState('');
  const correct = useMutation({
    mutationFn: () =>
      ask('logistics.correctReading', {
        params: { waybillId },
        body: {
          station,
          kind: 'manual',
          raw: raw.trim(),
          at: new Date().toISOString(),
          reason: reason.trim(),
          ...(evidence.trim() !== '' && { evidence: evidence.trim() }),
        },
      }),
    onSuccess: () => {
      for (const key of ['parcels', 'case', 'cases']) void client.invalidateQueries({ queryKey: [key] });
      onClose();
    },
  });
  return (
    <Modal
      open
      width={420}
      title={t('correction.title')}
      okText={t('correction.ok')}
      okButtonProps={{ disabled: raw.trim() === '' || reason.trim().length < 2, loading: correct.isPending }}
      onOk={() => correct.mutate()}
      onCancel={onClose}
    >
      <div className={styles.correction}>
        <p className={styles.quiet}>{t('correction.consequence')}</p>
        <Choices label={t('correction.station')}>
          <Radio.Group
            value={station}
            onChange={({ target }) => setStation(target.value as CorrectedStation)}
          >
            {stations.map((name) => (
              <Radio key={name} value={name}>
                {t(`words:weights.${name}`)}
              </Radio>
            ))}
          </Radio.Group>
        </Choices>
        <Field label={t('correction.weight')}>
          {(id) => (
            <Input
              id={id}
              maxLength={60}
              placeholder="0.90kg"
              value={raw}
              onChange={(event) => setRaw(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('correction.reason')}>
          {(id) => (
            <Input
              id={id}
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('correction.evidence')}>
          {(id) => (
            <Input
              id={id}
              maxLength={300}
              value={evidence}
              onChange={(event) => setEvidence(event.target.value)}
            />
          )}
        </Field>
        {correct.error && <ProblemNote error={correct.error} />}
      </div>
    </Modal>
  );
};
