import type { AnswerOf, Conversation, Message, OrderView } from '@kefu/contracts';

/** The gateway's problem code, or `away` when it could not be reached. */
export class CallFailed extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

const call = async <Answer>(
  method: 'GET' | 'POST',
  path: string,
  token?: string,
  body?: unknown,
): Promise<Answer> => {
  const response = await fetch(path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new CallFailed('away');
  });
  const answer = (await response.json().catch(() => ({}))) as Answer & { code?: string };
  if (!response.ok) throw new CallFailed(response.status === 503 ? 'away' : (answer.code ?? 'away'));
  return answer;
};

export type WidgetSession = AnswerOf<'gateway.openWidget'>;

export const openWidget = (body: { shopId: string; buyerToken?: string; visitorToken?: string }) =>
  call<WidgetSession>('POST', '/api/widget/session', undefined, body);

export const openConversation = (token: string) =>
  call<Conversation>('POST', '/api/chat/conversations', token);

/** In one answer. */
export const mostMessages = 500;

export const messagesAfter = (token: string, conversationId: string, after: number) =>
  call<{ items: Message[] }>(
    'GET',
    `/api/chat/conversations/${conversationId}/messages?after=${after}&limit=${mostMessages}`,
    token,
  );

export const sendMessage = (
  token: string,
  conversationId: string,
  body: { messageId: string; text: string },
) => call<Message>('POST', `/api/chat/conversations/${conversationId}/messages`, token, body);

export const myOrders = (token: string) => call<{ items: OrderView[] }>('GET', '/api/orders/mine', token);
