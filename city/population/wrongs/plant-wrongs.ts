import { RandomStream, scatter } from '../../random.ts';
import { appointStaff } from '../casework/staff.ts';
import type { VillageDraft } from '../village-draft.ts';
import { declaredMissing, insidePrison, onProbation, revokedDeclaration } from './absence-wrongs.ts';
import { accountFlip, familyAccount, repeatedLine, sharedAccount, suddenRise } from './account-wrongs.ts';
import {
  belowAge,
  cancelledDisability,
  grownSurvivor,
  hukouLeft,
  remarriedBefore,
  studentSurvivor,
  wrongGovPaid,
} from './condition-wrongs.ts';
import {
  arrearsAfterDeath,
  certifiedAfterDeath,
  crematedOnly,
  paidAfterDeath,
  veryOldUnproven,
} from './death-wrongs.ts';
import { massDevice } from './device-wrongs.ts';
import { endedPension, paidElsewhere, twoPensions } from './duplicate-wrongs.ts';
import { badNumberPaid, tamperedAge } from './identity-wrongs.ts';
import {
  approvedOvertime,
  handledUnaccepted,
  offHours,
  oneAgentMany,
  sameReviewer,
  selfDealing,
} from './process-wrongs.ts';
import { approvedEarly, flexibleEarly, retiredTooEarly } from './retirement-wrongs.ts';
import { underInsure } from './unit-wrongs.ts';
import {
  doubleMonths,
  drawsAndWorks,
  freshInjury,
  paysForOneself,
  shamEmployment,
  suspectBackPayment,
  worksUnemployed,
} from './work-wrongs.ts';
import { LOOK_ALIKE_RATE, type PlantedRule, WRONG_RATES } from './wrong-rates.ts';
import { casesOf, type Planting, type WrongScene } from './wrong-scene.ts';

const PLANTINGS: Readonly<Record<PlantedRule, Planting>> = {
  R14: veryOldUnproven,
  R27: shamEmployment,
  R19: sharedAccount,
  R16: massDevice,
  R10: retiredTooEarly,
  R07: declaredMissing,
  R06: insidePrison,
  R09: worksUnemployed,
  R22: grownSurvivor,
  R23: cancelledDisability,
  R25: hukouLeft,
  R08: drawsAndWorks,
  R12: badNumberPaid,
  R11: tamperedAge,
  R01: paidAfterDeath,
  R02: crematedOnly,
  R15: certifiedAfterDeath,
  R03: paidElsewhere,
  R04: twoPensions,
  R05: repeatedLine,
  R17: suspectBackPayment,
  R18: doubleMonths,
  R20: accountFlip,
  R21: suddenRise,
  R24: belowAge,
  R26: wrongGovPaid,
  R28: freshInjury,
  R30: underInsure,
  R29: selfDealing,
  V1: offHours,
  V2: handledUnaccepted,
  V3: oneAgentMany,
  V4: sameReviewer,
};

const LOOK_ALIKES: readonly Planting[] = [
  arrearsAfterDeath,
  onProbation,
  revokedDeclaration,
  familyAccount,
  endedPension,
  paysForOneself,
  approvedEarly,
  flexibleEarly,
  remarriedBefore,
  studentSurvivor,
  approvedOvertime,
];

/** Appoints the agency's people and plants the wrongs that fall to the village, beside some that only look so. */
export function plantWrongs(draft: VillageDraft): void {
  const { plan, village, casework } = draft;
  const random = new RandomStream(`${plan.seed}/${village.code}/wrongs`);
  casework.staff.push(...appointStaff(draft, random));
  const scene: WrongScene = { draft, random, taken: new Set(casework.staff.map(({ person }) => person)) };
  const plant = (planting: Planting, rate: number, salt: number) => {
    const phase = scatter(plan.seed, 900 + salt) / 4294967296;
    for (let i = casesOf(plan, village, rate, phase); i > 0; i -= 1) planting(scene);
  };
  Object.entries(PLANTINGS).forEach(([rule, planting], i) => {
    plant(planting, WRONG_RATES[rule as PlantedRule], i);
  });
  LOOK_ALIKES.forEach((planting, i) => {
    plant(planting, LOOK_ALIKE_RATE, 100 + i);
  });
}
