import type { Engine } from '#engine/engine.ts';
import type { FoundConstraint } from './find-constraint.ts';

/**
 * Of the links in `linkage_link` (l, r, weight) keeps those that the constraint allows, the heaviest first; equal
 * weights go by record.
 */
export async function applyConstraint(
  engine: Engine,
  constraint: FoundConstraint['constraint'],
): Promise<void> {
  if (constraint === 'none') return;
  if (constraint === 'many_to_one') {
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_link AS
      SELECT l, r, weight
      FROM linkage_link
      QUALIFY row_number() OVER (PARTITION BY l ORDER BY weight DESC, r) = 1
    `);
    return;
  }
  // Taking the heaviest link, and with it all others of its two records, is the same as taking all links at
  // once that are the heaviest of both their records, again and again.
  await engine.run('CREATE OR REPLACE TEMP TABLE linkage_kept AS SELECT * FROM linkage_link LIMIT 0');
  for (;;) {
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_mutual AS
      SELECT l, r, weight
      FROM linkage_link
      QUALIFY row_number() OVER (PARTITION BY l ORDER BY weight DESC, r) = 1
        AND row_number() OVER (PARTITION BY r ORDER BY weight DESC, l) = 1
    `);
    await engine.run('INSERT INTO linkage_kept SELECT * FROM linkage_mutual');
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_link AS
      SELECT k.*
      FROM linkage_link k
      ANTI JOIN linkage_mutual ml ON ml.l = k.l
      ANTI JOIN linkage_mutual mr ON mr.r = k.r
    `);
    const [row] = await engine.rows<{ n: number }>('SELECT count(*) AS n FROM linkage_link');
    if (row!.n === 0) break;
  }
  await engine.run('CREATE OR REPLACE TEMP TABLE linkage_link AS SELECT * FROM linkage_kept');
}
