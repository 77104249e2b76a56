import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlText } from '#engine/engine.ts';
import { linkTables, scoreTables, trainTables } from './link-tables.ts';
import { LinkageError } from './linkage-error.ts';
import { type SamplePerson, sampleCopies, samplePersons } from './sample-persons.ts';
import { parseSpec } from './spec/parse-spec.ts';

const SPEC = `
id: id
columns:
  born: { type: date }
comparisons:
  given: { kind: name, frequency: true, swapped_with: surname }
  surname: { kind: name, frequency: true }
  born: { kind: date }
  town: { kind: text, frequency: true }
blocking:
  - surname + town
  - given + town
  - born
  - surname:first3 + given:first3
`;
const spec = parseSpec(SPEC, 'test');

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckdb({ threads: 2 });
});
afterAll(() => engine.close());

async function load(table: string, persons: readonly Partial<SamplePerson>[]): Promise<void> {
  const columns = ['id', 'entity', 'given', 'surname', 'born', 'town'] as const;
  const rows = persons.map(
    (person) => `(${columns.map((c) => (person[c] == null ? 'NULL' : sqlText(person[c]))).join(', ')})`,
  );
  await engine.run(`CREATE OR REPLACE TABLE ${table} (${columns.map((c) => `${c} VARCHAR`).join(', ')})`);
  for (let start = 0; start < rows.length; start += 1000)
    await engine.run(`INSERT INTO ${table} VALUES ${rows.slice(start, start + 1000).join(', ')}`);
}

/** Pairwise precision and recall of the clusters across both tables. */
async function quality(): Promise<{ precision: number; recall: number }> {
  const [row] = await engine.rows<{ found: number; right: number; all_true: number }>(`
    WITH member AS (
      SELECT c.cluster_id, t.entity, c.side
      FROM linkage_cluster c
      JOIN (SELECT 'left' AS side, id, entity FROM a UNION ALL SELECT 'right', id, entity FROM b) t USING (side, id)
    ),
    pairs AS (
      SELECT x.cluster_id = y.cluster_id AS found, x.entity = y.entity AS same
      FROM member x JOIN member y ON x.side = 'left' AND y.side = 'right'
        AND (x.cluster_id = y.cluster_id OR x.entity = y.entity)
    )
    SELECT count(*) FILTER (found) AS found, count(*) FILTER (found AND same) AS right, count(*) FILTER (same) AS all_true
    FROM pairs
  `);
  return { precision: row!.right / row!.found, recall: row!.right / row!.all_true };
}

