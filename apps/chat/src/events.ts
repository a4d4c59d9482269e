import type { ConversationEvent } from './conversation/domain/events.ts';
import type { PhraseChanged } from './phrase/phrase.ts';
import type { AgentStateChanged } from './room/agent-room.ts';

export type ChatEvent = ConversationEvent | AgentStateChanged | PhraseChanged;
