import type { Engine } from '#engine/engine.ts';
import type { FoundConstraint } from './find-constraint.ts';

/**
 * Of the links in `linkage_link` (l, r, weight, probability) keeps those that the constraint allows, the likeliest
 * first; equals go by weight, then by record.
 */
export async function applyConstraint(
  engine: Engine,
  constraint: FoundConstraint['constraint'],
): Promise<void> {
  if (constraint === 'none') return;
  const isBestOf = (own: string, other: string) =>
    `row_number() OVER (PARTITION BY ${own} ORDER BY probability DESC, weight DESC, ${other}) = 1`;
  if (constraint === 'many_to_one') {
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_link AS
      SELECT *
      FROM linkage_link
      QUALIFY ${isBestOf('l', 'r')}
    `);
    return;
  }
  // Taking the best link, and with it all others of its two records, is the same as taking all links at
  // once that are the best of both their records, again and again.
  await engine.run('CREATE OR REPLACE TEMP TABLE linkage_kept AS SELECT * FROM linkage_link LIMIT 0');
  for (;;) {
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_mutual AS
      SELECT *
      FROM linkage_link
      QUALIFY ${isBestOf('l', 'r')} AND ${isBestOf('r', 'l')}
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
