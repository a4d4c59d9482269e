/**
 * What the missing pieces cost, in fen, but never more than what remains of their line: earlier cases may have taken
 * part of it, and its price may have been lowered since.
 */
export const refundAmount = ({
  unitPriceFen,
  quantity,
  remainingFen,
}: {
  unitPriceFen: number;
  quantity: number;
  remainingFen: number;
}): number => Math.max(0, Math.min(unitPriceFen * quantity, remainingFen));
