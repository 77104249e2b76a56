import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlText } from '#engine/engine.ts';
import { type ReadTable, readTable, refusalSentences } from './read-table.ts';
import { createRecordView, POSITION } from './record-view.ts';

let engine: Engine;
let folder: string;
let tables = 0;
beforeAll(async () => {
  engine = await openDuckdb({ memoryLimit: '500MB', threads: 1 });
  folder = await mkdtemp(join(tmpdir(), 'read-table-'));
});
afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true });
});

const PEOPLE = 'id,name,town\n007,马兰,固原\n008,ཚེ་རིང་,\n009,Ünal 😀,"Köln, ""Süd""\nOst"\n';
const ROWS = [
  { id: '007', name: '马兰', town: '固原' },
  { id: '008', name: 'ཚེ་རིང་', town: null },
  { id: '009', name: 'Ünal 😀', town: 'Köln, "Süd" Ost' },
];

async function read(file: string, content?: string | Buffer, encoding?: string): Promise<ReadTable> {
  const path = join(folder, file);
  if (content !== undefined) await writeFile(path, content);
  tables += 1;
  return await readTable(engine, { file: path, table: `table_${tables}`, work: folder, encoding });
}

async function rows(table: ReadTable, hasPosition = false) {
  await createRecordView(engine, table, 'people', { hasPosition });
  return await engine.rows(`SELECT * FROM people ORDER BY 1`);
}

describe('a table file', () => {
  it('is read as text whatever its encoding: UTF-8 with and without mark, UTF-16', async () => {
    expect(await rows(await read('utf8.csv', PEOPLE))).toEqual(ROWS);
    expect(await rows(await read('bom.csv', `\ufeff${PEOPLE}`))).toEqual(ROWS);
    expect(await rows(await read('utf16.csv', Buffer.from(`\ufeff${PEOPLE}`, 'utf16le')))).toEqual(ROWS);
  });

  it('is read as GB18030 when it is', async () => {
    // id,姓名 / 1,张伟
    const bytes = Buffer.concat([
      Buffer.from('id,'),
      Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]),
      Buffer.from('\n1,'),
      Buffer.from([0xd5, 0xc5, 0xce, 0xb0]),
      Buffer.from('\n'),
    ]);
    expect(await rows(await read('gb.csv', bytes))).toEqual([{ id: '1', 姓名: '张伟' }]);
  });

  it('is read by a named encoding where none is recognised', async () => {
    const latin = Buffer.from('id,name\n1,Müller\n2,José\n3,Zoë\n', 'latin1');
    await expect(read('latin.csv', latin)).rejects.toMatchObject({ code: 'UNKNOWN_ENCODING' });
    expect(await rows(await read('latin.csv', latin, 'windows-1252'))).toEqual([
      { id: '1', name: 'Müller' },
      { id: '2', name: 'José' },
      { id: '3', name: 'Zoë' },
    ]);
  });

  it('may be Parquet: ids, dates and lists read as they would in a CSV', async () => {
    await engine.run(
      `COPY (SELECT 7 AS id, DATE '1980-02-01' AS birth, ['a', 'b'] AS tags, 12.0::DOUBLE AS house) TO ${sqlText(join(folder, 'p.parquet'))} (FORMAT parquet)`,
    );
    expect(await rows(await read('p.parquet'))).toEqual([
      { id: '7', birth: '1980-02-01', tags: 'a|b', house: '12' },
    ]);
  });

  it('may be a workbook', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('名单').addRows([
      ['id', 'name'],
      ['01', '马兰'],
    ]);
    await book.xlsx.writeFile(join(folder, 'b.xlsx'));
    expect(await rows(await read('b.xlsx'))).toEqual([{ id: '01', name: '马兰' }]);
  });

  it('may be lines of JSON, with keys that come late and lines that are broken', async () => {
    const table = await read('j.jsonl', '{"id":"1","name":"马兰"}\n{"id":"2","town":"固原"}\n{"id":\n');
    expect(await rows(table)).toEqual([
      { id: '1', name: '马兰', town: null },
      { id: '2', name: null, town: '固原' },
    ]);
    expect(table.refused).toEqual([{ reason: 'JSON_BROKEN', records: 1, lines: [3] }]);
  });

  it('loses no record in silence', async () => {
    const table = await read('ragged.csv', 'id,name\n1,a\n2\n3,c,d\n4,d\n"5,e\n');
    expect(table.records).toBe(2);
    expect(refusalSentences(table).map((sentence) => sentence.replace(folder, ''))).toEqual([
      '文件 /ragged.csv 有 2 条记录没有参与关联：列数与表头不符（第 3、4 行）',
      '文件 /ragged.csv 有 1 条记录没有参与关联：引号没有闭合（第 6 行）',
    ]);
  });

  it('counts positions in the file, refused records too', async () => {
    const table = await read('position.csv', 'name\na\n"b\nb"\n');
    expect((await rows(table, true)).map((row) => row[POSITION])).toEqual(['1', '2']);
    const ragged = await read('ragged2.csv', 'id,name\n1,a\n2\n3,c\n');
    expect((await rows(ragged, true)).map((row) => row[POSITION])).toEqual(['1', '3']);
  });

  it('names columns without a header that stand before others', async () => {
    expect((await read('index.csv', ',name,\n0,a,\n1,b,\n')).columns).toEqual(['column_1', 'name']);
  });

  it.each([
    ['empty.csv', '', 'EMPTY_FILE'],
    ['blank.csv', '\n\n', 'EMPTY_FILE'],
    ['header.csv', 'id,name\n', 'EMPTY_FILE'],
    ['twice.csv', 'id,name,ID\n1,a,2\n', 'DUPLICATE_HEADER'],
    ['p.parquet', 'PAR1 and nothing else', 'PARQUET_BROKEN'],
    ['a.pdf', '%PDF-1.7 something', 'UNSUPPORTED_FORMAT'],
    ['array.json', '[{"id":1}]', 'UNSUPPORTED_FORMAT'],
  ])('is refused: %s', async (file, content, code) => {
    await expect(read(file, content)).rejects.toMatchObject({ code });
  });

  it('has to exist and to be a file', async () => {
    await expect(read('nowhere.csv')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(read('.')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
