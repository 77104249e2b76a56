import { describe, expect, it } from 'vitest';
import { LinkageError, type LinkageProblem } from '../linkage-error.ts';
import { formatSpec } from './format-spec.ts';
import { parseSpec } from './parse-spec.ts';

const WHOLE = `
id: { left: rec_id, right: nr }
truth: entity
columns:
  given_name: { from: first_name, clean: [text] }
  surname: { left: surname, right: lastname }
  birth: { from: date_of_birth, type: date }
  lat: { type: number }
  lon: { type: number }
comparisons:
  given_name: { kind: name, frequency: true, swapped_with: surname }
  surname: name
  born: { kind: date, column: birth }
  place: { kind: geo, columns: [lat, lon], within_km: [1, 10] }
  phone: { kind: phone, max_weight: 4 }
blocking:
  - surname+birth
  - given_name:first3 + birth:year
threshold: 0.9
review_from: 0.1
constraint: one_to_one
`;

function problemsOf(text: string): readonly LinkageProblem[] {
  try {
    parseSpec(text, 'x.yaml');
  } catch (error) {
    if (error instanceof LinkageError) return error.problems;
    throw error;
  }
  return [];
}

function codes(text: string): string[] {
  return problemsOf(text).map(({ code }) => code);
}

const RIGHT = 'comparisons: { a: text, born: date }\nblocking: [a]\n';

describe('a spec', () => {
  it('is read whole', () => {
    const spec = parseSpec(WHOLE, 'x.yaml');
    expect(spec.id).toEqual({ left: 'rec_id', right: 'nr' });
    expect(spec.columns.map(({ name, type, from }) => [name, type, from.left, from.right])).toEqual([
      ['given_name', 'text', 'first_name', 'first_name'],
      ['surname', 'text', 'surname', 'lastname'],
      ['birth', 'date', 'date_of_birth', 'date_of_birth'],
      ['lat', 'number', 'lat', 'lat'],
      ['lon', 'number', 'lon', 'lon'],
      ['phone', 'text', 'phone', 'phone'],
    ]);
    expect(spec.comparisons[0]).toEqual({
      name: 'given_name',
      kind: 'name',
      columns: ['given_name'],
      frequency: true,
      maxWeight: undefined,
      options: { swapped_with: 'surname' },
    });
    expect(spec.comparisons[2]!.columns).toEqual(['birth']);
    expect(spec.comparisons[4]!.maxWeight).toBe(4);
    expect(spec.blocking.map(({ text }) => text)).toEqual([
      'surname + birth',
      'given_name:first3 + birth:year',
    ]);
    expect(spec.blocking[1]!.parts).toEqual([
      { column: 'given_name', of: 'first3' },
      { column: 'birth', of: 'year' },
    ]);
    expect([spec.threshold, spec.reviewFrom, spec.constraint, spec.maxPairs]).toEqual([
      0.9,
      0.1,
      'one_to_one',
      100_000_000,
    ]);
  });

  it('comes back the same from its own writing', () => {
    const spec = parseSpec(WHOLE, 'x.yaml');
    expect(parseSpec(formatSpec(spec), 'y.yaml')).toEqual(spec);
  });

  it.each([
    ['both tables', '[given, surname]', ['given', 'surname'], ['given', 'surname']],
    ['one table', '{ left: full, right: [given, surname] }', 'full', ['given', 'surname']],
    ['each table its own', '{ left: [a, b], right: [given, surname] }', ['a', 'b'], ['given', 'surname']],
    ['a list of one', '[full]', 'full', 'full'],
  ])('joins columns of %s', (_, from, left, right) => {
    for (const entry of [from, `{ from: ${from}, clean: [name] }`]) {
      const spec = parseSpec(
        `columns: { name: ${entry} }\ncomparisons: { name: name }\nblocking: [name]`,
        'x',
      );
      expect(spec.columns[0]!.from).toEqual({ left, right });
      expect(parseSpec(formatSpec(spec), 'y')).toEqual(spec);
    }
  });

  it('is frozen through and through', () => {
    const spec = parseSpec(WHOLE, 'x.yaml');
    expect(() => Object.assign(spec.columns[0]!.from, { left: 'x' })).toThrow(TypeError);
  });

  it('takes columns in any script', () => {
    const spec = parseSpec(
      'comparisons: { 姓名: chinese_name }\nblocking: [姓名:sound + 出生日期:year]',
      'x',
    );
    expect(spec.columns.map(({ name, type }) => [name, type])).toEqual([
      ['姓名', 'text'],
      ['出生日期', 'date'],
    ]);
  });

  it('implies the type that a column is used as', () => {
    const spec = parseSpec(RIGHT, 'x');
    expect(spec.columns.map(({ name, type }) => [name, type])).toEqual([
      ['a', 'text'],
      ['born', 'date'],
    ]);
  });
});

