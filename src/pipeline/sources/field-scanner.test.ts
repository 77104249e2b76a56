import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFieldScanner } from './field-scanner.ts';
import { FIELD_SEPARATOR, framedBuffer } from './framed-file.ts';

interface Scanned {
  readonly records: { line: number; cells: string[] }[];
  readonly refusals: string[];
}

/** Frames a text in pieces of whole lines, as chunks of a file come. */
function scan(
  text: string,
  options: {
    dataLine?: number;
    columns?: number;
    kept?: readonly number[];
    piece?: number;
    damage?: number;
  } = {},
): Scanned {
  const framed = framedBuffer(() => {
    throw new Error('the buffer is larger than any text here');
  });
  const kept =
    options.kept === undefined
      ? null
      : Uint8Array.from({ length: 99 }, (_, i) => Number(options.kept!.includes(i)));
  const columns = options.columns === undefined ? null : { least: options.columns, most: options.columns };
  const scanner = openFieldScanner({ delimiter: 44, dataLine: options.dataLine ?? 1, columns, kept }, framed);
  const lines = text.split(/(?<=\n)/);
  const size = options.piece ?? lines.length;
  for (let i = 0; i < lines.length; i += size) {
    const piece = lines.slice(i, i + size).join('');
    const bytes = Buffer.from(piece.endsWith('\n') ? piece : `${piece}\n`);
    const damage = i === 0 && options.damage !== undefined ? [options.damage] : [];
    scanner.push({ bytes, length: bytes.length, damage });
  }
  scanner.end();
  return {
    records: framed
      .take()
      .toString()
      .split('\n')
      .slice(0, -1)
      .map((record) => {
        const [line, ...cells] = record.split(FIELD_SEPARATOR);
        return { line: Number(line), cells };
      }),
    refusals: framed
      .takeRefusals()
      .split('\n')
      .slice(0, -1)
      .map((refusal) => refusal.replaceAll(FIELD_SEPARATOR, ' ').trim()),
  };
}

describe('records and fields', () => {
  it('any table written as CSV comes back, with its line numbers, in whatever pieces it is read', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab马𠀀,"; \n'), maxLength: 6 });
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.boolean(), fc.integer({ min: 1, max: 5 }), (rows, quoteAll, piece) => {
        let line = 1;
        let text = '';
        const expected: Scanned['records'] = [];
        for (const row of rows) {
          const quoted = row.map((value) =>
            quoteAll || /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value,
          );
          const cells = row.map((value) => value.replace(/^[ \n]+|[ \n]+$/g, '').replaceAll('\n', ' '));
          if (cells.some((value) => value !== '')) expected.push({ line, cells });
          text += `${quoted.join(',')}\r\n`;
          line += 1 + row.join('').split('\n').length - 1;
        }
        expect(scan(text, { piece, columns: 3 })).toEqual({ records: expected, refusals: [] });
      }),
    );
  });

  it('keeps the wanted columns and skips the lines before the data', () => {
    const { records } = scan('标题\n编号,姓名,备注\n1,甲,x\n2,乙,y\n', {
      dataLine: 3,
      columns: 3,
      kept: [0, 1],
    });
    expect(records).toEqual([
      { line: 3, cells: ['1', '甲'] },
      { line: 4, cells: ['2', '乙'] },
    ]);
  });

  it('a quote inside a field is a quote', () => {
    expect(scan('1,新华"路,3"\n').records).toEqual([{ line: 1, cells: ['1', '新华"路', '3"'] }]);
  });

  it('blank lines and lines of delimiters are no records; surplus blank fields are ignored', () => {
    const { records, refusals } = scan('\n1,2\n,\n  ,\t\n3,4,,\n\n', { columns: 2 });
    expect(records).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 5, cells: ['3', '4', '', ''] },
    ]);
    expect(refusals).toEqual([]);
  });

  it('marks of spreadsheets for text are no text', () => {
    expect(scan(`'001,="002",\t003\t\n`).records[0]!.cells).toEqual(['001', '002', '003']);
  });
});

describe('what is refused, by line', () => {
  it('another number of columns', () => {
    const { records, refusals } = scan('1,2,3\n1,2\n1,2,3,4\n4,5,6\n', { columns: 3 });
    expect(records.map(({ line }) => line)).toEqual([1, 4]);
    expect(refusals).toEqual(['2 COLUMN_COUNT 2', '3 COLUMN_COUNT 4']);
  });

  it('a quote never closed: its line alone', () => {
    const rest = Array.from({ length: 300 }, (_, i) => `${i + 3},b\n`).join('');
    const { records, refusals } = scan(`1,a\n2,"a\n${rest}`, { columns: 2, piece: 50 });
    expect(refusals).toEqual(['2 UNCLOSED_QUOTE']);
    expect(records.map(({ line }) => line)).toEqual([1, ...Array.from({ length: 300 }, (_, i) => i + 3)]);
  });

  it('a quote that closes lines later at another one', () => {
    const { records, refusals } = scan('1,"a\n2,"b"\n3,"c\nd"\n', { columns: 2 });
    expect(refusals).toEqual(['1 MALFORMED_QUOTE']);
    expect(records).toEqual([
      { line: 2, cells: ['2', 'b'] },
      { line: 3, cells: ['3', 'c d'] },
    ]);
  });

  it('a quoted field over lines that leaves the wrong number of columns swallows nobody', () => {
    const { records, refusals } = scan('1,"a\n2,b",c,d\n3,c\n', { columns: 2 });
    expect(refusals).toEqual(['1 UNCLOSED_QUOTE', '2 COLUMN_COUNT 4']);
    expect(records).toEqual([{ line: 3, cells: ['3', 'c'] }]);
  });

  it('text behind a closing quote', () => {
    expect(scan('1,"阳光"小区\n2,b\n', { columns: 2 }).refusals).toEqual(['1 MALFORMED_QUOTE']);
  });

  it('NUL bytes, damaged bytes, a record beyond the limit', () => {
    const long = 'x'.repeat(1024 * 1024);
    const { records, refusals } = scan(`1,a\n2,\0\n3,c\n4,${long}\n5,e\n`, { columns: 2, damage: 9 });
    expect(refusals).toEqual(['2 NUL_BYTE', '3 INVALID_BYTES', '4 LINE_TOO_LONG']);
    expect(records.map(({ line }) => line)).toEqual([1, 5]);
  });

  it('totals and notes, whatever their columns', () => {
    const { records, refusals } = scan(
      '1,合计商贸有限公司\n合计,1\n 总 计：,35人\n填表人：马某,审核人：王某\n备注:数据截至十月\n注,5\n',
      { columns: 2 },
    );
    expect(refusals).toEqual(['2 TOTAL_ROW', '3 TOTAL_ROW', '4 NOTE_ROW', '5 NOTE_ROW']);
    expect(records.map(({ line }) => line)).toEqual([1, 6]);
  });
});
