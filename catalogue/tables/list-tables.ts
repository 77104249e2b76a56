import { PERSON_LISTS } from '#domain/person-list.ts';
import sourceSchema from '../schema/source.schema.json' with { type: 'json' };
import { code, flag, integer, ruleTable, share, text } from './rule-table.ts';

const COLUMN_TYPES: readonly string[] = sourceSchema.definitions.column.properties.type.enum;
const SCHEME = { optional: true, references: ['rule_scheme', 'scheme'] as const };

export const LIST_TABLES = [
  ruleTable({
    name: 'rule_recommendation',
    file: 'recommendation.yaml',
    grain: 'one row per condition; the first that holds, by condition_order, is recommended',
    shape: 'rows',
    key: ['condition'],
    unique: ['condition_order'],
    columns: {
      condition: code('condition code, decided by the model'),
      condition_order: integer('1 is tried first', [1, 999]),
      advice: code('advice code'),
      advice_name: text('the advice, Chinese'),
      scheme: code('scheme recommended', undefined, SCHEME),
      period: code('period of the costs shown', ['MONTH', 'YEAR'], { optional: true }),
      target: code('who gets the task', ['PERSON', 'UNIT']),
      drive: code('one of the four drives', undefined, {
        optional: true,
        references: ['rule_drive', 'drive'],
      }),
      reason: text('why, as the grid worker reads it, Chinese'),
    },
  }),
  ruleTable({
    name: 'rule_person_list',
    file: 'person-lists.yaml',
    grain: 'one row per person list (23类人员名单)',
    shape: 'rows',
    key: ['tag'],
    columns: {
      tag: code('T01–T23', Object.keys(PERSON_LISTS)),
      identifier: code('identifier'),
      name: text('Chinese name'),
      description: text('who is on it, Chinese'),
      origin: code('named or mentioned in the pilot report, or our proposal', [
        'NAMED',
        'MENTIONED',
        'PROPOSED',
      ]),
      window_months: integer('how far the list looks ahead or back', [1, 120], { optional: true }),
      sensitive: flag('shown to entitled roles only'),
    },
  }),
  ruleTable({
    name: 'rule_department',
    file: 'departments.yaml',
    grain: 'one row per department that delivers',
    shape: 'rows',
    key: ['department'],
    columns: {
      department: code('department code'),
      name: text('Chinese name'),
      short_name: text('Chinese short name'),
    },
  }),
  ruleTable({
    name: 'rule_quality',
    file: 'quality.yaml',
    grain: 'one row per column type: thresholds where a source definition names none',
    shape: 'rows',
    key: ['column_type'],
    columns: {
      column_type: code('type of the column', COLUMN_TYPES),
      completeness: share('least share of filled values'),
      required_completeness: share('the same where the column is required'),
      validity: share('least share of valid values among the filled ones'),
      uniqueness: share('least share of distinct values, where the column is the whole key'),
    },
  }),
];
