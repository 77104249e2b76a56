import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { readSheetRows, type SheetRow } from './sheet-rows.ts';
import { openWorkbook } from './workbook.ts';

const folder = mkdtempSync(join(tmpdir(), 'xlsx-'));
const path = join(folder, 'book.xlsx');
afterAll(() => rmSync(folder, { recursive: true }));

async function readRows(sheet = 0): Promise<SheetRow[]> {
  const workbook = await openWorkbook(path, 'book.xlsx');
  const rows = await Array.fromAsync(readSheetRows(workbook, workbook.sheets[sheet]!.part));
  workbook.close();
  return rows;
}
const cellsOf = async () => (await readRows()).map(({ cells }) => Array.from(cells));

/** A workbook of the given sheet rows, written by hand. */
function writeSheet(rows: string, more: Record<string, string> = {}): void {
  const parts = {
    'xl/workbook.xml': '<workbook><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  };
  const bytes = Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml)] as const);
  writeFileSync(path, zipSync(Object.fromEntries(bytes)));
}

describe('a workbook of a spreadsheet program', () => {
  it.each([true, false])('gives the text of each cell (shared strings: %s)', async (useSharedStrings) => {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({
      filename: path,
      useSharedStrings,
      useStyles: true,
    });
    const sheet = book.addWorksheet('数据');
    const day = { numFmt: 'yyyy"年"m"月"d"日"' };
    sheet.addRow(['标题']).commit();
    const row = sheet.addRow([
      'A&B <c> "d"',
      { richText: [{ text: '马' }, { text: '小燕' }] },
      640499196501150000,
      0.1 + 0.2,
      1234.5,
      true,
      new Date(Date.UTC(2026, 9, 31)),
      new Date(Date.UTC(2026, 9, 31, 8, 30)),
      46326,
      { formula: 'A1&"x"', result: '结果' },
      ' 首尾 ',
      '两\n行',
    ]);
    for (const column of [7, 8]) row.getCell(column).style = day;
    row.commit();
    sheet.commit();
    await book.commit();
    const rows = await readRows();
    expect(rows.map(({ line }) => line)).toEqual([1, 2]);
    expect(Array.from(rows[1]!.cells)).toEqual([
      'A&B <c> "d"',
      '马小燕',
      '640499196501150000',
      '0.3',
      '1234.5',
      'TRUE',
      '2026-10-31',
      '2026-10-31 08:30:00',
      '46326',
      '结果',
      ' 首尾 ',
      '两\n行',
    ]);
    expect(rows[1]!.formulas).toBe(1);
  });

  it('keeps row numbers over gaps, and columns over missing cells', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('数据');
    sheet.getCell('C3').value = 'c3';
    sheet.getCell('AB7').value = 'ab7';
    await book.xlsx.writeFile(path);
    const rows = (await readRows()).filter(({ cells }) => cells.length > 0);
    expect(rows.map(({ line, cells }) => [line, cells.length, cells.at(-1)])).toEqual([
      [3, 3, 'c3'],
      [7, 28, 'ab7'],
    ]);
  });

  it('counts days from 1904 when it says so', async () => {
    const book = new ExcelJS.Workbook();
    book.properties.date1904 = true;
    book.addWorksheet('数据').getCell('A1').value = new Date(Date.UTC(2026, 9, 31));
    await book.xlsx.writeFile(path);
    expect(await cellsOf()).toEqual([['2026-10-31']]);
  });
});

describe('what other programs write', () => {
  it('prefixes, missing references, self-closing rows, single quotes, exponents', async () => {
    writeSheet(
      "<x:row r='2'/><x:row r='4'><x:c><x:v>6.4049919650115E17</x:v></x:c><x:c t='str'><x:v>乙</x:v></x:c></x:row><x:row><x:c r='B5' t='e'><x:v>#N/A</x:v></x:c></x:row>",
    );
    const rows = await readRows();
    expect(rows.map(({ line, cells }) => [line, Array.from(cells)])).toEqual([
      [4, ['640499196501150000', '乙']],
      [5, [undefined, '#N/A']],
    ]);
  });

  it('phonetic guides are no text; escapes are', async () => {
    writeSheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row>', {
      'xl/sharedStrings.xml':
        '<sst><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/><si><t>甲_x000D_&#20057;</t></si></sst>',
    });
    expect(await cellsOf()).toEqual([['東京', '甲\r乙']]);
  });

  it('a formula without a stored result is named', async () => {
    writeSheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f></c></row>');
    expect((await readRows())[0]).toMatchObject({ uncomputed: 1, formulas: 0 });
  });
});

describe('what is refused', () => {
  const refusal = (limits?: Parameters<typeof openWorkbook>[2]) => openWorkbook(path, 'book.xlsx', limits);
  const limits = { bytes: 1e6, ratio: 100, ratioFromBytes: 1e5, parts: 10 };

  it('a bomb: too much in all, too dense, too many parts', async () => {
    writeSheet('x'.repeat(2_000_000));
    await expect(refusal(limits)).rejects.toMatchObject({ code: 'XLSX_BOMB' });
    writeSheet('x'.repeat(200_000));
    await expect(refusal({ ...limits, ratio: 10 })).rejects.toMatchObject({ code: 'XLSX_BOMB' });
    writeSheet('', Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, ''])));
    await expect(refusal(limits)).rejects.toMatchObject({ code: 'XLSX_BOMB' });
  });

  it('macros, other packages, torn files', async () => {
    writeSheet('', { 'xl/vbaProject.bin': 'x' });
    await expect(refusal()).rejects.toMatchObject({ code: 'XLSX_MACRO' });
    writeFileSync(path, zipSync({ 'word/document.xml': Buffer.from('x') }));
    await expect(refusal()).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
    writeFileSync(path, zipSync({ a: Buffer.from('x') }).subarray(0, 40));
    await expect(refusal()).rejects.toMatchObject({ code: 'XLSX_BROKEN' });
  });
});
