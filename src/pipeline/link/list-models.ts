import { readFileSync } from 'node:fs';
import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { type Model, readModel } from '#engine/model.ts';
import { historyModels } from './history/list-models.ts';
import { identityRecordModel } from './identity-record.ts';

const SUBJECTS = ['number-name', 'name-key', 'number-person', 'link-subject'] as const;
const LINKS = [
  'link-candidate',
  'linked-claim',
  'person-link-raw',
  'review-pair',
  'review-comparison',
] as const;

/** Functions that the models of `link` and `registry` call; the engine must know them first. */
export const REGISTER_PRELUDE = readFileSync(new URL('./prelude.sql', import.meta.url), 'utf8');

/**
 * The models that say which person each record is, in their order. Behind `link_subject` stands `link_score`, which no
 * model makes but `scoreSubjects`.
 */
export function linkModels(sources: readonly SourceDefinition[]): Model[] {
  return [...subjectModels(sources), ...identityModels()];
}

/** The models before `link_score`: who is to be compared. */
export function subjectModels(sources: readonly SourceDefinition[]): Model[] {
  return [identityRecordModel(sources), ...readModels(SUBJECTS)];
}

/** The models behind `link_score`: who everybody is. */
export function identityModels(): Model[] {
  return [...readModels(LINKS), ...historyModels()];
}

function readModels(names: readonly string[]): Model[] {
  return names.map((name) => readModel(new URL(`./${name}.sql`, import.meta.url)));
}
