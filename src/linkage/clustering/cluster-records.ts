import type { Engine } from '#engine/engine.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { comparePairs } from '../scoring/compare-pairs.ts';
import type { CompiledComparison } from '../scoring/level-sql.ts';
import { connectLinks } from './connect-links.ts';
import { splitComponent } from './split-component.ts';

/** A component larger than this is cut at its weakest links before its members are compared with each other. */
const LARGEST_COMPONENT = 200;
/** By how much the weakest links are weeded out at a time, in bits. */
const WEEDING_BITS = 2;
/** Rows sent to the engine in one statement. */
const ROWS_AT_ONCE = 5000;

/**
 * Makes `linkage_cluster` (side, id, cluster_id BIGINT) of every record, from the links in `linkage_link`
 * (l, r, weight). Where links do not connect everybody with everybody, all members of the component are
 * compared, those that blocking never brought together too, and the component is split where they disagree.
 *
 * @param options.weight SQL of its weight from the levels v.g0 … and the record l
 * @param options.linkBits weight at which a pair is as likely a link as not
 * @param options.canSplit whether components may be wrong: not when a constraint has chosen the links
 * @returns number of clusters
 */
export async function clusterRecords(
  engine: Engine,
  options: {
    tables: RecordTables;
    comparisons: readonly CompiledComparison[];
    valueTables: readonly string[];
    weight: string;
    linkBits: number;
    canSplit: boolean;
  },
): Promise<number> {
  const { tables, linkBits } = options;
  const rightNode = tables.isOneTable ? 'r' : `r + ${tables.leftCount}`;
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_edge AS
    SELECT l AS a, ${rightNode} AS b, weight FROM linkage_link
  `);
  await connectLinks(engine, 'linkage_edge');
  await engine.run(
    'CREATE OR REPLACE TEMP TABLE linkage_split (node INTEGER, cluster INTEGER, component INTEGER)',
  );
  if (options.canSplit) {
    await weedLargeComponents(engine, linkBits);
    await splitDoubtfulComponents(engine, options);
  }
  const nodes = tables.isOneTable
    ? `SELECT 'left' AS side, id, r AS node FROM ${tables.left}`
    : `SELECT 'left' AS side, id, r AS node FROM ${tables.left}
       UNION ALL
       SELECT 'right', id, ${rightNode} FROM ${tables.right}`;
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_node_cluster AS
    SELECT n.side, n.id, n.node, coalesce(s.cluster, c.component, n.node) AS cluster
    FROM (${nodes}) n
    LEFT JOIN linkage_component c USING (node)
    LEFT JOIN linkage_split s USING (node)
  `);
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_cluster AS
    SELECT side, id, CAST(dense_rank() OVER (ORDER BY cluster) AS BIGINT) AS cluster_id
    FROM linkage_node_cluster
  `);
  const [row] = await engine.rows<{ n: number | null }>('SELECT max(cluster_id) AS n FROM linkage_cluster');
  return row!.n ?? 0;
}

async function weedLargeComponents(engine: Engine, linkBits: number): Promise<void> {
  for (let bits = linkBits + WEEDING_BITS; ; bits += WEEDING_BITS) {
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_large AS
      SELECT node FROM linkage_component
      QUALIFY count(*) OVER (PARTITION BY component) > ${LARGEST_COMPONENT}
    `);
    const [row] = await engine.rows<{ weak: number }>(`
      SELECT count(*) FILTER (weight < ${bits}) AS weak, max(weight) AS heaviest
      FROM linkage_edge SEMI JOIN linkage_large ON node = a
      HAVING heaviest >= ${bits}
    `);
    if (row === undefined) return;
    if (row.weak === 0) continue;
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_edge AS
      SELECT e.* FROM linkage_edge e LEFT JOIN linkage_large g ON g.node = e.a
      WHERE g.node IS NULL OR e.weight >= ${bits}
    `);
    await connectLinks(engine, 'linkage_edge');
  }
}

async function splitDoubtfulComponents(
  engine: Engine,
  { tables, comparisons, valueTables, weight, linkBits }: Parameters<typeof clusterRecords>[1],
): Promise<void> {
  const records = tables.isOneTable
    ? `SELECT * FROM ${tables.left}`
    : `SELECT * FROM ${tables.left}
       UNION ALL BY NAME
       SELECT * REPLACE (r + ${tables.leftCount} AS r) FROM ${tables.right}`;
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_member AS
    WITH doubtful AS (
      SELECT component
      FROM (SELECT component, count(*) AS members FROM linkage_component GROUP BY component)
      JOIN (
        SELECT component, count(*) AS links
        FROM linkage_edge e
        JOIN linkage_component c ON c.node = e.a
        GROUP BY component
      ) USING (component)
      WHERE links < members * (members - 1) / 2
    )
    SELECT c.component, m.*
    FROM (${records}) m
    JOIN linkage_component c ON c.node = m.r
    SEMI JOIN doubtful d USING (component)
  `);
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_within AS
    SELECT a.component, a.r AS l, b.r
    FROM linkage_member a
    JOIN linkage_member b ON b.component = a.component AND a.r < b.r
  `);
  await comparePairs(engine, {
    pairs: 'linkage_within',
    left: 'linkage_member',
    right: 'linkage_member',
    comparisons,
    compared: valueTables,
    into: 'linkage_within_level',
  });
  const rows = await engine.rows<{ component: number; a: number; b: number; bits: number }>(`
    SELECT v.component, v.l AS a, v.r AS b, ${weight} - ${linkBits} AS bits
    FROM linkage_within_level v
    JOIN linkage_member l ON l.r = v.l
    ORDER BY 1, 2, 3
  `);
  const placed: string[] = [];
  for (let start = 0; start < rows.length; ) {
    const { component } = rows[start]!;
    let end = start;
    while (end < rows.length && rows[end]!.component === component) end++;
    const pairs = rows.slice(start, end);
    const members = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b);
    for (const cluster of splitComponent(members, pairs))
      for (const node of cluster) placed.push(`(${node}, ${cluster[0]}, ${component})`);
    start = end;
  }
  for (let start = 0; start < placed.length; start += ROWS_AT_ONCE)
    await engine.run(
      `INSERT INTO linkage_split VALUES ${placed.slice(start, start + ROWS_AT_ONCE).join(', ')}`,
    );
}
