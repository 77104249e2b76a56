import { KEY_TRANSFORMS, type KeyTransform } from './key-transform.ts';

/** One key of a spec, for the checker and for the reference in the documentation. */
export interface SpecKey {
  readonly name: string;
  /** What may stand there. */
  readonly value: string;
  /** What holds when it is left out; undefined: it must be there. */
  readonly default: string | undefined;
  readonly description: string;
}

function keys(rows: readonly (readonly [string, string, string | undefined, string])[]): readonly SpecKey[] {
  return Object.freeze(
    rows.map(([name, value, otherwise, description]) =>
      Object.freeze({ name, value, default: otherwise, description }),
    ),
  );
}

const NAME_OR_SIDES = 'column name, or `{left: …, right: …}`';

/** Every key that a spec may have, in the order in which it is written. */
export const SPEC_KEYS: {
  readonly top: readonly SpecKey[];
  readonly column: readonly SpecKey[];
  readonly comparison: readonly SpecKey[];
  readonly transforms: readonly KeyTransform[];
} = Object.freeze({
  top: keys([
    [
      'id',
      NAME_OR_SIDES,
      'position in the file, from 1',
      'column that names a record; unique and never blank',
    ],
    [
      'truth',
      NAME_OR_SIDES,
      'nothing is measured',
      'column that says who a record truly is; only measured against',
    ],
    [
      'columns',
      'map of name → column',
      'each column as its own name, as text',
      'the columns compared or blocked on, after cleaning',
    ],
    ['comparisons', 'map of name → kind, or map of options', undefined, 'what is compared and how'],
    [
      'blocking',
      'list of rules `column:part + column:part`',
      undefined,
      'records that agree by any rule are compared',
    ],
    ['max_pairs', 'whole number', '100000000', 'pairs that one blocking rule may make'],
    [
      'threshold',
      '`auto`, or probability between 0 and 1',
      'auto',
      'probability from which a pair is a link; `auto`: where the model expects the best F1',
    ],
    [
      'review_from',
      '`auto`, or probability between 0 and 1',
      'auto',
      'probability from which a pair that is no link is worth a look',
    ],
    [
      'constraint',
      '`auto`, `none`, `one_to_one`, `many_to_one`',
      'auto',
      'how often a record may be linked; `auto`: as the links show',
    ],
  ]),
  column: keys([
    [
      'from',
      'column name, list of columns, or `{left: …, right: …}` of these',
      'the same name',
      'where the column stands in the tables; several columns are joined in their order by a space, blank ones left out (of type `list`: each is an element; of type `date`: year, month, day)',
    ],
    [
      'type',
      '`text`, `date`, `number`, `list`',
      'text',
      'what it is cast to after cleaning; what cannot be cast counts as blank',
    ],
    ['clean', 'list of cleaning steps', 'none', 'cleaning steps, in their order'],
  ]),
  comparison: keys([
    ['kind', 'name of a comparison kind', undefined, 'how the values are compared'],
    ['column', 'column name', 'the name of the comparison', 'the column compared'],
    [
      'columns',
      'list of column names',
      'the name of the comparison',
      'the columns compared together, for kinds that take several',
    ],
    [
      'frequency',
      '`true`, `false`',
      'false',
      'whether agreement on a rare value counts for more than on a common one',
    ],
    ['max_weight', 'number of bits above 0', 'no limit', 'the most that agreement may add'],
  ]),
  transforms: KEY_TRANSFORMS,
});
