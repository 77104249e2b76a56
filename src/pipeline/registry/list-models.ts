import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { type Model, readModel } from '#engine/model.ts';
import { eventPersonModels } from './event-person.ts';
import { factModels } from './fact.ts';

/** Who people are by number and name, which events are attached by. */
const NUMBERS = ['delivery-precedence', 'person-number'] as const;

const TABLES = [
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
 * The models of the register in their order, after those of `link`: numbers, events and facts by person, then people, dwellings,
 * households and the lists of whom to look for.
 */
export function registryModels(sources: readonly SourceDefinition[]): Model[] {
  const read = (name: string) => readModel(new URL(`./${name}.sql`, import.meta.url));
  return [...NUMBERS.map(read), ...eventPersonModels(sources), ...factModels(sources), ...TABLES.map(read)];
}
