// PostgreSQL's json takes neither NUL nor half of a surrogate pair, also not escaped.
const unreadable = /\\u(0000|d[89a-f])/i;

/** JSON to be nested in a document for PostgreSQL: as it is, or as a string, into which PostgreSQL does not look. */
export const nestedJson = (json: string): string => (unreadable.test(json) ? JSON.stringify(json) : json);

const readable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value;

/** JSON that PostgreSQL can look into: what it cannot read becomes U+FFFD. */
export const readableJson = (value: unknown): string => {
  const json = JSON.stringify(value);
  return unreadable.test(json) ? JSON.stringify(value, readable) : json;
};
