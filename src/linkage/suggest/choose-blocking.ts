import type { Engine } from '#engine/engine.ts';
import { allPairs, countKeyPairs } from './count-key-pairs.ts';
import type { KeyCandidate } from './key-candidates.ts';
import type { KeyBehaviour } from './measure-agreement.ts';
import type { SampleKeys } from './prepare-samples.ts';

/** A rule of the suggestion. */
export interface SuggestedRule {
  readonly parts: readonly KeyCandidate[];
  /** Pairs it makes in the whole tables, about. */
  readonly pairs: number;
}

export interface SuggestedBlocking {
  readonly rules: readonly SuggestedRule[];
  /** Share of the pairs of one person that agree by some rule, as far as the errors are as measured. */
  readonly reached: number;
}

/** What is known of a column for blocking. */
export interface ColumnReach {
  /** Share of pairs in which both have a value. */
  readonly filled: number;
  /** Whether it changes when a household moves. */
  readonly isPlace: boolean;
  /** Whether it is made of other columns, and wrong whenever they are. */
  readonly isMade: boolean;
}

const SCENARIOS = 4096;
const WORDS = SCENARIOS / 32;

/** Pairs per record of the larger table, and pairs that are cheap whatever the tables' size. */
const PAIRS_PER_RECORD = 25;
const CHEAP_PAIRS = 2_000_000;

/** Errors that any column is thought to have, however well it looks. */
const LEAST_ERRORS = 0.06;
/** Share of persons with another address in the other record, and of single values that are quite another. */
const MOVED = 0.1;
const OTHER_VALUE = 0.02;

/** No rule may take more of the budget than this. */
const LARGEST_SHARE = 0.3;

/** A rule must reach at least this share of the pairs of one person that no other rule reaches. */
const LEAST_GAIN = 0.0004;

/**
 * Chooses blocking rules: errors are played through as often as measured (several in one record being likelier
 * than by chance), and the rules are taken that find most of what is still missed for the fewest pairs.
 */
export async function chooseBlocking(
  engine: Engine,
  keys: SampleKeys,
  behaviour: readonly KeyBehaviour[],
  columns: readonly ColumnReach[],
): Promise<SuggestedBlocking> {
  const records = Math.max(keys.rows.left, keys.rows.right);
  const budget = Math.max(CHEAP_PAIRS, PAIRS_PER_RECORD * records);
  const mostRules = records > 300_000 ? 9 : records > 100_000 ? 14 : 20;
  const held = playErrors(keys.candidates, behaviour, columns);
  const open = enumerateRules(keys, behaviour, held, columns, budget);
  const search = { engine, keys, open, budget, mostRules, surplus: new Map<string, number>() };
  let rules: CountedRule[] = [];
  // Rules that later ones make superfluous leave room for others.
  for (let round = 0; round < 3; round++) {
    const before = rules.length;
    rules = withoutIdle(await addRules(search, rules));
    if (rules.length === before) break;
  }
  if (rules.length === 0) rules = [await wholeRule(search, columns.length)];
  return Object.freeze({
    rules: rules
      .toSorted((a, b) => a.counted - b.counted)
      .map(({ parts, counted }) =>
        Object.freeze({ parts: parts.map((i) => keys.candidates[i]!), pairs: Math.round(counted) }),
      ),
    reached: bitsSet(coverOf(rules)) / SCENARIOS,
  });
}

interface Rule {
  readonly parts: readonly number[];
  /** Bit s: the rule finds a pair of one person in scenario s. */
  readonly holds: Uint32Array;
  /** Columns used, for what is learnt of them together. */
  readonly columns: string;
  /** Pairs as if the parts had nothing to do with each other. */
  readonly expected: number;
  counted: number | undefined;
}

type CountedRule = Rule & { readonly counted: number };

interface Search {
  readonly engine: Engine;
  readonly keys: SampleKeys;
  readonly open: Rule[];
  readonly budget: number;
  readonly mostRules: number;
  /** How many times the expected pairs rules over the same columns had. */
  readonly surplus: Map<string, number>;
}

/** Per key candidate a bit for each scenario in which both records of a person agree in it. */
function playErrors(
  candidates: readonly KeyCandidate[],
  behaviour: readonly KeyBehaviour[],
  columns: readonly ColumnReach[],
): Uint32Array[] {
  const random = randomNumbers(20_260_101);
  const held = candidates.map(() => new Uint32Array(WORDS));
  const wholes = columns.map((_, index) =>
    candidates.findIndex((candidate) => candidate.index === index && candidate.of === undefined),
  );
  // Pairs that agree in much are easily found, so what was measured on them flatters.
  const errors = wholes.map((whole) => Math.max(LEAST_ERRORS, 1 - behaviour[whole]!.agreeing));
  const moving = columns.filter(({ isPlace }) => isPlace).length > 1 ? MOVED : 0;
  for (let s = 0; s < SCENARIOS; s++) {
    const severity = random();
    const factor = severity < 0.55 ? 0.6 : severity < 0.82 ? 1.4 : 3;
    const hasMoved = random() < moving;
    for (const [index, { filled, isPlace }] of columns.entries()) {
      const isFilled = random() < filled;
      const isWhole = random() >= Math.min(0.9, errors[index]! * factor);
      const isOther = (isPlace && hasMoved) || random() < OTHER_VALUE;
      const luck = new Map<string, number>();
      for (const [c, candidate] of candidates.entries()) {
        if (candidate.index !== index) continue;
        const lucky = luck.get(candidate.family) ?? random();
        luck.set(candidate.family, lucky);
        if (!isFilled) continue;
        const { chance, agreeing } = behaviour[c]!;
        const surviving = Math.min(0.9, Math.max(0, 1 - (1 - agreeing) / errors[index]!));
        const holds = isOther ? lucky < chance : isWhole || (c !== wholes[index] && lucky < surviving);
        if (holds) held[c]![s >> 5]! |= 1 << (s & 31);
      }
    }
  }
  return held;
}

