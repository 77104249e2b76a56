import type { Engine } from '#engine/engine.ts';

/**
 * Makes `linkage_component` (node INTEGER, component INTEGER): the records that links connect, directly or
 * through others; a component bears the number of its first record. Records without a link are left out.
 * @param links relation (a, b) of nodes
 */
export async function connectLinks(engine: Engine, links: string): Promise<void> {
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_arc AS
    SELECT a, b FROM ${links}
    UNION ALL
    SELECT b, a FROM ${links}
  `);
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_component AS
    SELECT a AS node, least(a, min(b)) AS component FROM linkage_arc GROUP BY a
  `);
  for (;;) {
    // Everybody takes the least number around, then the number that the bearer of his number has.
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_next AS
      WITH nearest AS (
        SELECT n.a AS node, least(any_value(own.component), min(c.component)) AS component
        FROM linkage_arc n
        JOIN linkage_component c ON c.node = n.b
        JOIN linkage_component own ON own.node = n.a
        GROUP BY n.a
      )
      SELECT n.node, least(n.component, j.component) AS component
      FROM nearest n
      JOIN nearest j ON j.node = n.component
    `);
    const [row] = await engine.rows<{ changed: number }>(`
      SELECT count(*) AS changed
      FROM linkage_next n
      JOIN linkage_component c USING (node)
      WHERE n.component <> c.component
    `);
    await engine.run('CREATE OR REPLACE TEMP TABLE linkage_component AS SELECT * FROM linkage_next');
    if (row!.changed === 0) break;
  }
}
