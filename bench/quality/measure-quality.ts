import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ERROR_KINDS, type ErrorKind, NUMBER_LOST } from '#city/deliveries/errors/error-kinds.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlText } from '#engine/engine.ts';
import { readModel } from '#engine/model.ts';
import { type InputTable, runModels } from '#engine/run-models.ts';
import { writeParquet } from '#engine/write-parquet.ts';

/** Tables of a home that are measured. */
const MEASURED = [
  'batch',
  'person',
  'person_link',
  'coverage_status',
  'unit_status',
  'locate_by_dwelling',
  'locate_by_household',
] as const;

const MODELS = [
  'delivered-record',
  'linked-record',
  'register-owner',
  'record-outcome',
  'status-outcome',
  'file-balance',
  'list-agreement',
] as const;

/** Errors of columns that no status depends on, and rows that are only earlier or repeated. */
const UNTELLING: readonly ErrorKind[] = ['ADDRESS_STALE', 'MOBILE_FORM', 'VERSION_OLD', 'ROW_REPEATED'];

export interface QualityOptions {
  /** `$ZHAOREN_HOME` after a run. */
  readonly home: string;
  /** Folders of truth, one for each generation that was taken in; people and units are those of the last. */
  readonly truths: readonly string[];
  /** Where the tables of the comparison go; emptied first. */
  readonly directory: string;
}

/**
 * Compares the tables of a run with the truth of its city: makes the tables of `bench/quality/*.sql` and gives an
 * engine that sees them under their names, those of the home and `truth_*`. The caller closes it.
 * @throws EngineError when a table is missing or not as the contracts say
 */
export async function measureQuality({ home, truths, directory }: QualityOptions): Promise<Engine> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const engine = await openDuckdb({ tempDirectory: join(directory, 'spill') });
  try {
    const inputs = [
      ...MEASURED.map((table) => input(table, join(home, 'tables', `${table}.parquet`))),
      ...(['record', 'delivery'] as const).map((table) =>
        input(
          `truth_${table}`,
          truths.map((truth) => join(truth, `${table}.parquet`)),
        ),
      ),
      ...(['person', 'unit', 'unlisted_dwelling'] as const).map((table) =>
        input(`truth_${table}`, join(truths.at(-1)!, `${table}.parquet`)),
      ),
      await kindTable(engine, directory, 'lost_number_kind', [...NUMBER_LOST]),
      await kindTable(engine, directory, 'telling_kind', tellingKinds()),
    ];
    const models = MODELS.map((name) => readModel(new URL(`./${name}.sql`, import.meta.url)));
    await runModels(engine, { models, inputs, tablesDirectory: directory });
    return engine;
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** The folder is new, so no key needs to tell old content from new. */
const input = (table: string, path: string | readonly string[]): InputTable => ({ table, path, key: '' });

function tellingKinds(): readonly string[] {
  return Object.keys(ERROR_KINDS).filter((kind) => !(UNTELLING as readonly string[]).includes(kind));
}

async function kindTable(
  engine: Engine,
  directory: string,
  table: string,
  kinds: readonly string[],
): Promise<InputTable> {
  const path = join(directory, `${table}.parquet`);
  await writeParquet(engine, `SELECT unnest([${kinds.map(sqlText).join(', ')}]) AS kind`, path);
  return input(table, path);
}
