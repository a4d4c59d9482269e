/** Tables in each service's own database, for its migration. */
export const messagingSchema: string[] = [
  `CREATE TABLE IF NOT EXISTS relay (
     topic text PRIMARY KEY,
     owner text,
     token bigint NOT NULL DEFAULT 0,
     leased_until timestamptz NOT NULL DEFAULT '-infinity',
     position text
   )`,
  `CREATE TABLE IF NOT EXISTS dead_letter (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     consumer text NOT NULL,
     topic text NOT NULL,
     partition int NOT NULL,
     message_offset bigint NOT NULL,
     key text NOT NULL,
     event_id text NOT NULL,
     event_type text,
     headers jsonb NOT NULL,
     payload text NOT NULL,
     state text NOT NULL CHECK (state IN ('failed', 'parked', 'redriven', 'dropped')),
     error text,
     attempts int NOT NULL DEFAULT 0,
     at timestamptz NOT NULL DEFAULT clock_timestamp(),
     settled_at timestamptz,
     settled_by text,
     reason text,
     UNIQUE (consumer, event_id)
   )`,
  `CREATE INDEX IF NOT EXISTS dead_letter_waiting ON dead_letter (consumer, key, topic, message_offset)
     WHERE state IN ('failed', 'parked')`,
  `CREATE TABLE IF NOT EXISTS parked_key (
     consumer text NOT NULL,
     topic text NOT NULL,
     key text NOT NULL,
     at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (consumer, topic, key)
   )`,
];

export const messagingGrantsFor = (role: string): string[] => [
  `GRANT SELECT, INSERT, UPDATE ON relay, dead_letter TO ${role}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON parked_key TO ${role}`,
];
