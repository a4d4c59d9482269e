import { useEffect, useState } from 'preact/hooks';
import { CallFailed, type WidgetSession } from './api.ts';
import { Chat } from './chat.tsx';
import { openSession, readOpening } from './session.ts';
import { textsFor } from './texts.ts';

const opening = readOpening(location.hash);
const texts = textsFor(opening.language);

export const App = () => {
  const [session, setSession] = useState<WidgetSession>();
  const [failure, setFailure] = useState<string>();

  const start = () => {
    setFailure(undefined);
    openSession(opening).then(setSession, (error: unknown) =>
      setFailure(error instanceof CallFailed ? error.code : 'away'),
    );
  };
  useEffect(start, []);

  if (session) return <Chat session={session} texts={texts} />;
  if (failure === undefined) return <p class="notice">{texts.loading}</p>;
  return (
    <div class="notice" role="alert">
      <p>{failure === 'buyer-token-expired' ? texts.expired : texts.gone}</p>
      <button type="button" onClick={start}>
        {texts.retry}
      </button>
    </div>
  );
};
