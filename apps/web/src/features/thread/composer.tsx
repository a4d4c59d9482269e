import type { Conversation, Phrase } from '@kefu/contracts';
import { Button } from 'antd';
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
} from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { useKey } from '../../shared/keys/use-key.ts';
import { useDrafts, useOutbox } from './desk.tsx';
import { PhraseMenu } from './phrase-menu.tsx';
import { usePhraseMenu } from './use-phrase-menu.ts';
import { fillIn, missingIn, type Variables } from './variables.ts';
import styles from './composer.module.css';

export type ComposerHandle = { insert: (text: string) => void };

type ComposerProps = {
  conversation: Conversation;
  variables: Variables;
  onNext: () => void;
  handle: Ref<ComposerHandle>;
};

const tallest = 168;

// Enter that picks a candidate of the input method is not Enter; Safari says so only by the key code.
const isComposing = ({ nativeEvent }: KeyboardEvent) =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229;

/** Where the agent writes. Keyed by conversation: each has its own draft. */
export const Composer = ({ conversation, variables, onNext, handle }: ComposerProps) => {
  const { t } = useTranslation('workbench');
  const { conversationId, shopId } = conversation;
  const drafts = useDrafts();
  const outbox = useOutbox();
  const [text, setText] = useState(() => drafts.read(conversationId));
  const area = useRef<HTMLTextAreaElement>(null);
  const missing = missingIn(text);

  const write = (next: string) => {
    setText(next);
    drafts.write(conversationId, next);
  };
  const takePhrase = (phrase: Phrase) => {
    write(fillIn(phrase.text, variables));
    area.current?.focus();
  };
  const menu = usePhraseMenu({ shopId, text, onPick: takePhrase });
  const focus = () => area.current?.focus();
  useImperativeHandle(handle, () => ({
    insert: (phrase) => {
      write(text === '' || menu.isOpen ? fillIn(phrase, variables) : `${text}${fillIn(phrase, variables)}`);
      focus();
    },
  }));
  useKey('backToText', () => {
    if (menu.isOpen) write('');
    focus();
  });
  useEffect(focus, []);
  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, tallest)}px`;
  }, [text]);

  const send = (): boolean => {
    const written = text.trim();
    if (written === '' || menu.isOpen || missing.length > 0) return false;
    outbox.put({ messageId: uuid(), conversationId, text: written, at: new Date().toISOString() });
    write('');
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event) || menu.onKeyDown(event)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (send() && (event.ctrlKey || event.metaKey)) onNext();
  };

  return (
    <div className={styles.composer}>
      {menu.isOpen && <PhraseMenu menu={menu} variables={variables} />}
      <textarea
        ref={area}
        rows={2}
        className={styles.text}
        value={text}
        maxLength={4_000}
        placeholder={t('composer.placeholder')}
        aria-label={t('composer.label', { name: conversation.customerName })}
        aria-controls={menu.isOpen ? 'phrase-menu' : undefined}
        aria-activedescendant={menu.isOpen ? menu.activeId : undefined}
        aria-invalid={missing.length > 0}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.foot}>
        <span className={missing.length > 0 ? styles.missing : styles.hint} role="status">
          {missing.length > 0 ? t('composer.missing', { names: missing.join(' ') }) : t('composer.hint')}
        </span>
        <Button
          type="primary"
          size="small"
          disabled={text.trim() === '' || missing.length > 0 || menu.isOpen}
          onClick={send}
        >
          {t('composer.send')} ⏎
        </Button>
      </div>
    </div>
  );
};