describe('what is wrong with a spec', () => {
  it('is said all at once, in the order of the lines', () => {
    const problems = problemsOf(
      [
        'columms: {}',
        'columns: { birth: { type: data }, a: { clean: [shout] } }',
        'comparisons:',
        '  a: { kind: texxt }',
        '  birth: { kind: date, colunm: birth }',
        'blocking:',
        '  - a:frist3',
        '  - a + ',
        'threshold: 2',
      ].join('\n'),
    );
    expect(problems.map(({ code, path, line }) => [code, path, line])).toEqual([
      ['UNKNOWN_KEY', 'columms', 1],
      ['UNKNOWN_TYPE', 'columns.birth.type', 2],
      ['UNKNOWN_STEP', 'columns.a.clean.0', 2],
      ['UNKNOWN_KIND', 'comparisons.a.kind', 4],
      ['UNKNOWN_KEY', 'comparisons.birth.colunm', 5],
      ['TYPE_DIFFERS', 'comparisons.birth', 5],
      ['UNKNOWN_TRANSFORM', 'blocking.0', 7],
      ['BAD_VALUE', 'blocking.1', 8],
      ['BAD_VALUE', 'threshold', 9],
    ]);
    expect(
      problems.map(({ remedy }) => remedy).filter((remedy) => remedy.startsWith('Did you mean')),
    ).toEqual([
      'Did you mean `columns`',
      'Did you mean `date`',
      'Did you mean `text`',
      'Did you mean `column`',
      'Did you mean `first3`',
    ]);
  });

  it.each([
    ['nothing in it', '', ['NO_COMPARISON', 'NO_BLOCKING']],
    ['a list', '- a', ['BAD_VALUE']],
    ['broken YAML', 'a: [', ['NOT_YAML']],
    ['an alias without anchor', 'id: *a', ['NOT_YAML']],
    ['a key twice', `${RIGHT}id: a\nid: b`, ['DUPLICATE_NAME']],
    ['a comparison twice', 'comparisons: { a: text, a: exact }\nblocking: [a]', ['DUPLICATE_NAME']],
    ['a rule twice', 'comparisons: { a: text }\nblocking: [a + b, b+a]', ['DUPLICATE_RULE']],
    [
      'a date part of a text',
      'columns: { a: }\ncomparisons: { a: text }\nblocking: [a:year]',
      ['TYPE_DIFFERS'],
    ],
    ['first letters of a date', 'comparisons: { a: date }\nblocking: [a:first2]', ['TYPE_DIFFERS']],
    ['no column for geo', 'comparisons: { a: geo }\nblocking: [a]', ['COLUMN_COUNT']],
    ['an option wrong', 'comparisons: { a: { kind: name, swapped_with: 3 } }\nblocking: [a]', ['BAD_OPTION']],
    [
      'an option of no kind',
      'comparisons: { a: { kind: exact, within: 3 } }\nblocking: [a]',
      ['UNKNOWN_KEY'],
    ],
    ['no kind', 'comparisons: { a: { frequency: true } }\nblocking: [a]', ['MISSING_KEY']],
    ['a plus in a name', 'comparisons: { a+b: text }\nblocking: [a]', ['BAD_NAME']],
    ['review above threshold', `${RIGHT}threshold: 0.5\nreview_from: 0.6`, ['BAD_VALUE']],
    ['no pairs allowed', `${RIGHT}max_pairs: 0`, ['BAD_VALUE']],
    ['an unknown constraint', `${RIGHT}constraint: one-to-one`, ['BAD_VALUE']],
    ['the truth compared', `truth: a\n${RIGHT}`, ['KEY_AS_EVIDENCE']],
    ['several columns as the id', `id: [a, b]\n${RIGHT}`, ['BAD_VALUE']],
    ['an empty list of columns', `columns: { a: { from: [] } }\n${RIGHT}`, ['NO_COLUMN']],
    ['an empty list on one side', `columns: { a: { left: x, right: [] } }\n${RIGHT}`, ['NO_COLUMN']],
    ['a column twice in a list', `columns: { a: [x, X] }\n${RIGHT}`, ['COLUMN_TWICE']],
    ['no name in a list', `columns: { a: [x, 3, [y]] }\n${RIGHT}`, ['BAD_SOURCE', 'BAD_SOURCE']],
    ['columns of one side', `columns: { a: { left: x } }\n${RIGHT}`, ['BAD_SOURCE']],
    [
      'a number of two columns',
      `columns: { c: { from: [x, y], type: number } }\n${RIGHT}`,
      ['JOINED_NUMBER'],
    ],
    [
      'two columns compared as a number',
      'columns: { a: [x, y] }\ncomparisons: { a: number }\nblocking: [b]',
      ['JOINED_NUMBER'],
    ],
    [
      'a date of four columns',
      `columns: { c: { from: [w, x, y, z], type: date } }\n${RIGHT}`,
      ['JOINED_DATE'],
    ],
    ['the truth in a list', `truth: x\ncolumns: { a: [x, y] }\n${RIGHT}`, ['KEY_AS_EVIDENCE']],
    ['half an id', `id: { left: a }\n${RIGHT}`, ['BAD_VALUE']],
  ])('is %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
});
