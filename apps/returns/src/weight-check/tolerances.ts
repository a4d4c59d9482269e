import type { Pool } from 'pg';
import type { Tolerances } from './domain/verdict.ts';

/** What a shop's scales and product weights are good for, by its settings. */
export const tolerancesOf = async (pool: Pool, shopId: string): Promise<Tolerances> => {
  const { rows } = await pool.query<Tolerances>(
    `select between_scales_grams as "betweenScalesGrams", against_expected_grams as "againstExpectedGrams"
     from weight_tolerance where shop_id in ($1, '*') order by shop_id = '*' limit 1`,
    [shopId],
  );
  const [tolerances] = rows;
  if (!tolerances) throw new Error('weight_tolerance has lost its row *');
  return tolerances;
};
