import type { Catalogue } from '#catalogue/load-catalogue.ts';
import { type Model, readModel } from '#engine/model.ts';
import { evidenceSources } from '../certification/evidence-source.ts';
import { verifiedEvidenceModel } from './verified-evidence.ts';

/**
 * What verified results say of channels and rules, in the order in which the tables are made. They follow those of
 * certification and risk, and no decision reads them.
 */
export function outcomeModels(catalogue: Catalogue): readonly Model[] {
  return Object.freeze([
    modelOf('verified-person'),
    verifiedEvidenceModel(evidenceSources(catalogue)),
    modelOf('channel-outcome'),
    modelOf('channel-precision'),
    modelOf('rule-precision'),
  ]);
}

function modelOf(file: string): Model {
  return readModel(new URL(`./${file}.sql`, import.meta.url));
}
