const keptMs = 30 * 24 * 3_600_000;
const prefix = 'kefu.draft.';

type Draft = { text: string; at: number };
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const parse = (stored: string | null): Draft | undefined => {
  if (stored === null) return undefined;
  try {
    const draft: unknown = JSON.parse(stored);
    const isDraft = typeof draft === 'object' && draft !== null && 'text' in draft && 'at' in draft;
    return isDraft && typeof draft.text === 'string' && typeof draft.at === 'number'
      ? { text: draft.text, at: draft.at }
      : undefined;
  } catch {
    return undefined;
  }
};

/** What an agent has typed and not sent, per conversation: it survives reload, sign-out and 30 days. */
export const createDrafts = (storage: Storage, agentId: string, now: () => number = Date.now) => {
  const own = `${prefix}${agentId}.`;
  const listeners = new Set<() => void>();
  const keys = () => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  const readIds = (): ReadonlySet<string> =>
    new Set(keys().flatMap((key) => (key.startsWith(own) ? [key.slice(own.length)] : [])));

  for (const key of keys().filter((name) => name.startsWith(prefix))) {
    const draft = parse(storage.getItem(key));
    if (!draft || now() - draft.at > keptMs) storage.removeItem(key);
  }
  let ids = readIds();

  return {
    read: (conversationId: string): string => parse(storage.getItem(own + conversationId))?.text ?? '',
    write: (conversationId: string, text: string): void => {
      if (text === '') storage.removeItem(own + conversationId);
      else storage.setItem(own + conversationId, JSON.stringify({ text, at: now() } satisfies Draft));
      if (ids.has(conversationId) === (text !== '')) return;
      ids = readIds();
      for (const listener of listeners) listener();
    },
    /** The conversations with a draft; the same set until one comes or goes. */
    ids: (): ReadonlySet<string> => ids,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
export type Drafts = ReturnType<typeof createDrafts>;
