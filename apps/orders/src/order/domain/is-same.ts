/** Do two pieces of JSON say the same? The order of lists matters, that of fields does not: a database keeps its own. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const ofB = new Map<string, unknown>(Object.entries(b));
  const entries: [string, unknown][] = Object.entries(a);
  return (
    entries.length === ofB.size &&
    entries.every(([name, value]) => ofB.has(name) && isSame(value, ofB.get(name)))
  );
};
