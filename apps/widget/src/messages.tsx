import type { Message } from '@kefu/contracts';
import { useEffect, useRef } from 'preact/hooks';
import type { Texts } from './texts.ts';
import type { Pending, Timeline } from './timeline.ts';

const time = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });

const Said = ({ message, texts }: { message: Message; texts: Texts }) => (
  <li class={message.from}>
    {message.from !== 'system' && (
      <span class="hidden">{message.from === 'customer' ? texts.you : texts.agent}</span>
    )}
    <p>{message.text ?? texts.forgotten}</p>
    <time dateTime={message.at} title={message.at}>
      {time.format(new Date(message.at))}
    </time>
  </li>
);

const Unsent = ({
  pending,
  texts,
  onResend,
}: {
  pending: Pending;
  texts: Texts;
  onResend(pending: Pending): void;
}) => (
  <li class={`customer ${pending.state === 'sending' ? '' : 'failed'}`}>
    <p>{pending.text}</p>
    {pending.state === 'sending' ? (
      <span class="state">{texts.sending}</span>
    ) : (
      <span role="alert">
        {texts.failed}{' '}
        <button type="button" class="link" onClick={() => onResend(pending)}>
          {texts.resend}
        </button>
      </span>
    )}
  </li>
);

const nearEnd = 40; // pixels

type Props = { timeline: Timeline; texts: Texts; onResend(pending: Pending): void };

export const Messages = ({ timeline: { messages, pending }, texts, onResend }: Props) => {
  const list = useRef<HTMLOListElement>(null);
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [messages.length, pending.length]);
  // Orders above or a keyboard below take room: who read the newest line goes on reading it.
  useEffect(() => {
    const scroller = list.current;
    if (!scroller) return;
    let isAtEnd = true;
    const look = () => {
      isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEnd;
    };
    const watch = new ResizeObserver(() => isAtEnd && end.current?.scrollIntoView({ block: 'end' }));
    watch.observe(scroller);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  }, []);
  return (
    <ol ref={list} class="messages" aria-live="polite" aria-label={texts.title}>
      {messages.map((message) => (
        <Said key={message.messageId} message={message} texts={texts} />
      ))}
      {pending.map((one) => (
        <Unsent key={one.messageId} pending={one} texts={texts} onResend={onResend} />
      ))}
      <li ref={end} class="end" aria-hidden="true" />
    </ol>
  );
};
