import { describe, expect, it } from 'vitest';
import { LinkageError } from '#linkage/linkage-error.ts';
import { parseSpec } from '#linkage/spec/parse-spec.ts';
import { specProblem } from './spec-problem.ts';

const FILES = { spec: 's.yaml', left: 'a.csv', right: 'b.csv' };

function problemsOf(yaml: string) {
  try {
    parseSpec(yaml, 's.yaml');
    return [];
  } catch (error) {
    return (error as LinkageError).problems.map((problem) => specProblem(problem, FILES));
  }
}

describe('a problem of a linkage in Chinese', () => {
  it('tells file, line, what is wrong and what to write', () => {
    const [problem] = problemsOf('comparisons:\n  name: { kind: nme }\nblocking: [ name ]\n');
    expect(problem).toMatchObject({
      code: 'UNKNOWN_KIND',
      file: 's.yaml',
      line: 2,
      what: '文件 s.yaml 第 2 行 comparisons.name.kind：没有比较方式“nme”',
      remedy: '是否想写“name”',
    });
  });

  it.each([
    ['a key twice', 'columns: {}\ncolumns: {}\n'],
    ['no YAML', 'columns: [\n'],
    ['nothing', ''],
    [
      'unknown keys, steps, types',
      'columns:\n  a: { clean: [no], type: no, no: 1 }\ncomparisons: {a: exact}\nblocking: [a]\n',
    ],
    ['a bad name', 'columns:\n  a+b: c\ncomparisons: {c: exact}\nblocking: [c]\n'],
    [
      'a bad threshold',
      'comparisons: {a: exact}\nblocking: [a]\nthreshold: 3\nmax_pairs: no\nconstraint: no\n',
    ],
    ['a rule twice', 'comparisons: {a: exact}\nblocking: [a, a]\n'],
    ['an unknown part', 'comparisons: {a: exact}\nblocking: ["a:middle"]\n'],
    ['the truth as evidence', 'truth: a\ncomparisons: {a: exact}\nblocking: [a]\n'],
    ['too few columns', 'comparisons: {a: {kind: geo}}\nblocking: [a]\n'],
    ['a wrong option', 'comparisons: {a: {kind: date, within_days: x}}\nblocking: [a]\n'],
    ['an empty list', 'columns: {a: {from: []}}\ncomparisons: {a: exact}\nblocking: [a]\n'],
    ['a list with other things', 'columns: {a: [x, 3, x]}\ncomparisons: {a: exact}\nblocking: [a]\n'],
    [
      'a joined number',
      'columns: {a: {from: [x, y], type: number}}\ncomparisons: {a: number}\nblocking: [a]\n',
    ],
    [
      'a date of too many columns',
      'columns: {a: {from: [w, x, y, z], type: date}}\ncomparisons: {a: date}\nblocking: [a]\n',
    ],
    ['no kind', 'comparisons: {a: {frequency: true}}\nblocking: [a]\n'],
  ])('is known for %s', (_, yaml) => {
    const problems = problemsOf(yaml);
    expect(problems.length).toBeGreaterThan(0);
    for (const { what, remedy } of problems) {
      expect(what.replace(/（.*）|“.*?”/g, '').replace(/^文件 s\.yaml( 第 \d+ 行)?[^：]*/, '')).toMatch(
        /^：\P{ASCII}/u,
      );
      expect(remedy).toMatch(/^\p{Script=Han}/u);
    }
  });

  it('names the table that is meant', () => {
    const problem = (side: string) => ({
      code: 'UNKNOWN_COLUMN',
      path: 'columns.birth',
      what: `The ${side} table has no column \`dob\``,
      remedy: 'Use one of: id, name',
    });
    expect(specProblem(problem('left'), FILES).what).toBe(
      '文件 s.yaml columns.birth：文件 a.csv 没有列“dob”',
    );
    expect(specProblem(problem('right'), FILES)).toMatchObject({
      what: '文件 s.yaml columns.birth：文件 b.csv 没有列“dob”',
      remedy: '可以写：id、name',
    });
  });

  it('keeps English where it knows no Chinese', () => {
    const problem = { code: 'NEW_CODE', path: 'blocking[0]', what: 'Something is new', remedy: 'Do it' };
    expect(specProblem(problem, FILES)).toMatchObject({
      what: '文件 s.yaml blocking[0]：Something is new',
      remedy: 'Do it',
    });
    expect(new LinkageError([problem]).problems).toEqual([problem]);
  });
});
