import type { Doors } from '../answer.ts';
import type { World } from '../world.ts';

export const payrollDoors = (world: World): Doors => ({
  'payroll.listEntries': ({ query }, who) => {
    const month = query.month ?? new Date().toISOString().slice(0, 7);
    const items = [...world.cases.values()].slice(0, 6).map(({ caseId, updatedAt }, number) => ({
      entryId: `e${number}`,
      agentId: who.id,
      month,
      kind: 'resolved-case' as const,
      quantity: 1,
      amountFen: number === 0 ? 0 : 150,
      caseId,
      because: ['returns.case-resolved.v1'],
      at: updatedAt,
    }));
    return {
      items,
      totals: {
        quantity: items.length,
        amountFen: items.reduce((sum, { amountFen }) => sum + amountFen, 0),
      },
    };
  },
});
