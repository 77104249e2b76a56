import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCatalogue, loadCatalogue, ruleObjects } from './load-catalogue.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rule-change-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function changed(text: string) {
  const path = join(folder, 'change.yaml');
  writeFileSync(path, text);
  return loadCatalogue(undefined, path);
}

const AS_OF = '2026-10-31';
const rows = (text: string, table: string) => ruleObjects(compileCatalogue(changed(text), AS_OF), table);

describe('a change of rules to be tried out', () => {
  it('says what differs and keeps the rest of the rule', () => {
    const text = 'name: 提前预警\nrule_coverage_grade:\n  - { grade: SHORT, name: 短断 }\n';
    expect(rows(text, 'rule_coverage_grade')[0]).toMatchObject({
      grade: 'SHORT',
      name: '短断',
      from_months: 0,
      to_months: 11,
    });
  });

  it('gives a changed rule another version, and no other', () => {
    const before = ruleObjects(compileCatalogue(loadCatalogue(), AS_OF), 'rule_coverage_grade');
    const after = rows(
      'name: 试\nrule_coverage_grade:\n  - { grade: SHORT, name: 短断 }\n',
      'rule_coverage_grade',
    );
    expect(after.map((row, place) => row.rule_version === before[place]!.rule_version)).toEqual([
      false,
      true,
    ]);
  });

  it('changes a parameter', () => {
    const text = 'name: 试\nrule_coverage:\n  - { parameter: adult_age_years, value: 18 }\n';
    expect(rows(text, 'rule_coverage')[0]).toMatchObject({
      adult_age_years: 18,
      resident_pension_age_years: 60,
    });
  });

  it('adds a rule whose key is new, as a proposal', () => {
    const text = 'name: 试\nrule_department:\n  - { department: POSTBANK, name: 邮储, short_name: 邮储 }\n';
    expect(rows(text, 'rule_department').at(-1)).toMatchObject({ department: 'POSTBANK', proposal: true });
  });

  it('takes a rule away', () => {
    const text =
      'name: 试\nremove:\n  rule_disability_group:\n    - { disability_type: VISUAL, disability_grade: "3" }\n';
    expect(rows(text, 'rule_disability_group')).not.toContainEqual(
      expect.objectContaining({ disability_type: 'VISUAL', disability_grade: '3' }),
    );
  });

  it.each([
    ['an unknown table', 'name: 试\nrule_nothing:\n  - { a: 1 }\n', 2, /没有这样的项/],
    ['a rule without key', 'name: 试\nrule_coverage_grade:\n  - { name: 短断 }\n', 3, /主键 grade/],
    [
      'a rule that is not there',
      'name: 试\nremove:\n  rule_coverage_grade:\n    - { grade: LONGER }\n',
      4,
      /没有这条规则/,
    ],
    [
      'an unknown column',
      'name: 试\nrule_coverage_grade:\n  - { grade: SHORT,\n      colour: 1 }\n',
      4,
      /没有这样的项/,
    ],
    [
      'a value out of range',
      'name: 试\nrule_coverage_grade:\n  - { grade: SHORT,\n      from_months: -1 }\n',
      4,
      /不得小于 0/,
    ],
    [
      'a gap between ranges',
      'name: 试\nrule_coverage_grade:\n  - { grade: SHORT,\n      to_months: 9 }\n',
      0,
      /from_months|to_months/,
    ],
    [
      'a new rule that is not whole',
      'name: 试\nrule_department:\n  - { department: POSTBANK }\n',
      3,
      /缺少这一项/,
    ],
    ['no name', 'rule_coverage_grade:\n  - { grade: SHORT, name: 短断 }\n', 0, /缺少这一项/],
    ['text that is no YAML', 'name: [\n', 0, /YAML 语法错误/],
  ])('is refused with its line for %s', (_, text, line, reason) => {
    expect(() => changed(text)).toThrow(reason);
    if (line > 0) expect(() => changed(text)).toThrow(new RegExp(`change\\.yaml 第 ${line} 行`));
  });
});
