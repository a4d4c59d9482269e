import type { Client } from '@kefu/client';

const most = 50;

/** Puts an agent online with room while something is played, and leaves their desk as it was found. */
export const withBorrowedDesk = async (agent: Client, play: () => Promise<void>): Promise<void> => {
  const { state, capacity } = await agent.call('chat.getPresence');
  await agent.call('chat.setPresence', { body: { state: 'online', capacity: most } });
  try {
    await play();
  } finally {
    // Full is what the platform makes of an agent who is online.
    const own = state === 'suspended' ? 'online' : state;
    await agent.call('chat.setPresence', { body: { state: own, capacity } });
  }
};
