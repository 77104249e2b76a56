import type { Engine } from '#engine/engine.ts';
import { LinkageError } from '../linkage-error.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { chooseBlocking } from './choose-blocking.ts';
import { chooseComparisons, repeatedColumns } from './choose-comparisons.ts';
import { findContained } from './find-contained.ts';
import { findDetermined } from './find-determined.ts';
import type { Meaning } from './header-meaning.ts';
import { keyCandidates } from './key-candidates.ts';
import { measureAgreement, measureChances } from './measure-agreement.ts';
import { prepareSamples } from './prepare-samples.ts';
import { profileSample } from './profile-table.ts';
import { sampleTable } from './sample-table.ts';
import { suggestColumns } from './suggest-columns.ts';
import type { SuggestedColumn } from './suggested-column.ts';
import { writeSuggestion } from './write-suggestion.ts';

/** What a household has in common. */
const HOUSEHOLD: readonly Meaning[] = [
  'address',
  'town',
  'postcode',
  'house_number',
  'region',
  'country',
  'latitude',
  'longitude',
  'phone',
];
const PLACE: readonly Meaning[] = [
  'address',
  'town',
  'postcode',
  'house_number',
  'region',
  'latitude',
  'longitude',
];

/** Columns whose values may follow from one another; names and births of persons do not. */
const PERSONAL: readonly Meaning[] = [
  'given_name',
  'middle_name',
  'surname',
  'second_surname',
  'full_name',
  'birth_date',
  'birth_year',
  'birth_month',
  'birth_day',
  'age',
  'sex',
  'national_id',
  'birth_place',
];

const PERSONAL_KINDS: readonly string[] = ['name', 'chinese_name', 'date', 'id_number'];

/**
 * A starting spec for two tables, or one with itself, from a profile of their data: YAML with comments that say
 * why. The same data give the same text.
 *
 * @throws LinkageError NOTHING_TO_COMPARE
 */
export async function suggestSpec(
  engine: Engine,
  { left, right }: { readonly left: string; readonly right?: string | undefined },
): Promise<string> {
  await engine.run(LINKAGE_PRELUDE);
  const leftSide = await sampled(engine, left, 'suggest_left');
  const rightSide = right === undefined ? undefined : await sampled(engine, right, 'suggest_right');
  const { identity, columns, leftOut, samples } = await suggestColumns(engine, leftSide, rightSide);
  if (columns.length === 0) throw nothingToCompare(leftOut);

  const candidates = keyCandidates(columns);
  const wholes = columns.map((_, index) =>
    candidates.findIndex((candidate) => candidate.index === index && candidate.of === undefined),
  );
  const keys = await prepareSamples(engine, samples, columns, candidates);
  const chances = await measureChances(engine, keys);
  const contained = await findContained(engine, columns);
  const personal = indexesOf(columns, PERSONAL);
  const determined = await findDetermined(engine, keys, {
    indexes: columns.flatMap(({ kind }, i) => (personal.has(i) || PERSONAL_KINDS.includes(kind) ? [] : [i])),
    own: new Set(columns.flatMap((column, i) => (isOwn(column) ? [i] : []))),
    wholes,
    chances,
  });
  const expected = wholes.map((whole) => ({ chance: chances[whole]!, agreeing: 0.8 }));
  const behaviour = await measureAgreement(engine, keys, columns, chances, {
    household: indexesOf(columns, HOUSEHOLD),
    repeated: new Set(repeatedColumns(columns, expected, determined, contained).keys()),
  });
  const ofWholes = wholes.map((whole) => behaviour[whole]!);
  const comparisons = chooseComparisons(columns, ofWholes, determined, contained);
  const places = indexesOf(columns, PLACE);
  const blocking = await chooseBlocking(
    engine,
    keys,
    behaviour,
    columns.map(({ profile }, i) => ({
      filled: profile.left.filled * profile.right.filled,
      isPlace: places.has(i),
      isMade: columns[i]!.kind === 'name' && contained.filter(({ whole }) => whole === i).length >= 2,
    })),
  );
  return writeSuggestion({
    profiles: { left: leftSide.profile, right: rightSide?.profile },
    identity,
    comparisons,
    behaviour: ofWholes,
    blocking,
    leftOut,
  });
}

function nothingToCompare(
  leftOut: readonly { readonly name: string; readonly reason: string }[],
): LinkageError {
  const reasons = leftOut.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  return new LinkageError([
    {
      code: 'NOTHING_TO_COMPARE',
      path: 'columns',
      what: `No column is left to compare${reasons === '' ? '' : ` (${reasons})`}`,
      remedy: 'Bring tables with a column of the same meaning that is filled and not the same everywhere',
    },
  ]);
}

/** Whether a column is a person's own and not a household's. */
function isOwn({ meaning, kind }: SuggestedColumn): boolean {
  if (meaning === undefined) return ['name', 'chinese_name', 'date'].includes(kind);
  return ['given_name', 'full_name', 'birth_date', 'birth_year'].includes(meaning);
}

async function sampled(engine: Engine, relation: string, table: string) {
  const sample = await sampleTable(engine, relation, table);
  return { sample, profile: await profileSample(engine, sample) };
}

function indexesOf(columns: readonly SuggestedColumn[], meanings: readonly Meaning[]): ReadonlySet<number> {
  return new Set(
    columns.flatMap(({ meaning }, i) => (meaning !== undefined && meanings.includes(meaning) ? [i] : [])),
  );
}
