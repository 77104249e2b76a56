import { join } from 'node:path';
import type { Engine } from '#engine/engine.ts';
import { readModel } from '#engine/model.ts';
import { runModels } from '#engine/run-models.ts';
import { measureQuality } from '../quality/measure-quality.ts';

/** Tables of a home that are measured besides those of the register. */
const MEASURED = ['certification', 'risk_hit', 'risk_lead', 'evidence_issue', 'programme_award'] as const;
const TRUTH = ['award', 'wrong', 'life'] as const;
const MODELS = ['award-outcome', 'death-outcome', 'wrong-outcome', 'lead-outcome'] as const;

/**
 * Compares certification and leads of a run with the truth of its city: makes the tables of `bench/certification/*.sql`
 * behind those of `bench/quality`. The caller closes the engine.
 */
export async function measureCertification(options: {
  readonly home: string;
  readonly truth: string;
  readonly directory: string;
}): Promise<Engine> {
  const { home, truth, directory } = options;
  const engine = await measureQuality({ home, truths: [truth], directory });
  try {
    const shown = ['truth_person', 'register_owner'].map((table) => [table, ''] as const);
    await runModels(engine, {
      models: MODELS.map((name) => readModel(new URL(`./${name}.sql`, import.meta.url))),
      inputs: [
        ...MEASURED.map((table) => ({ table, path: join(home, 'tables', `${table}.parquet`), key: '' })),
        ...TRUTH.map((table) => ({
          table: `truth_${table}`,
          path: join(truth, `${table}.parquet`),
          key: '',
        })),
      ],
      shown: new Map(shown),
      tablesDirectory: directory,
    });
    return engine;
  } catch (error) {
    engine.close();
    throw error;
  }
}
