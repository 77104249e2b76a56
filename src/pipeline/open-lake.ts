import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlName, sqlText } from '#engine/engine.ts';

/** The tables of the last run, to be read: reports, lists, explanations. @throws ZhaorenError NO_RUN */
export async function openLake(home: string): Promise<Engine> {
  const directory = join(home, 'tables');
  if (!existsSync(join(home, 'published', 'CURRENT'))) throw new ZhaorenError('NO_RUN', { home });
  const engine = await openDuckdb();
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.parquet')))
    await engine.run(
      `CREATE VIEW ${sqlName(basename(file, '.parquet'))} AS SELECT * FROM ${sqlText(join(directory, file))}`,
    );
  return engine;
}
