// Repeats the people of a home until there are as many beneficiaries as asked for: everybody again under other ids, with
// rows of their own. Evidence of those who draw nothing is left out. Usage: repeat-tables.ts HOME OUT BENEFICIARIES; prints its figures as JSON.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openDuckdb } from '#engine/duckdb.ts';
import { sqlName, sqlText } from '#engine/engine.ts';
import { writeParquet } from '#engine/write-parquet.ts';

export interface RepeatedTables {
  readonly times: number;
  readonly tables: number;
  readonly beneficiaries: number;
}

/** Columns that say who or where: another copy of a person is somebody else, in another home. */
const OWN = /(^|_)(person_id|household_id|dwelling_code|account_no_key)$/;
/** Row ids of a copy begin behind those of all deliveries (batch number × 2^32). */
const COPY_BITS = 44;

const [home, out, wanted] = process.argv.slice(2) as [string, string, string];
const engine = await openDuckdb({ memoryLimit: '6GB', threads: 2, tempDirectory: join(out, 'spill') });
const tables = join(home, 'tables');
const file = (table: string) => sqlText(join(tables, `${table}.parquet`));
const [held] = await engine.rows<{ people: number }>(
  `SELECT count(DISTINCT person_id) AS people FROM ${file('programme_award')}`,
);
const times = Math.max(1, Math.round(Number(wanted) / held!.people));

/** What certification reads of people: facts, the register, what other stages say of them. */
const names = readdirSync(tables)
  .filter((name) => name.endsWith('.parquet'))
  .map((name) => basename(name, '.parquet'))
  .filter((name) => name.startsWith('fact_') || ['person', 'dwelling'].includes(name));
for (const name of names) {
  const columns = await engine.rows<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM ${file(name)}`,
  );
  const replaced = columns.flatMap(({ column_name: column, column_type: type }) => {
    if (OWN.test(column) && type === 'VARCHAR')
      return [
        `CASE WHEN copy = 0 THEN ${sqlName(column)} ELSE md5(${sqlName(column)} || copy) END AS ${sqlName(column)}`,
      ];
    return column === 'row_id' ? [`row_id + (copy << ${COPY_BITS}) AS row_id`] : [];
  });
  const isEvidence = columns.some(({ column_name: column }) => column === 'event_date');
  const rows = isEvidence
    ? `(FROM ${file(name)} SEMI JOIN ${file('programme_award')} USING (person_id))`
    : file(name);
  const query =
    replaced.length === 0
      ? `SELECT * FROM ${rows}`
      : `SELECT t.* REPLACE (${replaced.join(', ')}) FROM ${rows} t CROSS JOIN range(${times}) AS c(copy)`;
  await writeParquet(engine, query, join(out, `${name}.parquet`));
}
engine.close();
const figures: RepeatedTables = { times, tables: names.length, beneficiaries: held!.people * times };
process.stdout.write(JSON.stringify(figures));
