import type { RandomStream } from '../random.ts';
import type { Casework } from './casework/casework.ts';
import type { CityPlan, VillagePlan } from './city-plan.ts';
import type { IdentityNumberIssuer } from './identity-number-issuer.ts';
import type { Household, Person } from './person.ts';
import type { Settlement } from './settlement.ts';

/** A village while its people are being made. */
export interface VillageDraft {
  readonly plan: CityPlan;
  readonly village: VillagePlan;
  readonly random: RandomStream;
  readonly numbers: IdentityNumberIssuer;
  readonly settlement: Settlement;
  readonly people: Person[];
  readonly households: Household[];
  /** Of the last person made. */
  serial: number;
  /** People who live here so far. */
  residents: number;
  readonly casework: Casework;
}

/** A village with all its people and their lives, before anything is written about them. */
export interface Village {
  readonly plan: CityPlan;
  readonly village: VillagePlan;
  readonly settlement: Settlement;
  readonly numbers: IdentityNumberIssuer;
  readonly people: Person[];
  readonly households: Household[];
  readonly casework: Casework;
}
