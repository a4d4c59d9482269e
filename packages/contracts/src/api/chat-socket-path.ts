/**
 * Live updates over Socket.IO at this path; a connection is authorised like every request (cookie or `Authorization`
 * header) or, where neither can be sent, by `?token=`. The server sends `message` (Message) and `conversation`
 * (Conversation): agents get those of their conversations and of their shops' waiting ones, customers those of their own.
 * After a gap the client asks `chat.listMessages` for what comes after the last sequence it saw.
 */
export const chatSocketPath = '/api/chat/socket';
