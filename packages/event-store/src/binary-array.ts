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
// of a UTF-16 code unit in UTF-8
const mostBytes = 3;
// Asking each text for its length costs as much as writing it; what is written without knowing it is copied out of here.
let draft = Buffer.allocUnsafeSlow(64 * 1024);
const largestKept = 4 * 1024 * 1024;

/**
 * A `text[]` in PostgreSQL's binary format. As text each quotation mark of a JSON document is escaped here and looked
 * for there: twice the work on both sides.
 */
export const textArray = (elements: readonly (string | null)[]): Buffer => {
  let units = 0;
  for (const element of elements) units += element?.length ?? 0;
  const room = elements.length * 4 + units * mostBytes;
  const into = room <= draft.length ? draft : Buffer.allocUnsafeSlow(room);
  if (room <= largestKept) draft = into;
  let bytes = 0;
  for (const element of elements) {
    if (element === null) {
      bytes = into.writeInt32BE(absent, bytes);
      continue;
    }
    const written = into.write(element, bytes + 4);
    into.writeInt32BE(written, bytes);
    bytes += 4 + written;
  }
  const { array, at } = begin(text, elements.length, bytes);
  into.copy(array, at, 0, bytes);
  return array;
};