/** One, two or three parts of different columns, as far as they may fit the budget. */
function enumerateRules(
  keys: SampleKeys,
  behaviour: readonly KeyBehaviour[],
  held: readonly Uint32Array[],
  columns: readonly ColumnReach[],
  budget: number,
): Rule[] {
  const all = allPairs(keys);
  const numbers = keys.candidates.flatMap(({ index }, i) => (columns[index]!.isMade ? [] : [i]));
  const expected = (parts: readonly number[]) => all * parts.reduce((p, i) => p * behaviour[i]!.chance, 1);
  const rule = (parts: readonly number[]): Rule => {
    const holds = new Uint32Array(WORDS).fill(0xffffffff);
    for (const part of parts) for (let w = 0; w < WORDS; w++) holds[w]! &= held[part]![w]!;
    const columns = parts.map((part) => keys.candidates[part]!.index).join(' ');
    return { parts, holds, columns, expected: expected(parts), counted: undefined };
  };
  const ones = numbers.map((i) => [i]);
  const extend = (rules: readonly (readonly number[])[]) =>
    rules.flatMap((parts) =>
      numbers
        .filter(
          (i) =>
            i > parts.at(-1)! && parts.every((p) => keys.candidates[p]!.index !== keys.candidates[i]!.index),
        )
        .map((i) => [...parts, i]),
    );
  const twos = extend(ones);
  const threes = extend(twos.filter((parts) => expected(parts) > budget / 20));
  const fits = (parts: readonly number[]) => expected(parts) <= budget;
  return [...ones, ...twos, ...threes].filter(fits).map(rule);
}

/** Agreement in everything, when no rule is worth its pairs. */
async function wholeRule({ engine, keys }: Search, columns: number): Promise<CountedRule> {
  const parts = Array.from({ length: columns }, (_, index) =>
    keys.candidates.findIndex((candidate) => candidate.index === index && candidate.of === undefined),
  );
  const counted = await countKeyPairs(engine, keys, parts);
  return { parts, columns: '', holds: new Uint32Array(WORDS), expected: counted, counted };
}

/** Adds rules to those chosen while there is something to gain and pairs to spend. */
async function addRules(search: Search, chosen: readonly CountedRule[]): Promise<CountedRule[]> {
  const rules = [...chosen];
  const covered = coverOf(rules);
  let left = search.budget - rules.reduce((sum, { counted }) => sum + counted, 0);
  while (rules.length < search.mostRules) {
    const best = await takeBest(search, covered, Math.min(left, search.budget * LARGEST_SHARE));
    if (best === undefined) break;
    rules.push(best);
    left -= best.counted;
    for (let w = 0; w < WORDS; w++) covered[w]! |= best.holds[w]!;
  }
  return rules;
}

/** The rule that finds most of what is missed per pair that it makes, counted. */
async function takeBest(
  search: Search,
  covered: Uint32Array,
  left: number,
): Promise<CountedRule | undefined> {
  const { engine, keys, open, budget, mostRules, surplus } = search;
  const useful = open
    .map((rule) => ({ rule, gain: gainOf(rule.holds, covered) / SCENARIOS }))
    .filter(({ gain }) => gain >= LEAST_GAIN);
  for (;;) {
    let best: { rule: Rule; worth: number } | undefined;
    for (const { rule, gain } of useful) {
      const pairs = rule.counted ?? rule.expected * (surplus.get(rule.columns) ?? 1);
      // As many rules as there may be share the budget: less than its part need not be saved.
      const worth = pairs > left ? 0 : gain / Math.max(pairs, budget / mostRules);
      if (worth > 0 && (best === undefined || worth > best.worth)) best = { rule, worth };
    }
    if (best === undefined) return undefined;
    const { rule } = best;
    if (isCounted(rule)) {
      open.splice(open.indexOf(rule), 1);
      return rule;
    }
    rule.counted = await countKeyPairs(engine, keys, rule.parts);
    if (rule.parts.length > 1 && rule.expected > 0)
      surplus.set(rule.columns, Math.max(1, rule.counted / rule.expected));
  }
}

function isCounted(rule: Rule): rule is CountedRule {
  return rule.counted !== undefined;
}

/** Without the rules that later ones have made superfluous, the dearest looked at first. */
function withoutIdle(chosen: readonly CountedRule[]): CountedRule[] {
  let rules = [...chosen];
  for (const rule of chosen.toSorted((a, b) => b.counted - a.counted)) {
    const others = rules.filter((other) => other !== rule);
    if (gainOf(rule.holds, coverOf(others)) / SCENARIOS < LEAST_GAIN / 2) rules = others;
  }
  return rules;
}

function coverOf(rules: readonly Rule[]): Uint32Array {
  const covered = new Uint32Array(WORDS);
  for (const { holds } of rules) for (let w = 0; w < WORDS; w++) covered[w]! |= holds[w]!;
  return covered;
}

function gainOf(holds: Uint32Array, covered: Uint32Array): number {
  let gain = 0;
  for (let w = 0; w < WORDS; w++) gain += bitCount(holds[w]! & ~covered[w]!);
  return gain;
}

function bitsSet(words: Uint32Array): number {
  return words.reduce((sum, word) => sum + bitCount(word), 0);
}

function bitCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** The same numbers from 0 to 1 each time (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