describe('linkTables', () => {
  const persons = samplePersons(1500, 1);
  const copies = sampleCopies(persons, 0.6, 2);

  it('links two tables with typing errors and sees that neither repeats anybody', async () => {
    await load('a', persons);
    await load('b', copies);
    const result = await linkTables(engine, { spec, left: 'a', right: 'b' });
    const { precision, recall } = await quality();
    expect(precision).toBeGreaterThan(0.99);
    expect(recall).toBeGreaterThan(0.97);
    expect(result.constraint).toBe('one_to_one');
    expect(result.expectedF1).toBeGreaterThan(0.95);
    expect(result.records).toEqual({ left: persons.length, right: copies.length });
  });

  it('finds the same whatever the order of the rows', async () => {
    const read = () =>
      engine.rows(
        'SELECT left_id, right_id, round(weight, 3) AS w, decision FROM linkage_pair ORDER BY 1, 2',
      );
    await load('a', persons);
    await load('b', copies);
    await linkTables(engine, { spec, left: 'a', right: 'b' });
    const first = await read();
    await load('a', persons.toReversed());
    await load('b', copies.toReversed());
    await linkTables(engine, { spec, left: 'a', right: 'b' });
    expect(await read()).toEqual(first);
  });

  it('finds repeated records within one table, and gives every record one cluster', async () => {
    await load('a', [...persons, ...copies]);
    const result = await linkTables(engine, { spec, left: 'a' });
    const [row] = await engine.rows<{
      records: number;
      ids: number;
      biggest: number;
      right: number;
      n: number;
    }>(`
      SELECT
        count(*) AS records,
        count(DISTINCT c.id) AS ids,
        count(DISTINCT cluster_id) AS n,
        (SELECT max(n) FROM (SELECT count(*) AS n FROM linkage_cluster GROUP BY cluster_id)) AS biggest,
        count(*) FILTER (cluster_id = (SELECT any_value(d.cluster_id) FROM linkage_cluster d WHERE d.id = 'a' || substr(c.id, 2))) AS right
      FROM linkage_cluster c
    `);
    expect(row!.records).toBe(persons.length + copies.length);
    expect(row!.ids).toBe(row!.records);
    expect(row!.n).toBe(result.clusters);
    expect(row!.biggest).toBeLessThan(6);
    expect(row!.right).toBeGreaterThan(persons.length + 0.97 * copies.length);
  });

  it('weighs a pair by its model alone, whatever else is in the tables', async () => {
    await load('a', persons);
    await load('b', copies);
    const model = await trainTables(engine, { spec, left: 'a', right: 'b' });
    await engine.run('CREATE OR REPLACE TABLE known_frequency AS SELECT * FROM linkage_frequency');
    const options = { spec, model, frequencies: 'known_frequency', left: 'a', right: 'b' };
    const read = () => engine.rows('SELECT * FROM linkage_pair ORDER BY left_id, right_id');
    await scoreTables(engine, options);
    const all = await read();
    await load('a', persons.slice(0, 100));
    await scoreTables(engine, options);
    const ids = new Set(persons.slice(0, 100).map(({ id }) => id));
    expect(await read()).toEqual(all.filter(({ left_id }) => ids.has(String(left_id))));
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it('adds up: the weight is the sum of what the comparisons say', async () => {
    await load('a', persons);
    await load('b', copies);
    await linkTables(engine, { spec, left: 'a', right: 'b' });
    const [row] = await engine.rows<{ worst: number }>(
      'SELECT max(abs(weight - (given_weight + surname_weight + born_weight + town_weight))) AS worst FROM linkage_pair',
    );
    expect(row!.worst).toBeLessThan(0.001);
  });

  it('counts agreement on a rare name for more than on a common one', async () => {
    await load('a', persons);
    await load('b', copies);
    await linkTables(engine, { spec, left: 'a', right: 'b' });
    const [row] = await engine.rows<{ direction: number }>(`
      SELECT corr(given_weight, f.bits) AS direction
      FROM linkage_pair p
      JOIN a ON a.id = p.left_id
      JOIN linkage_frequency f ON f.column_name = 'given' AND f.value = a.given
      WHERE given_level = 'exact'
    `);
    expect(row!.direction).toBeGreaterThan(0.9);
  });

  it('refuses rules that make too many pairs, all at once, with their counts and before making any', async () => {
    await load('a', persons);
    await load('b', copies);
    const wide = parseSpec(
      SPEC.replace('blocking:', 'max_pairs: 1000\nblocking:\n  - town\n  - given:first1'),
      'test',
    );
    const failure = await linkTables(engine, { spec: wide, left: 'a', right: 'b' }).catch((error) => error);
    expect(failure).toBeInstanceOf(LinkageError);
    const codes = (failure as LinkageError).problems.map(({ code, path }) => [code, path]);
    expect(codes).toContainEqual(['TOO_MANY_PAIRS', 'blocking[0]']);
    expect(codes).toContainEqual(['TOO_MANY_PAIRS', 'blocking[1]']);
    expect((failure as LinkageError).message).toMatch(
      /would make \d+ pairs, \d+ of them in its largest block/,
    );
  });

  it('takes blank values for no evidence and copes with tables of nothing', async () => {
    const blank = persons.map((person, i) =>
      i % 2 ? { ...person, town: undefined, born: undefined } : person,
    );
    await load('a', blank as Partial<SamplePerson>[]);
    await load('b', copies);
    await linkTables(engine, { spec, left: 'a', right: 'b' });
    const [row] = await engine.rows<{ n: number; other: number }>(
      "SELECT count(*) AS n, count(*) FILTER (town_weight <> 0) AS other FROM linkage_pair WHERE town_level = 'missing'",
    );
    expect(row!.n).toBeGreaterThan(0);
    expect(row!.other).toBe(0);
    await load('a', []);
    const none = await linkTables(engine, { spec, left: 'a', right: 'b' });
    expect(none).toMatchObject({ links: 0, clusters: copies.length, compared: 0 });
    await load('a', [{ id: '1', given: 'x' }]);
    expect(await linkTables(engine, { spec, left: 'a' })).toMatchObject({ links: 0, clusters: 1 });
  });

  it('links names of any script and columns of any name', async () => {
    const scripts = ['བཀྲ་ཤིས', 'محمد علي', 'Сергеевич', '尉迟珩', '👩‍🚀🚀', 'Ñandú', 'x'.repeat(50)];
    const rows = persons
      .slice(0, 300)
      .map((person, i) => ({ ...person, given: `${scripts[i % 7]}${i % 11}` }));
    await load('a', rows);
    await load('b', sampleCopies(rows, 1, 3));
    await engine.run(
      'CREATE OR REPLACE VIEW va AS SELECT id, given AS code, surname AS n, born AS r, town AS x_n FROM a',
    );
    await engine.run(
      'CREATE OR REPLACE VIEW vb AS SELECT id, given AS code, surname AS n, born AS r, town AS x_n FROM b',
    );
    const odd = parseSpec(
      SPEC.replaceAll('given', 'code')
        .replaceAll('surname', 'n')
        .replaceAll('born', 'r')
        .replaceAll('town', 'x_n'),
      'test',
    );
    await linkTables(engine, { spec: odd, left: 'va', right: 'vb' });
    const { precision, recall } = await quality();
    expect(precision).toBeGreaterThan(0.97);
    expect(recall).toBeGreaterThan(0.9);
  });
});
