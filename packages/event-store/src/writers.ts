import pg from 'pg';
import { isUnavailable, leave, promptConnectionOf } from './database.ts';

/** Connections for commits only, kept open from one to the next. */
export type Writers = {
  /** Runs the work on a connection of its own; one whose work failed for want of the server is not used again. */
  use<Result>(work: (client: pg.ClientBase) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

// Planned while a view's table was empty, `UPDATE … FROM jsonb_to_recordset` reads all of it, for as long as nothing
// analyses the table that meanwhile grows. Rows are found by their keys, so this is what the plan begins with.
const byIndex = ['seqscan', 'hashjoin', 'mergejoin'].map((way) => `-c enable_${way}=off`).join(' ');

/**
 * Statements of commits are planned once a connection, for any arguments: their tables grow while they are in use, and
 * a plan made anew for each call costs more than the call.
 */
export const createWriters = (databaseUrl: string): Writers => {
  const idle = new Set<pg.Client>();
  const open = new Set<pg.Client>();

  const drop = (client: pg.Client): void => {
    idle.delete(client);
    open.delete(client);
    void leave(client);
  };

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      ...promptConnectionOf(databaseUrl),
      options: `-c plan_cache_mode=force_generic_plan ${byIndex}`,
    });
    client.on('error', () => drop(client));
    await client.connect();
    open.add(client);
    return client;
  };

  return {
    use: async (work) => {
      const [waiting] = idle;
      const client = waiting ?? (await connect());
      idle.delete(client);
      try {
        const result = await work(client);
        if (open.has(client)) idle.add(client);
        return result;
      } catch (error) {
        if (isUnavailable(error)) drop(client);
        else if (open.has(client)) idle.add(client);
        throw error;
      }
    },
    close: async () => {
      await Promise.all([...open].map((client) => leave(client)));
      open.clear();
      idle.clear();
    },
  };
};
