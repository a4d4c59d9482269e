const g = String.raw`(-?\d+) g`;
// Verdicts that were reached before stand in their words of then.
const noLoss = '(?:no weight lost|nothing left) on the way';

/** The sentences that returns gives for a verdict, by what they say; the figures in their order. */
const sentences = {
  itemLeft: `${g} (?:went missing on the way, about the ${g} of the item|left on the way, about the missing ${g})`,
  shortPacked: `${noLoss}, ${g} under the expected weight`,
  asExpected: `${noLoss}, as heavy as expected`,
  expectedUnknown: `${noLoss}; what the parcel should weigh is not known`,
  productUnknown: 'the weight of the missing product is not known',
  tooFew: 'too few real readings',
  scalesBlind: `the scales cannot see ${g}`,
  expectedBlind: `the expected weight cannot see ${g}`,
  itemOrScales: `${g} (?:less|gone) may be the item or the scales`,
  heavier: `${g} heavier at the end`,
  goneOther: `${g} (?:went missing on the way|gone), ${g} reported`,
  underEither: `${g} under the expected weight may be the item or not`,
  above: `${g} above the expected weight`,
  underOther: `${g} under the expected weight, ${g} reported`,
} as const;
export type Because = keyof typeof sentences;

const patterns = Object.entries(sentences).map(([name, sentence]) => ({
  name: name as Because, // the table's own keys
  pattern: new RegExp(`^${sentence}$`),
}));

/** What a verdict's reason says, so that it can be said in the reader's language; undefined for an unknown one. */
export const readBecause = (sentence: string): { name: Because; grams: string[] } | undefined => {
  for (const { name, pattern } of patterns) {
    const match = pattern.exec(sentence);
    if (match) return { name, grams: match.slice(1).filter((grams) => grams !== undefined) };
  }
  return undefined;
};
