import type { FrameJob } from '../frame-delivery.ts';
import type { FramedFile } from '../framed-file.ts';
import { nonDataReason } from '../non-data-row.ts';
import { readSheetRows } from './sheet-rows.ts';
import { openWorkbook } from './workbook.ts';

/** Longest row that is framed, in bytes; a cell may hold 32,767 characters. */
const ROW_LIMIT_BYTES = 1024 * 1024;

/**
 * Frames the rows of a sheet behind its header. Rows without text are no records.
 * @returns cells that took the stored result of a formula
 * @throws ZhaorenError XLSX_BOMB, XLSX_BROKEN
 */
export async function frameSheet(
  { path, file, layout, places }: FrameJob,
  framed: FramedFile,
): Promise<number> {
  const workbook = await openWorkbook(path, file);
  let formulas = 0;
  try {
    const { part } = workbook.sheets[layout.sheetNumber! - 1]!;
    for await (const row of readSheetRows(workbook, part)) {
      if (row.line < layout.dataLine!) continue;
      const first = row.cells.find((cell) => cell !== undefined && cell.trim() !== '');
      if (first === undefined && row.uncomputed === null) continue;
      formulas += row.formulas;
      const nonData = nonDataReason(first?.trim() ?? '');
      const texts = places.map((place) => row.cells[place]?.trim() ?? '');
      const bytes = texts.reduce((sum, text) => sum + 3 * text.length + 1, 0);
      if (nonData !== null) framed.refuse(row.line, nonData);
      else if (row.uncomputed !== null) framed.refuse(row.line, 'FORMULA');
      else if (bytes > ROW_LIMIT_BYTES) framed.refuse(row.line, 'LINE_TOO_LONG');
      else {
        framed.begin(row.line, bytes);
        for (const text of texts) framed.text(text);
        framed.finish();
      }
    }
  } finally {
    workbook.close();
  }
  return formulas;
}
