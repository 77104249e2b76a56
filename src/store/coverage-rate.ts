import type { CoverageRate } from '#domain/contracts/publication.ts';
import { camelRow } from './camel-row.ts';
import type { Database } from './database.ts';

/**
 * Coverage of a division as last published: counts of people, rates 0–1.
 *
 * @param denominator RESIDENT, REGISTERED or BOTH
 */
export async function findCoverageRate(
  database: Database,
  division: string,
  denominator = 'RESIDENT',
): Promise<CoverageRate | undefined> {
  const [row] = await database.query(
    'SELECT * FROM zhaoren.coverage_rate WHERE division = $1 AND denominator = $2',
    [division, denominator],
  );
  return row && camelRow<CoverageRate>(row);
}
