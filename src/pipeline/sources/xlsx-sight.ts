import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type FileSight, type SeenFile, TOP_ROWS, tableSight } from './file-sight.ts';
import { findHeader, type TopRow } from './header-row.ts';
import { readSheetRows } from './xlsx/sheet-rows.ts';
import { openWorkbook } from './xlsx/workbook.ts';

/**
 * Looks at a workbook: the visible sheet with most known header words is read; others that fit the same
 * source are named, since a delivery is one table.
 * @throws ZhaorenError XLSX_BOMB, XLSX_BROKEN, XLSX_ENCRYPTED, XLSX_MACRO, UNSUPPORTED_FORMAT, EMPTY_FILE,
 *   HEADER_NOT_FOUND, TOO_MANY_COLUMNS
 */
export async function xlsxSight(seen: SeenFile): Promise<FileSight> {
  const workbook = await openWorkbook(seen.path, seen.file);
  try {
    const tried = [];
    for (const [index, { name, part, isHidden }] of workbook.sheets.entries()) {
      if (isHidden && workbook.sheets.length > 1) continue;
      const rows: TopRow[] = [];
      let formulas = 0;
      for await (const { line, cells, formulas: inRow } of readSheetRows(workbook, part)) {
        formulas += inRow;
        if (cells.length > 0) rows.push({ line, cells: Array.from(cells, (cell) => (cell ?? '').trim()) });
        if (rows.length >= TOP_ROWS) break;
      }
      if (rows.length === 0) continue;
      const header = findHeader(rows, seen.dictionary, seen.file);
      const known = header?.fits[0]?.places.size ?? 0;
      tried.push({
        name,
        part,
        number: index + 1,
        rows,
        formulas,
        header,
        known,
        source: header?.fits[0]?.definition.source,
      });
    }
    const [chosen] = tried.toSorted((a, b) => b.known - a.known);
    if (chosen === undefined) throw new ZhaorenError('EMPTY_FILE', { file: seen.file });
    const { name, number, rows, header, source } = chosen;
    if (header !== null && rows.at(-1)!.line < header.dataLine)
      throw new ZhaorenError('EMPTY_FILE', { file: seen.file });
    // the whole sheet is unpacked once, so that a damaged or lying file is refused now and not later
    for await (const _ of workbook.readPart(chosen.part));
    const ignored = tried.filter((sheet) => sheet !== chosen && sheet.known > 0 && sheet.source === source);
    return {
      ...tableSight(seen, rows, header, { format: 'XLSX', sheet: name, sheetNumber: number }),
      warnings: [
        ...ignored.map((sheet) => `工作表“${sheet.name}”没有读取，请另存为单独的文件报送`),
        ...(chosen.formulas > 0 ? [`工作表“${name}”含有公式，采用其保存的计算结果`] : []),
      ],
    };
  } finally {
    workbook.close();
  }
}
