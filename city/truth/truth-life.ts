import type { Lifestyle } from '#city/population/evidence/lifestyle.ts';

/**
 * How a person lives and whether the sources know of a death. `deathOn` null and `isDeathShown`: a wrong
 * record of a living person. `deathOn` set and not `isDeathShown`: nobody can know.
 */
export interface TruthLife {
  readonly truthId: number;
  readonly lifestyle: Lifestyle;
  /** ISO date of the real death, null for the living. */
  readonly deathOn: string | null;
  /** Some source says dead: certificate, cremation, hukou, or a court's declaration of death that stands. */
  readonly isDeathShown: boolean;
  /** Rows dated after the death: somebody else uses card, telephone or identity. */
  readonly isMisused: boolean;
}
