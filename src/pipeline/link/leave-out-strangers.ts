import { type Engine, sqlName } from '#engine/engine.ts';
import { keyPartSql } from '#linkage/blocking/key-sql.ts';
import { getOnlyColumn } from '#linkage/spec/column-source.ts';
import type { BlockingRule, KeyPart, LinkageSpec, Sides } from '#linkage/spec/linkage-spec.ts';

/** So many times fewer records on one side make it worth while to look who of the other side can meet them. */
const FEWER = 5;

/**
 * Leaves out of the larger relation those who agree by no blocking rule with anybody of the smaller one: a day's new
 * claims meet few people, and reading a whole city for them would take longer than comparing. The pairs stay the same.
 *
 * @param relations with `subject_id`
 * @returns the relations to compare: those given, or the temporary tables `few_subject` and `met_subject`
 */
export async function leaveOutStrangers(
  engine: Engine,
  spec: LinkageSpec,
  relations: Sides<string>,
): Promise<Sides<string>> {
  const [count] = await engine.rows<{ lefts: number; rights: number }>(`
    SELECT (SELECT count(*) FROM ${relations.left}) AS lefts, (SELECT count(*) FROM ${relations.right}) AS rights
  `);
  const { lefts, rights } = count!;
  if (Math.max(lefts, rights) < FEWER * Math.min(lefts, rights)) return relations;
  const [few, many] = lefts < rights ? (['left', 'right'] as const) : (['right', 'left'] as const);
  const keys = (side: 'left' | 'right', relation: string) =>
    spec.blocking.map((rule, index) => keysOf(spec, rule, index, side, relation)).join('\nUNION ALL\n');
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE few_subject AS
    SELECT * FROM ${relations[few]};
    CREATE OR REPLACE TEMP TABLE met_key AS
    SELECT DISTINCT rule, key
    FROM (${keys(few, 'few_subject')});
    CREATE OR REPLACE TEMP TABLE met_subject AS
    SELECT *
    FROM ${relations[many]}
    WHERE subject_id IN (SELECT subject_id FROM (${keys(many, relations[many])}) JOIN met_key USING (rule, key));
    DROP TABLE met_key
  `);
  return few === 'left'
    ? { left: 'few_subject', right: 'met_subject' }
    : { left: 'met_subject', right: 'few_subject' };
}

/**
 * Parts left aside: how a name sounds is dear to find out for everybody. Who agrees in the rest is then met more often
 * than the rule would, which does no harm.
 */
const DEAR_PART = 'sound';

/** Query of the keys by which a rule finds the records of a table: subject_id, rule, key. */
function keysOf(
  spec: LinkageSpec,
  { parts }: BlockingRule,
  rule: number,
  side: 'left' | 'right',
  table: string,
): string {
  const columnOf = (part: KeyPart) => spec.columns.find(({ name }) => name === part.column)!;
  const cheap = parts.filter(({ of }) => of !== DEAR_PART);
  const columns = cheap.map((part, index) => {
    const { type, from } = columnOf(part);
    const value = keyPartSql(part, { type }, sqlName(getOnlyColumn(from[side])));
    return `${type === 'list' ? `unnest(${value})` : value} AS part${index}`;
  });
  const names = cheap.map((_, index) => `part${index}`);
  return `
    SELECT subject_id, ${rule} AS rule, hash(${names.join(', ')}) AS key
    FROM (SELECT subject_id, ${columns.join(', ')} FROM ${table})
    WHERE ${names.map((name) => `${name} IS NOT NULL`).join(' AND ')}`;
}
