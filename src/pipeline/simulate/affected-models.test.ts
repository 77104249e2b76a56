import { expect, it } from 'vitest';
import type { CompiledTable } from '#catalogue/load-catalogue.ts';
import { parseModel } from '#engine/model.ts';
import { affectedModels } from './affected-models.ts';

const rule = (name: string, key: string): CompiledTable => ({ name, key, columns: [], rows: [] });
const model = (table: string, reads: string, text = 'SELECT 1') =>
  parseModel(`-- table: ${table}\n-- purpose: p\n-- grain: g\n-- reads: ${reads}\n${text}`, 'test');

const MODELS = [model('a', 'rule_x'), model('b', 'person'), model('c', 'a, b'), model('d', 'b, rule_y')];
const RULES = [rule('rule_x', '1'), rule('rule_y', '1')];
const names = (models: readonly { table: string }[]) => models.map(({ table }) => table);

it('takes a model that reads a changed rule, and all behind it', () => {
  const after = { rules: [rule('rule_x', '2'), rule('rule_y', '1')], models: MODELS };
  expect(names(affectedModels({ rules: RULES, models: MODELS }, after))).toEqual(['a', 'c']);
});

it('takes a new model and one worded anew', () => {
  const models = [...MODELS.slice(0, 3), model('d', 'b, rule_y', 'SELECT 2'), model('e', 'person')];
  expect(names(affectedModels({ rules: RULES, models: MODELS }, { rules: RULES, models }))).toEqual([
    'd',
    'e',
  ]);
});

it('takes nothing when nothing differs', () => {
  expect(affectedModels({ rules: RULES, models: MODELS }, { rules: RULES, models: MODELS })).toEqual([]);
});
