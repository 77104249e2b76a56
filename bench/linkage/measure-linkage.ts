import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorKind, NUMBER_LOST } from '#city/deliveries/errors/error-kinds.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlText } from '#engine/engine.ts';
import { readModel } from '#engine/model.ts';
import { type InputTable, runModels } from '#engine/run-models.ts';
import { writeParquet } from '#engine/write-parquet.ts';

/** Kinds after which the row says no number at all, and those after which it says a wrong one. */
const REMOVED: readonly ErrorKind[] = ['ID_BLANK', 'ID_PLACEHOLDER'];
const BROKEN: readonly ErrorKind[] = [
  'ID_DIGIT',
  'ID_TRANSPOSED',
  'ID_DIGIT_LOST',
  'ID_DIGIT_EXTRA',
  'ID_ROUNDED',
  'ID_FIFTEEN',
  'ID_LETTER_O',
  'ID_CHECK_CHANCE',
  'ID_RELATIVE',
];

const MODELS = [
  'measured-record',
  'person-overlap',
  'record-result',
  'record-mark',
  'pair-agreement',
  'person-defect',
];

export interface LinkageMeasureOptions {
  /** `$ZHAOREN_HOME` after stage link. */
  readonly home: string;
  /** Folders of truth, one for each generation that was taken in, in their order. */
  readonly truths: readonly string[];
  /** Where the tables of the comparison go; emptied first. */
  readonly directory: string;
  /** `exact`: what the baseline makes of the same records, instead of what the line made of them. */
  readonly link: 'line' | 'exact';
}

export interface LinkageMeasure {
  /** Sees the tables of `bench/linkage/*.sql`. The caller closes it. */
  readonly engine: Engine;
  /** Seconds that the baseline's link took. */
  readonly exactSeconds: number | undefined;
  /** Whether the line offered pairs for review, as table `review_outcome`. */
  readonly isReviewed: boolean;
}

/**
 * Compares who is one person after stage link with the truth of the city.
 * @throws EngineError when a table is missing or not as the contracts say
 */
export async function measureLinkage(options: LinkageMeasureOptions): Promise<LinkageMeasure> {
  const { home, truths, directory, link } = options;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const engine = await openDuckdb({
    memoryLimit: '3GB',
    threads: 2,
    tempDirectory: join(directory, 'spill'),
  });
  try {
    const ofHome = (table: string) => input(table, join(home, 'tables', `${table}.parquet`));
    const ofTruth = (table: string) => truths.map((truth) => join(truth, `${table}.parquet`));
    const written = async (table: string, query: string) => {
      const path = join(directory, `${table}.parquet`);
      await writeParquet(engine, query, path);
      return input(table, path);
    };
    const kinds = (table: string, words: Iterable<ErrorKind>) =>
      written(table, `SELECT unnest([${[...words].map(sqlText).join(', ')}]) AS kind`);
    const isReviewed =
      link === 'line' &&
      ['review_pair', 'person_link_raw'].every((table) => existsSync(ofHome(table).path as string));
    const inputs = [
      ...['batch', 'identity_record', ...(isReviewed ? ['review_pair', 'person_link_raw'] : [])].map(ofHome),
      input('truth_record', ofTruth('record')),
      input('truth_delivery', ofTruth('delivery')),
      // A newborn gets a number on a later day; nobody loses one.
      await written(
        'truth_person',
        `SELECT truth_id, max(id_no) AS id_no, max(second_id_no) AS second_id_no, bool_or(shared_number) AS shared_number
         FROM read_parquet([${ofTruth('person').map(sqlText).join(', ')}])
         GROUP BY truth_id`,
      ),
      await kinds('lost_number_kind', NUMBER_LOST),
      await kinds('removed_number_kind', REMOVED),
      await kinds('broken_number_kind', BROKEN),
    ];
    const shown = await runModels(engine, { models: [], inputs, tablesDirectory: directory });
    const exact = readModel(new URL('./exact-person-link.sql', import.meta.url));
    const started = performance.now();
    const linked = await runModels(engine, {
      models: link === 'exact' ? [exact] : [],
      inputs: link === 'line' ? [ofHome('person_link')] : [],
      shown,
      tablesDirectory: directory,
    });
    const seconds = (performance.now() - started) / 1000;
    const models = [
      readModel(new URL('../quality/delivered-record.sql', import.meta.url)),
      ...[
        ...MODELS,
        ...(link === 'line' ? ['reachable-record'] : []),
        ...(isReviewed ? ['review-outcome'] : []),
      ].map((name) => readModel(new URL(`./${name}.sql`, import.meta.url))),
    ];
    await runModels(engine, { models, inputs: [], shown: linked, tablesDirectory: directory });
    return { engine, exactSeconds: link === 'exact' ? seconds : undefined, isReviewed };
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** The folder is new, so no key needs to tell old content from new. */
const input = (table: string, path: string | readonly string[]): InputTable => ({ table, path, key: '' });
