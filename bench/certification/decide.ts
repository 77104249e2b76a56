// Decides every certification on tables that stand. Usage: decide.ts TABLES RULES OUT; prints the seconds of each table.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { runModels } from '#engine/run-models.ts';
import { certificationModels } from '#pipeline/assess/certification/list-models.ts';
import { LINE_PRELUDE } from '#pipeline/pipeline.ts';

/** TABLES: of people, repeated; RULES: of the home, for all that is no person's. */
const [tables, rules, out] = process.argv.slice(2) as [string, string, string];
const models = certificationModels(loadCatalogue());
const made = new Set(models.map(({ table }) => table));
const inputs = [rules, tables].flatMap((directory) =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.parquet') && !made.has(basename(name, '.parquet')))
    .map((name) => ({ table: basename(name, '.parquet'), path: join(directory, name), key: '' })),
);
const engine = await openDuckdb({
  memoryLimit: '6GB',
  threads: 2,
  tempDirectory: join(out, 'spill'),
  prelude: LINE_PRELUDE,
});
const seconds: Record<string, number> = {};
await runModels(engine, {
  models,
  inputs,
  tablesDirectory: out,
  onProgress: (step) => {
    seconds[step.table] = step.seconds;
  },
});
engine.close();
process.stdout.write(JSON.stringify(seconds));
