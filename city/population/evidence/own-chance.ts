import { scatter } from '../../random.ts';

const TWO_32 = 4294967296;

/** Purposes of chance; each has draws of its own, so that a new one changes nothing of the others. */
const SALTS = {
  LIFESTYLE: 1001,
  UNHEARD_OF: 1002,
  WRONG_DEATH: 1003,
  DECLARED: 1004,
  AFTER_DEATH: 1005,
  ROWS: 1006,
  DEPARTURE_ABROAD: 1007,
  CERTIFIED: 1008,
  BYSTANDER: 1009,
} as const;

export type ChancePurpose = keyof typeof SALTS;

/**
 * Chance that belongs to one person and purpose: it hangs on the person's noise alone, whoever else lives
 * in the village and whatever was drawn before (mulberry32; 32 bits are plenty for a few hundred draws).
 */
export class OwnChance {
  #state: number;

  /** `part`: sets apart several sequences of one purpose, such as those of a channel or a day. */
  constructor({ noise }: { noise: number }, purpose: ChancePurpose, part = 0) {
    this.#state = scatter(scatter(noise, SALTS[purpose]), part);
  }

  /** Uniform in [0, 1). */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let x = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / TWO_32;
  }

  happens(probability: number): boolean {
    return this.unit() < probability;
  }

  /** Whole number in 0 … count − 1. */
  below(count: number): number {
    return Math.floor(this.unit() * count);
  }

  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}
