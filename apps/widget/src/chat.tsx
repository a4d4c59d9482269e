import { useState } from 'preact/hooks';
import type { WidgetSession } from './api.ts';
import { Composer } from './composer.tsx';
import { Messages } from './messages.tsx';
import { Orders } from './orders.tsx';
import type { Texts } from './texts.ts';
import { useConversation } from './use-conversation.ts';

export const Chat = ({ session, texts }: { session: WidgetSession; texts: Texts }) => {
  const { conversation, timeline, connected, send, startAgain } = useConversation(session.token);
  const [showsOrders, setShowsOrders] = useState(false);
  const closed = conversation?.state === 'closed';
  const state = conversation?.state ?? 'waiting';

  return (
    <main class="chat">
      <header>
        <div>
          <h1>{session.shop.name}</h1>
          <p>{texts[state]}</p>
        </div>
        {!session.anonymous && (
          <button
            type="button"
            class="quiet"
            aria-expanded={showsOrders}
            onClick={() => setShowsOrders(!showsOrders)}
          >
            {texts.orders}
          </button>
        )}
      </header>
      <div class="over" role="status">
        {!connected && <p class="offline">{conversation ? texts.offline : texts.loading}</p>}
      </div>
      {showsOrders && (
        <Orders
          token={session.token}
          texts={texts}
          onAsk={(orderNumber) => {
            setShowsOrders(false);
            send(texts.aboutOrder(orderNumber));
          }}
        />
      )}
      <Messages
        timeline={timeline}
        texts={texts}
        onResend={(pending) => send(pending.text, pending.messageId)}
      />
      {closed ? (
        <footer>
          <button type="button" class="wide" onClick={startAgain}>
            {texts.startAgain}
          </button>
        </footer>
      ) : (
        <Composer
          texts={texts}
          draftKey={`kefu-draft-${session.customerId}`}
          disabled={!conversation}
          onSend={send}
        />
      )}
    </main>
  );
};
