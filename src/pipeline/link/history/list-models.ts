import { type Model, readModel } from '#engine/model.ts';

const TABLES = [
  'claim-link',
  'identity-claim',
  'decision-outcome',
  'decided-claim',
  'claim-person',
  'person-link',
  'person-several-number',
  'contested-person',
  'canonical-number',
  'former-claim',
  'person-alias',
  'person-event',
] as const;

/**
 * The last models of `link`, behind `person_link_raw`: decisions, ids that keep their meaning, and what became of
 * them. They read what the last publication remembers (`lastHistory`) and the journal of decisions.
 */
export function historyModels(): Model[] {
  return TABLES.map((name) => readModel(new URL(`./${name}.sql`, import.meta.url)));
}
