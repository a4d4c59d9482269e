/** What a publisher is told to do, and what a consumer is asked. */
export type ToPublisher =
  | { do: 'publish'; perSecond: number; durationMs: number; bytes: number }
  | { do: 'append'; count: number; bytes: number }
  | { do: 'relay' }
  | { do: 'rest' };
export type ToConsumer = { effects: number };

export type Published = { count: number };

export type KefuSettings = {
  store: { databaseUrl: string; poolSize: number; keys: { databaseUrl: string; masterKey: string } };
  brokers: string[];
  topicPrefix: string;
};
export type HandSettings = { databaseUrl: string; brokers: string[]; topic: string; inBatches: boolean };
