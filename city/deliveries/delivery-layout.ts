import type { SourceColumn, SourceDefinition } from '#catalogue/load-catalogue.ts';
import type { CleanValue } from '#city/population/clean-record.ts';
import { type Cell, cellFormat } from './cell-format.ts';
import type { DeliveryColumn, DeliveryLayout } from './delivery-file.ts';
import type { DeliveryShape } from './delivery-shape.ts';

/** A layout that also knows how to fill its columns from a record. */
export interface RecordLayout extends DeliveryLayout {
  /**
   * @param values by place of the column in the definition
   * @param written words that stand instead of a value, by the same place
   * @param serialNo number of the row in the file, from 1
   * @param variety any whole number ≥ 0 that belongs to the record
   */
  cells(
    values: readonly CleanValue[],
    written: ReadonlyMap<number, string>,
    serialNo: number,
    variety: number,
  ): Cell[];
}

const SERIAL_WORD = '序号';
const REMARK_WORD = '备注';
const REMARKS = ['已核实', '本人电话无人接听', '常年在外', '由村干部代报', '待补材料', '2025年核减'];
/** One row in so many has a remark. */
const REMARK_EVERY = 40;

const ABOUT_PERSONS: ReadonlySet<SourceColumn['type']> = new Set(['id_no', 'name', 'mobile', 'ethnicity']);

type Field = Omit<DeliveryColumn, 'group'> & {
  group: string | null;
  cell(
    values: readonly CleanValue[],
    written: ReadonlyMap<number, string>,
    serialNo: number,
    variety: number,
  ): Cell;
};

function recordFields(definition: SourceDefinition, shape: DeliveryShape): Field[] {
  const fields = definition.columns.flatMap((column, place): Field[] => {
    if (shape.omit.includes(column.column)) return [];
    const format = cellFormat(column, shape);
    const isKey = definition.key.includes(column.column);
    const title = ABOUT_PERSONS.has(column.type) ? '人员基本信息' : `${definition.name}信息`;
    return [
      {
        word: column.aliases[Math.min(shape.alias, column.aliases.length - 1)]!,
        kind: format.kind,
        group: isKey ? null : title,
        cell: (values, written, _, variety) => written.get(place) ?? format.write(values[place]!, variety),
      },
    ];
  });
  return shape.order === 'REVERSED' ? fields.reverse() : fields;
}

/** Columns that mean nothing: a running number before, a remark behind; not where the word means something. */
function addedFields(definition: SourceDefinition, shape: DeliveryShape): [before: Field[], behind: Field[]] {
  const taken = new Set(definition.columns.flatMap((column) => column.aliases));
  const isText = shape.format === 'CSV';
  const serial: Field = {
    word: SERIAL_WORD,
    kind: isText ? 'TEXT' : 'INTEGER',
    group: null,
    cell: (_values, _written, serialNo) => (isText ? String(serialNo) : serialNo),
  };
  const remark: Field = {
    word: REMARK_WORD,
    kind: 'TEXT',
    group: null,
    cell: (_values, _written, _serialNo, variety) =>
      variety % REMARK_EVERY === 0 ? REMARKS[(variety / REMARK_EVERY) % REMARKS.length]! : '',
  };
  return [
    shape.serial_no && !taken.has(SERIAL_WORD) ? [serial] : [],
    shape.remark && !taken.has(REMARK_WORD) ? [remark] : [],
  ];
}

/** A group over a single column is no group. */
function withoutLoneGroups(fields: readonly Field[]): Field[] {
  return fields.map((field, i) => {
    const isLone = fields[i - 1]?.group !== field.group && fields[i + 1]?.group !== field.group;
    return isLone ? { ...field, group: null } : field;
  });
}

export interface LayoutWords {
  /** Sending place and office, such as 固原市民政局. */
  readonly sender: string;
  /** ISO day that the file bears. */
  readonly day: string;
}

/** Header words, order and formats of one file of a source. */
export function recordLayout(
  definition: SourceDefinition,
  shape: DeliveryShape,
  { sender, day }: LayoutWords,
): RecordLayout {
  const [before, behind] = addedFields(definition, shape);
  const fields = withoutLoneGroups([...before, ...recordFields(definition, shape), ...behind]);
  return Object.freeze({
    shape,
    columns: fields.map(({ word, kind, group }) => ({ word, kind, group })),
    title: `${sender}${definition.name}信息表（${day.slice(0, 4)}年${Number(day.slice(5, 7))}月）`,
    signature: ['填表人：马小燕', '审核人：王建国', `填报日期：${day}`],
    cells: (values, written, serialNo, variety) =>
      fields.map((field) => field.cell(values, written, serialNo, variety)),
  } satisfies RecordLayout);
}
