import { RandomStream } from '../random.ts';
import { awardBenefits } from './awards/award-benefits.ts';
import { liveCareers } from './careers.ts';
import { emptyCasework } from './casework/casework.ts';
import { layCircumstances } from './circumstances.ts';
import type { CityPlan, VillagePlan } from './city-plan.ts';
import { addFormerWorkers, takeLeave } from './departures.ts';
import { registerEmployment } from './employment-registrations.ts';
import { declareAndMistake } from './evidence/court-declarations.ts';
import { settleHouseholds } from './households.ts';
import { IdentityNumberIssuer } from './identity-number-issuer.ts';
import { spoilIdentities } from './identity-oddities.ts';
import { listPeople } from './listing.ts';
import { divorceSome } from './marriages.ts';
import { nameRelative } from './relatives.ts';
import { school } from './schooling.ts';
import { openSettlement } from './settlement.ts';
import type { VillageDraft } from './village-draft.ts';
import { findWrongs } from './wrongs/find-wrongs.ts';
import { plantWrongs } from './wrongs/plant-wrongs.ts';

/** Makes the people of one village and their lives up to the as-of date. Depends on seed and village alone. */
export function createVillage(plan: CityPlan, village: VillagePlan): VillageDraft {
  const random = new RandomStream(`${plan.seed}/${village.code}/people`);
  const draft: VillageDraft = {
    plan,
    village,
    random,
    numbers: new IdentityNumberIssuer(village.firstPlace, village.endPlace, plan.asOfDay - 1),
    settlement: openSettlement(random, village),
    people: [],
    households: [],
    serial: 0,
    residents: 0,
    casework: emptyCasework(),
  };
  settleHouseholds(draft);
  addFormerWorkers(draft);
  spoilIdentities(draft);
  school(draft);
  layCircumstances(draft);
  divorceSome(draft);
  liveCareers(draft);
  takeLeave(draft);
  registerEmployment(draft);
  awardBenefits(draft);
  plantWrongs(draft);
  listPeople(draft);
  declareAndMistake(draft);
  for (const person of draft.people) nameRelative(person);
  findWrongs(draft);
  return draft;
}
