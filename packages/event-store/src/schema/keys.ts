/** In the keys database, whose backups are kept short: what is destroyed here must not come back. */
export const keysSchema: string[] = [
  `CREATE TABLE IF NOT EXISTS data_key (
     subject text PRIMARY KEY,
     wrapped_key bytea,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     destroyed_at timestamptz,
     CHECK ((wrapped_key IS NULL) = (destroyed_at IS NOT NULL))
   )`,
];

export const keysGrantsFor = (role: string): string[] => [
  `GRANT SELECT, INSERT, UPDATE ON data_key TO ${role}`,
];
