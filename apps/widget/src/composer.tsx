import { useRef, useState } from 'preact/hooks';
import { keep, readKept } from './kept.ts';
import type { Texts } from './texts.ts';

type Props = { texts: Texts; draftKey: string; disabled: boolean; onSend(text: string): void };

export const Composer = ({ texts, draftKey, disabled, onSend }: Props) => {
  const [text, setText] = useState(() => readKept(draftKey));
  const field = useRef<HTMLTextAreaElement>(null);

  const write = (value: string) => {
    setText(value);
    keep(draftKey, value);
  };
  const send = () => {
    const trimmed = text.trim();
    if (!trimmed || disabled) return;
    onSend(trimmed);
    write('');
    field.current?.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        value={text}
        rows={2}
        maxLength={4_000}
        aria-label={texts.placeholder}
        placeholder={texts.placeholder}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter that chooses a character of the input method does not send.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" disabled={disabled || text.trim() === ''}>
        {texts.send}
      </button>
    </form>
  );
};
