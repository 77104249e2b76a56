import type { Engine } from '#engine/engine.ts';
import type { RecordTables } from '../records/record-tables.ts';
import type { Constraint } from '../spec/linkage-spec.ts';

export interface FoundConstraint {
  readonly constraint: Exclude<Constraint, 'auto'>;
  readonly reason: string;
}

/** A table repeats nobody when fewer of the linked records than this have a second partner in it. */
const REPEATS = 0.02;

/**
 * The constraint of a spec, or the one that the links show: where sure links hardly ever give a record two
 * partners, the other table repeats nobody, and the few second partners are relatives and namesakes.
 * @param links table (l, r, weight) of the links
 * @param sureBits weight from which a link is sure
 */
export async function findConstraint(
  engine: Engine,
  wanted: Constraint,
  tables: RecordTables,
  { links, sureBits }: { links: string; sureBits: number },
): Promise<FoundConstraint> {
  if (tables.isOneTable) return { constraint: 'none', reason: 'one table linked with itself' };
  if (wanted !== 'auto') return { constraint: wanted, reason: 'as the spec says' };
  const repeated = async (side: string) => {
    const [row] = await engine.rows<{ share: number | null }>(`
      SELECT avg(CASE WHEN n > 1 THEN 1.0 ELSE 0.0 END) AS share
      FROM (SELECT count(*) AS n FROM ${links} WHERE weight >= ${sureBits} GROUP BY ${side})
    `);
    return row!.share ?? 0;
  };
  const [right, left] = [await repeated('l'), await repeated('r')];
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const reason = `${percent(right)} of the linked left records have a second partner on the right, ${percent(left)} of the right ones on the left`;
  if (right < REPEATS && left < REPEATS) return { constraint: 'one_to_one', reason };
  if (right < REPEATS) return { constraint: 'many_to_one', reason };
  return { constraint: 'none', reason };
}
