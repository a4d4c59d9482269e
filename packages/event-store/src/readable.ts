// PostgreSQL's json takes neither NUL nor half of a surrogate pair, also not escaped.
const unreadable = /\\u(0000|d[89a-f])/i;

const readable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value;

/** JSON that PostgreSQL can look into: what it cannot read becomes U+FFFD. */
export const readableJson = (value: unknown): string => {
  const json = JSON.stringify(value);
  return unreadable.test(json) ? JSON.stringify(value, readable) : json;
};
