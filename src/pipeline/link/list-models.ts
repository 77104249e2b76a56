import { readFileSync } from 'node:fs';
import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { type Model, readModel } from '#engine/model.ts';
import { historyModels } from './history/list-models.ts';
import { identityRecordModel } from './identity-record.ts';

const TABLES = ['number-name', 'name-key', 'number-person', 'person-link-raw'] as const;

/** Functions that the models of `link` and `registry` call; the engine must know them first. */
export const REGISTER_PRELUDE = readFileSync(new URL('./prelude.sql', import.meta.url), 'utf8');

/** The models that say which person each record is, in their order. */
export function linkModels(sources: readonly SourceDefinition[]): Model[] {
  return [
    identityRecordModel(sources),
    ...TABLES.map((name) => readModel(new URL(`./${name}.sql`, import.meta.url))),
    ...historyModels(),
  ];
}
