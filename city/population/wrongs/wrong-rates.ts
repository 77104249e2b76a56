/**
 * Planted cases of each rule for 100,000 residents. A case may concern several people (R16, R19, R27, V3).
 * R13 and R30 are not planted: two people with one number and units that insure too few are in any city, and
 * `find-wrongs.ts` and `unit-wrongs.ts` tell them, with R30's on top of these.
 */
export const WRONG_RATES = {
  R01: 5,
  R02: 3,
  R03: 3,
  R04: 3,
  R05: 3,
  R06: 3,
  R07: 3,
  R08: 3,
  R09: 3,
  R10: 3,
  R11: 3,
  R12: 3,
  R14: 3,
  R15: 3,
  R16: 2,
  R17: 3,
  R18: 3,
  R19: 2,
  R20: 3,
  R21: 3,
  R22: 4,
  R23: 4,
  R24: 3,
  R25: 3,
  R26: 4,
  R27: 2,
  R28: 3,
  R29: 3,
  R30: 3,
  V1: 3,
  V2: 3,
  V3: 3,
  V4: 3,
} as const;

export type PlantedRule = keyof typeof WRONG_RATES;

/** Look-alikes in the right, of each kind, for 100,000 residents. */
export const LOOK_ALIKE_RATE = 4;

/** Past checks of people by the grid for 100,000 residents. */
export const VERIFICATION_RATE = 60;

/** Share of the planted cases that the agency is already working on. */
export const HANDLED_SHARE = 0.45;
