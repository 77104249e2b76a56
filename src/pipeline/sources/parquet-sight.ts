import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, EngineError, sqlName, sqlText } from '#engine/engine.ts';
import { type FileSight, refuseManyColumns, type SeenFile, TOP_ROWS } from './file-sight.ts';
import { rankSources } from './recognise-source.ts';

/**
 * Looks at a Parquet file: its column names are the header words.
 * @throws ZhaorenError PARQUET_BROKEN, EMPTY_FILE, TOO_MANY_COLUMNS
 */
export async function parquetSight({ path, file, dictionary }: SeenFile, engine: Engine): Promise<FileSight> {
  const from = `read_parquet(${sqlText(path)})`;
  try {
    const names = (await engine.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${from}`)).map(
      (row) => row.column_name,
    );
    refuseManyColumns(names.length, file);
    const texts = names.map((name) => `coalesce(CAST(${sqlName(name)} AS VARCHAR), '') AS ${sqlName(name)}`);
    const rows = await engine.rows(`SELECT ${texts.join(', ')} FROM ${from} LIMIT ${TOP_ROWS}`);
    if (rows.length === 0) throw new ZhaorenError('EMPTY_FILE', { file });
    const words = names.map((name) => [name]);
    return {
      layout: { format: 'PARQUET', words },
      fits: rankSources(dictionary, words, file),
      samples: rows.map((row) => names.map((name) => String(row[name]))),
      warnings: [],
    };
  } catch (cause) {
    if (cause instanceof EngineError) throw new ZhaorenError('PARQUET_BROKEN', { file }, { cause });
    throw cause;
  }
}
