const int4 = 23;
const text = 25;

/** Room for an array of one dimension with its header filled in, and where its elements begin. */
const begin = (element: number, count: number, bytes: number): { array: Buffer; at: number } => {
  const at = count === 0 ? 12 : 20;
  const array = Buffer.allocUnsafe(at + bytes);
  array.writeInt32BE(count === 0 ? 0 : 1, 0);
  array.writeInt32BE(0, 4);
  array.writeInt32BE(element, 8);
  if (count > 0) {
    array.writeInt32BE(count, 12);
    array.writeInt32BE(1, 16);
  }
  return { array, at };
};

/** An `int[]` in PostgreSQL's binary format. */
export const intArray = (elements: readonly number[]): Buffer => {
  const { array, at: first } = begin(int4, elements.length, elements.length * 8);
  let at = first;
  for (const element of elements) {
    at = array.writeInt32BE(4, at);
    at = array.writeInt32BE(element, at);
  }
  return array;
};

const absent = -1;

/**
 * A `text[]` in PostgreSQL's binary format. As text each quotation mark of a JSON document is escaped here and looked
 * for there: twice the work on both sides.
 */
export const textArray = (elements: readonly (string | null)[]): Buffer => {
  let bytes = elements.length * 4;
  for (const element of elements) if (element !== null) bytes += Buffer.byteLength(element);
  const { array, at: first } = begin(text, elements.length, bytes);
  let at = first;
  for (const element of elements) {
    if (element === null) {
      at = array.writeInt32BE(absent, at);
      continue;
    }
    const written = array.write(element, at + 4);
    array.writeInt32BE(written, at);
    at += 4 + written;
  }
  return array;
};
