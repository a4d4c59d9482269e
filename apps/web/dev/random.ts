/** The same world on every start. */
export const createRandom = (seed: number) => {
  let state = seed;
  const next = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  return {
    below: (limit: number): number => Math.floor(next() * limit),
    pick: <Item>(items: readonly [Item, ...Item[]]): Item =>
      items[Math.floor(next() * items.length)] ?? items[0],
    chance: (share: number): boolean => next() < share,
  };
};
export type Random = ReturnType<typeof createRandom>;

export const uuidOf = (kind: number, number: number): string =>
  `0199f0a0-000${kind}-7000-8000-${String(number * 7_919 + 100_003).padStart(12, '0')}`;
