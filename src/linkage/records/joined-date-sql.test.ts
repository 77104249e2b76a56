import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { sqlText } from '#engine/engine.ts';
import { castColumn } from '../cleaning/cast-column.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { joinedSql, rawSql } from './source-sql.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

it.each([
  [['1980', '5', '3'], '1980-05-03'],
  [['1980', '05', '03'], '1980-05-03'],
  [['3', '5', '1980'], '1980-05-03'],
  [['1980.0', '5.0', '3.0'], '1980-05-03'],
  [['１９８０年', '5月', '3日'], '1980-05-03'],
  [['1980', 'May', '3'], '1980-05-03'],
  [['3', 'sep.', '1980'], '1980-09-03'],
  [['1980', '5', ''], '1980-05-01'],
  [['', '5', '1980'], '1980-05-01'],
  [['1980', '5', '00'], '1980-05-01'],
  [['1980', '', ''], '1980-01-01'],
  [['1980', '', '3'], '1980-01-01'],
  [['1980', '不详', 'unknown'], '1980-01-01'],
  [['1980', '5'], '1980-05-01'],
  [['5', '1980'], '1980-05-01'],
  [['2000', '2', '29'], '2000-02-29'],
  [['1999', '2', '29'], null],
  [['1980', '13', '1'], null],
  [['1980', '99', '99'], null],
  [['1980', '5', '32'], null],
  [['1980', 'Maj', '3'], null],
  [['80', '5', '3'], null],
  [['', '5', '3'], null],
  [['', '', ''], null],
])('reads the columns %j as the date %j', async (values, expected) => {
  const source = values.map((_, index) => `c${index}`);
  const columns = values.map((value, index) => `nullif(${sqlText(value)}, '') AS c${index}`);
  const [row] = await engine.rows(
    `SELECT ${castColumn('date', 'v')} AS v
     FROM (SELECT ${joinedSql('date', source, 'raw')} AS v FROM (SELECT ${rawSql(source)} AS raw FROM (SELECT ${columns.join(', ')})))`,
  );
  expect(row!.v).toBe(expected);
});
