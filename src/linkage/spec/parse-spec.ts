import { LinkageError } from '../linkage-error.ts';
import { sourceColumns } from './column-source.ts';
import { deepFreeze } from './deep-freeze.ts';
import { impliedColumns } from './implied-columns.ts';
import type { Constraint, LinkageSpec, Sides } from './linkage-spec.ts';
import { choiceRemedy } from './nearest-name.ts';
import { parseBlocking } from './parse-blocking.ts';
import { parseColumns } from './parse-columns.ts';
import { parseComparisons } from './parse-comparisons.ts';
import { parseSides } from './parse-sides.ts';
import { readSpecFile, type SpecFile } from './spec-file.ts';
import { SPEC_KEYS } from './spec-keys.ts';
import { isMapping, reportUnknownKeys } from './spec-mapping.ts';
import { SPEC_VOCABULARY, type SpecVocabulary } from './spec-vocabulary.ts';

const CONSTRAINTS: readonly Constraint[] = Object.freeze(['auto', 'none', 'one_to_one', 'many_to_one']);
const DEFAULT_MAX_PAIRS = 100_000_000;

/**
 * Reads a linkage spec (YAML, keys in `SPEC_KEYS`) and checks everything that can be known without the data.
 *
 * @param origin file name, for messages
 * @returns frozen
 * @throws LinkageError with every problem found
 */
export function parseSpec(
  text: string,
  origin: string,
  vocabulary: SpecVocabulary = SPEC_VOCABULARY,
): LinkageSpec {
  const file = readSpecFile(text, origin);
  const top = file.value ?? {};
  if (!isMapping(top)) {
    file.report('BAD_VALUE', [], 'A spec is a map of keys', `Write \`key: value\` lines: ${names()}`);
    throw new LinkageError(file.problems);
  }
  reportUnknownKeys(file, [], top, names());

  const declared = parseColumns(file, top.columns, vocabulary);
  const comparisons = parseComparisons(file, top.comparisons, vocabulary);
  const blocking = parseBlocking(file, top.blocking);
  const implied = impliedColumns(file, declared, [...comparisons.uses, ...blocking.uses]);
  const id = top.id === undefined ? undefined : parseSides(file, ['id'], top.id);
  const truth = top.truth === undefined ? undefined : parseSides(file, ['truth'], top.truth);
  const columns = [...declared, ...implied];
  reportEvidence(file, columns, comparisons.specs, { id, truth });

  const threshold = probability(file, 'threshold', top.threshold);
  const reviewFrom = probability(file, 'review_from', top.review_from);
  if (typeof threshold === 'number' && typeof reviewFrom === 'number' && reviewFrom > threshold)
    file.report(
      'BAD_VALUE',
      ['review_from'],
      `\`review_from\` (${reviewFrom}) lies above \`threshold\` (${threshold})`,
      'Lower it, or take it out: then it is a fifth of the threshold',
    );
  const spec: LinkageSpec = {
    id,
    truth,
    columns,
    comparisons: comparisons.specs,
    blocking: blocking.rules,
    maxPairs: maxPairs(file, top.max_pairs),
    threshold,
    reviewFrom,
    constraint: constraint(file, top.constraint),
  };
  if (file.problems.length === 0) return deepFreeze(spec);
  const isSound = ({ name }: LinkageSpec['columns'][number]) =>
    !file.problems.some(({ path }) => `${path}.`.startsWith(`columns.${name}.`));
  throw new LinkageError(inLineOrder(file), deepFreeze({ ...spec, columns: columns.filter(isSound) }));
}

function names(): string[] {
  return SPEC_KEYS.top.map(({ name }) => name);
}

/** Who a record is cannot be evidence for who it is. */
function reportEvidence(
  file: SpecFile,
  columns: LinkageSpec['columns'],
  comparisons: LinkageSpec['comparisons'],
  keys: Readonly<Record<'id' | 'truth', Sides<string> | undefined>>,
): void {
  for (const comparison of comparisons)
    for (const name of comparison.columns) {
      const from = columns.find((column) => column.name === name)?.from;
      const key = (['truth', 'id'] as const).find(
        (which) =>
          from &&
          keys[which] &&
          (sourceColumns(from.left).includes(keys[which].left) ||
            sourceColumns(from.right).includes(keys[which].right)),
      );
      if (key !== undefined)
        file.report(
          'KEY_AS_EVIDENCE',
          ['comparisons', comparison.name],
          `\`${name}\` is the \`${key}\` column, which may not be evidence`,
          `Take the comparison out, or the \`${key}\` key`,
        );
    }
}

function probability(file: SpecFile, key: string, value: unknown): number | 'auto' {
  if (value === undefined || value === 'auto') return 'auto';
  if (typeof value === 'number' && value > 0 && value < 1) return value;
  file.report(
    'BAD_VALUE',
    [key],
    `\`${key}\` is neither \`auto\` nor a probability between 0 and 1`,
    'Write `auto`, or a number such as 0.9',
  );
  return 'auto';
}

function maxPairs(file: SpecFile, value: unknown): number {
  if (value === undefined) return DEFAULT_MAX_PAIRS;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  file.report('BAD_VALUE', ['max_pairs'], '`max_pairs` is no whole number above 0', 'Write e.g. 100000000');
  return DEFAULT_MAX_PAIRS;
}

function constraint(file: SpecFile, value: unknown): Constraint {
  if (value === undefined) return 'auto';
  const known = CONSTRAINTS.find((name) => name === value);
  if (known !== undefined) return known;
  file.report(
    'BAD_VALUE',
    ['constraint'],
    'This constraint is not known',
    choiceRemedy(String(value), CONSTRAINTS),
  );
  return 'auto';
}

function inLineOrder({ problems }: SpecFile) {
  return problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
