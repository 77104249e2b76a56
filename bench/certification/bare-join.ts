// The baseline: joins the same evidence with channels and awards in plain DuckDB, and groups it by person and programme.
// Usage: bare-join.ts TABLES RULES AWARDS OUT; prints its figures as JSON.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { evidenceSources } from '#pipeline/assess/certification/evidence-source.ts';

export interface BareFigures {
  readonly evidence: number;
  readonly decisions: number;
  /** Of the join alone. */
  readonly seconds: number;
}

const [tables, rules, awards, out] = process.argv.slice(2) as [string, string, string, string];
const parquet = (directory: string, name: string) => `read_parquet('${join(directory, `${name}.parquet`)}')`;
const branches = evidenceSources(loadCatalogue())
  .filter(({ isNamed, table }) => isNamed && existsSync(join(tables, `${table}.parquet`)))
  .map(
    ({ channel, table, person, day, conditions }) =>
      `SELECT ${person} AS person_id, '${channel}' AS channel, ${day} AS event_date
       FROM ${parquet(tables, table)} fact CROSS JOIN run WHERE ${conditions.join(' AND ')}`,
  );
const instance = await DuckDBInstance.create(':memory:', {
  memory_limit: '6GB',
  threads: '2',
  temp_directory: join(out, 'spill'),
});
const connection = await instance.connect();
await connection.run('SET preserve_insertion_order = false');
const started = performance.now();
const copied = await connection.runAndReadAll(`
  COPY (
    WITH run AS (SELECT as_of FROM ${parquet(rules, 'run_parameter')}),
    evidence AS (${branches.join(' UNION ALL ')})
    SELECT award.person_id, award.programme, max(event_date) AS last_date, sum(weight) AS points, count(*) AS rows
    FROM evidence
    JOIN ${parquet(rules, 'rule_evidence_channel')} USING (channel)
    JOIN ${parquet(awards, 'programme_award')} AS award USING (person_id)
    GROUP BY award.person_id, award.programme
  ) TO '${join(out, 'bare.parquet')}' (FORMAT parquet)`);
const seconds = (performance.now() - started) / 1000;
const counted = await connection.runAndReadAll(
  `WITH run AS (SELECT as_of FROM ${parquet(rules, 'run_parameter')}) SELECT count(*) FROM (${branches.join(' UNION ALL ')})`,
);
const figures: BareFigures = {
  decisions: Number(copied.getRows()[0]![0]),
  evidence: Number(counted.getRows()[0]![0]),
  seconds,
};
process.stdout.write(JSON.stringify(figures));
