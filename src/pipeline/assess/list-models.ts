import type { Catalogue } from '#catalogue/load-catalogue.ts';
import type { Model } from '#engine/model.ts';
import { coverageModels } from './coverage/list-models.ts';
import { tagModels } from './tags/list-models.ts';

/** The models of the assessments, in the order in which they are made. */
export function assessModels(_catalogue: Catalogue): readonly Model[] {
  return [...coverageModels(), ...tagModels()];
}
