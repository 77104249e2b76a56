import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { edited, refusal } from './catalogue-refusal.ts';

const FILE = 'archive-items.yaml';
const SHIPPED = readFileSync(join(import.meta.dirname, FILE), 'utf8');

describe('the archive is refused, with the line,', () => {
  test.each([
    [
      'for an item without category',
      'item: 1, category: basic',
      'item: 1, category: basics',
      'category',
      /rule_archive_category 里没有 basics/,
    ],
    ['for a number given twice', '{ item: 2,', '{ item: 1,', 'valid_from', /规则 1 的有效期与另一版本.*重叠/],
    [
      'for an identifier given twice',
      'identifier: id_no,',
      'identifier: name,',
      'identifier',
      /identifier 的值 name 已用于另一行/,
    ],
    [
      'for a measure without unit',
      'department: HRSS, level: L4, unit: 分',
      'department: HRSS, level: L4',
      'unit',
      /计量的项目没有单位/,
    ],
    [
      'for text of level 3 that would be shown',
      'level: L3, mask: NAME',
      'level: L3',
      'mask',
      /L3 的文字须写明遮盖方式/,
    ],
    [
      'for a reading of a source that is not there',
      'source: nhc_death,',
      'source: nhc_deaths,',
      'source',
      /没有来源 nhc_deaths/,
    ],
    [
      'for a role that the source does not name',
      'source: cab_marriage, role: spouse',
      'source: cab_marriage, role: husband',
      'role',
      /没有 husband 这个人/,
    ],
    [
      'for a code that the column does not know',
      'where_codes: RURAL|URBAN',
      'where_codes: RURAL|CITY',
      'where_codes',
      /列 member_kind 没有代码 CITY/,
    ],
    [
      'for a condition without codes',
      'where_column: cancel_reason, where_codes: DEATH',
      'where_column: cancel_reason',
      'where_column',
      /须一起写/,
    ],
    [
      'for a latest by something that has no order',
      'latest_by: collect_date',
      'latest_by: residence_type',
      'latest_by',
      /类型是 code，应为 date、month、integer/,
    ],
    [
      'for two own days of one source',
      'where_codes: UNEMPLOYED, latest_by: registration_date, as_of_column: registration_date',
      'where_codes: UNEMPLOYED, latest_by: registration_date',
      'as_of_column',
      /同一个日期列/,
    ],
    [
      'for an origin that reads nothing known',
      'priority: 1, reading: card_issue',
      'priority: 1, reading: card_issues',
      'reading',
      /没有 card_issues 这种取法/,
    ],
    [
      'for a column that the source does not have',
      'reading: dibao, column_name: dibao_no',
      'reading: dibao, column_name: certificate_no',
      'column_name',
      /来源 cab_dibao 没有列 certificate_no/,
    ],
    [
      'for a column that the line does not have',
      'reading: person, column_name: sex',
      'reading: person, column_name: gender',
      'column_name',
      /表 person 没有列 gender/,
    ],
    [
      'for a type that the column cannot have',
      'reading: dibao, column_name: from_date',
      'reading: dibao, column_name: monthly_amount_fen',
      'column_name',
      /填不了类型为 d 的第 100 项/,
    ],
    [
      'for a derivation of another kind',
      'column_name: entity_kind, derivation: BUSINESS_ROLE',
      'column_name: founded_date, derivation: BUSINESS_ROLE',
      'derivation',
      /BUSINESS_ROLE 不能用于列 founded_date/,
    ],
    [
      'for an origin of an item that is none',
      '{ item: 122, priority: 1',
      '{ item: 123, priority: 1',
      'item',
      /rule_archive_item 里没有 123/,
    ],
  ])('%s', (_what, piece, replacement, field, reason) => {
    const { message, error } = refusal(edited(FILE, piece, replacement));
    const line = SHIPPED.slice(0, SHIPPED.indexOf(piece)).split('\n').length;
    expect(message).toMatch(reason);
    expect(message).toContain(`第 ${line} 行`);
    expect(error.params.field).toMatch(new RegExp(`^rule_archive_[a-z]+\\.rows\\.\\d+\\.${field}$`));
  });
});
