import { CLEANING_STEPS } from '#linkage/cleaning/cleaning-steps.ts';
import type { ComparisonKind } from '#linkage/comparison/comparison-kind.ts';
import { COMPARISON_KINDS } from '#linkage/comparison/comparison-kinds.ts';
import type { ComparisonSpec } from '#linkage/spec/linkage-spec.ts';
import { SPEC_KEYS, type SpecKey } from '#linkage/spec/spec-keys.ts';

/** The text of `docs/linkage-reference.md`: what a spec may say, as the program knows it. */
export function linkageDocs(): string {
  return [
    '# Reference of linkage specs',
    '',
    'Written by `scripts/write-linkage-docs.ts` from the program; do not edit by hand. How to use it: [linkage.md](linkage.md), [linkage.zh-CN.md](linkage.zh-CN.md).',
    '',
    '## Keys',
    '',
    ...keyTable(SPEC_KEYS.top),
    '',
    '## Keys of a column',
    '',
    ...keyTable(SPEC_KEYS.column),
    '',
    '## Keys of a comparison',
    '',
    ...keyTable(SPEC_KEYS.comparison),
    '',
    '## Kinds of comparison',
    '',
    'Levels are tried in their order; a pair that reaches none is `else`, a blank value is `missing`.',
    '',
    '| kind | columns | options | levels (with the default options) |',
    '|---|---|---|---|',
    ...Object.values(COMPARISON_KINDS).map(kindRow),
    '',
    '## Cleaning steps',
    '',
    '| step | what it does |',
    '|---|---|',
    ...Object.entries(CLEANING_STEPS).map(([step, { label }]) => row([`\`${step}\``, label])),
    '',
    '## Parts of a blocking key',
    '',
    '`column:part`; parts joined by `+` must all agree. A list gives one key for each element.',
    '',
    '| part | of columns of type | takes |',
    '|---|---|---|',
    ...SPEC_KEYS.transforms.map(({ name, accepts, description }) =>
      row([`\`${name}\``, accepts.join(', '), description]),
    ),
    '',
  ].join('\n');
}

function keyTable(keys: readonly SpecKey[]): string[] {
  return [
    '| key | value | default | meaning |',
    '|---|---|---|---|',
    ...keys.map(({ name, value, default: otherwise, description }) =>
      row([`\`${name}\``, value, otherwise ?? 'must be given', description]),
    ),
  ];
}

function kindRow(kind: ComparisonKind): string {
  const columns = kind.accepts.map((_, index) => `column${index + 1}`);
  const spec: ComparisonSpec = {
    name: 'x',
    kind: kind.kind,
    columns,
    frequency: false,
    maxWeight: undefined,
    options: {},
  };
  const levels = kind.levels(
    spec,
    (column) => `l.${column}`,
    (column) => `r.${column}`,
  );
  return row([
    `\`${kind.kind}\``,
    kind.accepts.map((types) => types.join(' or ')).join(' + '),
    Object.keys(kind.options)
      .map((option) => `\`${option}\``)
      .join(', '),
    levels.map(({ code, label }) => `\`${code}\`: ${label}`).join('; '),
  ]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
