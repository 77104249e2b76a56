import type { Catalogue } from '#catalogue/load-catalogue.ts';
import { type Model, readModel } from '#engine/model.ts';
import {
  evidenceDayModel,
  evidenceDigestModel,
  evidenceIssueModel,
  negativeEvidenceModel,
} from './evidence.ts';
import { evidenceSources } from './evidence-source.ts';
import { programmeAwardModel } from './programme-award.ts';

const FILES = [
  'evidence-meaning',
  'evidence-person',
  'weak-combination',
  'own-certification',
  'verification',
  'negative-open',
  'certification-term',
  'certification-holder',
  'certification-proof',
  'remembered-proof',
  'stopped-elsewhere',
  'certification',
  'certification-due',
  'suspected-loss',
  'confirmed-loss',
  'certification-statistic',
  'channel-statistic',
  'department-statistic',
] as const;

/**
 * Models of certification in the order in which they are made: what the catalogue's rosters and evidence sources say, as
 * generated from it, then the decision, its calendar, lists and statistics. They read the facts, the register,
 * `previous_certification`, `rule_*` and `run_parameter`.
 */
export function certificationModels(catalogue: Catalogue): readonly Model[] {
  const evidence = evidenceSources(catalogue);
  return Object.freeze([
    programmeAwardModel(catalogue.sources),
    evidenceDayModel(evidence),
    evidenceDigestModel(evidence),
    negativeEvidenceModel(evidence),
    evidenceIssueModel(evidence),
    ...FILES.map((file) => readModel(new URL(`./${file}.sql`, import.meta.url))),
  ]);
}
