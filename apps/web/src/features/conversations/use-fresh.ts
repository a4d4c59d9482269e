import type { Conversation } from '@kefu/contracts';
import { useEffect, useRef } from 'react';

const flashMs = 1_600;

/** Which rows came after the list was first shown, for as long as their one flash lasts. */
export const useFresh = (conversations: readonly Conversation[] | undefined): ((id: string) => boolean) => {
  const seen = useRef<Map<string, number> | null>(null);
  useEffect(() => {
    if (!conversations) return;
    const isFirst = seen.current === null;
    seen.current ??= new Map();
    for (const { conversationId } of conversations) {
      if (!seen.current.has(conversationId)) seen.current.set(conversationId, isFirst ? 0 : Date.now());
    }
  }, [conversations]);
  return (id) => {
    if (seen.current === null) return false;
    const since = seen.current.get(id);
    return since === undefined || Date.now() - since < flashMs;
  };
};
