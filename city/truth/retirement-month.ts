/**
 * Statutory retirement in the city's own reckoning (law in force since 2025-01-01, official tables
 * of the decision of 2024-09-13). Months are year × 12 + month − 1.
 */

interface Ladder {
  /** Birth month of the first cohort that waits longer. */
  firstDelayed: number;
  originalAge: number;
  /** Birth months that share one month of delay. */
  cohortMonths: number;
  longestDelay: number;
}

const month = (year: number) => year * 12;

const LADDERS = {
  M60: { firstDelayed: month(1965), originalAge: 60 * 12, cohortMonths: 4, longestDelay: 36 },
  F55: { firstDelayed: month(1970), originalAge: 55 * 12, cohortMonths: 4, longestDelay: 36 },
  F50: { firstDelayed: month(1975), originalAge: 50 * 12, cohortMonths: 2, longestDelay: 60 },
} as const satisfies Record<string, Ladder>;

/** Month in which someone born in `birthMonth` reaches the statutory age. */
export function retirementMonth(group: keyof typeof LADDERS, birthMonth: number): number {
  const ladder = LADDERS[group];
  const ordinary = birthMonth + ladder.originalAge;
  if (birthMonth < ladder.firstDelayed) return ordinary;
  const cohort = Math.floor((birthMonth - ladder.firstDelayed) / ladder.cohortMonths);
  return ordinary + Math.min(cohort + 1, ladder.longestDelay);
}

/** Contribution months that a pension needs when one retires in `year`. */
export function minimumMonths(year: number): number {
  if (year < 2030) return 180;
  return Math.min(180 + (year - 2029) * 6, 240);
}
