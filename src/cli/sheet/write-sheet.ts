import { rename, writeFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { unzipSync, zipSync } from 'fflate';
import type { EngineRow } from '#engine/engine.ts';
import type { WorkList } from '#pipeline/worklist/work-list.ts';

/** Archives carry times; a fixed one keeps equal lists byte-identical. */
const ARCHIVE_TIME = new Date(1980, 0, 1);

/**
 * Writes a list as one XLSX sheet: title, head, frozen head and filter, one row each, printed on A4 across.
 * Amounts are shown in yuan.
 */
export async function writeSheet(
  file: string,
  list: WorkList,
  rows: readonly EngineRow[],
  caption: string,
): Promise<void> {
  const book = new ExcelJS.Workbook();
  book.created = ARCHIVE_TIME;
  book.modified = ARCHIVE_TIME;
  const sheet = book.addWorksheet(list.title.slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = list.columns.map(({ width }) => ({ width }));
  sheet.addRow([caption]).font = { bold: true, size: 14 };
  sheet.mergeCells(1, 1, 1, list.columns.length);
  const head = sheet.addRow(list.columns.map(({ title }) => title));
  head.font = { bold: true };
  head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF7' } };
  for (const row of rows)
    sheet.addRow(
      list.columns.map(({ column, money }) => {
        const value = row[column];
        return money && typeof value === 'number' ? value / 100 : (value ?? '');
      }),
    );
  sheet.autoFilter = {
    from: { row: 2, column: 1 },
    to: { row: 2 + rows.length, column: list.columns.length },
  };
  const archive = unzipSync(new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer));
  await writeFile(`${file}.unfinished`, zipSync(archive, { mtime: ARCHIVE_TIME }));
  await rename(`${file}.unfinished`, file);
}
