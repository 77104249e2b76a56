import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { suggestDefinition } from './suggest-definition.ts';

const { sources } = loadCatalogue();

const WORDS = [
  '团队编号',
  '身份证号',
  '游客姓名',
  '手机',
  '出发日期',
  '团费(元)',
  '游客类别',
  '是否签证',
  '人数',
  '备注',
];
const ROWS = Array.from({ length: 30 }, (_, i) => [
  `T${i}`,
  '640499196501150016',
  ['马小燕', '王建国', '李静'][i % 3]!,
  `1380000${String(1000 + i)}`,
  '2026年10月3日',
  '1,234.50',
  ['成人', '儿童'][i % 2]!,
  ['是', '否'][i % 2]!,
  String(i),
  i === 0 ? '王某之子' : '',
]);
const suggestion = () =>
  suggestDefinition(
    WORDS.map((word) => [word]),
    ROWS,
    sources,
    '旅行社组团游客',
  );

it('reads types from header words and values', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suggest-'));
  mkdirSync(join(folder, 'sources'));
  writeFileSync(join(folder, 'sources', 'tour_guest.yaml'), suggestion());
  const definition = loadCatalogue(folder).sources.find(({ source }) => source === 'tour_guest')!;
  rmSync(folder, { recursive: true });
  expect(definition).toMatchObject({ name: '旅行社组团游客', subject: 'person', key: ['column_1'] });
  expect(definition.columns.map(({ column, type }) => [column, type])).toEqual([
    ['column_1', 'text'],
    ['id_no', 'id_no'],
    ['name', 'name'],
    ['mobile', 'mobile'],
    ['column_5', 'date'],
    ['column_6', 'amount'],
    ['column_7', 'code'],
    ['column_8', 'bool'],
    ['column_9', 'integer'],
    ['column_10', 'text'],
  ]);
});

it('shows no name, number or remark of anybody', () => {
  expect(suggestion()).toContain('成人: 成人');
  expect(suggestion()).not.toMatch(/马小燕|王|640499|1380000/);
});
