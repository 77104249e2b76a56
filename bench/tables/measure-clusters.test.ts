import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import { measureClusters } from './measure-clusters.ts';
import { linkBySimpleRules } from './simple-rules.ts';
import { TABLE_SETS } from './table-set.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckdb();
  await engine.run(`
    CREATE TABLE truth AS
    SELECT * FROM (VALUES
      ('left', 'a', 'X', '张伟', '1980-01-02', '男', '新华路1号', '010'),
      ('left', 'b', 'X', '张伟', '1980-01-02', '男', '', '010'),
      ('left', 'c', 'Y', '马燕', '1990-05-06', '女', '新华路1号', '010'),
      ('right', 'a', 'X', '张伟', '1980-01-02', '男', '新华路1号', '010'),
      ('right', 'b', 'Y', '马艳', '1990-05-06', '女', '新华路1号', '010')
    ) AS v(side, id, entity, "姓名", "出生日期", "性别", "住址", "联系电话")`);
  await engine.run(`
    CREATE TABLE found AS
    SELECT * FROM (VALUES ('left', 'a', 1), ('right', 'a', 1), ('right', 'b', 1), ('left', 'b', 2)) AS v(side, id, cluster)`);
});
afterAll(() => engine.close());

test('of two tables pairs across count, of one table all; a record without cluster stands alone', async () => {
  // Across: X has 2 × 1, Y 1 × 1; the cluster says 1 × 2, one of them true.
  expect(await measureClusters(engine, 'found', 'truth', true)).toEqual({
    precision: 1 / 2,
    recall: 1 / 3,
    f1: 2 / 5,
  });
  // Left alone: one pair of X, none found.
  await engine.run(`CREATE TABLE left_truth AS FROM truth WHERE side = 'left'`);
  expect(await measureClusters(engine, 'found', 'left_truth', false)).toEqual({
    precision: 1,
    recall: 0,
    f1: 0,
  });
});

test('the simple rules join what is equal, and a blank value is equal to nothing', async () => {
  const set = TABLE_SETS.find(({ locale }) => locale === 'zh')!;
  const [whole, named] = await linkBySimpleRules(engine, set, 'truth');
  expect(whole).toMatchObject({ name: 'all columns equal', precision: 1, recall: 1 / 3 });
  expect(named).toMatchObject({ name: 'name and birth date equal', precision: 1, recall: 2 / 3 });
});
