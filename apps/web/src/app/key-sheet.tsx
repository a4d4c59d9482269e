import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { combinationText, keymap, type KeyName } from '../shared/keys/keymap.ts';
import { useKey } from '../shared/keys/use-key.ts';
import { useCommands } from '../shared/commands/commands.ts';
import styles from './key-sheet.module.css';

const listed = Object.keys(keymap) as KeyName[];
const inTheText = ['send', 'sendAndNext', 'newLine', 'phrases', 'phraseByNumber'] as const;

export const KeySheet = () => {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  useKey('sheet', () => setShown(true));
  useCommands(() => [
    {
      id: 'keys',
      group: t('command.group'),
      label: t('keys.title'),
      keys: keymap.sheet,
      run: () => setShown(true),
    },
  ]);
  return (
    <Modal open={isShown} onCancel={() => setShown(false)} footer={null} title={t('keys.title')} width={460}>
      <dl className={styles.keys}>
        {listed.map((name) => (
          <div key={name}>
            <dt>{t(`keys.${name}`)}</dt>
            <dd>
              <kbd>{combinationText(keymap[name])}</kbd>
            </dd>
          </div>
        ))}
        {inTheText.map((name) => (
          <div key={name}>
            <dt>{t(`keys.${name}`)}</dt>
            <dd>
              <kbd>{t(`keyNames.${name}`)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
};
