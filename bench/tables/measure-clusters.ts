import type { Engine } from '#engine/engine.ts';

export interface ClusterFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * Pairs of records of one person, found and true: of two tables the pairs across, of one table all.
 * @param clusters relation (side, id, cluster)
 * @param truth relation (side, id, entity)
 */
export async function measureClusters(
  engine: Engine,
  clusters: string,
  truth: string,
  isTwo: boolean,
): Promise<ClusterFigures> {
  const pairs = isTwo ? 'sum(left_records * right_records)' : 'sum(left_records * (left_records - 1) / 2)';
  const sized = (columns: string) => `
    SELECT ${pairs} AS pairs
    FROM (
      SELECT
        count(*) FILTER (side = 'left') AS left_records,
        count(*) FILTER (side = 'right') AS right_records
      FROM labelled
      GROUP BY ${columns}
    )`;
  const [row] = await engine.rows<{ both: number; found: number; real: number }>(`
    WITH labelled AS (
      SELECT
        truth.side,
        truth.entity,
        coalesce(CAST(found.cluster AS VARCHAR), truth.side || truth.id) AS cluster
      FROM ${truth} AS truth
      LEFT JOIN ${clusters} AS found USING (side, id)
    )
    SELECT
      CAST((${sized('cluster, entity')}) AS DOUBLE) AS both,
      CAST((${sized('cluster')}) AS DOUBLE) AS found,
      CAST((${sized('entity')}) AS DOUBLE) AS real`);
  const { both, found, real } = row!;
  return {
    precision: found === 0 ? 1 : both / found,
    recall: both / real,
    f1: (2 * both) / (found + real),
  };
}
