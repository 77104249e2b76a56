import { sqlName } from '#engine/engine.ts';
import { sourceText } from '#linkage/records/source-sql.ts';
import type { LinkageSpec } from '#linkage/spec/linkage-spec.ts';

/** Links first, the heaviest first, then what is to be reviewed, the likeliest first: a file is the same every time. */
const PAIR_ORDER = `ORDER BY
  p.decision <> 'LINK',
  p.decision <> 'REVIEW',
  CASE WHEN p.decision = 'REVIEW' THEN round(p.probability, 4) END DESC,
  p.weight DESC,
  p.left_id,
  p.right_id`;

const FIGURES = [
  'p.left_id',
  'p.right_id',
  'round(CAST(p.weight AS DOUBLE), 4) AS weight',
  'round(p.probability, 9) AS probability',
  'p.decision',
];

/**
 * Query of the pairs: ids, weight in bits, probability, decision, level and weight of each comparison.
 * @param hasAll whether pairs that are neither links nor to be reviewed are in it
 */
export function pairsQuery({ comparisons }: LinkageSpec, hasAll: boolean): string {
  const evidence = comparisons.flatMap(({ name }) => evidenceColumns(name));
  return `
SELECT
  ${[...FIGURES, ...evidence].join(',\n  ')}
FROM linkage_pair p
${hasAll ? '' : "WHERE p.decision IN ('LINK', 'REVIEW')"}
${PAIR_ORDER}`;
}

/** Query of every record's cluster: side, id, cluster_id. */
export function clustersQuery(): string {
  return 'SELECT side, id, cluster_id\nFROM linkage_cluster\nORDER BY cluster_id, side, id';
}

/**
 * Query of the pairs to be reviewed, what both files have of the compared columns side by side.
 * @param left relations of the records
 */
export function reviewQuery(
  { id, columns, comparisons }: LinkageSpec,
  { left, right }: { left: string; right: string },
): string {
  const compared = comparisons.flatMap(({ name, columns: used }) => [
    ...used.flatMap((column) => {
      const known = columns.find(({ name }) => name === column)!;
      return [
        `${sourceText(known, 'left', 'l')} AS ${sqlName(`${column}_left`)}`,
        `${sourceText(known, 'right', 'r')} AS ${sqlName(`${column}_right`)}`,
      ];
    }),
    ...evidenceColumns(name),
  ]);
  return `
SELECT
  ${[...FIGURES, ...new Set(compared)].join(',\n  ')}
FROM linkage_pair p
JOIN ${sqlName(left)} l ON l.${sqlName(id!.left)} = CAST(p.left_id AS VARCHAR)
JOIN ${sqlName(right)} r ON r.${sqlName(id!.right)} = CAST(p.right_id AS VARCHAR)
WHERE p.decision = 'REVIEW'
${PAIR_ORDER}`;
}

function evidenceColumns(comparison: string): string[] {
  const weight = sqlName(`${comparison}_weight`);
  return [`p.${sqlName(`${comparison}_level`)}`, `round(CAST(p.${weight} AS DOUBLE), 4) AS ${weight}`];
}
