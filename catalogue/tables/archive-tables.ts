import { ARCHIVE_TYPES } from '../archive-line-tables.ts';
import { code, flag, integer, pattern, ruleTable, text } from './rule-table.ts';

/** How a value follows from a column; `*` stands for the row itself. */
export const ARCHIVE_DERIVATIONS = [
  'VALUE',
  'FLAG',
  'RECOGNISED',
  'LIFE_STATUS',
  'NATIONALITY',
  'MARITAL_STATUS',
  'WORK_STATUS',
  'BUSINESS_ROLE',
] as const;
export type ArchiveDerivation = (typeof ARCHIVE_DERIVATIONS)[number];

const NAME = '^[a-z][a-z0-9_]*$';
const CODES = '^[A-Z0-9_]+(\\|[A-Z0-9_]+)*$';
const OPTIONAL = { optional: true };

export const ARCHIVE_TABLES = [
  ruleTable({
    name: 'rule_archive_category',
    file: 'archive-items.yaml',
    grain: 'one row per category of the livelihood archive (民生服务档案)',
    shape: 'rows',
    key: ['category'],
    unique: ['category_order'],
    columns: {
      category: pattern('category, and end of the name of its table `archive_<category>`', NAME),
      category_order: integer('1–13', [1, 99]),
      name: text('Chinese name'),
    },
  }),
  ruleTable({
    name: 'rule_archive_item',
    file: 'archive-items.yaml',
    grain: 'one row per item of the livelihood archive',
    shape: 'rows',
    key: ['item'],
    unique: ['identifier'],
    columns: {
      item: integer('number of the item', [1, 999]),
      category: pattern('category', NAME, { references: ['rule_archive_category', 'category'] }),
      name: text('Chinese name'),
      identifier: pattern('column of `archive_<category>`', NAME),
      item_type: code(
        's text, c code, d date, m month, i integer, n amount in fen, b yes or no, x reference to a file',
        ARCHIVE_TYPES,
      ),
      department: code('who answers for it', undefined, {
        references: ['rule_department', 'department'],
      }),
      level: code('L1 open, L2 internal, L3 personal, L4 sensitive personal', ['L1', 'L2', 'L3', 'L4']),
      mask: code(
        'how text of L3 is shown unless revealed',
        ['NAME', 'ID_NO', 'PHONE', 'ADDRESS', 'NUMBER'],
        OPTIONAL,
      ),
    },
    check: ({ item_type, level, mask }) => {
      const needsMask = level === 'L3' && item_type === 's';
      if (needsMask === (mask !== null)) return undefined;
      return {
        column: 'mask',
        reason: needsMask ? 'L3 的文字须写明遮盖方式 mask' : '只有 L3 的文字才有遮盖方式 mask',
      };
    },
  }),
  ruleTable({
    name: 'rule_archive',
    file: 'archive-items.yaml',
    grain: 'one row',
    shape: 'values',
    key: ['parameter'],
    columns: {
      minor_below_years: integer('children below this age are minors', [1, 30]),
      elder_from_years: integer('parents from this age are to be supported', [40, 100]),
    },
  }),
  ruleTable({
    name: 'rule_archive_reading',
    file: 'archive-items.yaml',
    grain: 'one row per way of taking one row of each person from a source',
    shape: 'rows',
    key: ['reading'],
    columns: {
      reading: pattern('name of the reading', NAME),
      source: pattern('source code', NAME),
      role: pattern('role of the person in the row; NULL: self', NAME, OPTIONAL),
      where_column: pattern('only rows with one of `where_codes` in this column', NAME, OPTIONAL),
      where_codes: pattern('codes divided by |; NULL: nothing stands there', CODES, OPTIONAL),
      prefer_column: pattern('rows with one of `prefer_codes` in this column go first', NAME, OPTIONAL),
      prefer_codes: pattern('codes divided by |; NULL: nothing stands there', CODES, OPTIONAL),
      latest_by: pattern('then the latest by this date, month or year', NAME, OPTIONAL),
      as_of_column: pattern(
        'day on which the department recorded the row; NULL: that of the delivery',
        NAME,
        {
          optional: true,
        },
      ),
    },
    check: (row) => unpaired(row, 'where') ?? unpaired(row, 'prefer'),
  }),
  ruleTable({
    name: 'rule_archive_origin',
    file: 'archive-items.yaml',
    grain: 'one row per item and place it may come from; items that no source gives have none',
    shape: 'rows',
    key: ['item', 'priority'],
    columns: {
      item: integer('number of the item', [1, 999], { references: ['rule_archive_item', 'item'] }),
      priority: integer('1 is taken first', [1, 99]),
      reading: pattern('reading, or a table of the line', NAME),
      column_name: pattern('column of the source or table; `*`: the row itself', '^(\\*|[a-z][a-z0-9_]*)$'),
      derivation: code('how the value follows from the column', ARCHIVE_DERIVATIONS),
      when_column: pattern('only where one of `when_codes` stands in this column', NAME, OPTIONAL),
      when_codes: pattern('codes divided by |; NULL: nothing stands there', CODES, OPTIONAL),
      compared: flag('another value in another compared origin is a contradiction'),
    },
    check: (row) => unpaired(row, 'when'),
  }),
  ruleTable({
    name: 'rule_archive_word',
    file: 'archive-items.yaml',
    grain: 'one row per item and code that no source has a word for',
    shape: 'rows',
    key: ['item', 'code'],
    columns: {
      item: integer('number of the item', [1, 999], { references: ['rule_archive_item', 'item'] }),
      code: code('code'),
      word: text('what it means, Chinese'),
    },
  }),
];

/** A column without codes, or codes without a column. */
function unpaired(row: Readonly<Record<string, unknown>>, word: 'where' | 'prefer' | 'when') {
  const [column, codes] = [`${word}_column`, `${word}_codes`];
  if ((row[column] === null) === (row[codes] === null)) return undefined;
  return { column: row[column] === null ? codes : column, reason: `${column} 与 ${codes} 须一起写` };
}
