import type { Catalogue } from '#catalogue/load-catalogue.ts';
import type { Model } from '#engine/model.ts';
import { certificationModels } from './certification/list-models.ts';
import { coverageModels } from './coverage/list-models.ts';
import { outcomeModels } from './outcomes/list-models.ts';
import { riskModels } from './risk/list-models.ts';
import { tagModels } from './tags/list-models.ts';

/** The models of the assessments, in the order in which they are made. */
export function assessModels(catalogue: Catalogue): readonly Model[] {
  return [...decisionModels(catalogue), ...findingModels(catalogue)];
}

/** Who should be insured, and who is entitled. */
export function decisionModels(catalogue: Catalogue): readonly Model[] {
  return [...coverageModels(), ...certificationModels(catalogue)];
}

/** What is found in these: leads, what verified results say of channels and rules, lists of people. */
export function findingModels(catalogue: Catalogue): readonly Model[] {
  return [...riskModels(catalogue), ...outcomeModels(catalogue), ...tagModels()];
}
