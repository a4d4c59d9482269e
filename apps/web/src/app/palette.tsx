import { Input, Modal, type InputRef } from 'antd';
import { use, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CommandContext, useCommands, type Command } from '../shared/commands/commands.ts';
import { combinationText, keymap } from '../shared/keys/keymap.ts';
import { useKey } from '../shared/keys/use-key.ts';
import { useMay } from '../shared/session/who.ts';
import { places } from './navigation.tsx';
import styles from './palette.module.css';

const limit = 60;

/** Everything by its name: pages, conversations, and what the page in front can do. */
export const Palette = () => {
  const { t } = useTranslation();
  const book = use(CommandContext);
  const navigate = useNavigate();
  const may = useMay();
  const [commands, setCommands] = useState<Command[]>();
  const [sought, setSought] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<InputRef>(null);
  useCommands(() =>
    places
      .filter(({ needs }) => may(needs))
      .map(({ to, name }) => ({
        id: to,
        group: t('command.go'),
        label: t(`place.${name}`),
        run: () => void navigate(to),
      })),
  );
  useKey('palette', () => {
    setCommands(book?.all());
    setSought('');
    setAt(0);
  });
  const words = sought.toLowerCase().split(/\s+/);
  const found = (commands ?? [])
    .filter(({ label, group }) => words.every((word) => `${group} ${label}`.toLowerCase().includes(word)))
    .slice(0, limit);
  const close = () => setCommands(undefined);
  const run = (command: Command | undefined) => {
    if (!command) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((index) => Math.min(Math.max(index + step, 0), Math.max(found.length - 1, 0)));
    }
    if (event.key === 'Enter') run(found[at]);
  };
  return (
    <Modal
      open={commands !== undefined}
      onCancel={close}
      footer={null}
      closable={false}
      width={560}
      style={{ top: 80 }}
      title={<span className={styles.title}>{t('command.title')}</span>}
      afterOpenChange={(isOpen) => isOpen && input.current?.focus()}
    >
      <Input
        ref={input}
        value={sought}
        placeholder={t('command.placeholder')}
        aria-label={t('command.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls="palette-found"
        aria-activedescendant={found[at] && `command-${found[at].id}`}
        onChange={(event) => {
          setSought(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="palette-found" role="listbox" className={styles.found} aria-label={t('command.title')}>
        {found.map((command, index) => (
          <div
            key={command.id}
            id={`command-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.command}
            onMouseMove={() => setAt(index)}
            onMouseDown={() => run(command)}
            ref={index === at ? (item) => item?.scrollIntoView({ block: 'nearest' }) : undefined}
          >
            <span className={styles.group}>{command.group}</span>
            <span className={styles.label}>{command.label}</span>
            {command.keys && <kbd>{combinationText(command.keys)}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>{t('command.none')}</p>}
      <p className={styles.hint}>{combinationText(keymap.palette)}</p>
    </Modal>
  );
};
