/** What the workflow asks for: as good as nothing, so that the way there and back is what is measured. */
export const weigh = async (caseId: string): Promise<number> => 1_000 + caseId.length;
export const compare = async (caseId: string, grams: number): Promise<number> =>
  grams - 1_000 - caseId.length;
