import { awardTruth } from './awards/award-truth.ts';
import type { CityPlan } from './city-plan.ts';
import type { CleanRecord, VillageOutput } from './clean-record.ts';
import { createVillage } from './create-village.ts';
import { villageEvidence } from './evidence/village-evidence.ts';
import { PEOPLE_PER_VILLAGE } from './new-person.ts';
import { truthOf } from './observe-life.ts';
import { unitFeedback } from './records/feedback-records.ts';
import { insuredUnitRow } from './records/unit-records.ts';
import { villageRecords } from './records/village-records.ts';
import {
  addHeads,
  emptyHeadcount,
  truthOfBusinesses,
  truthOfUnit,
  type UnitHeadcount,
} from './unit-headcount.ts';
import type { Village } from './village-draft.ts';
import { underInsuringUnits } from './wrongs/unit-wrongs.ts';

/**
 * The people of a city with their truth and the clean rows of all sources, village after village in
 * the order of the plan; a last output has the region's code and holds the units. Only one village
 * is in memory at a time.
 */
export function* populateCity(plan: CityPlan): Generator<VillageOutput> {
  const headcount = emptyHeadcount(plan);
  for (const villagePlan of plan.villages) {
    const village = createVillage(plan, villagePlan);
    addHeads(headcount, village);
    const records = villageRecords(village);
    const evidence = villageEvidence(village);
    yield {
      village: villagePlan.code,
      people: truthOfVillage(village, plan.asOf, records),
      records: [...records, ...evidence.rows],
      units: truthOfBusinesses(village),
      unlistedDwellings: unlistedDwellings(village),
      awards: awardTruth(village),
      wrongs: village.casework.wrongs,
      lives: evidence.lives,
    };
  }
  yield unitOutput(plan, headcount);
}

function unitOutput(plan: CityPlan, headcount: UnitHeadcount): VillageOutput {
  const units = plan.units.all;
  const wrongs = underInsuringUnits(plan, headcount);
  return {
    village: plan.region,
    people: [],
    records: [
      ...units
        .filter((unit) => unit.enrolMonth > 0)
        .map((unit) => insuredUnitRow(plan, unit, headcount.insured[unit.index]!)),
      ...unitFeedback(plan, wrongs),
    ],
    units: units.map((unit) => truthOfUnit(unit, headcount)),
    unlistedDwellings: [],
    awards: [],
    wrongs,
    lives: [],
  };
}

/** `records`: those that found somebody in the register; what happened to a person founds nobody. */
function truthOfVillage(village: Village, asOf: string, records: readonly CleanRecord[]) {
  const named = new Uint8Array(PEOPLE_PER_VILLAGE);
  for (const { people } of records) {
    for (const { truthId } of people) named[truthId % PEOPLE_PER_VILLAGE] = 1;
  }
  return village.people.map((person) =>
    truthOf(person, village.village.code, asOf, named[person.truthId % PEOPLE_PER_VILLAGE] === 1),
  );
}

function unlistedDwellings(village: Village): string[] {
  return village.settlement.dwellings.filter(({ unlisted }) => unlisted).map(({ code }) => code);
}
