import { scatter } from '#city/random.ts';

/** Repeatable chance: the same seed and text give the same sequence, whatever was drawn before. */
export interface Chance {
  /** Starts the sequence that belongs to this text. */
  restart(text: string): void;
  /** True in `rate` (0–1) of cases; always takes exactly one draw. */
  happens(rate: number): boolean;
  /** The next draw, 0 ≤ x < 1. */
  share(): number;
  /** An integer 0 ≤ x < `limit`. */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
}

/** FNV-1a over UTF-16 units, from any starting state. */
function hashText(text: string, state: number): number {
  let hash = state;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** `seed` is the city's seed, `purpose` sets independent sequences apart (a source, a kind of decision). */
export function createChance(seed: number, purpose: string): Chance {
  const origin = scatter(hashText(`${seed}/${purpose}`, 0x811c9dc5), 0);
  let state = origin;
  // mulberry32: 32 bits of state are plenty for the few draws that one record takes
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(share() * limit);
  return Object.freeze({
    restart: (text: string) => {
      // scattered, so that neighbouring keys do not draw alike
      state = scatter(hashText(text, origin), 0);
    },
    happens: (rate: number) => share() < rate,
    share,
    below,
    pick: <T>(items: readonly T[]): T => items[below(items.length)]!,
  });
}
