import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { type Model, readModel } from '#engine/model.ts';
import { factModels } from './fact.ts';

const TABLES = [
  'delivery-precedence',
  'person-number',
  'surviving-attribute',
  'surviving-contact',
  'residence',
  'registration',
  'life-event',
  'person',
  'person-identity',
  'person-lineage',
  'dwelling',
  'building',
  'grid',
  'household',
  'division',
  'locate-by-dwelling',
  'locate-by-household',
  'resident-without-dwelling',
] as const;

/**
 * The models of the register in their order, after those of `link`: facts by person, then people, dwellings,
 * households and the lists of whom to look for.
 */
export function registryModels(sources: readonly SourceDefinition[]): Model[] {
  return [
    ...factModels(sources),
    ...TABLES.map((name) => readModel(new URL(`./${name}.sql`, import.meta.url))),
  ];
}
