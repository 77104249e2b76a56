import { describe, expect, test } from 'vitest';
import type { ZhaorenError } from '#domain/error-catalogue.ts';
import { edited, refusal } from './catalogue-refusal.ts';

const SOURCE = `name: 试验
department: PSB
subject: person
trust: 50
mode: full
key: [no]
max_age_days: 40
columns:
  no: { type: text, aliases: [编号], required: true }
  id_no: { type: id_no, aliases: [身份证号] }
  name: { type: name, aliases: [姓名] }
`;
const source = (piece: string, replacement: string) => {
  if (!SOURCE.includes(piece)) throw new Error(`no ${piece}`);
  return { 'sources/trial.yaml': SOURCE.replace(piece, replacement) };
};
const withColumn = (line: string) => ({ 'sources/trial.yaml': `${SOURCE}  ${line}\n` });

describe('a source definition is refused', () => {
  test.each([
    ['for a missing key', source('trust: 50\n', ''), 1, 'trust', /缺少这一项/],
    ['for a number outside its limits', source('trust: 50', 'trust: 101'), 4, 'trust', /不得大于 100/],
    ['for a word where a number belongs', source('trust: 50', 'trust: 高'), 4, 'trust', /应为整数/],
    [
      'for an unknown subject',
      source('subject: person', 'subject: human'),
      3,
      'subject',
      /只能是.*person、event、unit/,
    ],
    [
      'for an unknown type',
      withColumn('x: { type: datum, aliases: [日] }'),
      12,
      'columns.x.type',
      /只能是.*date/,
    ],
    ['for no header word', withColumn('x: { type: date, aliases: [] }'), 12, 'columns.x.aliases', /不能为空/],
    [
      'for a column name SQL would not take',
      withColumn('X-1: { type: date, aliases: [日] }'),
      12,
      'columns.X-1',
      /写法不对/,
    ],
    [
      'for an unknown department',
      source('department: PSB', 'department: XYZ'),
      2,
      'department',
      /没有部门 XYZ/,
    ],
    [
      'for a key column that is not there',
      source('key: [no]', 'key: [number]'),
      6,
      'key.0',
      /主键列 number 不在/,
    ],
    ['for a key column not required', source(', required: true', ''), 9, 'columns.no', /required: true/],
    [
      'for an operation column that is not there',
      source('mode: full', 'mode: full\noperation: op'),
      6,
      'operation',
      /变更列 op 不在/,
    ],
    [
      'for an operation column that cannot say DELETE',
      {
        'sources/trial.yaml': SOURCE.replace('mode: full', 'mode: full\noperation: op').concat(
          '  op: { type: code, aliases: [操作], codes: { 新增: INSERT } }\n',
        ),
      },
      13,
      'columns.op.codes',
      /没有 DELETE/,
    ],
    [
      'for a header word of two columns',
      withColumn('x: { type: text, aliases: [姓名] }'),
      12,
      'columns.x.aliases.0',
      /“姓名”已用于列 name/,
    ],
    [
      'for a header word twice in a column',
      withColumn('x: { type: text, aliases: [Tel, ＴＥＬ] }'),
      12,
      'columns.x.aliases.1',
      /“ＴＥＬ”已用于本列/,
    ],
    [
      'for a column written twice',
      withColumn('name: { type: name, aliases: [名] }'),
      12,
      '(文件)',
      /同一项写了两次/,
    ],
    [
      'for a person without name column',
      source('  name: { type: name, aliases: [姓名] }\n', ''),
      8,
      'columns',
      /需要一个类型为 name 的列 name/,
    ],
    [
      'for two persons of one role',
      source(
        'columns:',
        'persons:\n  - { role: self, id_no: id_no, name: name }\n  - { role: self, id_no: id_no, name: name }\ncolumns:',
      ),
      10,
      'persons.1',
      /角色 self 写了两次/,
    ],
    [
      'for a code column without codes',
      withColumn('x: { type: code, aliases: [状态] }'),
      12,
      'columns.x',
      /要有 codes/,
    ],
    [
      'for codes of another type',
      withColumn('x: { type: date, aliases: [日], codes: { 今: T } }'),
      12,
      'columns.x.codes',
      /只有类型为 code/,
    ],
    [
      'for a code that is a number',
      withColumn('x: { type: code, aliases: [态], codes: { 男: 1 } }'),
      12,
      'columns.x.codes.男',
      /应为文字（数字形式的代码请加引号）/,
    ],
    [
      'for a reserved name',
      withColumn('row_id: { type: text, aliases: [行] }'),
      12,
      'columns.row_id',
      /系统保留/,
    ],
    [
      'for the name of a derived column',
      withColumn('name_issue: { type: text, aliases: [问题] }'),
      12,
      'columns.name_issue',
      /与 name 的派生列相同/,
    ],
    [
      'for a column that is required and not expected',
      withColumn('x: { type: date, aliases: [日], required: true, expected: false }'),
      12,
      'columns.x',
      /不能又写 expected: false/,
    ],
    [
      'for a share above one',
      withColumn('x: { type: date, aliases: [日], validity: 98 }'),
      12,
      'columns.x.validity',
      /不得大于 1/,
    ],
    [
      'for a title that another source has',
      source('name: 试验', 'name: 户籍人口'),
      1,
      'name',
      /已用于来源 psb_hukou/,
    ],
    ['for a tab', source('  no:', '\tno:'), 9, '(文件)', /YAML 语法错误/],
  ] as [string, Record<string, string>, number, string, RegExp][])('%s', (_, files, line, field, reason) => {
    const { message } = refusal(files);
    expect(message).toContain(`文件 …/sources/trial.yaml 第 ${line} 行 字段“${field}”`);
    expect(message).toMatch(reason);
  });

  test('for a key nobody reads, naming those that are read', () => {
    const { message } = refusal(source('trust: 50', 'turst: 50'));
    expect(message).toContain('第 1 行 字段“trust” 不合规范：缺少这一项');
    expect(message).toMatch(/第 4 行 字段“turst”：没有这样的项.*可用的项：.*trust/);
  });

  test('when it is no YAML of the right kind', () => {
    expect(refusal({ 'sources/trial.yaml': '' }).message).toMatch(/trial\.yaml.*应为若干“项: 值”/);
    expect(refusal({ 'sources/trial.yaml': '- a\n- b\n' }).message).toMatch(
      /trial\.yaml 第 1 行.*应为若干“项: 值”/,
    );
  });

  test('when it is not UTF-8', () => {
    const gbk = Uint8Array.of(0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xca, 0xd4, 0xd1, 0xe9);
    expect(refusal({ 'sources/trial.yaml': gbk }).message).toMatch(/trial\.yaml.*不是 UTF-8 编码/);
  });
});

describe('the refusal', () => {
  test('lists every defect of every file at once, in order of the lines', () => {
    const { message, error } = refusal({
      ...withColumn('x: { type: datum, aliases: [] }'),
      ...edited('coverage.yaml', 'value: 16', 'value: sixteen'),
    });
    expect(message).toMatch(/另有 2 处：/);
    expect(message.split('\n').slice(1, 3)).toEqual([
      expect.stringContaining('…/sources/trial.yaml 第 12 行 字段“columns.x.aliases”'),
      expect.stringContaining('…/sources/trial.yaml 第 12 行 字段“columns.x.type”'),
    ]);
    const { errors } = error.cause as AggregateError;
    expect(errors.map((each: ZhaorenError<'CATALOGUE_INVALID'>) => each.params.field)).toEqual([
      'rule_coverage.rows.0.value',
      'columns.x.aliases',
      'columns.x.type',
    ]);
  });

  test('says what to do', () => {
    expect(refusal(source('trust: 50', 'trust: 101')).message).toBe(
      '规则文件 …/sources/trial.yaml 第 4 行 字段“trust” 不合规范：不得大于 100。请按规则说明改正该处后重新执行。',
    );
  });
});
