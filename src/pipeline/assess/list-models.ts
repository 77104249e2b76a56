import type { Catalogue } from '#catalogue/load-catalogue.ts';
import type { Model } from '#engine/model.ts';
import { certificationModels } from './certification/list-models.ts';
import { coverageModels } from './coverage/list-models.ts';
import { outcomeModels } from './outcomes/list-models.ts';
import { riskModels } from './risk/list-models.ts';
import { tagModels } from './tags/list-models.ts';

/** The models of the assessments, in the order in which they are made. */
export function assessModels(catalogue: Catalogue): readonly Model[] {
  return [
    ...coverageModels(),
    ...certificationModels(catalogue),
    ...riskModels(catalogue),
    ...outcomeModels(),
    ...tagModels(),
  ];
}
