const M = 0x5bd1e995;

/** MurmurHash2 with Kafka's seed: which partition a key belongs to is the same for every client. */
const murmur2 = (key: Buffer): number => {
  const { length } = key;
  const whole = length - (length % 4);
  let h = 0x9747b28c ^ length;
  for (let i = 0; i < whole; i += 4) {
    let k = Math.imul(key.readInt32LE(i), M);
    k = Math.imul(k ^ (k >>> 24), M);
    h = Math.imul(h, M) ^ k;
  }
  if (length > whole) {
    for (let i = length - 1; i >= whole; i--) h ^= (key[i] ?? 0) << (8 * (i - whole));
    h = Math.imul(h, M);
  }
  h = Math.imul(h ^ (h >>> 13), M);
  return h ^ (h >>> 15);
};

/**
 * As Kafka's own clients do it. kafkajs computes the same with 64-bit numbers made of objects: 20 µs a message, a tenth
 * of what sending one costs.
 */
export const partitionOf = (key: Buffer, partitions: number): number =>
  (murmur2(key) & 0x7fffffff) % partitions;
