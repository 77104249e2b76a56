import { createHash } from 'node:crypto';

const TWO_32 = 4294967296;

/**
 * A stream of random numbers that depends on its label alone: xoshiro128** (Blackman and Vigna,
 * period 2^128 − 1), its state the first 128 bits of the label's SHA-256. Streams of different
 * labels are independent, so villages can be made in any order or in parallel.
 */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(label: string) {
    const hash = createHash('sha256').update(label).digest();
    this.#a = hash.readInt32LE(0);
    this.#b = hash.readInt32LE(4);
    this.#c = hash.readInt32LE(8);
    this.#d = hash.readInt32LE(12) | 1;
  }

  /** Uniform in 0 … 2^32 − 1. */
  uint32(): number {
    const scrambled = Math.imul(rotateLeft(Math.imul(this.#b, 5), 7), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotateLeft(this.#d, 11);
    return scrambled >>> 0;
  }

  /** Uniform in [0, 1), 32 bits. */
  unit(): number {
    return this.uint32() / TWO_32;
  }

  /** Whole number in 0 … count − 1. */
  below(count: number): number {
    return Math.floor((this.uint32() / TWO_32) * count);
  }

  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.uint32() < probability * TWO_32;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** Normal distribution by the sum of four uniform numbers, so never beyond 3.5 deviations. */
  normal(mean: number, deviation: number): number {
    const sum = this.uint32() + this.uint32() + this.uint32() + this.uint32();
    return mean + deviation * (sum / TWO_32 - 2) * Math.sqrt(3);
  }
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** A second number made of a first one, uniform in 0 … 2^32 − 1 (the finaliser of MurmurHash3). */
export function scatter(value: number, salt: number): number {
  let hash = (value ^ Math.imul(salt, 0x9e3779b1)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Values with their weights summed up, for `pickWeighted`. */
export interface WeightedTable<T> {
  readonly values: readonly T[];
  readonly cumulative: Float64Array;
}

/** Weights need no particular sum; all must be ≥ 0 and one of them > 0. */
export function weightedTable<T>(entries: readonly (readonly [T, number])[]): WeightedTable<T> {
  const cumulative = new Float64Array(entries.length);
  let sum = 0;
  entries.forEach(([, weight], i) => {
    sum += weight;
    cumulative[i] = sum;
  });
  return { values: entries.map(([value]) => value), cumulative };
}

export function pickWeighted<T>(random: RandomStream, table: WeightedTable<T>): T {
  const { cumulative, values } = table;
  const target = random.unit() * cumulative[cumulative.length - 1]!;
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cumulative[middle]! > target) high = middle;
    else low = middle + 1;
  }
  return values[low]!;
}
