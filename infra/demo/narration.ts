/** Tells the story line by line and remembers which facts were not where they should be. */
export type Narration = {
  chapter(title: string): void;
  tell(line: string): void;
  /** Prints the fact with a tick, or a cross when it does not hold. */
  fact(description: string, holds: boolean): void;
  /** How many facts did not hold. */
  missing(): number;
  facts(): number;
};

export const narrate = (): Narration => {
  const begun = performance.now();
  let facts = 0;
  let missing = 0;
  const print = (mark: string, line: string) =>
    console.log(`${((performance.now() - begun) / 1_000).toFixed(1).padStart(6)} s  ${mark} ${line}`);
  return {
    chapter: (title) => console.log(`\n── ${title}`),
    tell: (line) => print(' ', line),
    fact: (description, holds) => {
      facts++;
      if (!holds) missing++;
      print(holds ? '✓' : '✗', description);
    },
    missing: () => missing,
    facts: () => facts,
  };
};
