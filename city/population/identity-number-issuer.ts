import { isoOfDay } from '../calendar.ts';
import type { RandomStream } from '../random.ts';

/** Days over which the places of all villages are dealt out. */
const CYCLE_DAYS = 100;
const SEQUENCES_PER_DAY = 500;
/** Places of one sex in one cycle. */
export const PLACES_PER_CYCLE = CYCLE_DAYS * SEQUENCES_PER_DAY;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Check character of GB 11643 for 17 digits. */
export function checkCharacter(digits: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += WEIGHTS[i]! * (digits.charCodeAt(i) - 48);
  return CHECKS[sum % 11]!;
}

export interface IssuedNumber {
  birthDay: number;
  idNo: string;
}

/**
 * Gives out citizen numbers that no other village of the city gives out, without asking them.
 *
 * The pairs of birth day and sequence are dealt to villages beforehand: of every hundred days
 * each village owns a share of the places that fits its size, `firstPlace` to `endPlace` of 50,000.
 * A birth is moved to a near owned day, in the smallest villages by some weeks.
 */
export class IdentityNumberIssuer {
  readonly #firstPlace: number;
  readonly #endPlace: number;
  readonly #lastDay: number;
  readonly #taken = new Set<number>();

  /** `lastDay`: nobody is born later. */
  constructor(firstPlace: number, endPlace: number, lastDay: number) {
    this.#firstPlace = firstPlace;
    this.#endPlace = endPlace;
    this.#lastDay = lastDay;
  }

  /**
   * A number for someone born about `wantedDay`. `division`: the first six digits.
   * Throws RangeError when the places of nine months before and after that day are used up.
   */
  issue(random: RandomStream, division: string, wantedDay: number, sex: 1 | 2): IssuedNumber {
    const wanted = Math.min(wantedDay, this.#lastDay);
    const cycle = Math.floor(wanted / CYCLE_DAYS);
    for (const step of [0, -1, 1, -2, 2]) {
      const issued = this.#issueInCycle(random, division, cycle + step, wanted, sex);
      if (issued !== null) return issued;
    }
    throw new RangeError(`no citizen number is left for births about ${isoOfDay(wanted)}`);
  }

  #issueInCycle(
    random: RandomStream,
    division: string,
    cycle: number,
    wanted: number,
    sex: 1 | 2,
  ): IssuedNumber | null {
    const owned = this.#endPlace - this.#firstPlace;
    const tries = Math.min(owned, 12);
    const start = random.below(owned);
    let best = -1;
    let bestDistance = Number.POSITIVE_INFINITY;
    let found = 0;
    for (let i = 0; i < owned && found < tries; i += 1) {
      const place = this.#firstPlace + ((start + i) % owned);
      // an odd multiplier prime to 50,000 scatters a village's places over days and sequences
      const scattered = (place * 4567 + cycle * 7919) % PLACES_PER_CYCLE;
      const day = cycle * CYCLE_DAYS + Math.floor(scattered / SEQUENCES_PER_DAY);
      const token = (day * SEQUENCES_PER_DAY + (scattered % SEQUENCES_PER_DAY)) * 2 + (sex - 1);
      if (day > this.#lastDay || this.#taken.has(token)) continue;
      found += 1;
      const distance = Math.abs(day - wanted);
      if (distance < bestDistance) {
        best = token;
        bestDistance = distance;
      }
    }
    if (best < 0) return null;
    this.#taken.add(best);
    const birthDay = Math.floor(best / 2 / SEQUENCES_PER_DAY);
    const sequence = (Math.floor(best / 2) % SEQUENCES_PER_DAY) * 2 + (sex === 1 ? 1 : 0);
    return { birthDay, idNo: composeNumber(division, birthDay, sequence) };
  }
}

/** 18 characters. `sequence` 0–999, odd for men. */
export function composeNumber(division: string, birthDay: number, sequence: number): string {
  const digits = division + isoOfDay(birthDay).replaceAll('-', '') + String(sequence).padStart(3, '0');
  return digits + checkCharacter(digits);
}
