/** What a process of the service under fault does; several at once if need be. */
export type Role = 'relay' | 'ledger' | 'follow' | 'rebuild' | 'write';

export type NotesSettings = {
  instance: string;
  roles: Role[];
  databaseUrl: string;
  ownerDatabaseUrl: string;
  keys: { databaseUrl: string; masterKey: string };
  brokers: string[];
  topicPrefix: string;
  /** How long the topic stands still when a relay dies. */
  leaseMs: number;
};
